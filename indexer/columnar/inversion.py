"""Occurrences in, postings out: (term, docnum, position) sorted once, then cut where the term or document changes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.columnar.postings import PostingTable
from indexer.columnar.ragged import Column

THREADS = 2  # fields inverted side by side: numpy sorts and gathers without Python's lock; more would need more memory


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


def invert(found: Occurrences, rows: Column, row_count: int) -> PostingTable:
    """The postings of `row_count` terms, each met at least once; `rows` says which row a term id has.

    One sort of 64-bit keys row|docnum|position|weight needs no gathers after it, as an argsort would.
    """
    columns = [rows[found.term_ids], found.docnums]
    if found.positions is not None:
        columns.append(found.positions)
    if found.weights is not None:
        columns.append(found.weights)
    columns = _sort_together(columns)
    weights = columns.pop() if found.weights is not None else None
    positions = columns.pop() if found.positions is not None else None
    return _cut((columns[0], columns[1]), positions, weights, row_count)


def _sort_together(columns: list[Column]) -> list[Column]:
    widths = [int(column.max(initial=0)).bit_length() for column in columns]
    if sum(widths) > 64:
        order = np.lexsort(columns[::-1])
        return [column[order] for column in columns]
    keys = np.zeros(len(columns[0]), np.uint64)
    for column, width in zip(columns, widths, strict=True):
        keys <<= np.uint64(width)
        np.bitwise_or(keys, column, out=keys, dtype=np.uint64, casting="unsafe")
    keys.sort()
    parts, low = [], np.empty_like(keys)
    for width in reversed(widths):
        parts.append(np.bitwise_and(keys, np.uint64((1 << width) - 1), out=low).astype(np.int32))
        keys >>= np.uint64(width)
    return parts[::-1]


def _cut(
    places: tuple[Column, Column], positions: Column | None, weights: Column | None, row_count: int
) -> PostingTable:
    rows, docnums = places
    is_first = np.ones(len(rows), np.bool_)
    is_first[1:] = (rows[1:] != rows[:-1]) | (docnums[1:] != docnums[:-1])
    firsts = np.flatnonzero(is_first)
    freqs = np.diff(firsts, append=len(rows)).astype(np.int32)
    doc_freqs = np.bincount(rows[firsts], minlength=row_count)
    if weights is not None and len(firsts):
        weights = np.add.reduceat(weights.astype(np.uint32), firsts)
    return PostingTable(doc_freqs, docnums[firsts], freqs, weights, positions)
