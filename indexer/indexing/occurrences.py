"""Chunk numbers in, term occurrences out: every word of every document at its position, by array operations alone.

Example, one cell «Технопарк-Мордовия стали»: chunks [0, 1] of widths [2, 1];
exact   технопарк-мордовия@0  технопарк@0  мордовия@1  стали@2
lemmas  технопарк-мордовия@0  технопарк@0  мордовия@1  стать@2 (62/64)  сталь@2 (2/64)

The two spellings are worked out by two workers: `lemmas(cells, tables)`, `exacts(cells, tables)`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indexer.columnar.inversion import RUN_BITS, Occurrences, Widths
from indexer.columnar.layout import EXACTS, LEMMAS
from indexer.columnar.ragged import Column, bounds_of, run_indices
from indexer.columnar.writer import TextColumn, packed_text
from indexer.fields import CERTAIN
from indexer.indexing.chunks import ChunkColumn
from indexer.indexing.vocabulary import Tables

_SLICE = 1 << 17
_CELLS = 1 << 14  # whose chunks are put in their places together: some five megabytes
_RUN = 1 << 20  # occurrences that are inverted at a time; some 60 bytes each


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to turn chunks into terms: chunk c stands for items starts[c]:starts[c + 1].

    An item is a term, by its row among the sorted `terms`, and a step (uint64): how far its place is beyond that of the
    chunk, in positions and in weight. `weight_width` is None where all readings are certain.
    """

    terms: Sequence[bytes]
    starts: Column
    rows: Column
    steps: Column
    weight_width: int | None

    def runs(self, chunks: Column) -> "Iterator[Spelling]":
        """This spelling cut into runs of neighbouring terms, each with about _RUN occurrences in the chunks.

        To expand one run after another takes less memory than to expand all terms at once.
        """
        count = len(self.starts) - 1
        owners = np.repeat(np.arange(count, dtype=np.int32), np.diff(self.starts))
        occurring = np.bincount(self.rows, np.bincount(chunks, minlength=count)[owners], len(self.terms))
        run_of_row = np.cumsum(occurring) // _RUN + (np.arange(len(self.terms)) >> RUN_BITS)  # both only rise
        edges = [*np.flatnonzero(np.diff(run_of_row, prepend=-1)).tolist(), len(self.terms)]
        for first, last in pairwise(edges):
            mine = np.flatnonzero((self.rows >= first) & (self.rows < last))
            starts = bounds_of(np.bincount(owners[mine], minlength=count))
            rows = (self.rows[mine] - first).astype(np.uint16)
            yield Spelling(self.terms[first:last], starts, rows, self.steps[mine], self.weight_width)


@dataclass(frozen=True, slots=True)
class Laid:
    """The chunks of cells at their places: cell and position of each side by side, the latter of so many bits."""

    chunks: Column
    places: Column  # uint64
    position_width: int
    lengths: Column  # uint32, positions of each cell


def lemmas(cells: ChunkColumn, tables: Tables) -> tuple[str, TextColumn]:
    """The lemmas of texts, and the name of their field."""
    return LEMMAS, _packed(cells, tables.widths, lemma_spelling(tables))


def exacts(cells: ChunkColumn, tables: Tables) -> tuple[str, TextColumn]:
    """The words as they are written, and the name of their field."""
    return EXACTS, _packed(cells, tables.widths, exact_spelling(tables))


def _packed(cells: ChunkColumn, widths: Column, spelling: Spelling) -> TextColumn:
    laid = lay(cells, widths)
    return TextColumn(laid.lengths, packed_text((run.terms, expand(laid, run)) for run in spelling.runs(laid.chunks)))


def lemma_spelling(tables: Tables) -> Spelling:
    """Every reading of every word of a chunk."""
    counts = np.diff(tables.reading_starts)[tables.word_forms]
    readings = run_indices(tables.reading_starts[:-1][tables.word_forms], counts)
    width = CERTAIN.bit_length()
    steps = np.repeat(tables.offsets, counts).astype(np.uint64) << np.uint64(width) | tables.weights[readings]
    starts = bounds_of(counts)[tables.word_starts]
    return Spelling(tables.terms.encoded(), starts, tables.reading_terms[readings], steps, width)


def exact_spelling(tables: Tables) -> Spelling:
    """Every word of a chunk as it is written."""
    rows = tables.exact_of_form[tables.word_forms]
    return Spelling(tables.exacts.encoded(), tables.word_starts, rows, tables.offsets.astype(np.uint64), None)


def lay(cells: ChunkColumn, widths: Column) -> Laid:
    """Put the chunks of cells in their places; `widths` says how many positions each takes."""
    places = np.zeros(len(cells.chunks) + 1, np.int64)
    widths.astype(np.int64).take(cells.chunks, out=places[1:], mode="clip")  # any other mode would copy it all
    np.add.accumulate(places, out=places)
    bounds = bounds_of(cells.counts)
    starts = places[bounds]
    lengths = np.diff(starts)
    position_width = int(lengths.max(initial=0)).bit_length()
    bases = (np.arange(len(lengths)) << position_width) - starts[:-1]
    places = places[:-1]
    for first in range(0, len(lengths), _CELLS):
        last = min(first + _CELLS, len(lengths))
        places[bounds[first] : bounds[last]] += np.repeat(bases[first:last], cells.counts[first:last])
    return Laid(cells.chunks, places.view(np.uint64), position_width, lengths.astype(np.uint32))


def expand(laid: Laid, spelling: Spelling) -> Occurrences:
    """The occurrences: every item of every chunk, in the order of the text."""
    sizes = np.diff(spelling.starts).astype(np.int32)
    found = np.flatnonzero(_of_all(sizes > 0, laid.chunks))
    chunks = laid.chunks.take(found)
    counts = sizes.take(chunks)
    items = run_indices(spelling.starts.take(chunks), counts)
    places = np.repeat(laid.places.take(found), counts)
    width = np.uint64(spelling.weight_width or 0)
    for start in range(0, len(places), _SLICE):
        part = slice(start, start + _SLICE)
        places[part] <<= width
        places[part] += spelling.steps.take(items[part])
    return Occurrences(spelling.rows.take(items), places, Widths(laid.position_width, spelling.weight_width))


def _of_all(table: Column, numbers: Column) -> Column:
    """What a table says of numbers; slice by slice, for numpy widens what it looks up by."""
    found = np.empty(len(numbers), table.dtype)
    for start in range(0, len(numbers), _SLICE):
        part = slice(start, start + _SLICE)
        table.take(numbers[part], out=found[part], mode="clip")
    return found
