"""The postings of one term in several segments, as of one: in cells of the whole (`columnar.cells`).

joined = join([Located(0, reader, head), Located(200, other, its_head)])
joined.cells, joined.occurrences(places)                # places count in cells
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from indexer.columnar.cells import are_in
from indexer.columnar.postings import Postings
from indexer.columnar.ragged import Column
from indexer.columnar.record_reader import RecordHead, RecordReader, ones

POSITION_BITS = 32  # an occurrence is cell << 32 | position, so that occurrences sort and compare as numbers


class Located(NamedTuple):
    """Where the postings of a term are in a segment, and the segment's first cell."""

    base: int
    reader: RecordReader
    head: RecordHead


class JoinedPostings:
    """Rising `cells` (int32) and a weight each (float32); no weight is below one where `is_certain`.

    They are kept by the thousand, and the search for garbage visits every object: of small ones there are few.
    """

    __slots__ = ("_firsts", "_kept", "_most", "_parts", "cells", "is_certain", "weights")

    def __init__(
        self,
        cells: Column,
        weights: Column,
        is_certain: bool,
        parts: tuple[Postings, ...],
        firsts: tuple[int, ...] = (0,),
        kept: Column | None = None,
    ) -> None:
        self.cells = cells
        self.weights = weights
        self.is_certain = is_certain
        self._parts = parts  # the shares of the segments
        self._firsts = firsts  # where each begins among the joined
        self._kept = kept  # the places of the cells among those of the parts; None means all
        self._most: int | None = None
        cells.setflags(write=False)
        weights.setflags(write=False)

    @property
    def nbytes(self) -> int:
        """Bytes held at most; positions stay packed."""
        return 24 * len(self.cells)

    @property
    def most_in_a_field(self) -> int:
        """How many documents hold the term in the field where most do; asked several times of a rare word."""
        if self._most is None:
            titles = int(np.count_nonzero(are_in(self.cells, 0)))
            self._most = max(titles, len(self.cells) - titles)
        return self._most

    def where(self, mask: Column) -> "JoinedPostings":
        """Those of some of the cells."""
        places = mask.nonzero()[0]
        kept = places if self._kept is None else self._kept[places]
        cells, weights = self.cells[places], self.weights[places]
        return JoinedPostings(cells, weights, self.is_certain, self._parts, self._firsts, kept)

    def occurrences(self, places: Column, numbers: Column | None = None) -> Column:
        """Where the term stands in the cells at rising places, as rising numbers cell << 32 | position.

        `numbers`, one a place and rising, stand there instead of the cells.
        """
        if numbers is None:
            numbers = self.cells.take(places)
        if self._kept is not None:
            places = self._kept.take(places)
        if len(self._parts) == 1 and len(places):
            return _occurrences_in(self._parts[0], places, numbers)
        edges = [*places.searchsorted(self._firsts).tolist(), len(places)]
        found = [
            _occurrences_in(part, places[start:stop] - first, numbers[start:stop])
            for part, first, (start, stop) in zip(self._parts, self._firsts, pairwise(edges), strict=True)
            if start < stop
        ]
        return found[0] if len(found) == 1 else np.concatenate((_NONE, *found))


def _occurrences_in(part: Postings, places: Column, numbers: Column) -> Column:
    positions, counts = part.positions_of(places)
    occurrences = numbers.astype(np.int64)
    occurrences <<= POSITION_BITS
    if len(positions) > len(occurrences):
        occurrences = occurrences.repeat(counts)
    occurrences |= positions
    return occurrences


def join(found: Sequence[Located]) -> JoinedPostings:
    """The postings of one term in several segments, read into arrays that they share."""
    if not found:
        return NOWHERE
    if len(found) == 1:
        return _alone(found[0])
    total = sum(one.head.doc_freq for one in found)
    is_one_each = all(one.head.is_one_each for one in found)
    cells = np.empty(total, np.int32)
    weights = ones(total) if is_one_each else np.empty(total, np.float32)
    parts, firsts = [], []
    first = 0
    is_certain = True
    for base, reader, head in found:
        share = slice(first, first + head.doc_freq)
        postings = reader.read_into(head, cells[share], None if is_one_each else weights[share], base)
        is_certain &= postings.is_certain
        parts.append(postings)
        firsts.append(first)
        first += head.doc_freq
    return JoinedPostings(cells, weights, is_certain, tuple(parts), tuple(firsts))


def _alone(one: Located) -> JoinedPostings:
    """The postings of a term that only one segment has, as they are there."""
    cells = np.empty(one.head.doc_freq, np.int32)
    postings = one.reader.read_into(one.head, cells, None, one.base)
    return JoinedPostings(cells, postings.weights, postings.is_certain, (postings,))


_NONE = np.empty(0, np.int64)
NOWHERE = JoinedPostings(np.empty(0, np.int32), np.empty(0, np.float32), True, (), ())
