"""Which hits come first, and which are only reprints of a better one.

    order = Order(generation, found, "date")
    order.best(20, reprints=True)      ->   docnums and scores of the first twenty
    order.best(20, reprints=False)     ->   of every story only the first of its hits

Of articles that are as relevant the newer comes first. Undated articles come last by date, either way; ties go by
relevance, then by docnum.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from indexer.columnar.ragged import Column
from indexer.columnar.topk import kth_greatest
from indexer.engines.engine import SORTS
from indexer.opened.generation import Generation
from indexer.opened.sets import Weighted

DEEPER = 4  # times as many hits are ranked where the first were too much alike
UNDATED = -np.iinfo(np.int32).max  # later than all days, where the oldest come first


@dataclass(frozen=True, slots=True)
class Order:
    """Hits in one of the orders `SORTS`; ValueError for another."""

    generation: Generation
    found: Weighted
    sort: str

    def __post_init__(self) -> None:
        if self.sort not in SORTS:
            raise ValueError(f"sort must be one of {SORTS}, not {self.sort!r}")

    def best(self, count: int, reprints: bool) -> list[tuple[int, float]]:
        """Docnums and scores of the first hits; without `reprints` only the first of those that tell one story."""
        places = self._first(count) if reprints else self._first_told(count)
        return list(zip(self.found.docnums[places].tolist(), self.found.weights[places].tolist(), strict=True))

    def _first_told(self, count: int) -> Column:
        """Places of the first hits of stories: as many hits are ranked as it takes to tell `count` of them."""
        ranked = count
        while True:
            places = self._first(ranked)
            told = places[is_first_telling(self.generation.stories.story_of(self.found.docnums[places]))]
            if len(told) >= count or ranked >= len(self.found.docnums):
                return told[:count]
            ranked *= DEEPER

    def _first(self, count: int) -> Column:
        """Places of the first hits."""
        docnums, weights, _ = self.found
        days = self.generation.collection.days
        if self.sort == "relevance":
            return _greatest(weights, lambda places: days[docnums[places]], count)
        by_day = days[docnums]
        if self.sort == "oldest":
            by_day = np.where(by_day > 0, -by_day, UNDATED)
        return _greatest(by_day, lambda places: weights[places], count)


def _greatest(keys: Column, others: Callable[[Column], Column], count: int) -> Column:
    """Places of the `count` greatest keys, best first; equal ones by the other key of their places, then by place."""
    count = min(count, len(keys))
    if not count:
        return np.empty(0, np.int64)
    least = kth_greatest(keys, count)
    places = np.flatnonzero(keys >= least)
    if len(places) > count:  # the last of them are equal: of these, too, only the first are put in order
        is_equal = keys[places] == least
        equal = places[is_equal]
        other = others(equal)
        equal = equal[other >= kth_greatest(other, count - (len(places) - len(equal)))]
        places = np.concatenate((places[~is_equal], equal))
    # lexsort orders by its last key first, and leaves equals as they stand, so by place
    return places[np.lexsort((-others(places), -keys[places]))][:count]


def is_first_telling(story_of: Column) -> Column:
    """Which of ranked hits are the first of their story (a mask); number 0 is a story of one."""
    is_first: Column = story_of == 0
    is_first[np.unique(story_of, return_index=True)[1]] = True
    return is_first
