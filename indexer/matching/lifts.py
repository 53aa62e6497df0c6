"""What lifts a match above others that hold the same words: the very forms that were typed, and nearness.

    lifts = Lifts(leaves, slots(plan), ranking)
    lifts.exact(docnums), lifts.nearness(docnums)      what to add to the scores of those few documents, part by part

A slot is a place in the query: one word, or the alternatives of an ИЛИ. Phrases and beginnings of words lift nothing:
they say already what they want.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from indexer.columnar.cells import CELLS_A_DOCUMENT, cells_of
from indexer.columnar.ragged import Column
from indexer.columnar.topk import kth_greatest
from indexer.fields import TEXT_FIELDS
from indexer.matching.leaf import Leaves, only
from indexer.matching.nearness import nearness
from indexer.matching.ranking import Ranking
from indexer.opened.collection import Cells, Fields
from indexer.opened.sets import risen
from indexer.search.syntax import And, InField, Or
from indexer.search.terms import AnyOf, Plan

EVEN = 1e-6  # scores so near are equal: another layout adds them up in another order


class Slot(NamedTuple):
    """The words that may stand at one place of the query, the fields they are sought in, and which it is."""

    words: tuple[AnyOf, ...]
    fields: Fields
    place: int = 0


@dataclass(slots=True)
class Lifts:
    """Works the lifts of one query out."""

    leaves: Leaves
    slots: Sequence[Slot]
    ranking: Ranking
    _last: tuple[bytes, Column, Column] = (b"", np.empty(0), np.empty(0))  # documents asked about last, and the answer

    def of(self, docnums: Column) -> Column:
        """All that is added to the scores of those rising documents."""
        added: Column = np.add.reduce(self.exact(docnums)[1]) + np.add.reduce(self.nearness(docnums)[1])
        return added

    def exact(self, docnums: Column) -> tuple[list[AnyOf], Column]:
        """Words, and what the exact form of each adds in those rising documents: (words, documents)."""
        words = [(word, slot.fields) for slot in self.slots for word in slot.words if not word.exact]
        if not words or not self.ranking.exact:
            return [], np.zeros((0, len(docnums)))
        return [word for word, _ in words], self.ranking.exact * self.leaves.exact_scores_in(words, docnums)

    def nearness(self, docnums: Column) -> tuple[list[tuple[Slot, Slot]], Column]:
        """Neighbouring slots, and what the nearness of each pair adds in those rising documents: (pairs, documents).

        It counts by the probability that both words are there.
        """
        if len(self.slots) < 2 or not len(docnums) or not self.ranking.nearness:
            return [], np.zeros((0, len(docnums)))
        near, chances = self._nearness(docnums)
        sure = near * np.minimum(chances[:-1], chances[1:])
        best = np.maximum(sure[:, :, 0], sure[:, :, 1])
        idfs = np.array([self._idf(slot) for slot in self.slots])
        weight = self.ranking.nearness_of_each(len(idfs) - 1)
        return list(pairwise(self.slots)), weight * np.minimum(idfs[:-1], idfs[1:])[:, None] * best

    def stand_together(self, docnums: Column) -> bool:
        """Whether in one of those rising documents every two neighbours are near, as in a name or a quotation."""
        if len(self.slots) < 2 or not len(docnums):
            return False
        near, _ = self._nearness(docnums)
        return bool((near.max(axis=2) >= self.ranking.together).all(axis=0).any())

    def _nearness(self, docnums: Column) -> tuple[Column, Column]:
        """How near every two neighbours are: (pairs, documents, fields), and how probably each word is there, alike."""
        documents, near, chances = self._last
        if documents != docnums.tobytes():  # what holds all words is asked about twice
            cells = cells_of(docnums)
            chances = np.zeros((len(self.slots), len(cells)), np.float32)
            places = [self._standing(slot, cells, mine) for slot, mine in zip(self.slots, chances, strict=True)]
            shape = -1, len(docnums), CELLS_A_DOCUMENT
            apart = [max(0, right.place - left.place - 1) for left, right in pairwise(self.slots)]
            near, chances = nearness(places, apart, len(cells)).reshape(shape), chances.reshape(shape)
            self._last = docnums.tobytes(), near, chances
        return near, chances

    def _standing(self, slot: Slot, cells: Cells, chances: Column) -> Column:
        """Where the slot's words stand in the cells; `chances` are raised to how probably each has one of them."""
        return risen([self.leaves.standing(word, slot.fields, cells, chances) for word in slot.words])

    def _idf(self, slot: Slot) -> float:
        return min(self.leaves.occurring(word, slot.fields).idf for word in slot.words)


def slots(plan: Plan, fields: Fields = TEXT_FIELDS, place: int = 0) -> Iterator[Slot]:
    """The slots of a plan in the order of the query, the first of them at `place`."""
    match plan:
        case AnyOf():
            yield Slot((plan,), fields, place)
        case InField(name, part):
            yield from slots(part, only(name), place)
        case And(parts, places):
            for part, at in zip(parts, places or range(len(parts)), strict=True):
                yield from slots(part, fields, place + at)
        case Or(parts):
            if words := tuple(part for part in parts if isinstance(part, AnyOf)):
                yield Slot(words, fields, place)


def best_places(scores: Column, count: int) -> Column:
    """Rising places of the `count` greatest scores, and of those that equal the last of them."""
    if len(scores) <= count:
        return np.arange(len(scores))
    return np.flatnonzero(scores >= kth_greatest(scores, count) - EVEN)
