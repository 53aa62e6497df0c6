"""A segment read as arrays.

segment = open_segment(directory, "MAIN_x")
segment.days, segment.fields["lemmas"].records.read(row).docnums
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from indexer.columnar.arrays import Columns, open_columns
from indexer.columnar.documents import Documents, FacetColumn, read_documents
from indexer.columnar.exact import DAY_FIELD, days_of, facet_of
from indexer.columnar.layout import DOCS, NO_ROW, SAMPLES, TERMS, TEXTS
from indexer.columnar.ragged import Column
from indexer.columnar.stored import SegmentRecords
from indexer.columnar.terms import KEY_FIELD, FieldTerms, read_terms
from indexer.errors import IndexDamaged


class SegmentReader:
    """All of a segment as views of its mapped files; threads may share it."""

    def __init__(self, terms: Columns, documents: Columns, texts: Columns, deleted: Iterable[int]) -> None:
        self._files = terms, documents, texts
        self.fields = read_terms(terms)
        self.documents: Documents = read_documents(documents)
        self.doc_count = self.documents.count
        self.records = SegmentRecords(texts)
        self.deleted = np.array(sorted(deleted), np.int32)
        self._days = self.documents.days
        self._facets = dict(self.documents.facets)
        if len(self.records) != self.doc_count:
            raise IndexDamaged(f"{texts.name} не от того же сегмента: постройте указатель заново (innopoisk rebuild)")

    @property
    def days(self) -> Column:
        """Day of every document as an ordinal, 0 where unknown (int32)."""
        if self._days is None:
            self._days = days_of(self.fields.get(DAY_FIELD), self.doc_count)
        return self._days

    @property
    def digests(self) -> Column:
        """Digest of every stored record (uint64), 0 where none was given."""
        found = self.documents.digests
        return np.zeros(self.doc_count, np.uint64) if found is None else found

    @property
    def signatures(self) -> Column:
        """Signature of every text (uint8, a row of SAMPLES each), zeros where none was given."""
        found = self.documents.signatures
        return np.zeros((self.doc_count, SAMPLES), np.uint8) if found is None else found

    def let_go(self) -> None:
        """Let go of what was read of the mapped files, see `Columns.let_go`."""
        for file in self._files:
            file.let_go()

    def is_alive(self) -> Column:
        """Which documents are not deleted (bool)."""
        alive = np.ones(self.doc_count, np.bool_)
        alive[self.deleted] = False
        return alive

    def lengths(self, field: str) -> Column:
        """Field length of every document (unsigned, exact)."""
        found = self.documents.lengths.get(field)
        return np.zeros(self.doc_count, np.uint32) if found is None else found

    def total_length(self, field: str) -> int:
        """Sum of the field's lengths."""
        return self.documents.totals.get(field, 0)

    def facet(self, field: str) -> FacetColumn:
        """The facet's codes; no document has a value where the segment knows no such facet."""
        if field not in self._facets:
            self._facets[field] = facet_of(self.fields.get(field), self.doc_count)
        return self._facets[field]

    def key(self, docnum: int) -> str:
        """The url of a document; empty where it has none."""
        row = self._key_row(docnum)
        return "" if row is None else self.fields[KEY_FIELD].names[row].decode()

    def docnum(self, key: str) -> int | None:
        """The document of a url, the last one where several have it; None where none has."""
        terms = self.fields.get(KEY_FIELD)
        row = None if terms is None else terms.names.find(key.encode("utf-8", "surrogatepass"))
        return None if terms is None or row is None else int(terms.records.read(row).docnums[-1])

    def stored(self, docnum: int) -> bytes:
        """The record of a document as it was given."""
        return self.records[docnum]

    def _key_row(self, docnum: int) -> int | None:
        terms: FieldTerms | None = self.fields.get(KEY_FIELD)
        if terms is None or terms.rows is None or terms.rows[docnum] == NO_ROW:
            return None
        return int(terms.rows[docnum])


def open_segment(directory: Path, segment_name: str, deleted: Iterable[int] = ()) -> SegmentReader:
    """Map a segment's files; `deleted` are the docnums Whoosh's segment says are gone."""
    terms, documents, texts = (open_columns(directory / (segment_name + part)) for part in (TERMS, DOCS, TEXTS))
    return SegmentReader(terms, documents, texts, deleted)
