"""Rising arrays of documents, or of cells of them, with a weight each, as sets: united, common, found in; no loops.

>>> left, right = Weighted(np.array([1, 5]), np.ones(2)), Weighted(np.array([3, 5]), np.ones(2))
>>> united(left, right, np.add).docnums.tolist(), united(left, right, np.add).weights.tolist()
([1, 3, 5], [1.0, 1.0, 2.0])
"""

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from indexer.columnar.cells import docnums_of
from indexer.columnar.ragged import Column


class Weighted(NamedTuple):
    """Documents (int32, rising) and a weight of each: scores (float64), or occurrences of a term (float32).

    Occurrences are in cells (`columnar.cells`), whose numbers then stand as `docnums`; here they are numbers alike, but
    for `expected_size`, which is asked of cells. Where the weights are known to be of certain occurrences, so one or
    more, `is_certain` says so.
    """

    docnums: Column
    weights: Column
    is_certain: bool = False

    def of(self, kept: Column | list[int]) -> "Weighted":
        """Those that a mask keeps, or those at some places."""
        return Weighted(self.docnums[kept], self.weights[kept], self.is_certain)


_ONE = np.float32(1)
ALIKE = 4  # arrays that are not so many times as long as each other are merged rather than searched
SPARSE = 8  # parts with fewer than one document of so many are searched and sorted
NOTHING = Weighted(np.empty(0, np.int32), np.empty(0, np.float32))


def places_in(docnums: Column, sought: Column) -> tuple[Column, Column]:
    """Where the sought would stand in the docnums, and which of them do; who would come last is one place beyond."""
    places = docnums.searchsorted(sought)
    if not len(docnums):
        return places, np.zeros(len(sought), np.bool_)
    return places, docnums.take(places, mode="clip") == sought


def weights_in(docnums: Column, weights: Column, sought: Column) -> tuple[Column, Column]:
    """The weights of the sought, 0 where one is none of the docnums, and which of them are."""
    places, is_there = places_in(docnums, sought)
    if not len(docnums):
        return np.zeros(len(sought), weights.dtype), is_there
    found = weights.take(places, mode="clip")
    found *= is_there
    return found, is_there


def united(left: Weighted, right: Weighted, join: np.ufunc) -> Weighted:
    """All documents of both; where both have one, `join` makes one weight of two."""
    if len(left.docnums) < len(right.docnums):
        left, right = right, left
    if not len(right.docnums):
        return left
    places = left.docnums.searchsorted(right.docnums)
    is_shared = left.docnums.take(places, mode="clip") == right.docnums
    shared, new = is_shared.nonzero()[0], (~is_shared).nonzero()[0]
    weights = left.weights
    if len(shared):
        weights = weights.copy()
        where = places.take(shared)
        weights[where] = join(weights.take(where), right.weights.take(shared))
        if not len(new):
            return Weighted(left.docnums, weights)
    # Two rising runs, one after the other: what a stable sort of numpy merges in one pass.
    docnums = np.concatenate((left.docnums, right.docnums.take(new)))
    order = docnums.argsort(kind="stable")
    return Weighted(docnums.take(order), np.concatenate((weights, right.weights.take(new))).take(order))


def all_united(parts: Sequence[Weighted], join: np.ufunc) -> Weighted:
    """All documents of all parts; where several have one, `join` makes one weight of theirs."""
    parts = [one for one in parts if len(one.docnums)]
    if len(parts) > 1:
        limit = 1 + max(int(one.docnums[-1]) for one in parts)
        if sum(len(one.docnums) for one in parts) * SPARSE > limit:
            return _laid_over(parts, join, limit)
    match parts:
        case []:
            return NOTHING
        case [alone]:
            return alone
        case [left, right]:
            return united(left, right, join)
    return _merged(parts, join)


def _merged(parts: Sequence[Weighted], join: np.ufunc) -> Weighted:
    """`all_united` by one sort, however many parts there are: for three, half the time of uniting two by two."""
    docnums = np.concatenate([one.docnums for one in parts])
    order = docnums.argsort(kind="stable")  # which merges runs
    docnums = docnums.take(order)
    firsts = is_first(docnums).nonzero()[0]
    weights = np.concatenate([one.weights for one in parts]).take(order)
    return Weighted(docnums.take(firsts), join.reduceat(weights, firsts))


