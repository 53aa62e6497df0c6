"""A plan in, matching documents and their scores out, by array operations alone.

    found = Evaluator(collection, values_with).evaluate_where(plan, allowed=None)
    found.docnums, found.weights     two arrays of one length, docnums rising, the weights being scores

A word's score in a document is BM25F: its occurrences in all fields, each corrected for the field's weight and the
document's length, are added up before they are saturated (Robertson, Zaragoza and Taylor, CIKM 2004). An occurrence
counts by its probability: «стали» is 2/64 of a steel. So does the document frequency behind the idf.

Where all words must be held, only the documents of the rarest are candidates, and the others are looked up in them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from indexer.columnar.bm25f import idf, saturate
from indexer.columnar.ragged import Column
from indexer.engines.collection import Collection
from indexer.engines.joined import POSITION_BITS
from indexer.engines.sets import NOTHING, Weighted, adjacent, all_united, common, expected_size, near, places_in
from indexer.fields import CERTAIN, TEXT_FIELDS, Field
from indexer.search.syntax import And, InField, Not, Or, Published
from indexer.search.terms import AnyOf, Leaf, Plan, Starts, Together, Valued

MOST_EXPANDED = 2000  # terms that one `нача*` stands for
RELAXED_SHARE = 0.5  # of a query's words, at least this share must be held when no document holds all
RELAXED = "все слова вместе не встретились ни в одной статье: показаны те, где есть большинство из них"

Fields = Sequence[Field]


@dataclass(frozen=True, slots=True)
class Occurring:
    """Where a leaf occurs in each of some fields (weights: probable occurrences), and its idf over all of them."""

    fields: Fields
    parts: Sequence[Weighted]
    idf: float

    def __len__(self) -> int:
        return sum(len(one.docnums) for one in self.parts)


@dataclass(slots=True)
class Evaluator:
    """Evaluates one query; `notes` collects what the person should know, `is_relaxed` whether words were let go."""

    collection: Collection
    # (facet, words, values) -> mask of documents that have one of the values, or one with the words
    values_with: Callable[[str, Sequence[AnyOf], Sequence[str]], Column]
    notes: list[str] = field(default_factory=list)
    is_relaxed: bool = False

    def evaluate_where(self, plan: Plan, allowed: Column | None) -> Weighted:
        """The matches of a plan among the allowed documents (a mask); None allows all."""
        if isinstance(plan, And):
            return self._all(plan.parts, TEXT_FIELDS, allowed)
        return _allowed(self.evaluate(plan), allowed)

    def evaluate(self, plan: Plan, fields: Fields = TEXT_FIELDS) -> Weighted:
        """The matches of a plan, in those text fields."""
        match plan:
            case AnyOf() | Starts() | Together():
                return self._scores(self._occurring(plan, fields))
            case InField(name, part):
                return self.evaluate(part, _only(name))
            case And(parts):
                return self._all(parts, fields, None)
            case Or(parts):
                return all_united([self.evaluate(part, fields) for part in parts], np.add)
            case Not() | Published() | Valued():
                return self._unscored(self._condition(plan, fields))

    def _all(self, parts: Sequence[Plan], fields: Fields, allowed: Column | None) -> Weighted:
        """What holds every part; when nothing does, what holds most of the words and every condition."""
        words = [part for part in parts if not isinstance(part, Not | Published | Valued)]
        for part in parts:
            if isinstance(part, Not | Published | Valued):
                condition = self._condition(part, fields)
                allowed = condition if allowed is None else allowed & condition
        if not words:
            return NOTHING if allowed is None else self._unscored(allowed)
        found = [self._found(part, fields) for part in words]
        held = self._held(found, allowed)
        if len(held.docnums) or len(words) == 1:
            return held
        return self._most([self._scores(one) if isinstance(one, Occurring) else one for one in found], allowed)

    def _found(self, part: Plan, fields: Fields) -> Occurring | Weighted:
        """Words by their occurrences, whose scores may never be needed; all else by its matches."""
        if isinstance(part, InField):
            return self._found(part.part, _only(part.field))
        return (
            self._occurring(part, fields)
            if isinstance(part, AnyOf | Starts | Together)
            else self.evaluate(part, fields)
        )

    def _held(self, found: Sequence[Occurring | Weighted], allowed: Column | None) -> Weighted:
        """The documents that all have: those of the rarest, looked up in the others."""
        rarest, *others = sorted(found, key=lambda one: len(one.docnums) if isinstance(one, Weighted) else len(one))
        held = _allowed(self._scores(rarest) if isinstance(rarest, Occurring) else rarest, allowed)
        for other in others:
            if not len(held.docnums):
                break
            scores, is_there = self._scores_of(other, held.docnums)
            held = Weighted(held.docnums[is_there], held.weights[is_there] + scores[is_there])
        return held

    def _scores_of(self, found: Occurring | Weighted, docnums: Column) -> tuple[Column, Column]:
        """The scores of those documents only, and which of them match at all."""
        if isinstance(found, Weighted):
            places, is_there = places_in(found.docnums, docnums)
            return found.weights[places] if len(found.docnums) else np.zeros(len(docnums)), is_there
        freqs = np.zeros(len(docnums), np.float32)
        has_any = np.zeros(len(docnums), np.bool_)
        for where, part in zip(found.fields, found.parts, strict=True):
            places, is_there = places_in(part.docnums, docnums)
            at = places[is_there]
            freqs[is_there] += part.weights[at] * self.collection.norms[where.name][docnums[is_there]]
            has_any |= is_there
        return _score(freqs, found.idf), has_any

    def _most(self, found: Sequence[Weighted], allowed: Column | None) -> Weighted:
        counts = np.zeros(self.collection.limit, np.uint8)
        scores = np.zeros(self.collection.limit)
        for one in found:
            counts[one.docnums] += 1
            scores[one.docnums] += one.weights
        if allowed is not None:
            counts[~allowed] = 0
        most = int(counts.max(initial=0))
        if not most:
            return NOTHING
        self.is_relaxed = True
        docnums = np.flatnonzero(counts >= min(most, int(np.ceil(len(found) * RELAXED_SHARE)))).astype(np.int32)
        return Weighted(docnums, scores[docnums] * (counts[docnums] / len(found)))

    def _scores(self, found: Occurring) -> Weighted:
        norms = self.collection.norms
        corrected = [
            Weighted(part.docnums, part.weights * norms[where.name][part.docnums])
            for where, part in zip(found.fields, found.parts, strict=True)
        ]
        freqs = all_united(corrected, np.add)
        return Weighted(freqs.docnums, _score(freqs.weights, found.idf))

    def _occurring(self, leaf: Leaf, fields: Fields) -> Occurring:
        parts = [self._in_field(leaf, one) for one in fields]
        return Occurring(fields, parts, idf(expected_size(parts), self.collection.doc_count))

    def _in_field(self, leaf: Leaf, where: Field) -> Weighted:
        match leaf:
            case AnyOf():
                return self._any_of(leaf, where)
            case Starts(prefix):
                found, is_cut = self.collection.prefixed(where.exact, prefix, MOST_EXPANDED)
                if is_cut:
                    self.notes.append(f"слов на «{prefix}» слишком много: учтены первые {MOST_EXPANDED}")
                return found
            case Together(slots, slop):
                return self._together([word for _, word in slots], [offset for offset, _ in slots], slop, where)
        return NOTHING

    def _any_of(self, word: AnyOf, where: Field) -> Weighted:
        """The likeliest of the word's terms counts in each document."""
        name = where.exact if word.exact else where.name
        readings = []
        for term, weight in word.terms:
            found = self.collection.postings(name, term)
            share = np.float32(weight / CERTAIN)
            weights = found.weights if weight == CERTAIN else found.weights * share
            readings.append(Weighted(found.docnums, weights))
        return all_united(readings, np.maximum)

    def _together(self, words: list[AnyOf], offsets: list[int], slop: int | None, where: Field) -> Weighted:
        candidates = self._any_of(words[0], where).docnums
        for word in words[1:]:
            candidates = common(candidates, self._any_of(word, where).docnums)
        if not len(candidates):
            return NOTHING
        places = [self._places(word, where, candidates) for word in words]
        starts = adjacent(places, offsets) if slop is None else near(places, max(slop, len(words) - 1))
        docnums, counts = np.unique((starts >> POSITION_BITS).astype(np.int32), return_counts=True)
        return Weighted(docnums, counts.astype(np.float32))

    def _places(self, word: AnyOf, where: Field, within: Column) -> Column:
        name = where.exact if word.exact else where.name
        found = [self.collection.occurrences(name, term, within) for term, _ in word.terms]
        return found[0] if len(found) == 1 else np.unique(np.concatenate(found))

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
                mask = self.values_with(name, words, values)
                if not mask.any():
                    self.notes.append(nothing_under(name, " ".join(word.text for word in words), values))
                return mask
        raise TypeError(part)

    def _unscored(self, mask: Column) -> Weighted:
        if self.collection.alive is not None:
            mask = mask & self.collection.alive
        docnums = np.flatnonzero(mask).astype(np.int32)
        return Weighted(docnums, np.zeros(len(docnums)))


def nothing_under(facet: str, name: str, values: Sequence[str]) -> str:
    """What to tell a person who asked for a source or region that no article has."""
    if facet != "region":
        return f"источника «{name}» в указателе нет"
    if not values:
        return f"региона «{name}» нет ни среди субъектов Федерации, ни в указателе"
    return f"статей о регионе «{'» или «'.join(values)}» в указателе нет"


def published_mask(days: Column, period: Published) -> Column:
    """Which days (ordinals, 0 unknown) lie in the period; an unknown day lies in none."""
    mask = days > 0
    if period.since is not None:
        mask &= days >= period.since.toordinal()
    if period.until is not None:
        mask &= days <= period.until.toordinal()
    return mask


def _score(freqs: Column, weight: float) -> Column:
    """In double precision: a headline's sixteen words would else add up to more than the fifth decimal."""
    return saturate(freqs.astype(np.float64)) * weight


def _only(name: str) -> Fields:
    return [one for one in TEXT_FIELDS if one.name == name]


def _allowed(found: Weighted, allowed: Column | None) -> Weighted:
    return found if allowed is None else found.of(allowed[found.docnums])
