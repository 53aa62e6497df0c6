"""A plan in, matching documents and their scores out, by array operations alone.

    found = Evaluator(collection).evaluate(plan)
    found.docnums, found.scores     two arrays of one length, docnums rising

A word's score in a document is BM25F: its occurrences in all fields, each corrected for the field's weight and the
document's length, are added up before they are saturated (Robertson, Zaragoza and Taylor, CIKM 2004). An occurrence
counts by its probability: «стали» is 2/64 of a steel. So does the document frequency behind the idf.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from indexer.columnar.bm25f import idf, saturate
from indexer.columnar.ragged import Column
from indexer.engines.collection import POSITION_BITS, Collection, Docnums, Floats, TermPostings
from indexer.fields import CERTAIN, TEXT_FIELDS, Field
from indexer.search.syntax import And, InField, Not, Or, Published
from indexer.search.terms import AnyOf, Leaf, Plan, Starts, Together, Valued

MOST_EXPANDED = 2000  # terms that one `нача*` stands for
RELAXED_SHARE = 0.5  # of a query's words, at least this share must be held when no document holds all
RELAXED = "все слова вместе не встретились ни в одной статье: показаны те, где есть большинство из них"


@dataclass(frozen=True, slots=True)
class Matches:
    """Documents, rising, and the score of each."""

    docnums: Docnums
    scores: Floats

    def __len__(self) -> int:
        return len(self.docnums)


NOTHING = Matches(np.empty(0, np.int32), np.empty(0, np.float32))


@dataclass(slots=True)
class Evaluator:
    """Evaluates one query; `notes` collects what the person should know, `is_relaxed` whether words were let go."""

    collection: Collection
    values_with: Callable[[str, Sequence[AnyOf]], Column]  # (facet, words) -> documents whose value has them
    notes: list[str] = field(default_factory=list)
    is_relaxed: bool = False

    def evaluate_where(self, plan: Plan, allowed: Column | None) -> Matches:
        """The matches of a plan among the allowed documents; None allows all."""
        if isinstance(plan, And):
            return self._all(plan.parts, TEXT_FIELDS, allowed)
        return _allowed(self.evaluate(plan), allowed)

    def evaluate(self, plan: Plan, fields: Sequence[Field] = TEXT_FIELDS) -> Matches:
        """The matches of a plan, in those text fields."""
        match plan:
            case AnyOf() | Starts() | Together():
                return self._scored(self.frequencies(plan, fields))
            case InField(name, part):
                return self.evaluate(part, [one for one in TEXT_FIELDS if one.name == name])
            case And(parts):
                return self._all(parts, fields)
            case Or(parts):
                return reduce(_added, (self.evaluate(part, fields) for part in parts), NOTHING)
            case Not(part):
                return self._unscored(~self._mask(self.evaluate(part, fields).docnums))
            case Published() | Valued():
                return self._unscored(self._filter(plan))

    def frequencies(self, leaf: Leaf, fields: Sequence[Field]) -> "Frequencies":
        """How often a leaf occurs, fields added up and corrected for length."""
        found = [(one, self._in_field(leaf, one)) for one in fields]
        norms = self.collection.norms
        freqs = reduce(
            lambda left, right: _united(left, right, np.add),
            [TermPostings(one.docnums, one.weights * norms[where.name][one.docnums]) for where, one in found],
        )
        is_certain = all(len(one.weights) == 0 or one.weights.min() >= 1 for _, one in found)
        doc_freq = len(freqs.docnums) if is_certain else _expected([one for _, one in found])
        return Frequencies(freqs.docnums, freqs.weights, doc_freq)

    def _in_field(self, leaf: Leaf, where: Field) -> TermPostings:
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
        return TermPostings(NOTHING.docnums, NOTHING.scores)

    def _any_of(self, word: AnyOf, where: Field) -> TermPostings:
        """The likeliest of the word's terms counts in each document."""
        name = where.exact if word.exact else where.name
        readings = []
        for term, weight in word.terms:
            found = self.collection.postings(name, term)
            share = np.float32(weight / CERTAIN)
            readings.append(found if weight == CERTAIN else TermPostings(found.docnums, found.weights * share))
        return reduce(lambda left, right: _united(left, right, np.maximum), readings)

    def _together(self, words: list[AnyOf], offsets: list[int], slop: int | None, where: Field) -> TermPostings:
        candidates = reduce(_common, (self._any_of(word, where).docnums for word in words))
        if not len(candidates):
            return TermPostings(NOTHING.docnums, NOTHING.scores)
        places = [self._places(word, where, candidates) for word in words]
        starts = _adjacent(places, offsets) if slop is None else _near(places, max(slop, len(words) - 1))
        docnums, counts = np.unique((starts >> POSITION_BITS).astype(np.int32), return_counts=True)
        return TermPostings(docnums, counts.astype(np.float32))

    def _places(self, word: AnyOf, where: Field, within: Docnums) -> Column:
        name = where.exact if word.exact else where.name
        found = [self.collection.occurrences(name, term, within) for term, _ in word.terms]
        return found[0] if len(found) == 1 else np.unique(np.concatenate(found))

    def _scored(self, found: "Frequencies") -> Matches:
        weight = idf(found.doc_freq, self.collection.doc_count)
        return Matches(found.docnums, (saturate(found.freqs) * np.float32(weight)).astype(np.float32, copy=False))

    def _all(self, parts: Sequence[Plan], fields: Sequence[Field], allowed: Column | None = None) -> Matches:
        """What holds every part; when nothing does, what holds most of the words and every condition."""
        words = [part for part in parts if not isinstance(part, Not | Published | Valued)]
        found = [self.evaluate(part, fields) for part in words]
        conditions = [self._condition(part, fields) for part in parts if isinstance(part, Not | Published | Valued)]
        for condition in conditions:
            allowed = condition if allowed is None else allowed & condition
        if not found:
            return NOTHING if allowed is None else self._unscored(allowed)
        held = _allowed(reduce(_both, sorted(found, key=len)), allowed)
        if len(held) or len(found) == 1:
            return held
        return self._most(found, allowed)

    def _most(self, found: Sequence[Matches], allowed: Column | None) -> Matches:
        counts = np.zeros(self.collection.limit, np.uint8)
        scores = np.zeros(self.collection.limit, np.float32)
        for one in found:
            counts[one.docnums] += 1
            scores[one.docnums] += one.scores
        if allowed is not None:
            counts[~allowed] = 0
        most = int(counts.max(initial=0))
        if not most:
            return NOTHING
        self.is_relaxed = True
        docnums = np.flatnonzero(counts >= min(most, int(np.ceil(len(found) * RELAXED_SHARE)))).astype(np.int32)
        shares = counts[docnums] / np.float32(len(found))
        return Matches(docnums, (scores[docnums] * shares).astype(np.float32))

    def _condition(self, part: Plan, fields: Sequence[Field]) -> Column:
        if isinstance(part, Not):
            return ~self._mask(self.evaluate(part.part, fields).docnums)
        return self._filter(part)

    def _filter(self, part: Plan) -> Column:
        if isinstance(part, Published):
            return published_mask(self.collection.days, part)
        assert isinstance(part, Valued)
        return self.values_with(part.field, part.words)

    def _mask(self, docnums: Docnums) -> Column:
        mask = np.zeros(self.collection.limit, np.bool_)
        mask[docnums] = True
        return mask

    def _unscored(self, mask: Column) -> Matches:
        if self.collection.alive is not None:
            mask = mask & self.collection.alive
        docnums = np.flatnonzero(mask).astype(np.int32)
        return Matches(docnums, np.zeros(len(docnums), np.float32))


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Where a leaf occurs and how often, corrected for length; `doc_freq` is the expected number of documents."""

    docnums: Docnums
    freqs: Floats
    doc_freq: float


def published_mask(days: Docnums, period: Published) -> Column:
    """Which days lie in the period; an unknown day lies in none."""
    mask = days > 0
    if period.since is not None:
        mask &= days >= period.since.toordinal()
    if period.until is not None:
        mask &= days <= period.until.toordinal()
    return mask


def _expected(found: Sequence[TermPostings]) -> float:
    """How many documents have the word, each counted by the probability that it does."""
    chances = reduce(
        lambda left, right: _united(left, right, np.maximum),
        [TermPostings(one.docnums, np.minimum(one.weights, np.float32(1))) for one in found],
    )
    return float(chances.weights.sum(dtype=np.float64))


def _united(left: TermPostings, right: TermPostings, join: np.ufunc) -> TermPostings:
    """All documents of both; where both have one, `join` makes one weight of two."""
    if len(left.docnums) < len(right.docnums):
        left, right = right, left
    if not len(right.docnums):
        return left
    places = np.searchsorted(left.docnums, right.docnums)
    is_shared = left.docnums[np.minimum(places, len(left.docnums) - 1)] == right.docnums
    weights = left.weights.copy()
    shared = places[is_shared]
    weights[shared] = join(weights[shared], right.weights[is_shared])
    if is_shared.all():
        return TermPostings(left.docnums, weights)
    docnums = np.concatenate((left.docnums, right.docnums[~is_shared]))
    order = np.argsort(docnums, kind="stable")
    return TermPostings(docnums[order], np.concatenate((weights, right.weights[~is_shared]))[order])


def _added(left: Matches, right: Matches) -> Matches:
    both = _united(TermPostings(left.docnums, left.scores), TermPostings(right.docnums, right.scores), np.add)
    return Matches(both.docnums, both.weights)


def _both(left: Matches, right: Matches) -> Matches:
    """What is in both, `left` being the shorter; scores are added."""
    if not len(left) or not len(right):
        return NOTHING
    places = np.searchsorted(right.docnums, left.docnums)
    places[places == len(right)] = 0
    is_shared = right.docnums[places] == left.docnums
    return Matches(left.docnums[is_shared], left.scores[is_shared] + right.scores[places[is_shared]])


def _common(left: Docnums, right: Docnums) -> Docnums:
    if len(left) > len(right):
        left, right = right, left
    if not len(left):
        return left
    places = np.searchsorted(right, left)
    places[places == len(right)] = 0
    shared: Docnums = left[right[places] == left]
    return shared


def _allowed(found: Matches, allowed: Column | None) -> Matches:
    if allowed is None:
        return found
    kept = allowed[found.docnums]
    return Matches(found.docnums[kept], found.scores[kept])


def _adjacent(places: Sequence[Column], offsets: Sequence[int]) -> Column:
    """Occurrences of the first word that all others follow at their offsets."""
    starts = [place - offset for place, offset in zip(places, offsets, strict=True)]
    return reduce(_common_places, sorted(starts, key=len))


def _common_places(left: Column, right: Column) -> Column:
    if not len(left) or not len(right):
        return left[:0]
    found = np.searchsorted(right, left)
    found[found == len(right)] = 0
    shared: Column = left[right[found] == left]
    return shared


def _near(places: Sequence[Column], reach: int) -> Column:
    """Occurrences that begin a window of `reach` words in which every word stands."""
    starts = np.unique(np.concatenate(places))
    ends = starts
    for place in places:
        following = np.searchsorted(place, starts)
        is_there = following < len(place)
        starts, ends, following = starts[is_there], ends[is_there], following[is_there]
        ends = np.maximum(ends, place[following])
    within: Column = starts[ends - starts <= reach]
    return within
