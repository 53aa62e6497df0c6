"""Documents given as arrays become a segment: the fast road (`whoosh_writer` is the slow one).

text = TextColumn(lengths, packed_text([(terms, occurrences)]))
write_records(directory, "MAIN_1", records, 2)
segment = write_columns(directory, "MAIN_1", NewSegment(2, texts=[(LEMMAS, text)], keys=urls))
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
    """All texts of a new segment in one spelling; another process may have packed the postings."""

    lengths: Column  # uint32, one per cell: its number of positions
    packed: PackedField  # of cells


@dataclass(frozen=True, slots=True)
class NewSegment:
    """The documents of a segment to be written, as columns of `doc_count` rows.

    `texts` are pairs of a spelling (LEMMAS, EXACTS) and its column. They are gone through once, after all other terms
    are written, so they may still be in the making. `facets` are by field name, `days` are ordinals (int32, 0 unknown),
    `keys` are urls. `digests` (uint64) are those of the stored records, `signatures` (uint8, rows of SAMPLES) those of
    the texts. Without days, digests or signatures the segment has no such column, without keys no such field.
    """

    doc_count: int
    texts: Iterable[tuple[str, TextColumn]]
    facets: Mapping[str, FacetColumn] = field(default_factory=dict)
    days: Column | None = None
    keys: Sequence[str] = ()
    digests: Column | None = None
    signatures: Column | None = None


def write_records(directory: Path, segment_name: str, stored: Stored, doc_count: int) -> None:
    """Write the .texts file of a segment, which need not wait for the others; ValueError where records are missing."""
    with create_columns(directory / (segment_name + TEXTS)) as file:
        count = write_stored(file, stored)
    if count != doc_count:
        raise ValueError(f"{count} stored records for {doc_count} documents")


def write_columns(directory: Path, segment_name: str, new: NewSegment) -> ColumnarSegment:
    """Write the .terms and .docs files of a segment; returns it as Whoosh lists it."""
    lengths = {}
    with create_columns(directory / (segment_name + TERMS)) as file:
        writer = TermsWriter(file, new.doc_count)
        for name, terms, found in _fields(new):
            writer.add_pieces(name, _inverted(terms, found), has_positions=False)
        for name, text in new.texts:
            writer.add_packed(name, text.packed)
            for place, field_name in enumerate(cells.FIELDS[name]):
                lengths[field_name] = text.lengths[place :: cells.CELLS_A_DOCUMENT]
    documents = Documents(new.doc_count, lengths, new.facets, new.days, digests=new.digests, signatures=new.signatures)
    with create_columns(directory / (segment_name + DOCS)) as file:
        write_documents(file, documents)
    return ColumnarSegment.named(segment_name, new.doc_count)


def packed_text(runs: Iterable[tuple[Sequence[bytes], Occurrences]]) -> PackedField:
    """Pack texts that come as runs of terms, each with its occurrences; terms that do not occur are left out."""
    return packed_field(chain.from_iterable(_inverted(*run) for run in runs), has_positions=True)


def _inverted(terms: Sequence[bytes], found: Occurrences) -> Iterator[tuple[list[bytes], PostingTable]]:
    for rows, table in invert(found):
        yield [terms[row] for row in rows.tolist()], table


def _fields(new: NewSegment) -> Iterator[tuple[str, Sequence[bytes], Occurrences]]:
    """The terms of keys, facets and days, for Whoosh's queries, and keys also for us."""
    if new.keys:
        yield KEY_FIELD, *_keys(new.keys)
    for name, facet in new.facets.items():
        yield name, *facet_terms(facet)
    if new.days is not None:
        yield DAY_FIELD, *day_terms(new.days)


def _keys(keys: Sequence[str]) -> tuple[Sequence[bytes], Occurrences]:
    rows: defaultdict[str, int] = defaultdict(count().__next__)  # a key comes again where a document is replaced
    ids = np.fromiter(map(rows.__getitem__, keys), np.int32, len(keys))
    terms, ranks = sort_terms([key.encode() for key in rows])
    return terms, occurrences(ranks[ids], np.arange(len(keys), dtype=np.int32))
