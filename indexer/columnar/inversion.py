"""Occurrences in, postings out: sorted once by (term, docnum, position), then cut where the term or document changes.

>>> terms, ranks = sort_terms([b"steel", b"and"])                                       # [b"and", b"steel"], [1, 0]
>>> rows, table = invert(occurrences(ranks[np.array([0, 1, 0])], docnums=np.array([0, 0, 2])))
>>> [terms[row] for row in rows], table.doc_freqs, table.docnums
([b"and", b"steel"], [1, 2], [0, 0, 2])

An occurrence is a row, its term's rank among all terms given, and a place: docnum, position and weight side by side in
64 bits. Row and place fit into one number as a rule: sorting numbers needs no gathers after it, as an argsort would.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.columnar.postings import PostingTable
from indexer.columnar.ragged import Column

THREADS = 2  # fields inverted side by side: numpy sorts and gathers without Python's lock; more would need more memory
_SLICE = 1 << 17


@dataclass(frozen=True, slots=True)
class Widths:
    """How many bits of a place, from the highest down, are docnum, position and weight; None where none are kept."""

    docnum: int
    position: int | None
    weight: int | None

    @property
    def below_docnum(self) -> int:
        """The bits of position and weight."""
        return (self.position or 0) + (self.weight or 0)

    @property
    def all(self) -> int:
        """The bits of a place."""
        return self.docnum + self.below_docnum


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where terms stand, in any order: homonyms of one word share their position. `invert` takes the arrays over."""

    rows: Column  # int32
    places: Column  # uint64
    widths: Widths


@dataclass(frozen=True, slots=True)
class TextColumn:
    """One text field of a batch of documents; its occurrences are worked out when they are inverted, to save memory."""

    terms: Sequence[bytes]  # distinct and in byte order; the field need not have them all
    lengths: Column  # uint32, one per document: its number of positions
    size: int  # about how many occurrences there are
    occurrences: Callable[[], Occurrences]


def occurrences(
    rows: Column, docnums: Column, positions: Column | None = None, weights: Column | None = None
) -> Occurrences:
    """Occurrences by their columns; weights are readings' probabilities in 1/WEIGHT_ONE, None where all are certain."""
    places = docnums.astype(np.uint64)
    widths = [None if column is None else _width(column) for column in (positions, weights)]
    for column, width in zip((positions, weights), widths, strict=True):
        if column is not None:
            places <<= np.uint64(width or 0)
            places |= column.astype(np.uint64)
    return Occurrences(rows, places, Widths(_width(docnums), *widths))


def sort_terms(terms: Sequence[bytes]) -> tuple[list[bytes], Column]:
    """Distinct terms in byte order, and the rank of each of them."""
    order = sorted(range(len(terms)), key=terms.__getitem__)
    ranks = np.empty(len(terms), np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    names = [terms[place] for place in order]
    if any(map(bytes.__eq__, names, names[1:])):
        raise ValueError("a term is given twice")
    return names, ranks


def invert(found: Occurrences) -> tuple[Column, PostingTable]:
    """The rows that occur (int64, rising), and their postings."""
    widths = found.widths
    if _width(found.rows) + widths.all > 64:
        return _invert_wide(found)
    keys, shift, low = found.places, np.uint64(widths.all), np.uint64(widths.below_docnum)
    for start in range(0, len(keys), _SLICE):
        keys[start : start + _SLICE] |= found.rows[start : start + _SLICE].astype(np.uint64) << shift
    keys.sort()
    is_first = np.ones(len(keys), np.bool_)
    for start in range(0, len(keys) - 1, _SLICE):
        stop = min(start + _SLICE, len(keys) - 1)
        is_first[start + 1 : stop + 1] = (keys[start + 1 : stop + 1] ^ keys[start:stop]) >> low != 0
    firsts = np.flatnonzero(is_first)
    return _cut((keys[firsts] >> shift).astype(np.int64), keys, firsts, widths)


def _invert_wide(found: Occurrences) -> tuple[Column, PostingTable]:
    """The same where 64 bits do not hold row and place: seldom met, and not fast."""
    order = np.lexsort((found.places, found.rows))
    rows, places = found.rows[order].astype(np.int64), found.places[order]
    is_first = np.ones(len(order), np.bool_)
    is_first[1:] = (rows[1:] != rows[:-1]) | ((places[1:] ^ places[:-1]) >> np.uint64(found.widths.below_docnum) != 0)
    firsts = np.flatnonzero(is_first)
    return _cut(rows[firsts], places, firsts, found.widths)


def _cut(rows: Column, places: Column, firsts: Column, widths: Widths) -> tuple[Column, PostingTable]:
    """Sorted places as postings, which begin at `firsts` and have those rows; what is above the docnum is ignored."""
    docnums = (places[firsts] >> np.uint64(widths.below_docnum) & _mask(widths.docnum)).astype(np.int32)
    counts = np.bincount(rows)
    occurring = np.flatnonzero(counts)
    weights = positions = None
    if widths.weight is not None:
        weights = _sliced(places, np.uint32, lambda some: some & _mask(widths.weight))
        weights = np.add.reduceat(weights, firsts) if len(firsts) else weights
    if widths.position is not None:
        above = np.uint64(widths.weight or 0)
        positions = _sliced(places, np.int32, lambda some: some >> above & _mask(widths.position))
    freqs = np.diff(firsts, append=len(places)).astype(np.int32)
    return occurring, PostingTable(counts[occurring], docnums, freqs, weights, positions)


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
