"""Records read back: one for asking, in a few numpy calls; a range of them for merging and prefixes, in a few more."""

from functools import partial

import numpy as np

from indexer.columnar.layout import (
    DOC_FREQ_WIDTHS,
    FREQS_SHIFT,
    GAPS_SHIFT,
    LACKING,
    LACKS_SHIFT,
    MANY_BIT,
    POSITIONS_SHIFT,
    UNIFORM,
    WEIGHT_ONE,
    WEIGHTS_SHIFT,
)
from indexer.columnar.packing import take_packed, unpack
from indexer.columnar.postings import Postings, PostingTable, TermEntry, undo_steps
from indexer.columnar.ragged import Column, bounds_of, run_indices, take_runs

_UNIT = np.float32(1 / WEIGHT_ONE)
_ONES = np.ones(1024, np.float32)
_ONES.flags.writeable = False  # shared by the postings of all rare certain terms


class RecordReader:
    """The records of one field."""

    def __init__(self, records: Column, offsets: Column, has_positions: bool) -> None:
        self.has_positions = has_positions
        self.offsets = offsets
        self._records = records
        # Single numbers are read through memoryviews: indexing an array would make a numpy object of each.
        self._bytes = memoryview(records.data)
        self._starts = memoryview(offsets.data)

    def entry(self, row: int) -> TermEntry:
        """What stands at the head of a record."""
        flags, doc_freq, at = self._head(self._starts[row])
        return TermEntry(row, doc_freq, self._bytes[at] if flags & MANY_BIT else 1)

    def read(self, row: int) -> Postings:
        """The postings of one term."""
        flags, doc_freq, at = self._head(self._starts[row])
        if flags & MANY_BIT:
            at += 1
        mode = flags >> WEIGHTS_SHIFT & 3
        weight = WEIGHT_ONE
        if mode == UNIFORM:
            weight = self._bytes[at]
            at += 1
        docnums, at = unpack(self._records, at, doc_freq, flags >> GAPS_SHIFT & 7)
        if doc_freq > 1:
            np.add.accumulate(docnums, dtype=np.int32, out=docnums)  # without a dtype numpy sums in int64 and copies
        freqs = None
        if flags & MANY_BIT:
            freqs, at = self._freqs(at, doc_freq, flags >> FREQS_SHIFT & 3)
        if mode == LACKING:
            lacks, at = unpack(self._records, at, doc_freq, flags >> LACKS_SHIFT & 3)
            whole = WEIGHT_ONE if freqs is None else freqs * np.int32(WEIGHT_ONE)
            weights = (whole - lacks).view(np.uint32).astype(np.float32) * _UNIT
        elif freqs is None:
            weights = _equal_weights(doc_freq, weight)
        else:
            weights = freqs.astype(np.float32)
            if weight != WEIGHT_ONE:
                weights *= np.float32(weight / WEIGHT_ONE)
        return Postings(docnums, weights, freqs, partial(self._steps, at, doc_freq, freqs, flags))

    def read_range(self, rows: range) -> PostingTable:
        """The postings of consecutive terms, without a loop over them."""
        offsets = self.offsets[rows.start : rows.stop + 1].astype(np.int64)
        if len(offsets) < 2:
            none = np.empty(0, np.int32)
            return PostingTable(np.empty(0, np.int64), none, none, None, none if self.has_positions else None)
        return _read_table(self._records[offsets[0] : offsets[-1]], offsets[:-1] - offsets[0], self.has_positions)

    def _head(self, at: int) -> tuple[int, int, int]:
        data = self._bytes
        flags = data[at] | data[at + 1] << 8
        at += 2
        code = flags & 3
        if not code:
            return flags, 1, at
        end = at + DOC_FREQ_WIDTHS[code]
        return flags, int.from_bytes(data[at:end], "little"), end

    def _freqs(self, at: int, doc_freq: int, form: int) -> tuple[Column, int]:
        end = at + (doc_freq + 7) // 8
        bits = np.unpackbits(self._records[at:end], count=doc_freq, bitorder="little")
        many = bits.view(np.bool_).nonzero()[0]  # of bytes it would take ten times as long
        over, end = unpack(self._records, end, len(many), form)
        freqs = np.ones(doc_freq, np.int32)
        freqs[many] = over + 2
        return freqs, end

    def _steps(self, at: int, doc_freq: int, freqs: Column | None, flags: int) -> Column:
        if not self.has_positions:
            raise ValueError("the field keeps no positions")
        count = doc_freq if freqs is None else int(freqs.sum())
        return unpack(self._records, at, count, flags >> POSITIONS_SHIFT & 7)[0]


def _equal_weights(count: int, weight: int) -> Column:
    if weight == WEIGHT_ONE and count <= len(_ONES):
        return _ONES[:count]
    return np.full(count, weight / WEIGHT_ONE, np.float32)


def _read_table(records: Column, starts: Column, has_positions: bool) -> PostingTable:
    flags = take_runs(records, starts, np.ones_like(starts), "<u2")
    counts, starts = _read_doc_freqs(records, starts + 2, flags)
    starts += flags & MANY_BIT != 0
    mode = flags >> WEIGHTS_SHIFT & 3
    uniform = np.full(len(starts), WEIGHT_ONE, np.uint32)
    uniform[mode == UNIFORM] = records[starts[mode == UNIFORM]]
    starts += mode == UNIFORM
    bounds = bounds_of(counts)
    gaps, starts = take_packed(records, starts, counts, flags >> GAPS_SHIFT & 7)
    docnums = undo_steps(gaps, bounds[:-1])
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
