"""All segments of a generation as one space of docnums: a segment's document d is number base + d of the whole.

A *cell* is one text field of one document: the title of document d is cell d, its body cell `limit` + d. A term is
asked for in all fields at once, so its postings are of cells, and no step of a search is taken once for each field.

Deleted documents are left out of everything here, counts and lengths too, so an updated index answers as a rebuilt
one does. With one segment nothing is copied.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np

from indexer.columnar.bm25f import normalise
from indexer.columnar.cache import Cache
from indexer.columnar.narrow import widened
from indexer.columnar.ragged import Column, bounds_of
from indexer.columnar.reader import SegmentReader
from indexer.columnar.terms import FieldTerms
from indexer.engines.joined import Found, JoinedPostings, join
from indexer.engines.sets import Weighted, places_in
from indexer.fields import TEXT_FIELDS, Field

Docnums: TypeAlias = Column  # int32, rising
Cells: TypeAlias = Column  # int32, rising
Floats: TypeAlias = Column  # float32
Fields: TypeAlias = tuple[Field, ...]


class _Part(NamedTuple):
    """A segment in one field: its terms, those as written, its first cell, and which of its documents are not deleted
    (None when all are).
    """

    field: Field
    terms: FieldTerms | None
    forms: FieldTerms | None
    first: int
    alive: Column | None


class Collection:
    """The documents of several segments, seen as one."""

    def __init__(self, segments: Sequence[SegmentReader]) -> None:
        self.segments = tuple(segments)
        self.bases = bounds_of(np.array([segment.doc_count for segment in segments], np.int64)).tolist()
        self.limit = self.bases[-1]  # docnums are below this
        self._field_bases = self.limit * np.arange(len(TEXT_FIELDS), dtype=np.int32)  # the first cell of each field
        self._cache: Cache[JoinedPostings] = Cache()
        self._alive = [segment.is_alive() if len(segment.deleted) else None for segment in segments]
        self.doc_count = self.limit - sum(len(segment.deleted) for segment in segments)
        self._parts = [
            _Part(field, segment.fields.get(field.name), segment.fields.get(field.exact), first + base, alive)
            for field, first in zip(TEXT_FIELDS, self._field_bases.tolist(), strict=True)
            for segment, base, alive in zip(self.segments, self.bases, self._alive, strict=False)
        ]
        self._firsts = np.array([part.first for part in self._parts], np.int32)
        self._all_parts = tuple(range(len(self._parts)))

    @cached_property
    def alive(self) -> Column | None:
        """Which docnums are not deleted; None when all are alive."""
        if all(alive is None for alive in self._alive):
            return None
        return np.concatenate([segment.is_alive() for segment in self.segments])

    @cached_property
    def days(self) -> Docnums:
        """The day of every document as an ordinal, 0 where unknown."""
        return self._joined([segment.days for segment in self.segments])

    @cached_property
    def norms(self) -> Floats:
        """BM25F length corrections of all cells: weight / (1 - b + b * length / mean length)."""
        return self.norms_of(TEXT_FIELDS)

    def cells(self, docnums: Docnums) -> Cells:
        """All cells of those rising documents: field after field, in each document after document."""
        cells: Cells = (self._field_bases[:, None] + docnums).ravel()
        return cells

    def by_field(self, found: Weighted) -> list[Weighted]:
        """The documents of rising cells, for each field its own."""
        return [
            Weighted(found.docnums[start:stop] - number * self.limit, found.weights[start:stop], found.is_certain)
            for number, (start, stop) in enumerate(self._runs(found.docnums))
        ]

    def postings(self, term: str, fields: Fields = TEXT_FIELDS, is_exact: bool = False) -> JoinedPostings:
        """The postings of a term, or of a form as written, in those fields: of cells in the place of documents.

        Those asked for last are kept, CACHE_BYTES of them.
        """
        return self._postings(term, is_exact, self._parts_of(fields))

    def most_in_a_field(self, term: str) -> int:
        """How many documents hold a term in the field where most do."""
        return max(stop - start for start, stop in self._runs(self.postings(term).docnums))

    def freqs_in(self, form: str, cells: Cells) -> Floats:
        """The weights of a form as written in those rising cells; parts that hold none of them are not looked into."""
        found = self._cache.get((form, True, self._all_parts))
        if found is None:
            edges = [*cells.searchsorted(self._firsts).tolist(), len(cells)]
            held = tuple([part for part, (start, stop) in enumerate(pairwise(edges)) if start < stop])
            found = self._postings(form, True, held)
        freqs = np.zeros(len(cells), np.float32)
        places, is_there = places_in(found.docnums, cells)
        there = is_there.nonzero()[0]
        freqs[there] = found.weights.take(places.take(there))
        return freqs

    def occurrences(self, term: str, fields: Fields, is_exact: bool, within: Cells) -> Column:
        """Where a term stands in those cells, as rising numbers cell << POSITION_BITS | position."""
        postings = self.postings(term, fields, is_exact)
        places, is_there = places_in(postings.docnums, within)
        return postings.occurrences(places[is_there])

    def _runs(self, cells: Cells) -> Iterator[tuple[int, int]]:
        """Where the cells of each field begin and end among those rising ones."""
        return pairwise([*cells.searchsorted(self._field_bases).tolist(), len(cells)])

    def _parts_of(self, fields: Fields) -> tuple[int, ...]:
        if fields is TEXT_FIELDS:
            return self._all_parts
        return tuple(number for number, part in enumerate(self._parts) if part.field in fields)

    def _postings(self, term: str, is_exact: bool, parts: tuple[int, ...]) -> JoinedPostings:
        key = term, is_exact, parts
        found = self._cache.get(key)
        if found is None:
            found = self._read(term, is_exact, parts)
            self._cache.put(key, found)
        return found

    def _read(self, term: str, is_exact: bool, parts: tuple[int, ...]) -> JoinedPostings:
        name = term.encode("utf-8", "replace")
        found = []
        for _, terms, forms, first, alive in map(self._parts.__getitem__, parts):
            known = forms if is_exact else terms
            if known is not None and (there := known.find(name)) is not None:
                found.append(Found(first, *there, alive))
        return join(found)

    def prefixed(self, where: Field, prefix: str, most_terms: int) -> tuple[Weighted, bool]:
        """The cells in one field with any form that begins so; of more than `most_terms` forms the first, and true."""
        field, first = where.exact, TEXT_FIELDS.index(where) * self.limit
        docnums, weights = [], []
        rows_of, is_cut = self._rows(field, prefix.encode("utf-8", "replace"), most_terms)
        for segment, base, alive, rows in zip(self.segments, self.bases, self._alive, rows_of, strict=False):
            if not len(rows):
                continue
            table = segment.postings_of(field, rows)
            freqs = np.bincount(table.docnums, table.freqs, segment.doc_count).astype(np.float32)
            if alive is not None:
                freqs[~alive] = 0
            here = np.flatnonzero(freqs)
            docnums.append((here + (first + base)).astype(np.int32))
            weights.append(freqs[here])
        return Weighted(self._joined(docnums), self._joined(weights, np.float32)), is_cut

    def _rows(self, field: str, prefix: bytes, most_terms: int) -> tuple[list[range], bool]:
        """The rows of those terms in each segment, cut at the same term in all, however the documents lie in them."""
        rows_of = [segment.prefix(field, prefix) for segment in self.segments]
        if sum(map(len, rows_of)) <= most_terms:
            return rows_of, False
        firsts = [rows[: most_terms + 1] for rows in rows_of]
        names = [segment.fields[field].names for segment in self.segments if field in segment.fields]
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
        places = map(self.place, docnums)
        return widened(b"[%b]" % b",".join(self.segments[number].records.narrow(place) for number, place in places))

    def url(self, docnum: int) -> str:
        """The url of a document."""
        number, place = self.place(docnum)
        return self.segments[number].key(place)

    def heads(self, docnums: Iterable[int]) -> bytes:
        """The same of the parts of records that a list of hits shows."""
        places = map(self.place, docnums)
        heads = (self.segments[number].records.narrow_head(place) + b"}" for number, place in places)
        return widened(b"[%b]" % b",".join(heads))

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
        """The same, were these the weights of the text fields."""
        return np.concatenate([self._norms(field) for field in fields])

    def _norms(self, field: Field) -> Floats:
        lengths = self._joined([segment.lengths(field.name) for segment in self.segments], np.uint32)
        mean = self.total_length(field.name) / max(1, self.doc_count)
        return (field.weight * normalise(np.ones(len(lengths)), lengths, mean, field.b)).astype(np.float32)

    @staticmethod
    def _joined(parts: list[Column], kind: type = np.int32) -> Column:
        if len(parts) == 1:
            return parts[0]
        return np.concatenate(parts) if parts else np.empty(0, kind)
