"""A sorted table of byte strings: string -> row, row -> string, prefix -> rows. Usable on its own as a lexicon.

>>> from indexer.columnar.dictionary_writer import pack_dictionary
>>> table = Dictionary(*pack_dictionary([b"aa", b"ab", b"b"]))
>>> table.find(b"ab"), table.prefix(b"a"), table[2]
(1, range(0, 2), b'b')

Order is that of the bytes, which for UTF-8 is that of the characters. The plan of the bytes is drawn in `layout`,
`dictionary_writer` makes them.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise

import numpy as np
import zstandard

from indexer.columnar.layout import BLOCKS_A_PAGE, LONG_NAME, TERMS_A_BLOCK
from indexer.columnar.ragged import Column, bounds_of, run_indices
from indexer.errors import IndexDamaged

_TOP_STRIDE = 8
_RECENT = 256  # searches remembered


class Dictionary(Sequence[bytes]):
    """Terms by row and rows by term, read where they lie; with `pages`, from the page unpacked last."""

    def __init__(self, heads: Column, names: Column, count: int, pages: Column | None = None) -> None:
        self._heads = memoryview(heads.data)
        self._pages = pages
        self._page = (-1, b"")  # number and bytes, replaced in one stroke so that threads may share it
        self._names = memoryview(names.data)
        self._count = count
        self._tops: list[bytes] = []  # every 8th head, gathered at the first search
        self._recent: dict[bytes, tuple[int, bool]] = {}  # a query asks for a term as often as it stands in it

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, row: int) -> bytes:  # type: ignore[override]  # a slice of a dictionary is not needed
        if not 0 <= row < self._count:
            raise IndexError(row)
        return self._block(row // TERMS_A_BLOCK, row % TERMS_A_BLOCK + 1)[-1]

    def __iter__(self) -> Iterator[bytes]:
        return self.iterate(0)

    def iterate(self, row: int) -> Iterator[bytes]:
        """Terms from `row` on."""
        first, skipped = divmod(row, TERMS_A_BLOCK)
        if first < len(self._heads):
            yield from islice(self._block(first), skipped, None)
        for block in range(first + 1, len(self._heads)):
            yield from self._block(block)

    def several(self, rows: Sequence[int]) -> list[bytes]:
        """The terms of rising rows; neighbours are unpacked together."""
        found: list[bytes] = []
        for block, places in groupby(rows, key=lambda row: row // TERMS_A_BLOCK):
            first = block * TERMS_A_BLOCK
            wanted = [row - first for row in places]
            terms = self._block(block, wanted[-1] + 1)
            found += [terms[place] for place in wanted]
        return found

    def __contains__(self, term: object) -> bool:
        return isinstance(term, bytes) and self.find(term) is not None

    def find(self, term: bytes) -> int | None:
        """The row of a term; None where there is none such."""
        row, is_found = self._search(term)
        return row if is_found else None

    def lower_bound(self, term: bytes) -> int:
        """The first row whose term is not less."""
        return self._search(term)[0]

    def prefix(self, prefix: bytes) -> range:
        """Rows of the terms that begin so."""
        start = self.lower_bound(prefix)
        trimmed = prefix.rstrip(b"\xff")
        if not trimmed:
            return range(start, self._count)
        return range(start, self.lower_bound(trimmed[:-1] + bytes((trimmed[-1] + 1,))))

    def _search(self, term: bytes) -> tuple[int, bool]:
        """The first row whose term is not less, and whether it is the same."""
        found = self._recent.get(term)
        if found is None:
            block = self._last_head_at_most(term)
            found = (0, False) if block < 0 else _search_block(self._bytes(block), term, block * TERMS_A_BLOCK)
            if len(self._recent) >= _RECENT:
                self._recent.clear()
            self._recent[term] = found
        return found

    def _last_head_at_most(self, term: bytes) -> int:
        """The block that would hold a term; -1 where all begin behind it."""
        if not self._tops:
            self._tops = self._gathered_tops()
        high = bisect_right(self._tops, term) * _TOP_STRIDE
        low = max(-1, high - _TOP_STRIDE)
        high = min(high, len(self._heads))
        while high - low > 1:  # `bisect` would call a function for each
            middle = (low + high) // 2
            if self._head(middle) <= term:
                low = middle
            else:
                high = middle
        return low

    def _gathered_tops(self) -> list[bytes]:
        if self._pages is not None:
            return [self._head(block) for block in range(0, len(self._heads), _TOP_STRIDE)]
        names = np.frombuffer(self._names, np.uint8)
        at = np.asarray(self._heads)[::_TOP_STRIDE].astype(np.int64)  # a memoryview with steps is read item by item
        sizes = names[at + 1]
        blob = names[run_indices(at + 2, sizes)].tobytes()
        tops = [blob[start:stop] for start, stop in pairwise(bounds_of(sizes).tolist())]
        for place in np.flatnonzero(sizes == LONG_NAME).tolist():
            tops[place] = self._head(place * _TOP_STRIDE)
        return tops

    def _head(self, block: int) -> bytes:
        names, at = self._names, self._heads[block]
        if self._pages is not None or names[at + 1] == LONG_NAME:
            return self._block(block, 1)[0]
        return names[at + 2 : at + 2 + names[at + 1]].tobytes()

    def _bytes(self, block: int) -> bytes:
        start = self._heads[block]
        stop = None if block + 1 == len(self._heads) else self._heads[block + 1]
        if self._pages is None:
            return self._names[start:stop].tobytes()
        number, unpacked = self._page
        if number != block // BLOCKS_A_PAGE:
            number = block // BLOCKS_A_PAGE
            first, last = self._pages[number : number + 2].tolist()
            try:
                unpacked = zstandard.decompress(self._names[first:last])
            except zstandard.ZstdError as error:
                raise IndexDamaged(
                    "имена в указателе повреждены: постройте указатель заново (innopoisk rebuild)"
                ) from error
            self._page = number, unpacked
        base = self._heads[number * BLOCKS_A_PAGE]
        return unpacked[start - base : None if stop is None else stop - base]

    def _block(self, block: int, most: int = TERMS_A_BLOCK) -> list[bytes]:
        """The first terms of a block; its bytes are copied out, for bytes are indexed faster than a memoryview."""
        data = self._bytes(block)
        at, end = 0, len(data)
        term = b""
        terms = []
        while at < end and most:
            rest, fresh = at + 2, data[at + 1]
            if fresh == LONG_NAME:
                rest, fresh = _long(data, at)
            term = term[: data[at]] + data[rest : rest + fresh]
            terms.append(term)
            at = rest + fresh
            most -= 1
        return terms


def _long(data: bytes, at: int) -> tuple[int, int]:
    return at + 6, int.from_bytes(data[at + 2 : at + 6], "little")


def _search_block(data: bytes, term: bytes, row: int) -> tuple[int, bool]:
    """The first row whose term is not less, and whether it is the same; the block's first row is `row`."""
    at, end = 0, len(data)
    found = b""
    while at < end:
        rest, fresh = at + 2, data[at + 1]
        if fresh == LONG_NAME:
            rest, fresh = _long(data, at)
        found = found[: data[at]] + data[rest : rest + fresh]
        if found >= term:
            return row, found == term
        at = rest + fresh
        row += 1
    return row, False
