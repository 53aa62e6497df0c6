"""Where does one leaf of a plan occur, and how much does it tell?

    leaves = Leaves(collection)
    leaves.occurring(word, TEXT_FIELDS)     cells with probable occurrences, and the idf over the fields

A cell is a text field of a document (`columnar.cells`): nothing here is done once for titles and again for bodies.

An occurrence counts by its probability: «стали» is 2/64 of a steel. So does the document frequency behind the idf.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from indexer.columnar.bm25f import saturate
from indexer.columnar.cells import cells_of, titles_of
from indexer.columnar.ragged import Column
from indexer.fields import CERTAIN, TEXT_FIELDS, Field
from indexer.matching.deadline import Deadline
from indexer.opened.collection import Cells, Collection, Docnums, Fields
from indexer.opened.joined import POSITION_BITS
from indexer.opened.occurring import Occurring
from indexer.opened.sets import (
    NOTHING,
    Weighted,
    adjacent,
    by_document,
    common,
    counted,
    near,
    places_in,
    risen,
)
from indexer.search.terms import AnyOf, Starts, Together, Worded
from indexer.text.analyzer import exact_term

MOST_EXPANDED = 2000  # terms that one `нача*` stands for


@dataclass(slots=True)
class Leaves:
    """Looks leaves up for one query, each once; `notes` collects what the person should know."""

    collection: Collection
    notes: list[str] = field(default_factory=list)
    deadline: Deadline = field(default_factory=Deadline)
    _known: dict[tuple[Worded, str], Occurring] = field(default_factory=dict)

    def occurring(self, leaf: Worded, fields: Fields) -> Occurring:
        """Where a leaf occurs in those text fields."""
        key = leaf, "" if fields is TEXT_FIELDS else " ".join([one.name for one in fields])
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._found(leaf, fields)
        return known

    def scores(self, found: Occurring) -> Weighted:
        """BM25F of every document."""
        docnums, freqs = by_document(found.cells, found.weights * self.collection.norms.take(found.cells))
        found.tell(len(docnums))
        return Weighted(docnums, _score(freqs, found.idf))

    def scores_in(self, found: Occurring, docnums: Docnums) -> tuple[Column, Column]:
        """BM25F of those documents only (0 where there is none), and which of them match at all."""
        if not len(found):
            return np.zeros(len(docnums)), np.zeros(len(docnums), np.bool_)
        titles = titles_of(docnums)
        places = found.cells.searchsorted(titles)
        freqs, is_there = self._corrected(found, titles, places)
        in_bodies, are_there = self._corrected(found, titles + 1, places + is_there)  # the very next cells
        return _score(freqs + in_bodies, found.idf), is_there | are_there

    def scores_by_field(self, found: Occurring, docnum: int) -> Iterator[tuple[Field, float]]:
        """BM25F of one document, divided among the fields as its corrected occurrences are."""
        if not len(found):
            return
        cells = cells_of(np.array([docnum], np.int32))
        freqs, _ = self._corrected(found, cells, found.cells.searchsorted(cells))
        if whole := sum(freqs.tolist()):
            score = float(_score(np.add.reduce(freqs, keepdims=True), found.idf)[0])
            for where, freq in zip(TEXT_FIELDS, freqs.tolist(), strict=True):
                if freq:
                    yield where, score * freq / whole

    def exact_scores_in(self, words: Sequence[tuple[AnyOf, Fields]], docnums: Docnums) -> Column:
        """BM25F of the very form of each word in those documents, with the idf of the word: (words, documents)."""
        cells = cells_of(docnums)
        freqs = np.empty((len(words), len(cells)), np.float32)
        for row, (word, fields) in enumerate(words):
            freqs[row] = self.collection.freqs_in(exact_term(word.text), fields, cells)
        idfs = [self.occurring(word, fields).idf for word, fields in words]
        freqs *= self.collection.norms.take(cells)
        return _score(freqs[:, ::2] + freqs[:, 1::2], np.array(idfs)[:, None])

    def standing(self, word: AnyOf, fields: Fields, cells: Cells, chances: Column) -> Column:
        """Where a word stands in a few rising cells, as rising numbers place in `cells` << POSITION_BITS | position.

        `chances` (float32, one a cell) are raised to the probability that the cell has the word, where that is greater.
        """
        found = []
        for term, weight in word.terms:
            postings = self.collection.postings(term, fields, word.exact)
            places, is_there = places_in(postings.cells, cells)
            numbers = is_there.nonzero()[0]
            if len(numbers):
                places = places.take(numbers)
                found.append(postings.occurrences(places, numbers))
                if weight == CERTAIN and postings.is_certain:
                    chances[numbers] = 1
                else:
                    probable = postings.weights.take(places) * np.float32(weight / CERTAIN)
                    chances[numbers] = np.maximum(chances.take(numbers), np.minimum(probable, 1, out=probable))
        return risen(found) if found else _NO_PLACES

    def _corrected(self, found: Occurring, cells: Cells, places: Column) -> tuple[Column, Column]:
        """Occurrences in those cells as BM25F adds them up, and which of them have any.

        `places` are where the cells would stand in those of the word, which has some.
        """
        is_there = found.cells.take(places, mode="clip") == cells
        freqs = found.weights.take(places, mode="clip")
        freqs *= is_there
        freqs *= self.collection.norms.take(cells)
        return freqs, is_there

    def _found(self, leaf: Worded, fields: Fields) -> Occurring:
        if isinstance(leaf, AnyOf):
            return self.collection.any_of(leaf.terms, fields, leaf.exact)
        return Occurring(self._put_together(leaf, fields), self.collection.doc_count)

    def _put_together(self, leaf: Starts | Together, fields: Fields) -> Weighted:
        """The cells where a leaf occurs that is no single word."""
        if isinstance(leaf, Starts):
            return self._starting(leaf.prefix, fields)
        return self._together([word for _, word in leaf.slots], [offset for offset, _ in leaf.slots], leaf.slop, fields)

    def _starting(self, prefix: str, fields: Fields) -> Weighted:
        found, is_cut = self.collection.prefixed(prefix, fields, MOST_EXPANDED)
        if is_cut:
            self.notes.append(f"слов на «{prefix}» слишком много: учтены первые {MOST_EXPANDED}")
        return found

    def _together(self, words: list[AnyOf], offsets: list[int], slop: int | None, fields: Fields) -> Weighted:
        distinct = list(dict.fromkeys(words))
        candidates = self._holding(distinct, fields)
        if not len(candidates):
            return NOTHING
        places = {word: self._places(word, fields, candidates) for word in self.deadline.each(distinct)}
        if slop is None:
            starts = adjacent(
                [(places[word], offset) for word, offset in zip(words, offsets, strict=True) if word in places]
            )
        else:
            starts = near(list(places.values()), max(slop, len(words) - 1))
        cells, counts = counted(starts >> POSITION_BITS)
        return Weighted(cells.astype(np.int32), counts.astype(np.float32), True)

    def _places(self, word: AnyOf, fields: Fields, within: Cells) -> Column:
        """Where a word stands in those cells: rising numbers cell << POSITION_BITS | position."""
        return risen([self.collection.occurrences(term, fields, word.exact, within) for term, _ in word.terms])

    def _holding(self, words: Sequence[AnyOf], fields: Fields) -> Cells:
        """The cells that hold all the words: those of the rarest, narrowed term by term by the others."""
        listed = [
            [self.collection.postings(term, fields, word.exact).cells for term, _ in word.terms] for word in words
        ]
        rarest, *others = sorted(listed, key=lambda lists: sum(map(len, lists)))
        cells = risen(rarest)
        for lists in others:
            if not len(cells):
                break
            cells = risen([common(cells, one) for one in lists])
        return cells


_NO_PLACES = np.empty(0, np.int64)


def only(name: str) -> Fields:
    """That text field, or none."""
    return tuple(one for one in TEXT_FIELDS if one.name == name)


def _score(freqs: Column, weight: float | Column) -> Column:
    """In double precision: a headline's sixteen words would else add up to more than the fifth decimal."""
    scores = saturate(freqs.astype(np.float64))
    scores *= weight
    return scores
