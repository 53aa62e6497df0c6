"""Which texts may be alike? Those that share three bytes of their signatures in one of many places, or two and the day.

    ours, theirs = candidates(texts)    # pairs, each once

Indyk and Motwani's locality-sensitive hashing, one sort a place: the cost grows with the number of texts, not with that
of pairs. What it gives resembles each other at all; by how much, `likeness` says. Texts of one day are reprints though
they share little (`grouping.HELD_LOOSELY`), and three bytes miss six in ten pairs of a resemblance of 0.25, two one in
five. Of a day of a CROWD two bytes would bring strangers together.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from indexer.columnar.layout import SAMPLES
from indexer.columnar.ragged import Column
from indexer.indexing.likeness import RESEMBLED, Texts
from indexer.opened.sets import distinct

NEIGHBOURS = 4  # of its bucket, that a text is compared with
CROWD = 1 << 13  # texts of one day, of which one in eight shares two bytes with another by chance
_HALF = np.uint64(32)


def candidates(texts: Texts) -> tuple[Column, Column]:
    """Pairs that resemble each other at all, each once, found where they share a bucket."""
    every = np.arange(len(texts), dtype=np.uint32)
    dated = _of_a_day(texts)
    found = [*_alike(texts, every, _threes(texts)), *_alike(texts, dated, _twos(texts, dated))]
    pairs = distinct(np.concatenate(found))
    return (pairs >> _HALF).astype(np.uint32), pairs.astype(np.uint32)


def _of_a_day(texts: Texts) -> Column:
    """The places of texts whose day is known and no more than CROWD are of (uint32)."""
    days = texts.days.astype(np.uint16)
    is_told = (texts.days != 0) & (np.bincount(days)[days] <= CROWD)
    places: Column = is_told.nonzero()[0].astype(np.uint32)
    return places


def _alike(texts: Texts, among: Column, buckets_of_places: Iterable[Column]) -> Iterator[Column]:
    """Pairs of those texts that share a bucket in some place and resemble each other, as one number each (uint64)."""
    order_before = buckets_before = np.arange(len(among), dtype=np.uint32)
    for buckets in buckets_of_places:
        order = _order(buckets)
        lower, higher = _neighbours(buckets[order], order)
        # Copies share every bucket; once compared they are left alone till they part.
        is_new = buckets_before[lower] != buckets_before[higher]
        is_new |= order_before[higher] - order_before[lower] > NEIGHBOURS
        lower, higher = lower[is_new], higher[is_new]
        order_before, buckets_before = np.empty_like(order_before), buckets
        order_before[order] = np.arange(len(among), dtype=np.uint32)
        lower, higher = among[lower], among[higher]
        is_alike = texts.resembling(lower, higher) >= RESEMBLED
        yield lower[is_alike].astype(np.uint64) << _HALF | higher[is_alike]


def _threes(texts: Texts) -> Iterator[Column]:
    """For every place the buckets of all texts (uint32): three bytes of each signature."""
    for places in _places():
        first, second, third = (texts.signatures[:, place].astype(np.uint32) for place in places)
        yield first << 16 | second << 8 | third


def _twos(texts: Texts, among: Column) -> Iterator[Column]:
    """The same of some texts, of two bytes and the day; days that share their lowest 16 bits are 179 years apart."""
    days = texts.days[among].astype(np.uint32) << 16
    for place in range(0, SAMPLES, 2):
        first, second = (texts.signatures[among, side].astype(np.uint32) for side in (place, place + 1))
        yield days | first << 8 | second


def _places() -> list[tuple[int, int, int]]:
    """Where texts must share a byte to fall into one bucket: every sample in two different threes."""
    third = SAMPLES // 3
    side_by_side = [(place, place + 1, place + 2) for place in range(0, SAMPLES, 3)]
    return side_by_side + [(place, place + third, place + 2 * third) for place in range(third)]


def _order(buckets: Column) -> Column:
    """The stable order of numbers (uint32): of 16 bits and less numpy sorts by radix, in half the time."""
    order = buckets.astype(np.uint16).argsort(kind="stable").astype(np.uint32)
    return order[(buckets >> 16).astype(np.uint16)[order].argsort(kind="stable")]


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
