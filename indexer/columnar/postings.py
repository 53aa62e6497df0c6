"""What a field knows about its terms: all postings as columns (PostingTable), or those of one term (Postings)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from indexer.columnar.layout import WEIGHT_ONE
from indexer.columnar.packing import unpack, unpack_some
from indexer.columnar.ragged import Column, bounds_of, run_indices

_PIECE = 1 << 19  # postings


@dataclass(frozen=True, slots=True)
class PostingTable:
    """Postings of consecutive terms, term after term, docnums rising within a term.

    What is called docnums are cells (`cells`) in the fields of texts. `weights` are in units of 1/WEIGHT_ONE, None
    where every reading is certain; `positions` None where none are kept.
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

    def pieces(self) -> Iterator[tuple[slice, "PostingTable"]]:
        """Runs of terms with about _PIECE postings each, as (slice of the terms, their table); no term is cut."""
        bounds = bounds_of(self.doc_freqs)
        cuts = np.searchsorted(bounds, np.arange(0, bounds[-1], _PIECE))
        edges = dict.fromkeys([*cuts.tolist(), len(self.doc_freqs)])  # in order: a long term may hold several cuts
        stop = 0
        for first, last in pairwise(edges):
            here = slice(*bounds[[first, last]].tolist())
            freqs = self.freqs[here]
            start, stop = stop, stop + int(freqs.sum())
            yield (
                slice(first, last),
                PostingTable(
                    self.doc_freqs[first:last],
                    self.docnums[here],
                    freqs,
                    None if self.weights is None else self.weights[here],
                    None if self.positions is None else self.positions[start:stop],
                ),
            )


def joined_tables(tables: Sequence[PostingTable]) -> PostingTable:
    """All postings of several tables, one after another; their terms, too."""
    positions = [table.positions for table in tables if table.positions is not None]
    return PostingTable(
        np.concatenate([table.doc_freqs for table in tables]),
        np.concatenate([table.docnums for table in tables]),
        np.concatenate([table.freqs for table in tables]),
        np.concatenate([table.all_weights() for table in tables]),
        np.concatenate(positions) if len(positions) == len(tables) else None,
    )


PackedPositions: TypeAlias = tuple[Column, int, int]  # where the positions of a term begin in which bytes; their form


class Postings:
    """The postings of one term; `freqs` and `positions` are unpacked when first asked for."""

    __slots__ = ("_freqs", "_many", "_packed", "_positions", "docnums", "is_certain", "weights")

    def __init__(
        self,
        docnums: Column,
        weights: Column,
        many: tuple[Column, Column] | None,
        packed: PackedPositions | None,
        is_certain: bool = False,
    ) -> None:
        self.docnums = docnums  # int32
        self.weights = weights  # float32, 1.0 is one certain occurrence
        self.is_certain = is_certain  # whether all occurrences are
        self._many = many  # which freqs are above one, and what they are (int32); None where all are one
        self._packed = packed  # None in a field that keeps none
        self._freqs: Column | None = None
        self._positions: tuple[Column, Column] | None = None

    @property
    def freqs(self) -> Column:
        """Number of positions in each document (int32)."""
        if self._freqs is None:
            freqs = np.ones(len(self.docnums), np.int32)
            if self._many is not None:
                freqs[self._many[0]] = self._many[1]
            self._freqs = freqs
        return self._freqs

    @property
    def positions(self) -> tuple[Column, Column]:
        """All positions (int32), and where each document's begin and the last one's end (int64)."""
        if self._positions is None:
            source, start, form = self._packed_positions()
            starts = np.arange(len(self.docnums) + 1) if self._many is None else bounds_of(self.freqs)
            steps, _ = unpack(source, start, int(starts[-1]), form)
            self._positions = (steps if self._many is None else undo_steps(steps, starts[:-1])), starts
        return self._positions

    def positions_of(self, places: Column) -> tuple[Column, Column]:
        """The positions in the documents at `places` (int32), and how many each has; no others are unpacked."""
        if self._positions is not None:
            flat, starts = self._positions
            counts = starts[places + 1] - starts[places]
            return flat[run_indices(starts[places], counts)], counts
        source, start, form = self._packed_positions()
        if self._many is None:
            return unpack_some(source, start, len(self.docnums), form, places), np.ones(len(places), np.int64)
        many, freqs = self._many
        more = bounds_of(freqs - 1)
        count = len(self.docnums) + int(more[-1])
        before = many.searchsorted(places)
        starts = places + more[before]
        counts = np.ones(len(places), np.int64)
        here = (many.take(before, mode="clip") == places).nonzero()[0]
        if not len(here):
            return unpack_some(source, start, count, form, starts), counts
        counts[here] = freqs[before[here]]
        steps = unpack_some(source, start, count, form, run_indices(starts, counts))
        return undo_steps(steps, bounds_of(counts)[:-1]), counts

    def _packed_positions(self) -> PackedPositions:
        if self._packed is None:
            raise ValueError("the field keeps no positions")
        return self._packed


def steps_of(values: Column, firsts: Column) -> Column:
    """Each value minus the one before; the first of every run stays whole (uint32)."""
    steps = values.astype(np.uint32)
    steps[1:] -= values[:-1].astype(np.uint32)
    steps[firsts] = values[firsts]
    return steps


def undo_steps(steps: Column, firsts: Column) -> Column:
    """What `steps_of` was given (int32).

    At the first step of each run what the run before came to is taken away, so that one running sum gives all. No run
    is empty; sums past 2**31 wrap there and back.
    """
    own = steps.view(np.int32).copy()
    if len(firsts) > 1:
        own[firsts[1:]] -= np.add.reduceat(own, firsts, dtype=np.int32)[:-1]
    return np.add.accumulate(own, dtype=np.int32, out=own)
