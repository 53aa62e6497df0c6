"""Which articles tell one story? Signatures in, for every article the first of its story out.

    leaders(Texts(signatures, sizes, days, digests))   ->   array([0, 1, 0, 3])      # 2 is a reprint of 0

Texts that share three bytes of their signatures in one of many places become candidates (Indyk and Motwani's
locality-sensitive hashing, one sort a place); candidates are compared by their whole signatures. What appears again
after more than NEAR_DAYS is a rubric (weather, rates of exchange, daily counts), whose issues are alike without
being reprints; a text without a day that is like several others without one is a form filled in (a plot of land).
A story is held together by its first article: who resembles only another member is not in it, so that a chain of small
changes does not grow without end. The outcome depends on the set of articles alone, not on their order, and its cost
grows with their number.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from indexer.columnar.layout import SAMPLES
from indexer.columnar.ragged import Column
from indexer.engines.sets import is_first
from indexer.engines.signatures import resemblance

SHORTEST = 12  # runs that count of a text that may be a reprint
NEAR_DAYS = 3  # between a story and its reprint
HELD = 0.45  # of the shorter text, to be found in the longer one, for two to be reprints
HELD_OF_RUBRIC = 0.8  # the same for texts of a kind that comes again and again
HELD_LOOSELY = 0.35  # the same for a reprint of a reprint and the first article, and to tell a rubric by its issues
SEVERAL = 2  # texts without a day that are like one another, and may be so many ways to fill in one form
RESEMBLED = 0.2  # least resemblance of two texts: a smaller one cannot be told from chance
NEIGHBOURS = 4  # of its bucket, that a text is compared with
MOST_ROUNDS = 8  # of taking stories apart; whoever has none by then stands alone
COMPARED = 1 << 16  # pairs compared at once: some 10 MB
_ODD, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


@dataclass(frozen=True, slots=True)
class Texts:
    """Articles as columns: signatures (uint8, a row each), sizes (`counted` runs), days (0 unknown), digests."""

    signatures: Column
    sizes: Column
    days: Column
    digests: Column

    def __len__(self) -> int:
        return len(self.sizes)

    def taken(self, places: Column) -> "Texts":
        """Some of them, in that order."""
        return Texts(self.signatures[places], self.sizes[places], self.days[places], self.digests[places])

    def held(self, ours: Column, theirs: Column) -> Column:
        """Of the shorter text of each pair, the share that the longer has, less one standard error of the estimate.

        0 where so little is shared that it may be by chance.
        """
        return _by_parts(self._held, ours, theirs)

    def resembling(self, ours: Column, theirs: Column) -> Column:
        """The resemblance of pairs."""
        return _by_parts(self._resembling, ours, theirs)

    def are_copies(self, ours: Column, theirs: Column) -> Column:
        """Whether pairs say the same, at the same length, on the same day."""
        is_copy: Column = self.resembling(ours, theirs) == 1
        is_copy &= (self.sizes[ours] == self.sizes[theirs]) & (self.days[ours] == self.days[theirs])
        return is_copy

    def keys(self) -> Column:
        """A number for each (uint64) that copies share."""
        found = np.zeros(len(self), np.uint64)
        for part in (*np.ascontiguousarray(self.signatures).view(np.uint64).T, self.sizes, self.days):
            found *= _ODD
            found += part.astype(np.uint64)
            found ^= found >> _HALF
        return found

    def _held(self, ours: Column, theirs: Column) -> Column:
        shared = self._resembling(ours, theirs)
        shorter = np.minimum(self.sizes[ours], self.sizes[theirs])
        least = shared - np.sqrt(shared * (1 - shared) / np.minimum(shorter, SAMPLES))
        of_shorter = least / (1 + least) * (self.sizes[ours] + self.sizes[theirs]) / shorter
        return np.where(shared >= RESEMBLED, of_shorter, 0.0)

    def _resembling(self, ours: Column, theirs: Column) -> Column:
        return resemblance(self.signatures[ours], self.signatures[theirs])

    def seniority(self, places: Column) -> tuple[Column, Column, Column]:
        """Keys for numpy's lexsort: first what was published first, then the undated; digests decide between equals."""
        days = self.days[places]
        return self.digests[places], days, days == 0

    def are_near(self, ours: Column, theirs: Column) -> Column:
        """Whether pairs appeared within NEAR_DAYS of each other, as far as is known."""
        days, other = self.days[ours], self.days[theirs]
        found: Column = (days == 0) | (other == 0) | (np.abs(days - other) <= NEAR_DAYS)
        return found


