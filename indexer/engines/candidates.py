"""Which texts may be alike? Those that share three bytes of their signatures in one of many places.

    ours, theirs = candidates(texts)    # pairs, each once

Indyk and Motwani's locality-sensitive hashing, one sort a place: the cost grows with the number of texts, not with that
of pairs. What it gives resembles each other at all; by how much, `likeness` says.
"""

import numpy as np

from indexer.columnar.layout import SAMPLES
from indexer.columnar.ragged import Column
from indexer.engines.likeness import RESEMBLED, Texts
from indexer.engines.sets import distinct

NEIGHBOURS = 4  # of its bucket, that a text is compared with
_HALF = np.uint64(32)


def candidates(texts: Texts) -> tuple[Column, Column]:
    """Pairs that resemble each other at all, each once, found where they share a bucket."""
    count = len(texts)
    found = [np.empty(0, np.uint64)]
    order_before = buckets_before = np.arange(count, dtype=np.uint32)
    for places in _places():
        first, second, third = (texts.signatures[:, place].astype(np.uint32) for place in places)
        buckets: Column = first << 16 | second << 8 | third
        order = _order(buckets)
        lower, higher = _neighbours(buckets[order], order)
        # Copies share every bucket; once compared they are left alone till they part.
        is_new = buckets_before[lower] != buckets_before[higher]
        is_new |= order_before[higher] - order_before[lower] > NEIGHBOURS
        lower, higher = lower[is_new], higher[is_new]
        order_before, buckets_before = np.empty_like(order_before), buckets
        order_before[order] = np.arange(count, dtype=np.uint32)
        is_alike = texts.resembling(lower, higher) >= RESEMBLED
        found.append(lower[is_alike].astype(np.uint64) << _HALF | higher[is_alike])
    pairs = distinct(np.concatenate(found))
    return (pairs >> _HALF).astype(np.uint32), pairs.astype(np.uint32)


def _places() -> list[tuple[int, int, int]]:
    """Where texts must share a byte to fall into one bucket: every sample in two different threes."""
    third = SAMPLES // 3
    side_by_side = [(place, place + 1, place + 2) for place in range(0, SAMPLES, 3)]
    return side_by_side + [(place, place + third, place + 2 * third) for place in range(third)]


def _order(buckets: Column) -> Column:
    """The stable order of numbers below 2**24 (uint32): of 16 bits and less numpy sorts by radix, in half the time."""
    order = buckets.astype(np.uint16).argsort(kind="stable").astype(np.uint32)
    return order[(buckets >> 16).astype(np.uint8)[order].argsort(kind="stable")]


def _neighbours(buckets: Column, texts: Column) -> tuple[Column, Column]:
    """Pairs of texts within the same bucket, as (lower, higher); buckets are sorted, and the texts of each."""
    is_same = buckets[1:] == buckets[:-1]
    in_bucket = np.zeros(len(buckets), np.bool_)
    in_bucket[1:] |= is_same
    in_bucket[:-1] |= is_same
    buckets, texts = buckets[in_bucket], texts[in_bucket]
    last = np.searchsorted(buckets, buckets, side="right") - 1
    lower, higher = [texts], [texts[last]]
    for step in range(1, min(NEIGHBOURS + 1, len(texts))):
        is_same = buckets[step:] == buckets[:-step]
        lower.append(texts[:-step][is_same])
        higher.append(texts[step:][is_same])
    low, high = np.concatenate(lower), np.concatenate(higher)
    return low[low < high], high[low < high]
