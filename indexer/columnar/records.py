"""The postings of many terms as records, all written at once; the record is drawn in `layout`.

Every section of every record is sized first, so that each can be put in its place without a loop over terms.
"""

from dataclasses import dataclass

import numpy as np

from indexer.columnar.layout import (
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
from indexer.columnar.packing import choose_forms, put_packed
from indexer.columnar.postings import PostingTable, steps_of
from indexer.columnar.ragged import Column, bounds_of, count_by_run, put_runs


def pack_records(table: PostingTable) -> tuple[Column, Column]:
    """The records of all terms as bytes, and where each begins and the last one ends (int64)."""
    if not len(table.doc_freqs):
        return np.empty(0, np.uint8), np.zeros(1, np.int64)
    terms = _Terms(np.asarray(table.doc_freqs, np.int64), bounds_of(table.doc_freqs))
    max_freqs = np.maximum.reduceat(table.freqs, terms.bounds[:-1])
    uniform, lacks = _weights(table, terms)
    sections = [
        *_doc_freqs(terms),
        uniform,
        *_gaps(table, terms),
        *_freqs(table, terms, max_freqs),
        lacks,
        *_positions(table, terms),
    ]
    flags = np.bitwise_or.reduce([section.flags for section in sections])
    return _write([_plain(flags.astype("<u2").view(np.uint8), np.full(len(flags), 2)), *sections])


@dataclass(frozen=True, slots=True)
class _Terms:
    """How many postings each term has, and where they lie in the table."""

    counts: Column
    bounds: Column


@dataclass(frozen=True, slots=True)
class _Section:
    """One list of every record; `forms` is None where its values are plain bytes."""

    values: Column
    counts: Column
    forms: Column | None
    sizes: Column
    flags: Column


def _write(sections: list[_Section]) -> tuple[Column, Column]:
    offsets = bounds_of(np.sum([section.sizes for section in sections], axis=0))
    out = np.empty(int(offsets[-1]), np.uint8)
    starts = offsets[:-1].copy()
    for section in sections:
        if section.forms is None:
            put_runs(out, starts, section.counts, section.values)
        else:
            put_packed(out, starts, section.values, section.counts, section.forms)
        starts += section.sizes
    return out, offsets


def _plain(values: Column, counts: Column, flags: Column | None = None) -> _Section:
    """`values` are bytes, `counts` of them for each term."""
    if flags is None:
        flags = np.zeros(len(counts), np.uint16)
    return _Section(values, counts, None, counts, flags)


def _packed(values: Column, counts: Column, shift: int) -> _Section:
    forms, sizes = choose_forms(values, counts, plain_shorts=shift in (GAPS_SHIFT, POSITIONS_SHIFT))
    return _Section(values, counts, forms, sizes, forms << np.uint16(shift))


def _doc_freqs(terms: _Terms) -> list[_Section]:
    codes = np.searchsorted((1, 0xFF, 0xFFFF), terms.counts).astype(np.uint16)
    sections = [_plain(np.empty(0, np.uint8), np.zeros_like(terms.counts), codes)]
    for code, width in enumerate(DOC_FREQ_WIDTHS):
        if width:
            mine = terms.counts[codes == code].astype(f"<u{width}")
            sections.append(_plain(mine.view(np.uint8), np.where(codes == code, width, 0)))
    return sections


def _gaps(table: PostingTable, terms: _Terms) -> list[_Section]:
    """Of the halves where all are odd: bodies without titles need no more bytes as cells than as documents."""
    firsts = terms.bounds[:-1]
    are_odd = np.bitwise_and.reduceat(table.docnums, firsts) & 1
    halves = table.docnums >> np.repeat(are_odd, terms.counts)
    none = np.zeros_like(terms.counts)
    flagged = _plain(np.empty(0, np.uint8), none, np.where(are_odd, ODD_BIT, 0).astype(np.uint16))
    return [flagged, _packed(steps_of(halves, firsts), terms.counts, GAPS_SHIFT)]


def _freqs(table: PostingTable, terms: _Terms, max_freqs: Column) -> list[_Section]:
    """The bitmap of freqs above one, and those freqs."""
    many = np.flatnonzero(table.freqs > 1)
    sizes = np.where(max_freqs > 1, (terms.counts + 7) // 8, 0)
    bits = np.zeros(8 * int(sizes.sum()), np.uint8)
    shifts = 8 * bounds_of(sizes)[:-1] - terms.bounds[:-1]
    many_by_term = count_by_run(many, terms.bounds)
    bits[many + np.repeat(shifts, many_by_term)] = 1
    flags = np.where(max_freqs > 1, MANY_BIT, 0).astype(np.uint16)
    bitmap = _plain(np.packbits(bits, bitorder="little"), sizes, flags)
    return [bitmap, _packed((table.freqs[many] - 2).astype(np.uint32), many_by_term, FREQS_SHIFT)]


def _weights(table: PostingTable, terms: _Terms) -> tuple[_Section, _Section]:
    """The one weight of terms whose readings are all alike, and what the weights of others lack of certainty."""
    none = np.zeros_like(terms.counts)
    if table.weights is None:
        return _plain(np.empty(0, np.uint8), none), _plain(np.empty(0, np.uint8), none)
    firsts, freqs = terms.bounds[:-1], table.freqs.astype(np.uint32)
    lacks = freqs * np.uint32(WEIGHT_ONE) - table.weights
    certain = count_by_run(np.flatnonzero(lacks != 0), terms.bounds) == 0
    weight = table.weights[firsts] // freqs[firsts]
    other = np.flatnonzero(table.weights != np.repeat(weight, terms.counts) * freqs)
    alike = ~certain & (count_by_run(other, terms.bounds) == 0) & (weight <= 0xFF)
    lacking = ~certain & ~alike
    flags = np.where(alike, UNIFORM << WEIGHTS_SHIFT, np.where(lacking, LACKING << WEIGHTS_SHIFT, 0)).astype(np.uint16)
    uniform = _plain(weight[alike].astype(np.uint8), alike.astype(np.int64), flags)
    counts = np.where(lacking, terms.counts, 0)
    return uniform, _packed(lacks[np.repeat(lacking, terms.counts)], counts, LACKS_SHIFT)


def _positions(table: PostingTable, terms: _Terms) -> list[_Section]:
    if table.positions is None:
        return []
    occurrences = bounds_of(table.freqs)
    counts = np.diff(occurrences[terms.bounds])
    return [_packed(steps_of(table.positions, occurrences[:-1]), counts, POSITIONS_SHIFT)]