def _by_parts(estimate: Callable[[Column, Column], Column], ours: Column, theirs: Column) -> Column:
    """An estimate for each of however many pairs (float64)."""
    found = np.empty(len(ours))
    for start in range(0, len(ours), COMPARED):
        part = slice(start, start + COMPARED)
        found[part] = estimate(ours[part], theirs[part])
    return found


def leaders(texts: Texts, among: Column | None = None) -> Column:
    """For every article the place of the first of its story; its own where it stands alone (int64).

    First is who comes first by `Texts.seniority`. Who is not `among` those asked about (a mask) stands alone.
    """
    found = np.arange(len(texts))
    can_tell = (texts.sizes >= SHORTEST) & texts.signatures.any(axis=1)
    places = np.flatnonzero(can_tell if among is None else can_tell & among)
    places = places[np.lexsort(texts.seniority(places))]
    copied = _copied(texts, places)
    originals = np.flatnonzero(copied == np.arange(len(copied)))
    told = texts.taken(places[originals])
    found[places[originals]] = places[originals[_settled(told, *_reprints(told))]]
    found[places] = found[places[copied]]
    return found


def _copied(texts: Texts, places: Column) -> Column:
    """For each of those texts which of them is the first that says the same on the same day: itself, mostly.

    Copies share every bucket, and there would crowd out who is only alike.
    """
    keys = texts.keys()[places]
    order = keys.argsort(kind="stable")
    keys = keys[order]
    is_copy = ~is_first(keys)
    later = np.flatnonzero(is_copy)
    is_copy[later] = texts.are_copies(places[order[later]], places[order[later - 1]])
    firsts = np.where(is_copy, 0, np.arange(len(order)))
    np.maximum.accumulate(firsts, out=firsts)
    copied = np.empty_like(order)
    copied[order] = order[firsts]
    return copied


def _reprints(texts: Texts) -> tuple[Column, Column]:
    """Pairs of texts one of which is a reprint of the other."""
    ours, theirs = _candidates(texts)
    held = texts.held(ours, theirs)
    is_far = ~texts.are_near(ours, theirs)
    is_issue = is_far & (held >= HELD_LOOSELY)
    is_rubric = np.zeros(len(texts), np.bool_)
    is_rubric[ours[is_issue]] = is_rubric[theirs[is_issue]] = True
    is_rubric |= _are_forms(texts, ours[held >= HELD_LOOSELY], theirs[held >= HELD_LOOSELY])
    needed = np.where(is_rubric[ours] | is_rubric[theirs], HELD_OF_RUBRIC, HELD)
    is_reprint = ~is_far & (held >= needed)
    return ours[is_reprint], theirs[is_reprint]


def _are_forms(texts: Texts, ours: Column, theirs: Column) -> Column:
    """Which texts have no day, and are like SEVERAL others that have none (a mask), of pairs that are alike."""
    is_undated = (texts.days[ours] == 0) & (texts.days[theirs] == 0)
    others = np.bincount(np.concatenate((ours[is_undated], theirs[is_undated])), minlength=len(texts))
    is_form: Column = others >= SEVERAL
    return is_form


def _candidates(texts: Texts) -> tuple[Column, Column]:
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
    pairs = _distinct(np.concatenate(found))
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


def _settled(texts: Texts, ours: Column, theirs: Column) -> Column:
    """The leader of every text: the first of those it hangs together with, if it resembles that one."""
    leader = np.arange(len(texts))
    for _ in range(MOST_ROUNDS):
        if not len(ours):
            break
        members = _distinct(np.concatenate((ours, theirs)))
        firsts = _components(leader, ours, theirs)[members]
        fits = texts.are_near(members, firsts) & (texts.held(members, firsts) >= HELD_LOOSELY)
        leader[members[fits]] = firsts[fits]
        is_settled = np.zeros(len(texts), np.bool_)
        is_settled[members[fits]] = True
        is_left = ~is_settled[ours] & ~is_settled[theirs]
        ours, theirs = ours[is_left], theirs[is_left]
    return leader


def _distinct(numbers: Column) -> Column:
    """The numbers in order, each once. (np.unique of many numbers hashes them, which takes four times as long.)"""
    numbers = np.sort(numbers)
    once: Column = numbers[is_first(numbers)]
    return once


def _components(alone: Column, ours: Column, theirs: Column) -> Column:
    """For every text the lowest of those that pairs lead to."""
    lowest = np.arange(len(alone))
    while True:
        below = np.minimum(lowest[ours], lowest[theirs])
        joined = lowest.copy()
        np.minimum.at(joined, lowest[ours], below)
        np.minimum.at(joined, lowest[theirs], below)
        joined = joined[joined]
        if np.array_equal(joined, lowest):
            return lowest
        lowest = joined
