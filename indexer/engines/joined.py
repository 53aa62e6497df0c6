"""The postings of one term in all segments, as of one: docnums of the whole collection, deleted documents left out.

>>> joined = join([(0, first, None), (100, second, None)])    # (base of the segment, its postings, what is alive)
>>> joined.docnums, joined.occurrences(places)                # places count in docnums

With one segment and nothing deleted nothing is copied.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from indexer.columnar.postings import Postings
from indexer.columnar.ragged import Column

POSITION_BITS = 32  # an occurrence is docnum << 32 | position, so that occurrences sort and compare as numbers


class Part(NamedTuple):
    """A segment's share: where it begins among the joined, and which of its own postings are there; None means all."""

    first: int
    postings: Postings
    kept: Column | None


class JoinedPostings:
    """Rising `docnums` (int32) and a weight each (float32); no weight is below one where `is_certain`."""

    __slots__ = ("_parts", "docnums", "is_certain", "weights")

    def __init__(self, docnums: Column, weights: Column, is_certain: bool, parts: Sequence[Part]) -> None:
        self.docnums = docnums
        self.weights = weights
        self.is_certain = is_certain
        self._parts = parts
        docnums.flags.writeable = weights.flags.writeable = False

    @property
    def nbytes(self) -> int:
        """Bytes held, positions counted as if they had been asked for."""
        return self.docnums.nbytes + self.weights.nbytes + sum(part.postings.nbytes for part in self._parts)

    def occurrences(self, places: Column) -> Column:
        """Where the term stands in the documents at rising places, as rising numbers docnum << 32 | position."""
        found = []
        for number, part in enumerate(self._parts):
            mine = places
            if len(self._parts) > 1:
                after = self._parts[number + 1].first if number + 1 < len(self._parts) else len(self.docnums)
                start, stop = places.searchsorted((part.first, after))
                mine = places[start:stop]
            if len(mine):
                found.append(self._occurrences_in(part, mine))
        return found[0] if len(found) == 1 else np.concatenate((_NONE, *found))

    def _occurrences_in(self, part: Part, places: Column) -> Column:
        own = places - part.first if part.first else places
        positions, counts = part.postings.positions_of(own if part.kept is None else part.kept[own])
        numbers = self.docnums[places].astype(np.int64)
        numbers <<= POSITION_BITS
        if len(positions) > len(numbers):
            numbers = numbers.repeat(counts)
        numbers |= positions
        return numbers


def join(found: Sequence[tuple[int, Postings, Column | None]]) -> JoinedPostings:
    """The postings of segments with rising bases; `alive` masks their documents, None where nothing is deleted."""
    docnums, weights, parts = [], [], []
    first = 0
    for base, postings, alive in found:
        mine, theirs, kept = postings.docnums, postings.weights, None
        if alive is not None:
            kept = alive[mine].nonzero()[0]
            mine, theirs = mine[kept], theirs[kept]
        parts.append(Part(first, postings, kept))
        docnums.append(mine + np.int32(base) if base else mine)
        weights.append(theirs)
        first += len(mine)
    is_certain = all(postings.is_certain for _, postings, _ in found)
    if len(found) == 1:
        return JoinedPostings(docnums[0], weights[0], is_certain, parts)
    if not found:
        return NOWHERE
    return JoinedPostings(np.concatenate(docnums), np.concatenate(weights), is_certain, parts)


_NONE = np.empty(0, np.int64)
NOWHERE = JoinedPostings(np.empty(0, np.int32), np.empty(0, np.float32), True, ())
