"""Where does one leaf of a plan occur, and how much does it tell?

    leaves = Leaves(collection)
    leaves.occurring(word, TEXT_FIELDS)     documents and probable occurrences by field, and the idf over the fields

An occurrence counts by its probability: «стали» is 2/64 of a steel. So does the document frequency behind the idf.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import TypeAlias

import numpy as np

from indexer.columnar.bm25f import idf, saturate
from indexer.columnar.ragged import Column
from indexer.engines.collection import Collection
from indexer.engines.deadline import Deadline
from indexer.engines.joined import POSITION_BITS
from indexer.engines.sets import NOTHING, Weighted, adjacent, all_united, common, expected_size, near, places_in, risen
from indexer.fields import CERTAIN, TEXT_FIELDS, Field
from indexer.search.terms import AnyOf, Leaf, Starts, Together

MOST_EXPANDED = 2000  # terms that one `нача*` stands for

Fields: TypeAlias = tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Occurring:
    """Where a leaf occurs in each of some fields (weights: probable occurrences), and its idf over all of them."""

    fields: Fields
    parts: Sequence[Weighted]
    idf: float

    def __len__(self) -> int:
        return sum(len(one.docnums) for one in self.parts)


@dataclass(slots=True)
class Leaves:
    """Looks leaves up for one query, each once; `notes` collects what the person should know."""

    collection: Collection
    notes: list[str] = field(default_factory=list)
    deadline: Deadline = field(default_factory=Deadline)
    _known: dict[tuple[Leaf, str], Occurring] = field(default_factory=dict)

    def occurring(self, leaf: Leaf, fields: Fields) -> Occurring:
        """Where a leaf occurs in those text fields."""
        key = leaf, " ".join([one.name for one in fields])
        known = self._known.get(key)
        if known is None:
            parts = [self._in_field(leaf, one) for one in fields]
            known = Occurring(fields, parts, idf(expected_size(parts), self.collection.doc_count))
            self._known[key] = known
        return known

    def scores(self, found: Occurring) -> Weighted:
        """BM25F of every document."""
        norms = self.collection.norms
        corrected = [
            Weighted(part.docnums, part.weights * norms[where.name].take(part.docnums))
            for where, part in zip(found.fields, found.parts, strict=True)
        ]
        freqs = all_united(corrected, np.add)
        return Weighted(freqs.docnums, _score(freqs.weights, found.idf))

    def scores_in(self, found: Occurring, docnums: Column) -> tuple[Column, Column]:
        """BM25F of those documents only (0 where there is none), and which of them match at all."""
        freqs, has_any = self._corrected(zip(found.fields, found.parts, strict=True), docnums)
        return _score(freqs, found.idf), has_any

    def scores_by_field(self, found: Occurring, docnum: int) -> Iterator[tuple[Field, float]]:
        """BM25F of one document, divided among the fields as its corrected occurrences are."""
        docnums = np.array([docnum])
        parts = [
            (where, float(self._corrected([(where, part)], docnums)[0][0]))
            for where, part in zip(found.fields, found.parts, strict=True)
        ]
        whole = sum(freq for _, freq in parts)
        if whole:
            score = float(_score(np.array([whole]), found.idf)[0])
            yield from ((where, score * freq / whole) for where, freq in parts if freq)

    def exact_scores_in(self, word: AnyOf, found: Occurring, form: str, docnums: Column) -> Column:
        """BM25F of the very form in those documents, with the idf of the word.

        The form is sought only where the word is, for it stands nowhere else: most titles need not be looked into.
        """
        freqs = np.zeros(len(docnums), np.float32)
        for where, part in zip(found.fields, found.parts, strict=True):
            there = places_in(part.docnums, docnums)[1].nonzero()[0]
            if len(there):
                within = docnums.take(there)
                corrected = self.collection.freqs_in(where.exact, form, within)
                freqs[there] += corrected * self.collection.norms[where.name].take(within)
        return _score(freqs, found.idf)

    def _corrected(self, parts: Iterable[tuple[Field, Weighted]], docnums: Column) -> tuple[Column, Column]:
        """Occurrences in all fields as BM25F adds them up, and which documents have any."""
        freqs = np.zeros(len(docnums), np.float32)
        has_any = np.zeros(len(docnums), np.bool_)
        for where, part in parts:
            places, is_there = places_in(part.docnums, docnums)
            there = is_there.nonzero()[0]
            if len(there):
                corrected = part.weights.take(places.take(there))
                freqs[there] += corrected * self.collection.norms[where.name].take(docnums.take(there))
                has_any[there] = True
        return freqs, has_any

    def places(self, word: AnyOf, where: Field, within: Column) -> Column:
        """Where a word stands in those documents: rising numbers docnum << POSITION_BITS | position."""
        name = where.exact if word.exact else where.name
        found = [self.collection.occurrences(name, term, within) for term, _ in word.terms]
        return risen(found)

    def standing(self, word: AnyOf, where: Field, docnums: Column) -> tuple[Column, Column]:
        """Where a word stands in a few rising documents, numbered as they are given: rising numbers << POSITION_BITS
        | position; and how probably each has it (float32).
        """
        name = where.exact if word.exact else where.name
        found = []
        chances = np.zeros(len(docnums), np.float32)
        for term, weight in word.terms:
            postings = self.collection.postings(name, term)
            places, is_there = places_in(postings.docnums, docnums)
            numbers = is_there.nonzero()[0]
            if len(numbers):
                places = places.take(numbers)
                found.append(postings.occurrences(places, numbers))
                if weight == CERTAIN and postings.is_certain:
                    chances[numbers] = 1
                else:
                    probable = postings.weights.take(places) * np.float32(weight / CERTAIN)
                    chances[numbers] = np.maximum(chances.take(numbers), np.minimum(probable, 1, out=probable))
        return risen(found) if found else _NO_PLACES, chances

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
            if weight == CERTAIN:
                readings.append(Weighted(found.docnums, found.weights, found.is_certain))
            else:
                readings.append(Weighted(found.docnums, found.weights * np.float32(weight / CERTAIN)))
        return readings[0] if len(readings) == 1 else all_united(readings, np.maximum)

    def _together(self, words: list[AnyOf], offsets: list[int], slop: int | None, where: Field) -> Weighted:
        distinct = list(dict.fromkeys(words))
        candidates = reduce(common, (self._any_of(word, where).docnums for word in distinct))
        if not len(candidates):
            return NOTHING
        places = {word: self.places(word, where, candidates) for word in self.deadline.each(distinct)}
        if slop is None:
            starts = adjacent(
                [(places[word], offset) for word, offset in zip(words, offsets, strict=True) if word in places]
            )
        else:
            starts = near(list(places.values()), max(slop, len(words) - 1))
        docnums, counts = np.unique((starts >> POSITION_BITS).astype(np.int32), return_counts=True)
        return Weighted(docnums, counts.astype(np.float32))


_NO_PLACES = np.empty(0, np.int64)


def only(name: str) -> Fields:
    """That text field, or none."""
    return tuple(one for one in TEXT_FIELDS if one.name == name)


def _score(freqs: Column, weight: float) -> Column:
    """In double precision: a headline's sixteen words would else add up to more than the fifth decimal."""
    scores = saturate(freqs.astype(np.float64))
    scores *= weight
    return scores
