"""All segments of a generation as one space of docnums: a segment's document d is number base + d of the whole.

The postings of a term are of cells, text fields of documents (`columnar.cells`), so that no step of a search is taken
once for each field.

Deleted documents are left out of everything here, counts and lengths too, so an updated index answers as a rebuilt
one does. With one segment nothing is copied.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TypeAlias

import numpy as np

from indexer.columnar.bm25f import normalise
from indexer.columnar.cache import Cache
from indexer.columnar.cells import CELLS_A_DOCUMENT, are_in
from indexer.columnar.layout import EXACTS, LEMMAS
from indexer.columnar.narrow import widened
from indexer.columnar.ragged import Column, bounds_of, joined
from indexer.columnar.reader import SegmentReader
from indexer.fields import CERTAIN, TEXT_FIELDS, Field
from indexer.opened.joined import JoinedPostings, Located, join
from indexer.opened.occurring import Occurring
from indexer.opened.sets import Weighted, all_united, places_in, weights_in

Docnums: TypeAlias = Column  # int32, rising
Cells: TypeAlias = Column  # int32, rising
Floats: TypeAlias = Column  # float32
Fields: TypeAlias = tuple[Field, ...]
WeightedTerms: TypeAlias = tuple[tuple[str, int], ...]

WORDS_BYTES = 16 * 1024 * 1024  # of words asked for last, whose terms are united


class Collection:
    """The documents of several segments, seen as one."""

    def __init__(self, segments: Sequence[SegmentReader]) -> None:
        self.segments = tuple(segments)
        self.bases = bounds_of(np.array([segment.doc_count for segment in segments], np.int64)).tolist()
        self.limit = self.bases[-1]  # docnums are below this
        self._cache: Cache[JoinedPostings] = Cache()
        self._words: Cache[Occurring] = Cache(WORDS_BYTES)
        self._alive = [segment.is_alive() if len(segment.deleted) else None for segment in segments]
        self.doc_count = self.limit - sum(len(segment.deleted) for segment in segments)
        self._terms = {
            spelling: [
                (CELLS_A_DOCUMENT * base, segment.fields[spelling])
                for segment, base in zip(self.segments, self.bases, strict=False)
                if spelling in segment.fields
            ]
            for spelling in (LEMMAS, EXACTS)
        }

    @cached_property
    def alive(self) -> Column | None:
        """Which docnums are not deleted; None when all are alive."""
        if all(alive is None for alive in self._alive):
            return None
        return np.concatenate([segment.is_alive() for segment in self.segments])

    @cached_property
    def _alive_cells(self) -> Column | None:
        return None if self.alive is None else np.repeat(self.alive, CELLS_A_DOCUMENT)

    @cached_property
    def days(self) -> Docnums:
        """The day of every document as an ordinal, 0 where unknown."""
        return joined([segment.days for segment in self.segments], np.int32)

    @cached_property
    def norms(self) -> Floats:
        """BM25F length corrections of all cells: weight / (1 - b + b * length / mean length)."""
        return self.norms_of(TEXT_FIELDS)

    def postings(self, term: str, fields: Fields = TEXT_FIELDS, is_exact: bool = False) -> JoinedPostings:
        """The postings of a term, or of a form as written, in those fields.

        Those asked for last are kept, CACHE_BYTES of them.
        """
        key = term, is_exact, None if fields is TEXT_FIELDS else fields
        found = self._cache.get(key)
        if found is None:
            found = self._read(term, is_exact) if fields is TEXT_FIELDS else self._cut(term, fields, is_exact)
            self._cache.put(key, found)
        return found

    def any_of(self, terms: WeightedTerms, fields: Fields, is_exact: bool) -> Occurring:
        """Where any of the terms, weighted in 64ths, occurs in those fields; the likeliest counts in each cell.

        Those asked for last are kept too, WORDS_BYTES of them.
        """
        key = terms, is_exact, None if fields is TEXT_FIELDS else fields
        found = self._words.get(key)
        if found is None:
            readings = [_weighted(self.postings(term, fields, is_exact), weight) for term, weight in terms]
            united = readings[0] if len(readings) == 1 else all_united(readings, np.maximum)
            found = Occurring(united, self.doc_count)
            self._words.put(key, found)
        return found

    def most_in_a_field(self, term: str) -> int:
        """How many documents hold a term in the field where most do."""
        return self.postings(term).most_in_a_field

    def cell_count(self, term: str) -> int:
        """How many cells hold a term, those of deleted documents too; nothing is read of its postings."""
        name = term.encode("utf-8", "replace")
        found = (terms.find(name) for _, terms in self._terms[LEMMAS])
        return sum(there[1].doc_freq for there in found if there is not None)

    def freqs_in(self, form: str, fields: Fields, cells: Cells) -> Floats:
        """The weights of a form as written in those rising cells, as far as they are of those fields."""
        found = self.postings(form, fields, is_exact=True)
        return weights_in(found.cells, found.weights, cells)[0]

    def occurrences(self, term: str, fields: Fields, is_exact: bool, within: Cells) -> Column:
        """Where a term stands in those cells, as rising numbers cell << POSITION_BITS | position."""
        postings = self.postings(term, fields, is_exact)
        places, is_there = places_in(postings.cells, within)
        return postings.occurrences(places[is_there])

    def _read(self, term: str, is_exact: bool) -> JoinedPostings:
        name = term.encode("utf-8", "replace")
        found = []
        for base, terms in self._terms[EXACTS if is_exact else LEMMAS]:
            if (there := terms.find(name)) is not None:
                found.append(Located(base, *there))
        postings = join(found)
        alive = self._alive_cells
        return postings if alive is None else postings.where(alive.take(postings.cells))

    def _cut(self, term: str, fields: Fields, is_exact: bool) -> JoinedPostings:
        postings = self.postings(term, is_exact=is_exact)
        return postings.where(_are_in(postings.cells, fields))

    def prefixed(self, prefix: str, fields: Fields, most_terms: int) -> tuple[Weighted, bool]:
        """The cells in those fields with any form that begins so; of more than `most_terms` the first, and true."""
        cells, weights = [], []
        rows_of, is_cut = self._rows(prefix.encode("utf-8", "replace"), most_terms)
        for (base, terms), rows in zip(self._terms[EXACTS], rows_of, strict=True):
            if len(rows):
                table = terms.records.read_range(rows)
                freqs = np.bincount(table.docnums, table.freqs)
                here = np.flatnonzero(freqs)
                cells.append((here + base).astype(np.int32))
                weights.append(freqs[here].astype(np.float32))
        found = Weighted(joined(cells, np.int32), joined(weights, np.float32))
        if self._alive_cells is not None:
            found = found.of(self._alive_cells[found.docnums])
        return (found if fields is TEXT_FIELDS else found.of(_are_in(found.docnums, fields))), is_cut

    def _rows(self, prefix: bytes, most_terms: int) -> tuple[list[range], bool]:
        """The rows of those terms in each segment, cut at the same term in all, however the documents lie in them."""
        names = [terms.names for _, terms in self._terms[EXACTS]]
        rows_of = [each.prefix(prefix) for each in names]
        if sum(map(len, rows_of)) <= most_terms:
            return rows_of, False
        firsts = [rows[: most_terms + 1] for rows in rows_of]
        terms = sorted(set().union(*(each.several(rows) for each, rows in zip(names, firsts, strict=True))))
        if len(terms) <= most_terms:
            return rows_of, False
        end = terms[most_terms]
        return [range(rows.start, each.lower_bound(end)) for each, rows in zip(names, rows_of, strict=True)], True

    def place(self, docnum: int) -> tuple[int, int]:
        """The number of a document's segment, and its docnum there."""
        number = bisect_right(self.bases, docnum) - 1
        return number, docnum - self.bases[number]

    def records(self, docnums: Iterable[int]) -> bytes:
        """The stored records of documents as a JSON array: widened at once, which costs little more than for one."""
        places = [(self.segments[number].records, place) for number, place in map(self.place, docnums)]
        heads = [records.narrow_head(place) for records, place in places]
        rests = [records.narrow_rest(place) for records, place in places]
        return widened(b"[%b]" % b",".join(map(bytes.__add__, heads, rests)))

    def heads(self, docnums: Iterable[int]) -> bytes:
        """The parts of stored records that a list of hits shows, as a JSON array."""
        places = map(self.place, docnums)
        heads = [self.segments[number].records.narrow_head(place) for number, place in places]
        return widened(b"[%b}]" % b"},".join(heads)) if heads else b"[]"

    def digest(self, docnum: int) -> int:
        """The digest of a document's record."""
        number, place = self.place(docnum)
        return int(self.segments[number].digests[place])

    def docnums(self) -> Docnums:
        """All documents that are not deleted."""
        return np.arange(self.limit, dtype=np.int32) if self.alive is None else np.flatnonzero(self.alive)

    def docnum(self, url: str) -> int | None:
        """The document of a url."""
        for segment, base, alive in zip(self.segments, self.bases, self._alive, strict=False):
            found = segment.docnum(url)
            if found is not None and (alive is None or alive[found]):
                return found + int(base)
        return None

    def total_length(self, field: str) -> int:
        """How many words the field has in all documents."""
        return sum(
            segment.total_length(field) if alive is None else int(segment.lengths(field)[alive].sum())
            for segment, alive in zip(self.segments, self._alive, strict=True)
        )

    def norms_of(self, fields: Fields) -> Floats:
        """What `norms` would be if the text fields had the weights and `b` of `fields`, which stand in their order."""
        norms: Floats = np.column_stack([self._norms(field) for field in fields]).ravel()
        return norms

    def _norms(self, field: Field) -> Floats:
        lengths = joined([segment.lengths(field.name) for segment in self.segments], np.uint32)
        mean = self.total_length(field.name) / max(1, self.doc_count)
        return (field.weight * normalise(np.ones(len(lengths)), lengths, mean, field.b)).astype(np.float32)


def _are_in(cells: Cells, fields: Fields) -> Column:
    """Which cells are of one of the fields."""
    found = np.zeros(len(cells), np.bool_)
    for place, field in enumerate(TEXT_FIELDS):
        if field in fields:
            found |= are_in(cells, place)
    return found


def _weighted(found: JoinedPostings, weight: int) -> Weighted:
    if weight == CERTAIN:
        return Weighted(found.cells, found.weights, found.is_certain)
    return Weighted(found.cells, found.weights * np.float32(weight / CERTAIN))
