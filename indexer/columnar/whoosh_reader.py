"""What a stock Whoosh searcher asks of a segment, answered from its columns."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import TermInfo, TermNotFound

from indexer.columnar.arrays import Columns, open_columns
from indexer.columnar.documents import read_documents
from indexer.columnar.layout import DOCS, TERMS, TEXTS
from indexer.columnar.matcher import ColumnarMatcher
from indexer.columnar.one_field import WhooshField, whoosh_fields
from indexer.columnar.stored import SegmentRecords
from indexer.columnar.terms import read_terms

Term = tuple[str, bytes]


def open_part(storage: Any, segment: Any, part: str) -> Columns:
    """A file of the segment: mapped where it is a file, read where Whoosh keeps its index in memory."""
    name = segment.make_filename(part)
    if isinstance(storage, FileStorage):
        return open_columns(Path(storage.folder) / name)
    file = storage.open_file(name)
    try:
        return Columns(name, bytes(file.read()))
    finally:
        file.close()


class DocumentReader(base.PerDocumentReader):
    """Lengths, deletions and stored fields."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._segment = segment
        self._documents = read_documents(open_part(storage, segment, DOCS))
        self._records = SegmentRecords(open_part(storage, segment, TEXTS))

    def doc_count(self) -> int:
        """Documents not deleted."""
        return self._documents.count - int(self._segment.deleted_count())

    def doc_count_all(self) -> int:
        """Documents, deleted ones included."""
        return self._documents.count

    def has_deletions(self) -> bool:
        """Whether any is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether this one is."""
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Any:
        """Docnums of the deleted."""
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Exact, where Whoosh's own codec rounds to one byte."""
        lengths = self._documents.lengths.get(fieldname)
        return default if lengths is None else int(lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        """Sum of the field's lengths."""
        return self._documents.totals.get(fieldname, 0)

    def min_field_length(self, fieldname: str) -> int:
        """The least length."""
        lengths = self._documents.lengths.get(fieldname)
        return 0 if lengths is None else int(lengths.min())

    def max_field_length(self, fieldname: str) -> int:
        """The greatest length."""
        lengths = self._documents.lengths.get(fieldname)
        return 0 if lengths is None else int(lengths.max())

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The record as the JSON object it is."""
        fields: dict[str, Any] = json.loads(self._records[docnum])
        return fields


class TermReader(base.TermsReader):
    """Terms, what is known of them, and their matchers."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._fields = whoosh_fields(read_terms(open_part(storage, segment, TERMS)))
        self._lengths = read_documents(open_part(storage, segment, DOCS)).lengths

    def __contains__(self, term: Term) -> bool:
        return self._row(*term) is not None

    def cursor(self, fieldname: str, fieldobj: Any) -> Any:
        """A walk over the field's terms, as fuzzy queries take."""
        if fieldname not in self._fields:
            return base.EmptyCursor()
        return TermCursor(self, fieldname, self._fields[fieldname], fieldobj)

    def terms(self) -> Iterator[Term]:
        """All terms, fields and terms in order."""
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """Terms from a place on, the fields after it too."""
        for field, terms in self._fields.items():
            if field >= fieldname:
                yield from ((field, term) for _, term in terms.terms_from(prefix if field == fieldname else b""))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """All terms with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """All terms from a field and a text on, with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Exact bounds, for Whoosh skips by them whether or not a matcher offers it."""
        row = self._row(fieldname, text)
        if row is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return self.info_at(fieldname, row)

    def info_at(self, fieldname: str, row: int) -> TermInfo:
        """What is known of the term of a row."""
        postings = self._fields[fieldname].postings(row)
        lengths = self._lengths.get(fieldname)
        own = None if lengths is None else lengths[postings.docnums]
        return TermInfo(
            weight=float(postings.weights.sum()),
            df=len(postings.docnums),
            minlength=0 if own is None else int(own.min()),
            maxlength=0 if own is None else int(own.max()),
            maxweight=float(postings.weights.max()),
            minid=int(postings.docnums[0]),
            maxid=int(postings.docnums[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Sum of the term's weights."""
        return float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Documents with the term, deleted ones included; 0 where there are none."""
        row = self._row(fieldname, text)
        return 0 if row is None else len(self._fields[fieldname].postings(row).docnums)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ColumnarMatcher:
        """A walk over the term's documents."""
        row = self._row(fieldname, text)
        if row is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return ColumnarMatcher(self._fields[fieldname].postings(row), format_, (fieldname, text), scorer)

    def indexed_field_names(self) -> list[str]:
        """Fields that have terms."""
        return [field for field, terms in self._fields.items() if terms]

    def _row(self, fieldname: str, text: bytes) -> int | None:
        terms = self._fields.get(fieldname)
        return None if terms is None else terms.find(text)


class TermCursor(base.FieldCursor):
    """A place in a field's terms that moves forward, or to any term asked for."""

    def __init__(self, reader: TermReader, field: str, terms: WhooshField, fieldobj: Any) -> None:
        self._reader = reader
        self._field = field
        self._terms = terms
        self._fieldobj = fieldobj
        self.first()

    def first(self) -> Any:
        """Go to the first term."""
        return self.find(b"")

    def find(self, string: Any) -> Any:
        """Go to the first term not less."""
        self._left = self._terms.terms_from(string if isinstance(string, bytes) else self._fieldobj.to_bytes(string))
        return self.next()

    def next(self) -> Any:
        """Go to the next term."""
        self._here = next(self._left, None)
        return self.text()

    def text(self) -> Any:
        """The term here, decoded; None past the last."""
        return self._fieldobj.from_bytes(self._here[1]) if self._here else None

    term = text

    def term_info(self) -> TermInfo | None:
        """What is known of the term here."""
        return self._reader.info_at(self._field, self._here[0]) if self._here else None

    def is_valid(self) -> bool:
        """Whether there is a term here."""
        return self._here is not None
