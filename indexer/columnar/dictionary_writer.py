"""The bytes of a `Dictionary`, made of sorted terms: pack_dictionary([b"aa", b"ab"]), or of terms that come in runs:

    writer = DictionaryWriter(is_paged=True)
    writer.add([b"aa", b"ab"])      # as often as there are terms; each packed as soon as it may be
    writer.finished().heads

Urls are as many as articles; so no more of them than a few thousand are ever held here as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import zstandard

from indexer.columnar.layout import BLOCKS_A_PAGE, COMPRESSION, LONG_NAME, TERMS_A_BLOCK
from indexer.columnar.ragged import Column, bounds_of, narrowest, put_runs, run_indices

_SHARED_AT_MOST = 64  # comparing further costs more than the few bytes it would save
_TERMS_A_PAGE = TERMS_A_BLOCK * BLOCKS_A_PAGE
_PACKED = 16 * _TERMS_A_PAGE  # terms that are packed together, at least


@dataclass(frozen=True, slots=True)
class PackedNames:
    """The columns of a dictionary; `pages` is None where its names are not compressed."""

    heads: Column
    names: Column
    count: int
    pages: Column | None


class DictionaryWriter:
    """Packs terms that come in byte order; with `is_paged`, compressed in pages."""

    def __init__(self, is_paged: bool = False) -> None:
        self._is_paged = is_paged
        self._waiting: list[bytes] = []
        self._packed = 0  # terms
        self._bytes = 0  # of names, before they are compressed
        self._heads: list[Column] = [np.empty(0, np.int64)]
        self._names: list[Column] = [np.empty(0, np.uint8)]
        self._page_sizes: list[Column] = [np.empty(0, np.int64)]

    def __len__(self) -> int:
        """How many terms were given."""
        return self._packed + len(self._waiting)

    def add(self, terms: Sequence[bytes]) -> None:
        """Take more terms, all greater than those before."""
        self._waiting += terms
        if len(self._waiting) >= _PACKED:
            self._pack(len(self._waiting) // _TERMS_A_PAGE * _TERMS_A_PAGE)

    def finished(self) -> PackedNames:
        """All that was given."""
        self._pack(len(self._waiting))
        heads, names = narrowest(np.concatenate(self._heads)), np.concatenate(self._names)
        pages = narrowest(bounds_of(np.concatenate(self._page_sizes))) if self._is_paged else None
        return PackedNames(heads, names, self._packed, pages)

    def _pack(self, count: int) -> None:
        """Pack the first of those that wait: whole pages, unless it is the last time."""
        heads, names, _ = pack_dictionary(self._waiting[:count])
        self._heads.append(heads.astype(np.int64) + self._bytes)
        self._bytes += len(names)
        if self._is_paged:
            pages, names = compress_names(heads, names)
            self._page_sizes.append(np.diff(pages.astype(np.int64)))
        self._names.append(names)
        self._packed += count
        del self._waiting[:count]


def pack_dictionary(terms: Sequence[bytes]) -> tuple[Column, Column, int]:
    """Columns `heads` and `names`, and the count, of distinct terms in byte order."""
    lengths = np.fromiter(map(len, terms), np.int64, len(terms))
    return pack_runs(np.frombuffer(b"".join(terms), np.uint8), bounds_of(lengths)[:-1], lengths)


def pack_runs(blob: Column, starts: Column, lengths: Column) -> tuple[Column, Column, int]:
    """What `pack_dictionary` gives, of terms in one column of bytes (u1): term i is lengths[i] bytes from starts[i]."""
    shared = _shared_prefixes(blob, starts, lengths)
    shared[::TERMS_A_BLOCK] = 0
    fresh = lengths - shared
    is_long = fresh >= LONG_NAME
    offsets = bounds_of(2 + 4 * is_long + fresh)
    names = np.empty(int(offsets[-1]), np.uint8)
    at = offsets[:-1]
    names[at], names[at + 1] = shared, np.minimum(fresh, LONG_NAME)
    put_runs(names, at[is_long] + 2, np.ones(int(is_long.sum()), np.int64), fresh[is_long].astype("<u4"))
    put_runs(names, at + 2 + 4 * is_long, fresh, blob.take(run_indices(starts + shared, fresh)))
    return narrowest(at[::TERMS_A_BLOCK]), names, len(lengths)


def _shared_prefixes(blob: Column, starts: Column, lengths: Column) -> Column:
    """How many first bytes each string shares with the one before, up to _SHARED_AT_MOST."""
    shared = np.zeros(len(lengths), np.int64)
    alive = np.arange(1, len(lengths))  # strings that share all bytes so far
    limits = np.minimum(np.minimum(lengths[1:], lengths[:-1]), _SHARED_AT_MOST)
    for place in range(_SHARED_AT_MOST):
        alive = alive[limits[alive - 1] > place]
        if not len(alive):
            break
        alive = alive[blob.take(starts.take(alive) + place) == blob.take(starts.take(alive - 1) + place)]
        shared[alive] = place + 1
    return shared


def compress_names(heads: Column, names: Column) -> tuple[Column, Column]:
    """Columns `pages` and compressed `names`: urls shrink by half, and are looked up too seldom for it to matter."""
    compressor = zstandard.ZstdCompressor(level=COMPRESSION)
    edges = [*heads[::BLOCKS_A_PAGE].tolist(), len(names)]
    pages = [compressor.compress(names[start:stop].tobytes()) for start, stop in pairwise(edges)]
    bounds = bounds_of(np.fromiter(map(len, pages), np.int64, len(pages)))
    return narrowest(bounds), np.frombuffer(b"".join(pages), np.uint8)
