"""What a text says in SAMPLES bytes, so that two texts are compared without being read.

    ours, theirs = signatures([title, body], hashes)
    shared = resemblance(ours, theirs)      # of all runs of three words that either has, the share that both have

What is new stands in the title and the lead; below them news of different things share paragraphs of background. So
below the first LEAD words only one run in THINNED counts, the same one in every text.

One-permutation minwise hashing: the hashed runs are dealt into SAMPLES bins and each bin keeps the least. A bin that
got none takes the value of another, the same in every text (Shrivastava, "Optimal Densification for Fast and Accurate
Minwise Hashing", ICML 2017). Of each value one byte is kept; two different values share it once in 256 times (Li and
König, "b-Bit Minwise Hashing", WWW 2010). The standard error of a resemblance j is √(j (1 − j) / SAMPLES).
"""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from indexer.columnar.layout import SAMPLES
from indexer.columnar.ragged import Column, bounds_of
from indexer.indexing.chunks import ChunkColumn

WORDS = 3  # of a run
LEAD = 32  # words at the beginning of a field
THINNED = 3
FEWEST_BINS = 8  # with a run of the text's own; a shorter text says too little to be compared

_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_LOW, _HALF = np.uint64(0xFFFFFFFF), np.uint64(32)
_EMPTY = np.uint32(0xFFFFFFFF)


def signatures(columns: Iterable[ChunkColumn], hashes: Column) -> Column:
    """The signatures of documents (uint8, one row each); all zeros where a text is too short to have one.

    `columns` are the documents' text fields; chunk c has the hash hashes[c] (`Chunks.hashes`).
    """
    least = np.empty(0, np.uint32)
    for column in columns:
        if not len(least):
            least = np.full(len(column.counts) * SAMPLES, _EMPTY)
        runs, docnums = _runs(hashes.take(column.chunks), column.counts)
        bins = ((runs >> _HALF) * np.uint64(SAMPLES) >> _HALF).astype(np.int64)
        np.minimum.at(least, docnums * SAMPLES + bins, (runs & _LOW).astype(np.uint32))
    return _filled(least.reshape(-1, SAMPLES)).astype(np.uint8)


def resemblance(ours: Column, theirs: Column) -> Column:
    """The Jaccard resemblance of texts, row by row, estimated from their signatures (0 to 1)."""
    # Eight answers of a byte at a time: none of the eight sums passes 255.
    sums = (np.ascontiguousarray(ours) == theirs).view(np.uint64).sum(axis=1)
    alike = (sums * np.uint64(0x0101010101010101) >> np.uint64(56)) / SAMPLES
    found: Column = np.maximum(0.0, (alike - 1 / 256) / (1 - 1 / 256))
    return found


def counted(lengths: Column) -> Column:
    """How many runs count of fields of so many words (int64)."""
    lengths = lengths.astype(np.int64)
    runs: Column = np.minimum(lengths, LEAD) + np.maximum(lengths - LEAD, 0) // THINNED
    return runs


def _runs(hashes: Column, counts: Column) -> tuple[Column, Column]:
    """The hash of every run of WORDS neighbouring chunks that counts (uint64), and its document (int64)."""
    docnums = np.repeat(np.arange(len(counts)), counts)
    if len(hashes) < WORDS:
        return np.empty(0, np.uint64), docnums[:0]
    wide = hashes.astype(np.uint64)
    runs = wide[:-2] * _ODD[0] + wide[1:-1] * _ODD[1] + wide[2:] * _ODD[2]
    runs = _mixed(runs)
    places = np.arange(len(runs)) - np.repeat(bounds_of(counts)[:-1], counts)[:-2]
    is_counted = (places < LEAD) | (runs % np.uint64(THINNED) == 0)
    is_counted &= docnums[:-2] == docnums[2:]
    counting = is_counted.nonzero()[0]
    return runs.take(counting), docnums.take(counting)


def _mixed(numbers: Column) -> Column:
    """Every bit of the outcome depends on every bit of a number (Stafford's mix of splitmix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Column = numbers ^ (numbers >> np.uint64(31))
    return mixed


def _filled(least: Column) -> Column:
    """Every empty bin filled from another of its row; rows that have too little become zeros."""
    is_own = least != _EMPTY
    is_enough = np.count_nonzero(is_own, axis=1) >= FEWEST_BINS
    filled = np.where(is_enough[:, None], least, np.uint32(0))
    given, flat = filled.ravel().copy(), filled.reshape(-1)
    empty = np.flatnonzero(flat == _EMPTY).astype(np.int32)
    bins = empty % SAMPLES
    rows = empty - bins
    attempt = 0
    while len(empty):
        values = given.take(rows + _sources(attempt).take(bins))
        flat[empty] = values
        left = (values == _EMPTY).nonzero()[0]
        empty, rows, bins = empty.take(left), rows.take(left), bins.take(left)
        attempt += 1
    return filled


@lru_cache(maxsize=256)
def _sources(attempt: int) -> Column:
    """From which bin each empty one takes a value at that attempt."""
    numbers = np.arange(attempt * SAMPLES + 1, (attempt + 1) * SAMPLES + 1, dtype=np.uint64) * _ODD[0]
    return ((_mixed(numbers) >> _HALF) * np.uint64(SAMPLES) >> _HALF).astype(np.int32)
