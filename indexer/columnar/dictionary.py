"""A sorted table of byte strings: string -> row, row -> string, prefix -> rows. Usable on its own as a lexicon.

>>> table = Dictionary(*pack_dictionary([b"aa", b"ab", b"b"]))
>>> table.find(b"ab"), table.prefix(b"a"), table[2]
(1, range(0, 2), b'b')

Order is that of the bytes, which for UTF-8 is that of the characters. The plan of the bytes is drawn in `layout`.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from indexer.columnar.layout import TERMS_A_BLOCK
from indexer.columnar.ragged import Column, bounds_of, narrowest, put_runs, run_indices

_SHARED_AT_MOST = 64  # comparing further costs more than the few bytes it would save
_LONG = 0xFF
_TOP_STRIDE = 64


def pack_dictionary(terms: Sequence[bytes]) -> tuple[Column, Column, int]:
    """Columns `heads` and `names`, and the count, of distinct terms in byte order."""
    lengths = np.fromiter(map(len, terms), np.int64, len(terms))
    blob = np.frombuffer(b"".join(terms), np.uint8)
    starts = bounds_of(lengths)[:-1]
    shared = _shared_prefixes(blob, starts, lengths)
    shared[::TERMS_A_BLOCK] = 0
    fresh = lengths - shared
    is_long = fresh >= _LONG
    offsets = bounds_of(2 + 4 * is_long + fresh)
    names = np.empty(int(offsets[-1]), np.uint8)
    at = offsets[:-1]
    names[at], names[at + 1] = shared, np.minimum(fresh, _LONG)
    put_runs(names, at[is_long] + 2, np.ones(int(is_long.sum()), np.int64), fresh[is_long].astype("<u4"))
    put_runs(names, at + 2 + 4 * is_long, fresh, blob[run_indices(starts + shared, fresh)])
    return narrowest(at[::TERMS_A_BLOCK]), names, len(terms)


def _shared_prefixes(blob: Column, starts: Column, lengths: Column) -> Column:
    """How many first bytes each string shares with the one before, up to _SHARED_AT_MOST."""
    shared = np.zeros(len(lengths), np.int64)
    alive = np.arange(1, len(lengths))  # strings that share all bytes so far
    limits = np.minimum(np.minimum(lengths[1:], lengths[:-1]), _SHARED_AT_MOST)
    for place in range(_SHARED_AT_MOST):
        alive = alive[limits[alive - 1] > place]
        if not len(alive):
            break
        alive = alive[blob[starts[alive] + place] == blob[starts[alive - 1] + place]]
        shared[alive] = place + 1
    return shared


class Dictionary(Sequence[bytes]):
    """Terms by row and rows by term, read where they lie."""

    def __init__(self, heads: Column, names: Column, count: int) -> None:
        self._heads = memoryview(heads.data)
        self._names = memoryview(names.data)
        self._count = count
        self._tops: list[bytes] = []  # every 64th head, gathered at the first search

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, row: int) -> bytes:  # type: ignore[override]  # a slice of a dictionary is not needed
        if not 0 <= row < self._count:
            raise IndexError(row)
        for place, term in enumerate(self._block(row // TERMS_A_BLOCK)):
            if place == row % TERMS_A_BLOCK:
                return term
        raise IndexError(row)

    def __iter__(self) -> Iterator[bytes]:
        return self.iterate(0)

    def iterate(self, row: int) -> Iterator[bytes]:
        """Terms from `row` on."""
        first = row // TERMS_A_BLOCK
        for block in range(first, len(self._heads)):
            for place, term in enumerate(self._block(block)):
                if block > first or place >= row % TERMS_A_BLOCK:
                    yield term

    def find(self, term: bytes) -> int | None:
        """The row of a term."""
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
        block = self._last_head_at_most(term)
        if block < 0:
            return 0, False
        names, at = self._names, self._heads[block]
        first = block * TERMS_A_BLOCK
        last = min(first + TERMS_A_BLOCK, self._count)
        matched = 0  # first bytes that `term` shares with the row before this one
        for row in range(first, last):
            shared, fresh = names[at], names[at + 1]
            at += 2
            if fresh == _LONG:
                fresh = int.from_bytes(names[at : at + 4], "little")
                at += 4
            if shared < matched:
                return row, False
            if shared == matched:
                rest, wanted = bytes(names[at : at + fresh]), term[matched:]
                if rest >= wanted:
                    return row, rest == wanted
                matched += _common(rest, wanted)
            at += fresh
        return last, False

    def _last_head_at_most(self, term: bytes) -> int:
        if not self._tops:
            self._tops = [self._head(block) for block in range(0, len(self._heads), _TOP_STRIDE)]
        low = bisect_right(self._tops, term) * _TOP_STRIDE
        high = min(low, len(self._heads))
        low = max(0, low - _TOP_STRIDE)
        while low < high:
            middle = (low + high) // 2
            if self._head(middle) <= term:
                low = middle + 1
            else:
                high = middle
        return low - 1

    def _head(self, block: int) -> bytes:
        names, at = self._names, self._heads[block]
        fresh = names[at + 1]
        if fresh == _LONG:
            return next(self._block(block))
        return bytes(names[at + 2 : at + 2 + fresh])

    def _block(self, block: int) -> Iterator[bytes]:
        names, at = self._names, self._heads[block]
        term = b""
        for _ in range(min(TERMS_A_BLOCK, self._count - block * TERMS_A_BLOCK)):
            shared, fresh = names[at], names[at + 1]
            at += 2
            if fresh == _LONG:
                fresh = int.from_bytes(names[at : at + 4], "little")
                at += 4
            term = term[:shared] + bytes(names[at : at + fresh])
            at += fresh
            yield term


def _common(one: bytes, other: bytes) -> int:
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return min(len(one), len(other))
