"""The elements of one JSON list, cut out of a stream: b'[{"a": 1}, {"a": 2}]' -> b'{"a": 1}', b'{"a": 2}'.

    splitter = Splitter(longest)
    splitter.take(block)       ->   the elements that ended in it, each on one line; None for one that is too long
    splitter.is_ended          ->   whether the list is closed; `rest` is not empty then where anything follows it

Nothing is parsed here but strings and brackets: whether an element is an article, its reader says.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from indexer.sources.parcels import Parcel, Problem, SourceFile, too_long

# A string, perhaps one that goes on in the next block, or a sign outside of strings.
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+("|\\?\Z)|[\[\]{},]', re.DOTALL)
_BEGINNING = re.compile(rb"\s*\[\s*\{")
_OPENING, _CLOSING = b"[{", b"]}"


def is_list(beginning: bytes) -> bool:
    """True when a file that begins so is one list of objects."""
    return _BEGINNING.match(beginning) is not None


def cut(file: SourceFile, blocks: Iterable[bytes | Problem], longest: int) -> Iterator[Parcel | Problem]:
    """Parcels of elements, one a line; a Problem for each element of more than `longest` bytes."""
    splitter, number = Splitter(longest), 1
    broken: Problem | None = None
    for block in blocks:
        if isinstance(block, Problem):
            broken = block
            break
        elements = list(splitter.take(block))
        yield from _parcels(file, elements, number, longest)
        number += len(elements)
    yield from _parcels(file, list(splitter.last()), number, longest)
    if broken:
        yield broken
    elif not splitter.is_ended:
        yield Problem(file.source, "список JSON обрывается: прочитаны только целые записи")
    elif splitter.rest:
        yield Problem(file.source, "после списка JSON стоит ещё что-то: не прочитано")


def _parcels(
    file: SourceFile, elements: Sequence[bytes | None], first: int, longest: int
) -> Iterator[Parcel | Problem]:
    for number, element in enumerate(elements, first):
        if element is None:
            yield Problem(file.source, f"запись {number}: {too_long(longest)}")
    if any(elements):
        rows = b"\n".join(element or b"" for element in elements)  # a blank row in the place of one that is left out
        yield Parcel(file.source, file.suffix, first, rows, is_list=True)


class Splitter:
    """Holds of the stream what has not ended yet: one element at most."""

    def __init__(self, longest: int) -> None:
        self.rest = b""
        self.is_ended = False
        self._longest = longest
        self._depth = 0
        self._scanned = 0  # bytes of the rest that are looked at
        self._is_skipping = False

    def take(self, block: bytes) -> Iterator[bytes | None]:
        """The elements that end in the block; None for each of more than `longest` bytes."""
        if self.is_ended:
            self.rest = (self.rest + block).strip()[:1]
            return
        self.rest += block
        start = 0
        for end, following in self._ends():
            yield from self._element(self.rest[start:end])
            start = following
        self.rest, self._scanned = self.rest[start:], self._scanned - start
        if self.is_ended:
            self.rest = self.rest.strip()[:1]
        elif self._is_skipping or len(self.rest) > self._longest:
            self._skip()

    def last(self) -> Iterator[bytes | None]:
        """Of a list that breaks off, the last element, where it looks whole; None where it was too long."""
        if self._is_skipping or self._depth == 1:
            yield from self._element(self.rest)

    def _ends(self) -> Iterator[tuple[int, int]]:
        """Where each element ends in the rest, and where the next one begins."""
        for token in _TOKEN.finditer(self.rest, self._scanned):
            sign = token[0]
            if sign[:1] == b'"':
                if token[1] != b'"':
                    self._scanned = token.start()
                    return
            elif sign in _OPENING:
                self._depth += 1
                if self._depth == 1:
                    yield token.start(), token.end()
            elif sign in _CLOSING:
                self._depth -= 1
                if self._depth == 0:
                    self.is_ended = True
                    self._scanned = token.end()
                    yield token.start(), token.end()
                    return
            elif self._depth == 1:
                yield token.start(), token.end()
        self._scanned = len(self.rest)

    def _element(self, found: bytes) -> Iterator[bytes | None]:
        if self._is_skipping or len(found) > self._longest:
            self._is_skipping = False
            yield None
        elif element := found.replace(b"\n", b" ").strip():
            yield element

    def _skip(self) -> None:
        """Forget an element that is too long, but for whether a string is open, and an escape in it."""
        self._is_skipping = True
        unread = self.rest[self._scanned :]
        escapes = len(unread) - len(unread.rstrip(b"\\"))
        self.rest, self._scanned = unread[:1] + b"\\" * (escapes % 2), 0
