"""Lines of text, cut out of a stream into pieces of about a block: b"a\\nb\\nc", b"d" -> b"a\\nb\\n", b"cd"."""

from collections.abc import Iterable, Iterator

from indexer.sources.parcels import Parcel, Problem, SourceFile, too_long


def cut(file: SourceFile, blocks: Iterable[bytes | Problem], longest: int) -> Iterator[Parcel | Problem]:
    """Parcels of whole lines; a Problem for each line of more than `longest` bytes."""
    number = 1
    is_empty = True
    for piece in _pieces(blocks, longest):
        if isinstance(piece, Problem):
            is_empty = False
            yield piece
        elif piece is None:
            is_empty = False
            yield Problem(file.source, f"строка {number}: {too_long(longest)}")
            number += 1
        else:
            is_empty = is_empty and piece.isspace()
            yield Parcel(file.source, file.suffix, number, piece)
            number += piece.count(b"\n")
    if is_empty:
        yield Problem(file.source, "файл пуст", "skipped")


def _pieces(blocks: Iterable[bytes | Problem], longest: int) -> Iterator[bytes | Problem | None]:
    """Whole lines, those that end in one block together; None for a line that is too long."""
    splitter = _Splitter(longest)
    for block in blocks:
        if isinstance(block, Problem):
            # Of a file that breaks off, the last line is most likely half a row: kept only if it looks whole.
            yield from (last for last in splitter.last() if last and last.rstrip().endswith(b"}"))
            yield block
            return
        yield from splitter.take(block)
    yield from splitter.last()


class _Splitter:
    """Holds the line that has not ended yet."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._tail = bytearray()
        self._is_skipping = False

    def take(self, block: bytes) -> Iterator[bytes | None]:
        """The lines that end in the block; before them None, if the first of them is too long."""
        first = block.find(b"\n") + 1
        if first and (self._is_skipping or len(self._tail) + first > self._longest + 1):
            yield None
            self._tail.clear()
            self._is_skipping, block = False, block[first:]
        stop = block.rfind(b"\n") + 1
        if stop:
            yield bytes(self._tail + block[:stop])
            self._tail.clear()
        if not self._is_skipping:
            self._tail += block[stop:]
        if len(self._tail) > self._longest:
            self._tail.clear()
            self._is_skipping = True

    def last(self) -> Iterator[bytes | None]:
        """What stands behind the last end of a line, if anything does."""
        if self._is_skipping or self._tail:
            yield None if self._is_skipping else bytes(self._tail)