def _laid_over(parts: Sequence[Weighted], join: np.ufunc, limit: int) -> Weighted:
    """`all_united` by an array with an item for every document below `limit`: no sort, so cheaper for long parts."""
    weights = np.zeros(limit, np.result_type(*(one.weights for one in parts)))  # nought is the least of all weights
    weights[parts[0].docnums] = parts[0].weights
    for one in parts[1:]:
        docnums = one.docnums.astype(np.intp)  # which numpy would do at every use
        weights[docnums] = join(weights.take(docnums), one.weights)
    is_there = weights != 0
    for one in parts:
        if not one.weights.all():
            is_there[one.docnums] = True
    docnums = is_there.nonzero()[0]
    return Weighted(docnums.astype(np.int32), weights.take(docnums))


def risen(parts: Sequence[Column]) -> Column:
    """The numbers of all rising arrays, each once, rising."""
    if len(parts) == 1:
        return parts[0]
    numbers = np.concatenate(parts or (NOTHING.docnums,))
    numbers.sort(kind="stable")  # which merges runs
    once: Column = numbers[is_first(numbers)]
    return once


def distinct(numbers: Column) -> Column:
    """Any numbers in order, each once; np.unique of many hashes them, which takes four times as long."""
    numbers = np.sort(numbers)
    once: Column = numbers[is_first(numbers)]
    return once


def counted(numbers: Column) -> tuple[Column, Column]:
    """Each of rising numbers once, and how many times it comes."""
    firsts = is_first(numbers).nonzero()[0]
    counts = np.empty(len(firsts), np.int64)
    np.subtract(firsts[1:], firsts[:-1], out=counts[:-1])
    counts[-1:] = len(numbers) - firsts[-1:]
    return numbers.take(firsts), counts


def is_first(numbers: Column) -> Column:
    """Which of rising numbers are not equal to the one before."""
    found = np.empty(len(numbers), np.bool_)
    found[:1] = True
    np.not_equal(numbers[1:], numbers[:-1], out=found[1:])
    return found


def common(left: Column, right: Column) -> Column:
    """The numbers in both of two rising arrays in which each stands once."""
    if len(left) > len(right):
        left, right = right, left
    if len(left) * ALIKE > len(right):
        both = np.concatenate((left, right))
        both.sort(kind="stable")  # which merges runs
        twice: Column = both[1:][both[1:] == both[:-1]]
        return twice
    _, is_shared = places_in(right, left)
    shared: Column = left[is_shared]
    return shared


def by_document(cells: Column, weights: Column) -> tuple[Column, Column]:
    """The documents of rising cells, each once, and the sums of their weights, which are added up where they are."""
    docnums, twins = _titled(cells)
    if not len(twins):
        return docnums, weights
    weights[twins] += weights.take(twins + 1)
    is_kept = is_first(docnums)
    return docnums[is_kept], weights[is_kept]


def expected_size(found: Weighted) -> float:
    """How many documents a word is in, each counted by the probability that it is: the greatest weight, at most one.

    By inclusion and exclusion: of two cells of one document the lesser does not count.
    """
    _, twins = _titled(found.docnums)
    if found.is_certain:
        return float(len(found.docnums) - len(twins))
    chances = np.minimum(found.weights, _ONE)
    lesser = np.minimum(chances.take(twins), chances.take(twins + 1))
    return float(np.add.reduce(chances, dtype=np.float64) - np.add.reduce(lesser, dtype=np.float64))


def _titled(cells: Column) -> tuple[Column, Column]:
    """The documents of rising cells, and the places of the titles that are followed by their bodies."""
    docnums = docnums_of(cells)
    return docnums, (docnums[1:] == docnums[:-1]).nonzero()[0]


def adjacent(slots: Sequence[tuple[Column, int]]) -> Column:
    """Where a phrase begins whose words stand at those places (rising numbers), each at its offset."""
    return reduce(common, sorted((places - offset for places, offset in slots), key=len))


def near(places: Sequence[Column], reach: int) -> Column:
    """Occurrences that begin a window of `reach` words in which every word stands."""
    starts = risen(places)
    ends = starts
    for place in places:
        following = np.searchsorted(place, starts)
        is_there = following < len(place)
        starts, ends, following = starts[is_there], ends[is_there], following[is_there]
        ends = np.maximum(ends, place[following])
    within: Column = starts[ends - starts <= reach]
    return within
