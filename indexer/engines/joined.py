"""The postings of one term in several segments and fields, as of one: numbers of the whole, deleted documents left out.

What is called docnums here may as well be cells (`collection`).

>>> joined = join([Found(0, reader, head, None), Found(100, other, its_head, None)])
>>> joined.docnums, joined.occurrences(places)                # places count in docnums
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from indexer.columnar.postings import Postings
from indexer.columnar.ragged import Column
from indexer.columnar.record_reader import RecordHead, RecordReader, ones

POSITION_BITS = 32  # an occurrence is docnum << 32 | position, so that occurrences sort and compare as numbers


class Part(NamedTuple):
    """A segment's share: where it begins among the joined, and which of its own postings are there; None means all."""

    first: int
    postings: Postings
    kept: Column | None


class Found(NamedTuple):
    """Where the postings of a term are in a segment: its first number, and which of its documents are not deleted."""

    base: int
    reader: RecordReader
    head: RecordHead
    alive: Column | None


class JoinedPostings:
    """Rising `docnums` (int32) and a weight each (float32); no weight is below one where `is_certain`."""

    __slots__ = ("_parts", "docnums", "is_certain", "weights")

    def __init__(self, docnums: Column, weights: Column, is_certain: bool, parts: Sequence[Part]) -> None:
        self.docnums = docnums
        self.weights = weights
        self.is_certain = is_certain
        self._parts = parts
        docnums.setflags(write=False)
        weights.setflags(write=False)

    @property
    def nbytes(self) -> int:
        """Bytes held at most; positions stay packed."""
        return 24 * len(self.docnums)

    def occurrences(self, places: Column, numbers: Column | None = None) -> Column:
        """Where the term stands in the documents at rising places, as rising numbers docnum << 32 | position.

        `numbers`, one a place and rising, stand there instead of the docnums.
        """
        if numbers is None:
            numbers = self.docnums.take(places)
        if len(self._parts) == 1 and len(places):
            return _occurrences_in(self._parts[0], places, numbers)
        edges = [*places.searchsorted([part.first for part in self._parts]).tolist(), len(places)]
        found = [
            _occurrences_in(part, places[start:stop], numbers[start:stop])
            for part, (start, stop) in zip(self._parts, pairwise(edges), strict=True)
            if start < stop
        ]
        return found[0] if len(found) == 1 else np.concatenate((_NONE, *found))


def _occurrences_in(part: Part, places: Column, numbers: Column) -> Column:
    own = places - part.first if part.first else places
    positions, counts = part.postings.positions_of(own if part.kept is None else part.kept[own])
    occurrences = numbers.astype(np.int64)
    occurrences <<= POSITION_BITS
    if len(positions) > len(occurrences):
        occurrences = occurrences.repeat(counts)
    occurrences |= positions
    return occurrences


def join(found: Sequence[Found]) -> JoinedPostings:
    """The postings of one term in several segments, read into arrays that they share."""
    if not found:
        return NOWHERE
    if len(found) == 1 and found[0].alive is None:
        return _alone(found[0])
    total = 0
    is_one_each = True
    for one in found:
        total += one.head.doc_freq
        is_one_each &= one.head.is_one_each
    docnums = np.empty(total, np.int32)
    weights = ones(total) if is_one_each else np.empty(total, np.float32)
    parts = []
    first = 0
    is_certain = True
    for base, reader, head, _ in found:
        share = slice(first, first + head.doc_freq)
        postings = reader.read_into(head, docnums[share], None if is_one_each else weights[share], base)
        is_certain &= postings.is_certain
        parts.append(Part(first, postings, None))
        first += head.doc_freq
    if any(one.alive is not None for one in found):
        return _alive(docnums, weights, is_certain, list(zip(found, parts, strict=True)))
    return JoinedPostings(docnums, weights, is_certain, parts)


def _alone(one: Found) -> JoinedPostings:
    """The postings of a term that only one segment has, as they are there."""
    docnums = np.empty(one.head.doc_freq, np.int32)
    postings = one.reader.read_into(one.head, docnums, None, one.base)
    return JoinedPostings(docnums, postings.weights, postings.is_certain, (Part(0, postings, None),))


def _alive(docnums: Column, weights: Column, is_certain: bool, found: Sequence[tuple[Found, Part]]) -> JoinedPostings:
    """The same without deleted documents."""
    parts: list[Part] = []
    kept: list[Column] = []
    first = 0
    for one, part in found:
        here = docnums[part.first : part.first + one.head.doc_freq]
        mine = np.arange(len(here)) if one.alive is None else one.alive[here - one.base].nonzero()[0]
        parts.append(Part(first, part.postings, mine))
        kept.append(part.first + mine)
        first += len(mine)
    places = np.concatenate(kept)
    return JoinedPostings(docnums[places], weights[places], is_certain, parts)


_NONE = np.empty(0, np.int64)
NOWHERE = JoinedPostings(np.empty(0, np.int32), np.empty(0, np.float32), True, ())
