"""Which hits come first, and which are only reprints of a better one.

    order = Order(generation, found, "date")
    order.best(20, reprints=True)      ->   docnums and scores of the first twenty
    order.best(20, reprints=False)     ->   of every story only the first of its hits

Of articles that are as relevant the newer comes first. Undated articles come last by date, either way; ties go by
relevance, then by docnum.
"""

from dataclasses import dataclass

import numpy as np

from indexer.columnar.ragged import Column
from indexer.engines.engine import SORTS
from indexer.matching.lifts import best_places
from indexer.opened.generation import Generation
from indexer.opened.sets import Weighted

DEEPER = 4  # times as many hits are ranked where the first were too much alike


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
        if self.sort == "relevance":
            places = best_places(weights, max(count, 1))
            days = self.generation.collection.days[docnums[places]]
            return places[np.lexsort((-days, -weights[places]))][:count]
        days = self.generation.collection.days[docnums].astype(np.int64)
        by_day = -days if self.sort == "date" else np.where(days > 0, days, np.iinfo(np.int64).max)
        places = np.arange(len(by_day))
        if 0 < count < len(by_day):
            places = np.flatnonzero(by_day <= np.partition(by_day, count - 1)[count - 1])
        # lexsort orders by its last key first, and leaves equals by place, so by docnum
        return places[np.lexsort((-weights[places], by_day[places]))][:count]


def is_first_telling(story_of: Column) -> Column:
    """Which of ranked hits are the first of their story (a mask); number 0 is a story of one."""
    is_first: Column = story_of == 0
    is_first[np.unique(story_of, return_index=True)[1]] = True
    return is_first
