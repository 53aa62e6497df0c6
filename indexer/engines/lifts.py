"""What lifts a match above others that hold the same words: the very forms that were typed, and nearness.

    lifts = Lifts(leaves, slots(plan), ranking)
    lifts.exact(docnums), lifts.nearness(docnums)      what to add to the scores of those few documents, part by part

A slot is a place in the query: one word, or the alternatives of an ИЛИ. Phrases and beginnings of words lift nothing:
they say already what they want.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indexer.columnar.ragged import Column
from indexer.engines.collection import Cells, Fields
from indexer.engines.leaf import Leaves, only
from indexer.engines.nearness import nearness
from indexer.engines.ranking import Ranking
from indexer.engines.sets import risen
from indexer.fields import TEXT_FIELDS
from indexer.search.syntax import And, InField, Or
from indexer.search.terms import AnyOf, Plan
from indexer.text.analyzer import exact_term

EVEN = 1e-6  # scores so near are equal: another layout adds them up in another order


@dataclass(frozen=True, slots=True)
class Slot:
    """The words that may stand at one place of the query, and the fields they are sought in."""

    words: tuple[AnyOf, ...]
    fields: Fields


@dataclass(slots=True)
class Lifts:
    """Works the lifts of one query out."""

    leaves: Leaves
    slots: Sequence[Slot]
    ranking: Ranking
    _last: tuple[bytes, Column, Column] = (b"", np.empty(0), np.empty(0))  # documents asked about last, and the answer

    def of(self, docnums: Column) -> Column:
        """All that is added to the scores of those rising documents."""
        parts = [score for _, score in (*self.exact(docnums), *self.nearness(docnums))]
        return np.sum(parts, axis=0) if parts else np.zeros(len(docnums))

    def exact(self, docnums: Column) -> Iterator[tuple[AnyOf, Column]]:
        """Every word with what its exact form adds in those documents."""
        if not self.ranking.exact:
            return
        for slot in self.slots:
            for word in slot.words:
                if not word.exact:
                    found = self.leaves.occurring(word, slot.fields)
                    scores = self.leaves.exact_scores_in(found, exact_term(word.text), docnums)
                    yield word, self.ranking.exact * scores

    def nearness(self, docnums: Column) -> Iterator[tuple[tuple[Slot, Slot], Column]]:
        """Every two neighbours with what their nearness adds in those rising documents: as sure as the words are."""
        if len(self.slots) < 2 or not len(docnums) or not self.ranking.nearness:
            return
        near, chances = self._nearness(docnums)
        best = (near * np.minimum(chances[:-1], chances[1:])).max(axis=1)
        for (left, right), scores in zip(pairwise(self.slots), best, strict=True):
            yield (left, right), self.ranking.nearness * min(self._idf(left), self._idf(right)) * scores

    def stand_together(self, docnums: Column) -> bool:
        """Whether in one of those rising documents every two neighbours are near, as in a name or a quotation."""
        if len(self.slots) < 2 or not len(docnums):
            return False
        near, _ = self._nearness(docnums)
        return bool((near.max(axis=1) >= self.ranking.together).all(axis=0).any())

    def _nearness(self, docnums: Column) -> tuple[Column, Column]:
        """How near every two neighbours are: (pairs, fields, documents), and how probably each word is there, alike."""
        documents, near, chances = self._last
        if documents != docnums.tobytes():  # what holds all words is asked about twice
            cells = self.leaves.collection.cells(docnums)
            standing = [self._standing(slot, cells) for slot in self.slots]
            shape = -1, len(TEXT_FIELDS), len(docnums)
            near = nearness([places for places, _ in standing], len(cells)).reshape(shape)
            chances = np.concatenate([chances for _, chances in standing]).reshape(shape)
            self._last = docnums.tobytes(), near, chances
        return near, chances

    def _standing(self, slot: Slot, cells: Cells) -> tuple[Column, Column]:
        """Where the slot's words stand in the cells, numbered as they are given, and how probably each has one."""
        found = [self.leaves.standing(word, slot.fields, cells) for word in slot.words]
        if len(found) == 1:
            return found[0]
        return risen([places for places, _ in found]), np.maximum.reduce([chances for _, chances in found])

    def _idf(self, slot: Slot) -> float:
        return min(self.leaves.occurring(word, slot.fields).idf for word in slot.words)


def slots(plan: Plan, fields: Fields = TEXT_FIELDS) -> Iterator[Slot]:
    """The slots of a plan in the order of the query."""
    match plan:
        case AnyOf():
            yield Slot((plan,), fields)
        case InField(name, part):
            yield from slots(part, only(name))
        case And(parts):
            for part in parts:
                yield from slots(part, fields)
        case Or(parts):
            if words := tuple(part for part in parts if isinstance(part, AnyOf)):
                yield Slot(words, fields)


def best_places(scores: Column, count: int) -> Column:
    """Rising places of the `count` greatest scores, and of those that equal the last of them."""
    last = len(scores) - count
    if last <= 0:
        return np.arange(len(scores))
    return np.flatnonzero(scores >= np.partition(scores, last)[last] - EVEN)
