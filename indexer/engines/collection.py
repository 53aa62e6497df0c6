"""All segments of a generation as one space of docnums: a segment's document d is number base + d of the whole.

Deleted documents are left out of everything here, counts and lengths too, so an updated index answers as a rebuilt
one does. With one segment nothing is copied.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from indexer.columnar.bm25f import normalise
from indexer.columnar.cache import Cache
from indexer.columnar.narrow import widened
from indexer.columnar.ragged import Column, bounds_of
from indexer.columnar.reader import SegmentReader
from indexer.engines.joined import Found, JoinedPostings, join
from indexer.engines.sets import Weighted, places_in
from indexer.fields import TEXT_FIELDS

Docnums: TypeAlias = Column  # int32, rising
Floats: TypeAlias = Column  # float32


class Collection:
    """The documents of several segments, seen as one."""

    def __init__(self, segments: Sequence[SegmentReader]) -> None:
        self.segments = tuple(segments)
        self.bases = bounds_of(np.array([segment.doc_count for segment in segments], np.int64)).tolist()
        self.limit = self.bases[-1]  # docnums are below this
        self._cache: Cache[JoinedPostings] = Cache()
        self._alive = [segment.is_alive() if len(segment.deleted) else None for segment in segments]
        self.doc_count = self.limit - sum(len(segment.deleted) for segment in segments)

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
    def norms(self) -> dict[str, Floats]:
        """BM25F length corrections: field -> weight / (1 - b + b * length / mean length) of every document."""
        return {field.name: self.norms_of(field.name, field.weight, field.b) for field in TEXT_FIELDS}

    def postings(self, field: str, term: str) -> JoinedPostings:
        """The postings of one term in one field; those asked for last are kept, CACHE_BYTES of them."""
        found = self._cache.get((field, term))
        if found is None:
            found = self._read(field, term, range(len(self.segments)))
            self._cache.put((field, term), found)
        return found

    def freqs_in(self, field: str, term: str, docnums: Docnums) -> Floats:
        """The weights of one term in those rising documents; segments that hold none of them are not looked into."""
        found = self._cache.get((field, term))
        if found is None:
            edges = docnums.searchsorted(self.bases).tolist()
            numbers = [number for number, (start, stop) in enumerate(pairwise(edges)) if start < stop]
            is_all = len(numbers) == len(self.segments)
            found = self.postings(field, term) if is_all else self._read(field, term, numbers)
        freqs = np.zeros(len(docnums), np.float32)
        places, is_there = places_in(found.docnums, docnums)
        there = is_there.nonzero()[0]
        freqs[there] = found.weights.take(places.take(there))
        return freqs

    def _read(self, field: str, term: str, numbers: Iterable[int]) -> JoinedPostings:
        """The postings of one term in the segments of those numbers."""
        name = term.encode("utf-8", "replace")
        return join(
            [
                Found(self.bases[number], *there, self._alive[number])
                for number in numbers
                if (there := self.segments[number].find(field, name)) is not None
            ]
        )

    def occurrences(self, field: str, term: str, within: Docnums) -> Column:
        """Where a term stands in those documents, as rising numbers docnum << POSITION_BITS | position."""
        postings = self.postings(field, term)
        places, is_there = places_in(postings.docnums, within)
        return postings.occurrences(places[is_there])

    def prefixed(self, field: str, prefix: str, most_terms: int) -> tuple[Weighted, bool]:
        """The postings of all terms that begin so, as of one term; of more than `most_terms` the first, and true."""
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
            docnums.append((here + base).astype(np.int32))
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

    def norms_of(self, field: str, weight: float, b: float) -> Floats:
        """The same of one field, were its weight and `b` these."""
        lengths = self._joined([segment.lengths(field) for segment in self.segments], np.uint32)
        mean = self.total_length(field) / max(1, self.doc_count)
        return (weight * normalise(np.ones(len(lengths)), lengths, mean, b)).astype(np.float32)

    @staticmethod
    def _joined(parts: list[Column], kind: type = np.int32) -> Column:
        if len(parts) == 1:
            return parts[0]
        return np.concatenate(parts) if parts else np.empty(0, kind)
