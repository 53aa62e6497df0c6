"""Occurrences in, postings out: sorted by term, then cut where the term or document changes.

>>> terms, ranks = sort_terms([b"steel", b"and"])                                       # [b"and", b"steel"], [1, 0]
>>> [(rows, table)] = invert(occurrences(ranks[np.array([0, 1, 0])], docnums=np.array([0, 0, 2])))
>>> [terms[row] for row in rows], table.doc_freqs.tolist(), table.docnums.tolist()
([b'and', b'steel'], [1, 2], [0, 0, 2])

An occurrence is a row, its term's rank among all terms given, and a place: docnum, position and weight side by side in
64 bits. They come in the order of the text, so that nothing but the rows is to be sorted, and that stably: numpy does
so by radix where numbers have 16 bits, in a third of the time that it takes to sort row and place in one number. So
terms are inverted in runs of 65,536 rows; who has their occurrences run by run needs less memory.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.columnar.postings import PostingTable
from indexer.columnar.ragged import Column, bounds_of, count_by_run

RUN_BITS = 16
_SLICE = 1 << 17


@dataclass(frozen=True, slots=True)
class Widths:
    """How many bits of a place, the lowest, are position and, below it, weight; None where none are kept.

    What is above them is the docnum.
    """

    position: int | None
    weight: int | None

    @property
    def below_docnum(self) -> int:
        """The bits of both."""
        return (self.position or 0) + (self.weight or 0)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where terms stand, in the order of documents and positions: homonyms of one word share their position."""

    rows: Column  # uint16 or int32
    places: Column  # uint64
    widths: Widths


def occurrences(
    rows: Column, docnums: Column, positions: Column | None = None, weights: Column | None = None
) -> Occurrences:
    """Occurrences by their columns, in any order.

    Weights are readings' probabilities in 1/WEIGHT_ONE, None where all are certain.
    """
    places = docnums.astype(np.uint64)
    widths = [None if column is None else _width(column) for column in (positions, weights)]
    for column, width in zip((positions, weights), widths, strict=True):
        if column is not None:
            places <<= np.uint64(width or 0)
            places |= column.astype(np.uint64)
    if (places[1:] < places[:-1]).any():
        order = places.argsort(kind="stable")
        rows, places = rows[order], places[order]
    return Occurrences(rows, places, Widths(*widths))


def sort_terms(terms: Sequence[bytes]) -> tuple[list[bytes], Column]:
    """Distinct terms in byte order, and the rank of each of them."""
    order = sorted(range(len(terms)), key=terms.__getitem__)
    ranks = np.empty(len(terms), np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    names = list(map(terms.__getitem__, order))
    if any(map(bytes.__eq__, names, names[1:])):
        raise ValueError("a term is given twice")
    return names, ranks


def invert(found: Occurrences) -> Iterator[tuple[Column, PostingTable]]:
    """Runs of terms: the rows that occur (int64, rising), and their postings."""
    if not len(found.rows):
        return
    last = int(found.rows.max()) >> RUN_BITS
    highs = (found.rows >> RUN_BITS).astype(np.min_scalar_type(last)) if last else None
    for high in range(last + 1):
        mine = None if highs is None else np.flatnonzero(highs == high)
        lows = (found.rows if mine is None else found.rows.take(mine)).astype(np.uint16, copy=False)
        order = lows.argsort(kind="stable")
        rows, table = _cut(np.bincount(lows), found.places.take(order if mine is None else mine[order]), found.widths)
        yield (high << RUN_BITS) + rows, table


def _cut(counts: Column, places: Column, widths: Widths) -> tuple[Column, PostingTable]:
    """Places sorted by row, `counts` of them for each row, as postings."""
    low = np.uint64(widths.below_docnum)
    bounds = bounds_of(counts)
    occurring = np.flatnonzero(counts)
    is_first = np.empty(len(places), np.bool_)
    for start in range(0, len(places) - 1, _SLICE):
        stop = min(start + _SLICE, len(places) - 1)
        is_first[start + 1 : stop + 1] = (places[start + 1 : stop + 1] ^ places[start:stop]) >> low != 0
    is_first[bounds[occurring]] = True
    firsts = np.flatnonzero(is_first)
    docnums = (places.take(firsts) >> low).astype(np.int32)
    weights = positions = None
    if widths.weight is not None:
        weights = (places.take(firsts) & _mask(widths.weight)).astype(np.uint32)
        others = np.flatnonzero(~is_first)  # few: most postings have one occurrence
        owners = others - np.arange(1, len(others) + 1)  # as many firsts stand before each, less one
        np.add.at(weights, owners, (places.take(others) & _mask(widths.weight)).astype(np.uint32))
    if widths.position is not None:
        above = np.uint64(widths.weight or 0)
        positions = _sliced(places, np.int32, lambda some: some >> above & _mask(widths.position))
    freqs = np.diff(firsts, append=len(places)).astype(np.int32)
    return occurring, PostingTable(count_by_run(firsts, bounds)[occurring], docnums, freqs, weights, positions)


def _sliced(source: Column, kind: type[np.generic], change: Callable[[Column], Column]) -> Column:
    """What `change` makes of a column, slice by slice."""
    result = np.empty(len(source), kind)
    for start in range(0, len(source), _SLICE):
        result[start : start + _SLICE] = change(source[start : start + _SLICE])
    return result


def _width(column: Column) -> int:
    """The bits that the numbers of a column need."""
    return int(column.max(initial=0)).bit_length()


def _mask(width: int | None) -> np.uint64:
    return np.uint64((1 << (width or 0)) - 1)
