"""Records read back: one for asking, in a few numpy calls; a range of them for merging and prefixes, in a few more."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from indexer.columnar.layout import (
    CERTAIN,
    DOC_FREQ_WIDTHS,
    FREQS_SHIFT,
    GAPS_SHIFT,
    LACKING,
    LACKS_SHIFT,
    MANY_BIT,
    ODD_BIT,
    POSITIONS_SHIFT,
    UNIFORM,
    WEIGHT_ONE,
    WEIGHTS_SHIFT,
)
from indexer.columnar.offsets import Offsets
from indexer.columnar.packing import take_packed, unpack, unpack_into
from indexer.columnar.postings import Postings, PostingTable, undo_steps
from indexer.columnar.ragged import Column, bounds_of, gathered, run_indices, take_runs

RUN_BYTES = 1 << 20  # of records whose postings are in memory at a time: unpacked, a hundred times as much at most
_UNIT = np.float32(1 / WEIGHT_ONE)
_INT = np.dtype(np.int32)
_NOT_ONE_EACH = MANY_BIT | 3 << WEIGHTS_SHIFT
_running = np.add.accumulate
_ONES = np.ones(16 * 1024, np.float32)
_ONES.flags.writeable = False  # shared by the postings of certain terms


class RecordHead(NamedTuple):
    """The head of a record: `is_one_each` where every posting is of one certain occurrence."""

    doc_freq: int
    is_one_each: bool
    flags: int
    at: int


def ones(count: int) -> Column:
    """The weights of so many postings of one certain occurrence each, not to be written to."""
    return _ONES[:count] if count <= len(_ONES) else np.ones(count, np.float32)


class RecordReader:
    """The records of one field."""

    def __init__(self, records: Column, offsets: Offsets, has_positions: bool) -> None:
        self.has_positions = has_positions
        self.offsets = offsets
        self._records = records
        # Single numbers are read through memoryviews: indexing an array would make a numpy object of each.
        self._bytes = memoryview(records.data)

    def read(self, row: int) -> Postings:
        """The postings of one term."""
        head = self.head(row)
        return self.read_into(head, np.empty(head.doc_freq, np.int32), None)

    def head(self, row: int) -> RecordHead:
        """What a record begins with, and where the rest of it is."""
        flags, doc_freq, at = self._head(self.offsets[row])
        return RecordHead(doc_freq, not flags & _NOT_ONE_EACH, flags, at)

    def read_into(self, head: RecordHead, docnums: Column, weights: Column | None, base: int = 0) -> Postings:
        """The postings of one term, with `base` added to every docnum.

        `docnums` (int32) and `weights` (float32), `head.doc_freq` long, are filled; without weights new ones are made.
        """
        doc_freq, is_one_each, flags, at = head
        mode = flags >> WEIGHTS_SHIFT & 3
        weight = WEIGHT_ONE
        if mode == UNIFORM:
            weight = self._bytes[at]
            at += 1
        at = unpack_into(self._records, at, docnums, flags >> GAPS_SHIFT & 7)
        if flags & ODD_BIT:
            docnums <<= 1
            base += 1
        if base:
            docnums[0] += base
        if doc_freq > 1:
            _running(docnums, 0, _INT, docnums)  # without a dtype numpy sums in int64 and copies
        many = None
        if weights is None and is_one_each:
            weights = ones(doc_freq)
        else:
            weights = np.empty(doc_freq, np.float32) if weights is None else weights
            weights.fill(1)
        if flags & MANY_BIT:
            places, freqs, at = self._many(at, doc_freq, flags >> FREQS_SHIFT & 3)
            many = places, freqs
            weights[places] = freqs.astype(np.float32)
        if mode == LACKING:
            lacks, at = unpack(self._records, at, doc_freq, flags >> LACKS_SHIFT & 3)
            weights -= np.multiply(lacks, _UNIT, dtype=np.float32)
        elif weight != WEIGHT_ONE:
            weights *= np.float32(weight / WEIGHT_ONE)
        packed = (self._records, at, flags >> POSITIONS_SHIFT & 7) if self.has_positions else None
        return Postings(docnums, weights, many, packed, mode == CERTAIN)

    def read_range(self, rows: range) -> PostingTable:
        """The postings of consecutive terms, without a loop over them."""
        if not len(rows):
            none = np.empty(0, np.int32)
            return PostingTable(np.empty(0, np.int64), none, none, None, none if self.has_positions else None)
        offsets = self.offsets.between(rows)
        return _read_table(self._records[offsets[0] : offsets[-1]], offsets[:-1] - offsets[0], self.has_positions)

    def tables(self) -> Iterator[PostingTable]:
        """The postings of all terms, in runs of neighbours whose records come to about RUN_BYTES."""
        return map(self.read_range, gathered(self.offsets.sizes(range(len(self.offsets))), RUN_BYTES))

    def _head(self, at: int) -> tuple[int, int, int]:
        data = self._bytes
        flags = data[at] | data[at + 1] << 8
        code = flags & 3
        if code == 0:
            return flags, 1, at + 2
        if code == 1:
            return flags, data[at + 2], at + 3
        end = at + 2 + DOC_FREQ_WIDTHS[code]
        return flags, int.from_bytes(data[at + 2 : end], "little"), end

    def _many(self, at: int, doc_freq: int, form: int) -> tuple[Column, Column, int]:
        """Which freqs are above one, and what they are."""
        end = at + (doc_freq + 7) // 8
        bits = np.unpackbits(self._records[at:end], count=doc_freq, bitorder="little")
        places = bits.view(np.bool_).nonzero()[0]  # of bytes it would take ten times as long
        over, end = unpack(self._records, end, len(places), form)
        over += 2
        return places, over, end


def _read_table(records: Column, starts: Column, has_positions: bool) -> PostingTable:
    flags = take_runs(records, starts, np.ones_like(starts), "<u2")
    counts, starts = _read_doc_freqs(records, starts + 2, flags)
    mode = flags >> WEIGHTS_SHIFT & 3
    uniform = np.full(len(starts), WEIGHT_ONE, np.uint32)
    uniform[mode == UNIFORM] = records[starts[mode == UNIFORM]]
    starts += mode == UNIFORM
    bounds = bounds_of(counts)
    gaps, starts = take_packed(records, starts, counts, flags >> GAPS_SHIFT & 7)
    docnums = undo_steps(gaps, bounds[:-1])
    are_odd = np.repeat((flags & ODD_BIT != 0).astype(np.int32), counts)
    docnums <<= are_odd
    docnums |= are_odd
    freqs, starts = _read_freqs(records, starts, counts, flags)
    lack_counts = np.where(mode == LACKING, counts, 0)
    lacks, starts = take_packed(records, starts, lack_counts, flags >> LACKS_SHIFT & 3)
    weights = None
    if mode.any():
        weights = freqs.astype(np.uint32) * np.repeat(uniform, counts)
        weights[np.repeat(mode == LACKING, counts)] -= lacks
    positions = None
    if has_positions:
        occurrences = bounds_of(freqs)
        steps, _ = take_packed(records, starts, np.diff(occurrences[bounds]), flags >> POSITIONS_SHIFT & 7)
        positions = undo_steps(steps, occurrences[:-1])
    return PostingTable(counts, docnums, freqs, weights, positions)


def _read_doc_freqs(records: Column, starts: Column, flags: Column) -> tuple[Column, Column]:
    counts = np.ones(len(starts), np.int64)
    for code, width in enumerate(DOC_FREQ_WIDTHS):
        mine = np.flatnonzero(flags & 3 == code)
        if width and len(mine):
            counts[mine] = take_runs(records, starts[mine], np.ones_like(mine), f"<u{width}")
    return counts, starts + np.asarray(DOC_FREQ_WIDTHS)[flags & 3]


def _read_freqs(records: Column, starts: Column, counts: Column, flags: Column) -> tuple[Column, Column]:
    freqs = np.ones(int(counts.sum()), np.int32)
    mine = np.where(flags & MANY_BIT, counts, 0)
    sizes = (mine + 7) // 8
    bits = np.unpackbits(take_runs(records, starts, sizes, "|u1"), bitorder="little")
    used = bits[run_indices(8 * bounds_of(sizes)[:-1], mine)]
    many = run_indices(bounds_of(counts)[:-1], mine)[used.view(np.bool_)]
    many_by_term = np.diff(bounds_of(used)[bounds_of(mine)])
    over, ends = take_packed(records, starts + sizes, many_by_term, flags >> FREQS_SHIFT & 3)
    freqs[many] = over + 2
    return freqs, ends
