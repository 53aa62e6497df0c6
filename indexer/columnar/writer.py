"""A batch of documents, given as arrays, becomes a segment: the fast road.

>>> text = TextColumn(lengths, packed_text([(terms, occurrences)]))
>>> write_records(directory, "MAIN_1", records, 2)
>>> segment = write_columns(directory, "MAIN_1", Batch(2, texts=[(LEMMAS, text)], keys=urls))
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path

import numpy as np

from indexer.columnar import cells
from indexer.columnar.arrays import create_columns
from indexer.columnar.blocks import Stored, write_stored
from indexer.columnar.codec import ColumnarSegment
from indexer.columnar.documents import Documents, FacetColumn, write_documents
from indexer.columnar.exact import DAY_FIELD
from indexer.columnar.exact_terms import day_terms, facet_terms
from indexer.columnar.inversion import Occurrences, invert, occurrences, sort_terms
from indexer.columnar.layout import DOCS, TERMS, TEXTS
from indexer.columnar.postings import PostingTable
from indexer.columnar.ragged import Column
from indexer.columnar.terms import KEY_FIELD
from indexer.columnar.terms_writer import PackedField, TermsWriter, packed_field


@dataclass(frozen=True, slots=True)
class TextColumn:
    """The texts of a batch of documents in one spelling; the postings may have been packed by another process."""

    lengths: Column  # uint32, one per cell: its number of positions
    packed: PackedField  # of cells


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents as columns: texts by spelling, facets by name, days as ordinals (0 unknown), urls as keys.

    `texts` are gone through once, after all terms that are no words are written, so that they may come late.
    `digests` (uint64) are of the stored records, `signatures` (uint8, a row each) of the texts.
    """

    doc_count: int
    texts: Iterable[tuple[str, TextColumn]]
    facets: Mapping[str, FacetColumn] = field(default_factory=dict)
    days: Column | None = None
    keys: Sequence[str] = ()
    digests: Column | None = None
    signatures: Column | None = None


def write_records(directory: Path, segment_name: str, stored: Stored, doc_count: int) -> None:
    """Write the first of a segment's three files, its compressed records, which need not wait for the rest."""
    with create_columns(directory / (segment_name + TEXTS)) as file:
        count = write_stored(file, stored)
    if count != doc_count:
        raise ValueError(f"{count} stored records for {doc_count} documents")


def write_columns(directory: Path, segment_name: str, batch: Batch) -> ColumnarSegment:
    """Write the other two."""
    lengths = {}
    with create_columns(directory / (segment_name + TERMS)) as file:
        writer = TermsWriter(file, batch.doc_count)
        for name, terms, found in _fields(batch):
            writer.add_pieces(name, _inverted(terms, found), has_positions=False)
        for name, text in batch.texts:
            writer.add_packed(name, text.packed)
            for place, field_name in enumerate(cells.FIELDS[name]):
                lengths[field_name] = text.lengths[place :: cells.CELLS_A_DOCUMENT]
    documents = Documents(
        batch.doc_count, lengths, batch.facets, batch.days, digests=batch.digests, signatures=batch.signatures
    )
    with create_columns(directory / (segment_name + DOCS)) as file:
        write_documents(file, documents)
    return ColumnarSegment.named(segment_name, batch.doc_count)


def packed_text(runs: Iterable[tuple[Sequence[bytes], Occurrences]], has_positions: bool = True) -> PackedField:
    """The postings of texts, which come in runs of terms; not all of them need occur."""
    return packed_field(chain.from_iterable(_inverted(*run) for run in runs), has_positions)


def _inverted(terms: Sequence[bytes], found: Occurrences) -> Iterator[tuple[list[bytes], PostingTable]]:
    for rows, table in invert(found):
        yield [terms[row] for row in rows.tolist()], table


def _fields(batch: Batch) -> Iterator[tuple[str, Sequence[bytes], Occurrences]]:
    """The terms of keys, facets and days, for Whoosh's queries, and keys also for us."""
    if batch.keys:
        yield KEY_FIELD, *_keys(batch.keys)
    for name, facet in batch.facets.items():
        yield name, *facet_terms(facet)
    if batch.days is not None:
        yield DAY_FIELD, *day_terms(batch.days)


def _keys(keys: Sequence[str]) -> tuple[Sequence[bytes], Occurrences]:
    rows: defaultdict[str, int] = defaultdict(count().__next__)  # a key comes again where a document is replaced
    ids = np.fromiter(map(rows.__getitem__, keys), np.int32, len(keys))
    terms, ranks = sort_terms([key.encode() for key in rows])
    return terms, occurrences(ranks[ids], np.arange(len(keys), dtype=np.int32))
