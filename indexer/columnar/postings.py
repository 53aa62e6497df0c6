"""What a field knows about its terms: all postings as columns (PostingTable), or those of one term (Postings)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from indexer.columnar.layout import WEIGHT_ONE
from indexer.columnar.ragged import Column, bounds_of, run_indices


@dataclass(frozen=True, slots=True)
class PostingTable:
    """Postings of consecutive terms, term after term, docnums rising within a term.

    `weights` are in units of 1/WEIGHT_ONE, None where every reading is certain; `positions` None where none are kept.
    """

    doc_freqs: Column  # int64, one a term
    docnums: Column  # int32, one a posting
    freqs: Column  # int32, one a posting
    weights: Column | None  # uint32, one a posting
    positions: Column | None  # int32, `freqs` of them a posting, rising

    def rows(self) -> Column:
        """The term of every posting, counted from nought."""
        return np.repeat(np.arange(len(self.doc_freqs)), self.doc_freqs)

    def all_weights(self) -> Column:
        """Weights spelled out."""
        if self.weights is None:
            return (self.freqs * WEIGHT_ONE).astype(np.uint32)
        return self.weights

    def taken(self, places: Column, doc_freqs: Column) -> "PostingTable":
        """The postings at `places`, which make up terms of `doc_freqs`."""
        freqs = self.freqs[places]
        positions = self.positions
        if positions is not None:
            positions = positions[run_indices(bounds_of(self.freqs)[places], freqs)]
        weights = None if self.weights is None else self.weights[places]
        return PostingTable(doc_freqs, self.docnums[places], freqs, weights, positions)


class TermEntry(NamedTuple):
    """What is known of a term before its postings are read; `max_freq` is exact below 255, then a mere floor."""

    row: int
    doc_freq: int
    max_freq: int


class Postings:
    """The postings of one term; `freqs` and `positions` are unpacked when first asked for."""

    __slots__ = ("_freqs", "_positions", "_read_positions", "docnums", "weights")

    def __init__(self, docnums: Column, weights: Column, freqs: Column | None, read: Callable[[], Column]) -> None:
        self.docnums = docnums  # int32
        self.weights = weights  # float32, 1.0 is one certain occurrence
        self._freqs = freqs  # None where all are one
        self._read_positions = read
        self._positions: tuple[Column, Column] | None = None

    @property
    def freqs(self) -> Column:
        """Number of positions in each document (int32)."""
        if self._freqs is None:
            self._freqs = np.ones(len(self.docnums), np.int32)
        return self._freqs

    @property
    def positions(self) -> tuple[Column, Column]:
        """All positions (int32), and where each document's begin and the last one's end (int64)."""
        if self._positions is None:
            self._positions = self._unpack_positions()
        return self._positions

    @property
    def nbytes(self) -> int:
        """Bytes held, positions counted as if they had been asked for."""
        occurrences = len(self.docnums) if self._freqs is None else int(self._freqs.sum())
        return self.docnums.nbytes + self.weights.nbytes + 12 * len(self.docnums) + 4 * occurrences

    def _unpack_positions(self) -> tuple[Column, Column]:
        steps = self._read_positions()
        if self._freqs is None:
            return steps, np.arange(len(self.docnums) + 1, dtype=np.int64)
        starts = bounds_of(self._freqs)
        return undo_steps(steps, starts[:-1]), starts


def steps_of(values: Column, firsts: Column) -> Column:
    """Each value minus the one before; the first of every run stays whole (uint32)."""
    steps = values.astype(np.uint32)
    steps[1:] -= values[:-1].astype(np.uint32)
    steps[firsts] = values[firsts]
    return steps


def undo_steps(steps: Column, firsts: Column) -> Column:
    """What `steps_of` was given (int32).

    At the first step of each run what the run before came to is taken away, so that one running sum gives all:
    a third faster on long lists than repeating each run's base. Sums past 2**31 wrap there and back.
    """
    own = steps.view(np.int32).copy()
    if len(firsts) > 1:
        sums = np.add.accumulate(own, dtype=np.int32)
        later = firsts[1:]
        own[later] -= sums.take(later - 1)
        own[later[1:]] += sums.take(later[:-1] - 1)
    return np.add.accumulate(own, dtype=np.int32, out=own)
