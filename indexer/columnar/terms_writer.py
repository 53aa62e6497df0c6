"""The file of terms, written: for every field its dictionary and its records, from posting tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.columnar import cells
from indexer.columnar.arrays import ColumnsWriter
from indexer.columnar.dictionary_writer import DictionaryWriter, PackedNames
from indexer.columnar.layout import NO_ROW
from indexer.columnar.offsets import add_offsets
from indexer.columnar.postings import PostingTable
from indexer.columnar.ragged import Column, bounds_of
from indexer.columnar.records import pack_records
from indexer.columnar.terms import KEY_FIELD

_NOT_HELD = np.empty((0, cells.CELLS_A_DOCUMENT), np.bool_)


@dataclass(frozen=True, slots=True)
class PackedField:
    """Texts in one spelling as they will lie in the file, so that another process than the writing one can make it."""

    records: Sequence[Column]  # |u1, one after another
    sizes: Column  # bytes of each record
    names: PackedNames
    has_positions: bool
    held: Column  # (count, text fields), bool: which fields have a term


def packed_field(pieces: Iterable[tuple[Sequence[bytes], PostingTable]], has_positions: bool) -> PackedField:
    """Pack texts that come in runs of terms, in byte order, with their postings, which are of cells."""
    names = DictionaryWriter()
    records, sizes = [], [np.empty(0, np.int64)]
    held = [_NOT_HELD]
    for terms, table in pieces:
        for _, piece in table.pieces():
            packed, offsets = pack_records(piece)
            records.append(packed)
            sizes.append(np.diff(offsets))
            held.append(_held(piece))
        names.add(terms)
    return PackedField(records, np.concatenate(sizes), names.finished(), has_positions, np.concatenate(held))


def _held(table: PostingTable) -> Column:
    return cells.fields_of(table.docnums, bounds_of(table.doc_freqs)[:-1])


class TermsWriter:
    """Writes fields one after another."""

    def __init__(self, writer: ColumnsWriter, doc_count: int) -> None:
        self._writer = writer
        self._doc_count = doc_count
        writer.facts["fields"] = {}

    def add(self, field: str, terms: Sequence[bytes], table: PostingTable) -> None:
        """A whole field: its terms in byte order and their postings."""
        pieces = ((terms[rows], piece) for rows, piece in table.pieces())
        self.add_pieces(field, pieces, table.positions is not None)

    def add_packed(self, field: str, packed: PackedField) -> None:
        """Texts that are packed already."""
        self._writer.add_pieces(f"{field}/records", "|u1", packed.records)
        add_offsets(self._writer, f"{field}/records", packed.sizes)
        self._add_names(field, packed.names, packed.has_positions)
        self._add_held(field, packed.held)

    def add_pieces(
        self, field: str, pieces: Iterable[tuple[Sequence[bytes], PostingTable]], has_positions: bool
    ) -> None:
        """A field that comes in runs of terms, so that no more than one run need be in memory."""
        is_key = field == KEY_FIELD
        names = DictionaryWriter(is_paged=is_key)
        rows = np.full(self._doc_count if is_key else 0, NO_ROW, np.uint32)
        sizes = [np.empty(0, np.uint32)]
        held = [_NOT_HELD]

        def records() -> Iterator[Column]:
            for terms, table in pieces:
                if is_key:
                    rows[table.docnums] = len(names) + table.rows()
                if field in cells.FIELDS:
                    held.append(_held(table))
                names.add(terms)
                packed, offsets = pack_records(table)
                sizes.append(np.diff(offsets).astype(np.uint32))
                yield packed

        self._writer.add_pieces(f"{field}/records", "|u1", records())
        add_offsets(self._writer, f"{field}/records", np.concatenate(sizes))
        self._add_names(field, names.finished(), has_positions)
        if is_key:
            self._writer.add(f"{field}/rows", rows)
        if field in cells.FIELDS:
            self._add_held(field, np.concatenate(held))

    def _add_names(self, field: str, packed: PackedNames, has_positions: bool) -> None:
        self._writer.add(f"{field}/heads", packed.heads)
        if packed.pages is not None:
            self._writer.add(f"{field}/pages", packed.pages)
        self._writer.add(f"{field}/names", packed.names)
        self._writer.facts["fields"][field] = {"terms": packed.count, "positions": has_positions}

    def _add_held(self, field: str, held: Column) -> None:
        self._writer.add(f"{field}/held", np.packbits(held, bitorder="little"))
