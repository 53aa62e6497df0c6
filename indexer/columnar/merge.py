"""Several segments become one, deleted documents left out: merge([reader, reader], directory, "MAIN_3").

Documents keep the order of their segments. Terms are merged in runs of about RUN_BYTES of packed records, and of each
segment no more than RUN_NAMES names; signatures and stored texts stream through, and blocks with nothing deleted are
copied as they are. So memory is bounded by one run unpacked (less than a hundred times that) and some fifty bytes of
columns an article. What was read of the mapped files is let go of run by run.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

import numpy as np

from indexer.columnar import cells
from indexer.columnar.arrays import create_columns
from indexer.columnar.blocks import Stored, write_stored
from indexer.columnar.codec import ColumnarSegment
from indexer.columnar.documents import Documents, FacetColumn, write_documents
from indexer.columnar.layout import DOCS, TERMS, TEXTS
from indexer.columnar.postings import PostingTable, joined_tables
from indexer.columnar.ragged import Column, bounds_of, gathered
from indexer.columnar.reader import SegmentReader
from indexer.columnar.record_reader import RUN_BYTES
from indexer.columnar.terms import FieldTerms
from indexer.columnar.terms_writer import TermsWriter

T = TypeVar("T")

RUN_NAMES = 1 << 15  # names of a segment in memory: a url takes some 150 bytes there
_SLICE = 1 << 16  # documents whose signatures are copied together


def merge(readers: Sequence[SegmentReader], directory: Path, segment_name: str) -> ColumnarSegment:
    """Write the merged segment; the readers say which of their documents are deleted."""
    alive = [reader.is_alive() for reader in readers]
    doc_maps = _doc_maps(alive)
    count = sum(int(mask.sum()) for mask in alive)
    with create_columns(directory / (segment_name + DOCS)) as file:
        write_documents(file, _documents(readers, alive, count), _letting_go(readers, _signatures(readers, alive)))
    with create_columns(directory / (segment_name + TEXTS)) as file:
        kept = [reader.records.kept(mask) for reader, mask in zip(readers, alive, strict=True)]
        stored = Stored(chain.from_iterable(one.heads for one in kept), chain.from_iterable(one.rests for one in kept))
        write_stored(file, Stored(*(_letting_go(readers, blocks) for blocks in stored)))
    with create_columns(directory / (segment_name + TERMS)) as file:
        writer = TermsWriter(file, count)
        cell_maps = list(map(_cell_map, doc_maps))
        for field in sorted({field for reader in readers for field in reader.fields}):
            maps = cell_maps if field in cells.FIELDS else doc_maps
            sources = [
                (reader.fields[field], its_map)
                for reader, its_map in zip(readers, maps, strict=True)
                if field in reader.fields
            ]
            has_positions = all(terms.records.has_positions for terms, _ in sources)
            writer.add_pieces(field, _letting_go(readers, _runs(sources)), has_positions)
    return ColumnarSegment.named(segment_name, count)


def _doc_maps(alive: Sequence[Column]) -> list[Column]:
    """For every segment, the new docnum of each document; -1 where it is deleted."""
    maps, base = [], 0
    for mask in alive:
        doc_map = np.where(mask, base + np.cumsum(mask) - 1, -1).astype(np.int32)
        maps.append(doc_map)
        base += int(mask.sum())
    return maps


def _cell_map(doc_map: Column) -> Column:
    """The new cell of each cell of a segment; -1 where its document is deleted."""
    return np.where(np.repeat(doc_map < 0, cells.CELLS_A_DOCUMENT), -1, cells.cells_of(doc_map)).astype(np.int32)


def _documents(readers: Sequence[SegmentReader], alive: Sequence[Column], count: int) -> Documents:
    pairs = list(zip(readers, alive, strict=True))
    lengths = {
        name: np.concatenate([reader.lengths(name)[mask] for reader, mask in pairs])
        for name in sorted({name for reader in readers for name in reader.documents.lengths})
    }
    facets = {
        name: _merge_facets([(reader.facet(name), mask) for reader, mask in pairs])
        for name in sorted({name for reader in readers for name in reader.documents.facets})
    }
    days = np.concatenate([np.empty(0, np.int32), *(reader.days[mask] for reader, mask in pairs)])
    digests = np.concatenate([reader.digests[mask] for reader, mask in pairs])
    return Documents(count, lengths, facets, days, digests=digests)


def _signatures(readers: Sequence[SegmentReader], alive: Sequence[Column]) -> Iterator[Column]:
    for reader, mask in zip(readers, alive, strict=True):
        signatures = reader.signatures
        for start in range(0, len(mask), _SLICE):
            part = slice(start, start + _SLICE)
            yield signatures[part][mask[part]]


def _letting_go(readers: Sequence[SegmentReader], pieces: Iterable[T]) -> Iterator[T]:
    """The pieces; after each, the readers let go of what they have read for it."""
    for piece in pieces:
        yield piece
        for reader in readers:
            reader.let_go()


def _merge_facets(parts: Sequence[tuple[FacetColumn, Column]]) -> FacetColumn:
    places: dict[str, int] = {}
    codes, counts = [], []
    has_several = any(facet.starts is not None for facet, _ in parts)
    for facet, mask in parts:
        new = np.array([places.setdefault(value, len(places)) for value in facet.values] + [-1], np.int32)
        mine = mask[facet.docnums()]
        if has_several:
            mine &= facet.codes >= 0
            counts.append(np.bincount(facet.docnums()[mine], minlength=len(mask))[mask])
        codes.append(new[facet.codes[mine]])
    starts = bounds_of(np.concatenate(counts)) if has_several else None
    return FacetColumn(list(places), np.concatenate(codes), starts)


def _runs(sources: Sequence[tuple[FieldTerms, Column]]) -> Iterator[tuple[list[bytes], PostingTable]]:
    firsts = [0] * len(sources)
    for names in _side_by_side([terms.names for terms, _ in sources]):
        union = sorted(set().union(*names))
        row_of = {term: row for row, term in enumerate(union)}
        rows = [np.fromiter(map(row_of.__getitem__, mine), np.int64, len(mine)) for mine in names]
        sizes = np.zeros(len(union), np.int64)
        for first, mine, (terms, _) in zip(firsts, rows, sources, strict=True):
            sizes[mine] += terms.records.offsets.sizes(range(first, first + len(mine)))
        for run in gathered(sizes, RUN_BYTES):
            table = _merge_run(sources, list(zip(firsts, rows, strict=True)), run)
            kept = np.flatnonzero(table.doc_freqs)
            yield [union[run[row]] for row in kept.tolist()], replace(table, doc_freqs=table.doc_freqs[kept])
        firsts = [first + len(mine) for first, mine in zip(firsts, names, strict=True)]


def _side_by_side(sources: Sequence[Iterable[bytes]]) -> Iterator[list[list[bytes]]]:
    """Sorted names of several segments, run by run: each run reaches to the same name in all of them."""
    coming, ahead = list(map(iter, sources)), [list[bytes]() for _ in sources]
    while True:
        for names, more in zip(ahead, coming, strict=True):
            names += islice(more, RUN_NAMES - len(names))
        if not any(ahead):
            return
        last = min((names[-1] for names in ahead if len(names) == RUN_NAMES), default=None)
        ends = [len(names) if last is None else bisect_right(names, last) for names in ahead]
        yield [names[:end] for names, end in zip(ahead, ends, strict=True)]
        ahead = [names[end:] for names, end in zip(ahead, ends, strict=True)]


def _merge_run(
    sources: Sequence[tuple[FieldTerms, Column]], rows: Sequence[tuple[int, Column]], run: range
) -> PostingTable:
    """The postings of a run of the union's rows, under new docnums or cells.

    Of every source `rows` has the row of its first term, and those that this and the next ones have in the union.
    """
    tables, their_rows = [], []
    kind = np.min_scalar_type(len(run))  # of 16 bits and less numpy sorts by radix, in a third of the time
    for (first, mine), (terms, new) in zip(rows, sources, strict=True):
        start, stop = np.searchsorted(mine, (run.start, run.stop)).tolist()
        table = terms.records.read_range(range(first + start, first + stop))
        docnums = new[table.docnums]
        rows_of = np.repeat((mine[start:stop] - run.start).astype(kind), table.doc_freqs)
        table = replace(table, docnums=docnums, weights=table.all_weights())
        kept = np.flatnonzero(docnums >= 0)
        if len(kept) < len(docnums):
            table, rows_of = table.taken(kept, table.doc_freqs), rows_of[kept]
        tables.append(table)
        their_rows.append(rows_of)
    table, all_rows = joined_tables(tables), np.concatenate(their_rows)
    doc_freqs = np.bincount(all_rows, minlength=len(run))
    # Segments come in the order of their documents, so one term, the longest too, is in order, and of several a stable
    # sort leaves docnums rising.
    if len(run) == 1:
        return replace(table, doc_freqs=doc_freqs)
    return table.taken(np.argsort(all_rows, kind="stable"), doc_freqs)
