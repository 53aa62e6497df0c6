"""Which hits come first, and which are only reprints of a better one.

    order = Order(generation, found, "date")
    order.best(20)         ->   docnums and scores of the first twenty
    order.told_once()      ->   the same hits, of every story only the first

Undated articles come last by date, either way; ties go by relevance, then by docnum.
"""

from dataclasses import dataclass, replace

import numpy as np

from indexer.columnar.ragged import Column
from indexer.columnar.topk import top_k
from indexer.engines.engine import SORTS
from indexer.engines.generation import Generation
from indexer.engines.sets import Weighted


@dataclass(frozen=True, slots=True)
class Order:
    """Hits in one of the orders `SORTS`; ValueError for another."""

    generation: Generation
    found: Weighted
    sort: str

    def __post_init__(self) -> None:
        if self.sort not in SORTS:
            raise ValueError(f"sort must be one of {SORTS}, not {self.sort!r}")

    def best(self, count: int) -> list[tuple[int, float]]:
        """Docnums and scores of the first hits."""
        places = self._first(count)
        return list(zip(self.found.docnums[places].tolist(), self.found.weights[places].tolist(), strict=True))

    def told_once(self) -> "Order":
        """The same without reprints: of the hits that tell one story, the first in this order stays."""
        docnums, weights = self.found.docnums, self.found.weights
        story_of = self.generation.stories.story_of(docnums)
        told = np.flatnonzero(story_of)
        if len(told) < 2:
            return self
        stories = story_of[told]
        order = np.lexsort((*self._keys(told), stories))
        is_again = stories[order[1:]] == stories[order[:-1]]
        if not is_again.any():
            return self
        is_kept = np.ones(len(docnums), np.bool_)
        is_kept[told[order[1:][is_again]]] = False
        return replace(self, found=Weighted(docnums[is_kept], weights[is_kept]))

    def _first(self, count: int) -> Column:
        """Places of the first hits."""
        if self.sort == "relevance":
            return top_k(self.found.weights, count)
        *others, by_day = self._keys(slice(None))
        places = np.arange(len(by_day))
        if 0 < count < len(by_day):
            places = np.flatnonzero(by_day <= np.partition(by_day, count - 1)[count - 1])
        return places[np.lexsort([key[places] for key in (*others, by_day)])][:count]

    def _keys(self, places: Column | slice) -> tuple[Column, ...]:
        """What numpy's lexsort orders those hits by; it leaves equals by place, so by docnum."""
        by_weight = -self.found.weights[places]
        if self.sort == "relevance":
            return (by_weight,)
        days = self.generation.collection.days[self.found.docnums[places]].astype(np.int64)
        return by_weight, -days if self.sort == "date" else np.where(days > 0, days, np.iinfo(np.int64).max)
