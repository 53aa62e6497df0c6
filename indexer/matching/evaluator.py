"""A plan in, matching documents and their scores out, by array operations alone.

    matches = Evaluator(collection, facets).evaluate_where(plan, allowed=None)
    matches.found.docnums, matches.found.weights     two arrays of one length, docnums rising, the weights being scores

A word's score in a document is BM25F: its occurrences in all fields, each corrected for the field's weight and the
document's length, are added up before they are saturated (Robertson, Zaragoza and Taylor, CIKM 2004). `matching.lifts`
adds to the best, `matching.relaxation` says when words may be let go.

Where all words must be held, only the documents of the rarest are candidates, and the others are looked up in them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from indexer.columnar.bm25f import idf
from indexer.columnar.ragged import Column
from indexer.fields import TEXT_FIELDS
from indexer.matching.conditions import CONDITIONS, nothing_under, published_mask
from indexer.matching.deadline import Deadline
from indexer.matching.leaf import Leaves, only
from indexer.matching.lifts import Lifts, best_places, slots
from indexer.matching.ranking import MEASURED, Ranking
from indexer.matching.relaxation import is_enough, loosened, most, note
from indexer.opened.collection import Collection, Fields
from indexer.opened.facet_values import FacetValues
from indexer.opened.occurring import Occurring
from indexer.opened.sets import NOTHING, Weighted, all_united, weights_in
from indexer.search.syntax import And, InField, Not, Or, Published
from indexer.search.terms import AnyOf, Leaf, Plan, Starts, Together, Valued, Worded

Part = tuple[Plan, Fields]


class Matches(NamedTuple):
    """What a whole query finds, ranked by the weights; `notes` are what the person should know.

    `asked` is the plan that was answered: where words were let go (`is_relaxed`), a phrase is its words in it. `lifts`
    are its lifts, `lifted` the documents in which they were looked for. `is_quoted` tells that a long query stands word
    by word in an article, `held` how many documents hold all of it, `unmet` which words stand nowhere.
    """

    found: Weighted
    asked: Plan
    lifts: Lifts
    lifted: Column = NOTHING.docnums
    is_relaxed: bool = False
    is_quoted: bool = False
    notes: tuple[str, ...] = ()
    held: int = 0
    unmet: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class _Word:
    """A word of the query as `relaxation` asks for it."""

    evaluator: "Evaluator"
    found: "Occurring | Weighted"
    allowed: Column | None

    @property
    def idf(self) -> float:
        """See `relaxation.Word`."""
        return self.evaluator.idf_of(self.found) if _size(self.found) else 0.0

    def scores(self) -> Weighted:
        """See `relaxation.Word`."""
        return _allowed(self.evaluator.scored(self.found), self.allowed)

    def scores_in(self, docnums: Column) -> tuple[Column, Column]:
        """See `relaxation.Word`."""
        return self.evaluator.scores_in(self.found, docnums)


@dataclass(slots=True)
class Evaluator:
    """Evaluates the plans of one query, each word looked up once.

    Parts that are not begun when the `deadline` is over are passed over as if they had not been typed.
    """

    collection: Collection
    facets: FacetValues
    ranking: Ranking = MEASURED
    deadline: Deadline = field(default_factory=Deadline)
    leaves: Leaves = field(init=False)
    _notes: list[str] = field(default_factory=list)
    _scored: dict[Occurring, Weighted] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.leaves = Leaves(self.collection, self._notes, self.deadline)

    def evaluate_where(self, plan: Plan, allowed: Column | None) -> Matches:
        """The ranked matches of a whole query among the allowed documents (a mask); None allows all.

        What holds most of the words is told before anything is filtered, so that a facet finds as many as it counts;
        only where the filter leaves nothing of that, words are let go by what is behind it.
        """
        matches = self._most_fitting(plan, None, allowed)
        if allowed is not None and not len(matches.found.docnums):
            matches = self._most_fitting(plan, allowed, None)
        if not self.deadline.is_over():
            matches = self._lifted(matches)
        return matches._replace(notes=tuple(dict.fromkeys(self._notes)))

    def evaluate(self, plan: Plan, fields: Fields = TEXT_FIELDS) -> Weighted:
        """The matches of a plan in those text fields by BM25F, nothing let go and nothing lifted."""
        match plan:
            case AnyOf() | Starts() | Together():
                return self.leaves.scores(self.leaves.occurring(plan, fields))
            case InField(name, part):
                return self.evaluate(part, only(name))
            case And():
                return self._held(*self._split(parts_of(plan, fields), None))
            case Or(parts, alike):
                found = [self.evaluate(part, fields) for part in self.deadline.each(parts)]
                return all_united(found, np.maximum if alike else np.add)
            case Not() | Published() | Valued():
                return self._unscored(self._condition(plan, fields))

    def count(self, plan: Plan, allowed: Column | None) -> int:
        """How many of the allowed documents hold all of a plan, nothing let go."""
        parts, allowed = self._split(parts_of(plan, TEXT_FIELDS), allowed)
        words = [part for part in parts if not isinstance(part[0], Or)]
        if not words:
            return len(self._held(parts, allowed).docnums)
        docnums = self._held(words, allowed).docnums
        for part, fields in parts:
            if isinstance(part, Or) and len(docnums):
                docnums = docnums[self._holds(part, fields, docnums)]
        return len(docnums)

    def told(self, part: Plan, fields: Fields) -> tuple[Weighted, float]:
        """The matches of a part, and how much it tells: an ИЛИ as a word that stands wherever it matches."""
        found = self._found(part, fields)
        return self.scored(found), self.idf_of(found)

    def idf_of(self, found: Occurring | Weighted) -> float:
        """How much matches tell."""
        return found.idf if isinstance(found, Occurring) else idf(len(found.docnums), self.collection.doc_count)

    def _lifted(self, matches: Matches) -> Matches:
        """The matches with what is added to the scores of the best."""
        docnums, scores, _ = matches.found
        places = best_places(scores, self.ranking.candidates)
        best = docnums[places]
        weights = scores.astype(np.float64)
        weights[places] += matches.lifts.of(best)
        return matches._replace(found=Weighted(docnums, weights), lifted=best)

    def _most_fitting(self, plan: Plan, allowed: Column | None, shown: Column | None) -> Matches:
        """What holds every part; where that is too little, what holds most of the words and every condition.

        Of all that is allowed the part that is shown.
        """
        parts, allowed = self._split(parts_of(plan, TEXT_FIELDS), allowed)
        found = self._held(parts, allowed)
        docnums = found.docnums
        found = _allowed(found, shown)
        held = Matches(found, plan, self._lifts(plan), held=len(found.docnums))
        asked = loosened(plan)
        words = [part for part in parts_of(asked, TEXT_FIELDS) if not isinstance(part[0], CONDITIONS)]
        if is_enough(len(docnums), [part for part, _ in parts], [word for word, _ in words], self.ranking):
            return held if len(docnums) or len(words) > 1 else held._replace(unmet=_unmet(words, [found]))
        if held.lifts.stand_together(docnums):
            return held._replace(is_quoted=True)
        sought = [_Word(self, self._found(*part), allowed) for part in self.deadline.each(words)]
        unmet = _unmet(words, [one.found for one in sought])
        found = most(sought, self.ranking)
        if len(found.docnums) == len(docnums):
            return held._replace(unmet=unmet)
        found = _allowed(found, shown)
        if len(found.docnums):
            self._notes.append(note(held.held, len(parts)))
        return Matches(found, asked, self._lifts(asked), is_relaxed=True, held=held.held, unmet=unmet)

    def _lifts(self, asked: Plan) -> Lifts:
        return Lifts(self.leaves, list(slots(asked)), self.ranking)

    def _split(self, parts: Iterable[Part], allowed: Column | None) -> tuple[list[Part], Column | None]:
        """The parts that find words, and what the conditions among the others allow."""
        words: list[Part] = []
        for part, fields in parts:
            if isinstance(part, CONDITIONS):
                if not self.deadline.is_over():
                    condition = self._condition(part, fields)
                    allowed = condition if allowed is None else allowed & condition
            else:
                words.append((part, fields))
        return words, allowed

    def _held(self, parts: Sequence[Part], allowed: Column | None) -> Weighted:
        """The allowed documents that all have: those of the rarest, looked up in the others."""
        if not parts:
            return NOTHING if allowed is None else self._unscored(allowed)
        rarest, *others = sorted((self._found(*part) for part in self.deadline.each(parts)), key=_size)
        held = _allowed(self.scored(rarest), allowed)
        for other in others:
            if not len(held.docnums):
                break
            scores, is_there = self.scores_in(other, held.docnums)
            held = Weighted(held.docnums[is_there], held.weights[is_there] + scores[is_there])
        return held

    def _holds(self, part: Or[Leaf], fields: Fields, docnums: Column) -> Column:
        """Which of those documents hold any part of an ИЛИ."""
        found = np.zeros(len(docnums), np.bool_)
        for one in part.parts:
            if isinstance(one, CONDITIONS):
                found |= self._condition(one, fields)[docnums]
            else:
                found |= self.scores_in(self._found(one, fields), docnums)[1]
        return found

    def _found(self, part: Plan, fields: Fields) -> Occurring | Weighted:
        """Words by their occurrences, whose scores may never be needed; all else by its matches."""
        if isinstance(part, Worded):
            return self.leaves.occurring(part, fields)
        return self.evaluate(part, fields)

    def scored(self, found: Occurring | Weighted) -> Weighted:
        """All that match and their scores; those of the rarest word are asked for again where words are let go."""
        if isinstance(found, Weighted):
            return found
        if found not in self._scored:
            self._scored[found] = self.leaves.scores(found)
        return self._scored[found]

    def scores_in(self, found: Occurring | Weighted, docnums: Column) -> tuple[Column, Column]:
        """The scores of those documents only, and which of them match at all."""
        if isinstance(found, Occurring):
            return self.leaves.scores_in(found, docnums)
        return weights_in(found.docnums, found.weights, docnums)

    def _condition(self, part: Plan, fields: Fields) -> Column:
        """Which documents a part that finds no words allows."""
        match part:
            case Not(excluded):
                mask = np.ones(self.collection.limit, np.bool_)
                mask[self.evaluate(excluded, fields).docnums] = False
                return mask
            case Published():
                return published_mask(self.collection.days, part)
            case Valued(name, words, values):
                mask = self.facets.with_words(name, words, values)
                if not mask.any():
                    self._notes.append(nothing_under(name, " ".join(word.text for word in words), values))
                return mask
        raise TypeError(part)

    def _unscored(self, mask: Column) -> Weighted:
        if self.collection.alive is not None:
            mask = mask & self.collection.alive
        docnums = np.flatnonzero(mask).astype(np.int32)
        return Weighted(docnums, np.zeros(len(docnums)))


def parts_of(plan: Plan, fields: Fields) -> Iterator[Part]:
    """What a plan asks for together, each with the fields it is sought in."""
    match plan:
        case And(parts):
            for part in parts:
                yield from parts_of(part, fields)
        case InField(name, part):
            yield from parts_of(part, only(name))
        case _:
            yield plan, fields


def _unmet(words: Sequence[Part], found: Sequence[Occurring | Weighted]) -> frozenset[str]:
    """The words of which nothing was found."""
    return frozenset(
        word.text for (word, _), one in zip(words, found, strict=False) if isinstance(word, AnyOf) and not _size(one)
    )


def _size(found: Occurring | Weighted) -> int:
    return len(found.docnums) if isinstance(found, Weighted) else len(found)


def _allowed(found: Weighted, allowed: Column | None) -> Weighted:
    return found if allowed is None else found.of(allowed[found.docnums])
