"""What a stock Whoosh writer hands over, document by document and posting by posting, gathered into columns.

This is the slow road: Whoosh itself makes a Python object of every posting. `writer` is the fast one.
"""

import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

import numpy as np
from whoosh import formats
from whoosh.codec import base

from indexer.columnar import cells
from indexer.columnar.arrays import ColumnsWriter
from indexer.columnar.blocks import compressed, write_stored
from indexer.columnar.documents import Documents, write_documents
from indexer.columnar.layout import DOCS, TERMS, TEXTS, WEIGHT_ONE
from indexer.columnar.postings import PostingTable, joined_tables
from indexer.columnar.terms_writer import TermsWriter

_Item = tuple[str, bytes, int, float, bytes]  # field, term, docnum, weight, value
_Gathered = tuple[list[bytes], PostingTable]
_FORMATS = (formats.Existence, formats.Frequency, formats.Positions)


def create_part(storage: Any, segment: Any, part: str) -> ColumnsWriter:
    """A file of the segment, through Whoosh's storage so that a storage that fsyncs does."""
    return ColumnsWriter(segment.create_file(storage, part))


class DocumentWriter(base.PerDocumentWriter):
    """Gathers field lengths and stored fields; writes them when closed."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage = storage
        self._segment = segment
        self._records: list[bytes] = []
        self._stored: dict[str, Any] = {}
        self._lengths: dict[str, dict[int, int]] = defaultdict(dict)
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        """Documents come in order."""
        if docnum != len(self._records):
            raise ValueError(f"document {docnum} after {len(self._records)} documents")
        self._stored = {}

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:
        """One field of the document begun."""
        if value is not None:
            self._stored[fieldname] = value
        if length:
            self._lengths[fieldname][len(self._records)] = length

    def add_vector_items(self, fieldname: str, fieldobj: Any, items: Any) -> None:
        """Refused."""
        raise NotImplementedError("the columnar codec keeps no vectors")

    def finish_doc(self) -> None:
        """The stored fields become one JSON object."""
        self._records.append(json.dumps(self._stored, ensure_ascii=False).encode())

    def cancel_doc(self) -> None:
        """Called by Whoosh 3 when a document fails half-way."""
        for lengths in self._lengths.values():
            lengths.pop(len(self._records), None)

    def close(self) -> None:
        """Write what was gathered; nothing where there was no document."""
        self.is_closed = True
        count = len(self._records)
        if not count:
            return
        with create_part(self._storage, self._segment, TEXTS) as file:
            write_stored(file, compressed(self._records))
        with create_part(self._storage, self._segment, DOCS) as file:
            write_documents(file, Documents(count, {name: self._column(name) for name in self._lengths}))

    def _column(self, name: str) -> Any:
        lengths = self._lengths[name]
        column = np.zeros(len(self._records), np.uint32)
        column[list(lengths)] = list(lengths.values())
        return column


class PostingWriter(base.FieldWriter):
    """Takes the whole sorted stream of postings at once, instead of term by term."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage = storage
        self._segment = segment
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[_Item]) -> None:
        """Every field's postings become a table, those of texts one of cells.

        Docnum -1 marks words for spelling, which have no postings.
        """
        texts: dict[str, list[_Gathered]] = defaultdict(list)
        with create_part(self._storage, self._segment, TERMS) as file:
            writer = TermsWriter(file, lengths.doc_count_all())
            for field, postings in itertools.groupby(items, itemgetter(0)):
                terms, table = _gather(field, schema[field].format, postings)
                if field in cells.PLACES:
                    spelling, place = cells.PLACES[field]
                    of_cells = table.docnums * cells.CELLS_A_DOCUMENT + np.int32(place)
                    texts[spelling].append((terms, replace(table, docnums=of_cells)))
                else:
                    writer.add(field, terms, table)
            for spelling, fields in texts.items():
                writer.add(spelling, *_side_by_side(fields))

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        """Never called, for `add_postings` is overridden; so the next three."""
        raise NotImplementedError

    def start_term(self, text: bytes) -> None:
        """See start_field."""
        raise NotImplementedError

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        """See start_field."""
        raise NotImplementedError

    def finish_term(self) -> None:
        """See start_field."""
        raise NotImplementedError

    def close(self) -> None:
        """All is written by then."""
        self.is_closed = True


def _gather(field: str, format_: Any, items: Iterable[_Item]) -> tuple[list[bytes], PostingTable]:
    if type(format_) not in _FORMATS:
        raise NotImplementedError(f"the columnar codec keeps positions, not the {type(format_).__name__} of {field}")
    terms: list[bytes] = []
    doc_freqs: list[int] = []
    docnums: list[int] = []
    freqs: list[int] = []
    weights: list[int] = []
    positions: list[int] | None = [] if format_.supports("positions") else None
    for term, postings in itertools.groupby(_only_postings(items), itemgetter(1)):
        if terms and term <= terms[-1]:
            raise base.OutOfOrderError(f"Term {field}:{terms[-1]!r} .. {field}:{term!r}")
        terms.append(term)
        before = len(docnums)
        for _, _, docnum, weight, value in postings:
            docnums.append(docnum)
            weights.append(round(weight * WEIGHT_ONE))
            freqs.append(format_.decode_frequency(value))
            if positions is not None:
                positions.extend(format_.decode_positions(value))
        doc_freqs.append(len(docnums) - before)
    table = PostingTable(
        np.array(doc_freqs, np.int64),
        np.array(docnums, np.int32),
        np.array(freqs, np.int32),
        np.array(weights, np.uint32),
        None if positions is None else np.array(positions, np.int32),
    )
    return terms, table


def _side_by_side(fields: Sequence[_Gathered]) -> _Gathered:
    """Postings of cells of several fields, as of one; where one of them keeps no positions, none does."""
    union = sorted(set().union(*(terms for terms, _ in fields)))
    row_of = {term: row for row, term in enumerate(union)}
    rows = np.concatenate([np.array([row_of[term] for term in terms], int)[table.rows()] for terms, table in fields])
    whole = joined_tables([table for _, table in fields])
    return union, whole.taken(np.lexsort((whole.docnums, rows)), np.bincount(rows, minlength=len(union)))


def _only_postings(items: Iterable[_Item]) -> Iterator[_Item]:
    return (item for item in items if item[2] >= 0)
