"""Occurrences in, postings out: (term, docnum, position) sorted once, then cut where the term or document changes.

Memory is the reason for what looks roundabout: a segment has ten million occurrences, and two fields are inverted at a
time. Occurrences are let go as soon as they have become keys, and what is computed of keys is computed slice by slice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.columnar.postings import PostingTable
from indexer.columnar.ragged import Column

THREADS = 2  # fields inverted side by side: numpy sorts and gathers without Python's lock; more would need more memory
_SLICE = 1 << 17


@dataclass(frozen=True, slots=True)
class TextColumn:
    """One text field of a batch of documents: token occurrences in document order."""

    terms: Sequence[bytes]  # distinct, in any order
    term_ids: Column  # int32, place in `terms`, one per occurrence; homonyms of one word share its position
    docnums: Column  # int32, never falling
    positions: Column  # int32
    weights: Column | None  # uint8, the reading's probability in 1/WEIGHT_ONE; None where all are certain
    lengths: Column  # uint32, one per document: its number of positions


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where each term was met; `positions` is None in a field that keeps none."""

    term_ids: Column
    docnums: Column
    positions: Column | None = None
    weights: Column | None = None


def sort_terms(terms: Sequence[bytes], term_ids: Column) -> tuple[list[bytes], Column]:
    """The terms that occur, in byte order, and for every one of `terms` its row among them."""
    used = np.bincount(term_ids, minlength=len(terms)) > 0
    order = sorted(np.flatnonzero(used).tolist(), key=terms.__getitem__)
    rows = np.zeros(len(terms), np.int32)
    rows[order] = np.arange(len(order), dtype=np.int32)
    names = [terms[place] for place in order]
    if any(map(bytes.__eq__, names, names[1:])):
        raise ValueError("a term is given twice")
    return names, rows


def invert(given: list[Occurrences], rows: Column, row_count: int) -> PostingTable:
    """The postings of `row_count` terms, each met at least once; `rows` says which row a term id has.

    The occurrences are taken out of the list, so that they need not be kept beside the keys made of them. One sort of
    64-bit keys row|docnum|position|weight needs no gathers after it, as an argsort would.
    """
    found = given.pop()
    term_ids = found.term_ids
    columns = [found.docnums, found.positions, found.weights]
    del found
    widths = [0 if column is None else int(column.max(initial=0)).bit_length() for column in columns]
    if sum(widths) + row_count.bit_length() > 64:
        return _invert_wide(rows[term_ids], columns, row_count)
    has = columns[1] is not None, columns[2] is not None
    keys = _sliced(term_ids, np.uint64, lambda ids: rows[ids])
    del term_ids
    _append(keys, columns, widths)
    keys.sort()
    return _cut(keys, widths, row_count, has)


def _append(keys: Column, columns: list[Column | None], widths: list[int]) -> None:
    """Put the numbers of all columns beside the rows in `keys`; the columns are let go one by one."""
    for place, width in enumerate(widths):
        column, columns[place] = columns[place], None
        if column is not None:
            keys <<= np.uint64(width)
            np.bitwise_or(keys, column, out=keys, dtype=np.uint64, casting="unsafe")


def _cut(keys: Column, widths: list[int], row_count: int, has: tuple[bool, bool]) -> PostingTable:
    """The postings of sorted keys; `has` says whether there are positions and weights among them."""
    has_positions, has_weights = has
    docnum_width, position_width, weight_width = widths
    low = np.uint64(position_width + weight_width)
    is_first = np.ones(len(keys), np.bool_)
    for start in range(0, len(keys) - 1, _SLICE):
        stop = min(start + _SLICE, len(keys) - 1)
        is_first[start + 1 : stop + 1] = (keys[start + 1 : stop + 1] ^ keys[start:stop]) >> low != 0
    firsts = np.flatnonzero(is_first)
    del is_first
    places = keys[firsts] >> low
    docnums = (places & _mask(docnum_width)).astype(np.int32)
    doc_freqs = np.bincount((places >> np.uint64(docnum_width)).astype(np.int64), minlength=row_count)
    del places
    weights = positions = None
    if has_weights:
        weights = _sliced(keys, np.uint32, lambda some: some & _mask(weight_width))
        weights = np.add.reduceat(weights, firsts) if len(firsts) else weights
    freqs = np.diff(firsts, append=len(keys)).astype(np.int32)
    if has_positions:
        positions = _sliced(keys, np.int32, lambda some: some >> np.uint64(weight_width) & _mask(position_width))
    return PostingTable(doc_freqs, docnums, freqs, weights, positions)


def _invert_wide(places: Column, columns: list[Column | None], row_count: int) -> PostingTable:
    """The same where 64 bits do not hold a key: seldom met, and not fast."""
    order = np.lexsort([column for column in (*columns[::-1], places) if column is not None])
    places, (docnums, positions, weights) = places[order], [None if one is None else one[order] for one in columns]
    assert docnums is not None
    is_first = np.ones(len(order), np.bool_)
    is_first[1:] = (places[1:] != places[:-1]) | (docnums[1:] != docnums[:-1])
    firsts = np.flatnonzero(is_first)
    return PostingTable(
        np.bincount(places[firsts], minlength=row_count),
        docnums[firsts],
        np.diff(firsts, append=len(order)).astype(np.int32),
        None if weights is None else np.add.reduceat(weights.astype(np.uint32), firsts),
        positions,
    )


def _sliced(source: Column, kind: type[np.generic], change: Callable[[Column], Column]) -> Column:
    """What `change` makes of a column, slice by slice."""
    result = np.empty(len(source), kind)
    for start in range(0, len(source), _SLICE):
        result[start : start + _SLICE] = change(source[start : start + _SLICE])
    return result


def _mask(width: int) -> np.uint64:
    return np.uint64((1 << width) - 1)
