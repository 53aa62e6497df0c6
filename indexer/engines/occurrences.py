"""Chunk numbers in, term occurrences out: every word of every document at its position, by array operations alone.

Example, one document «Технопарк-Мордовия стали»: chunks [0, 1] of widths [2, 1];
exact   технопарк-мордовия@0  технопарк@0  мордовия@1  стали@2
lemmas  технопарк-мордовия@0  технопарк@0  мордовия@1  стать@2 (62/64)  сталь@2 (2/64)
"""

from dataclasses import dataclass

import numpy as np

from indexer.columnar.inversion import Occurrences, Widths, sort_terms
from indexer.columnar.ragged import Column, bounds_of, run_indices
from indexer.engines.chunks import ChunkColumn
from indexer.engines.vocabulary import Tables
from indexer.fields import CERTAIN


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to turn chunks into terms: chunk c stands for items starts[c]:starts[c + 1].

    An item is a term, by its row among the sorted `terms`, and a step (uint64): how far its place is beyond that of the
    chunk, in positions and in weight. `weight_width` is None where all readings are certain.
    """

    terms: list[bytes]
    starts: Column
    rows: Column
    steps: Column
    weight_width: int | None


@dataclass(frozen=True, slots=True)
class Laid:
    """The chunks of a field at their places: docnum and position of each side by side, the latter of so many bits."""

    chunks: Column
    places: Column  # uint64
    docnum_width: int
    position_width: int
    lengths: Column  # uint32, positions of each document


def lemma_spelling(tables: Tables) -> Spelling:
    """Every reading of every word of a chunk."""
    counts = np.diff(tables.reading_starts)[tables.word_forms]
    readings = run_indices(tables.reading_starts[:-1][tables.word_forms], counts)
    terms, ranks = sort_terms([term.encode() for term in tables.terms])
    width = CERTAIN.bit_length()
    steps = np.repeat(tables.offsets, counts).astype(np.uint64) << np.uint64(width) | tables.weights[readings]
    starts = bounds_of(counts)[tables.word_starts]
    return Spelling(terms, starts, ranks[tables.reading_terms[readings]], steps, width)


def exact_spelling(tables: Tables) -> Spelling:
    """Every word of a chunk as it is written."""
    terms, ranks = sort_terms([term.encode() for term in tables.exacts])
    rows = ranks[tables.exact_of_form][tables.word_forms]
    return Spelling(terms, tables.word_starts, rows, tables.offsets.astype(np.uint64), None)


def lay(column: ChunkColumn, widths: Column) -> Laid:
    """Put the chunks of a field in their places; `widths` says how many positions each takes."""
    ends = bounds_of(widths[column.chunks])
    doc_starts = ends[bounds_of(column.counts)]
    lengths = np.diff(doc_starts)
    position_width = int(lengths.max(initial=0)).bit_length()
    bases = (np.arange(len(lengths)) << position_width) - doc_starts[:-1]
    places = ends[:-1] + np.repeat(bases, column.counts)
    docnum_width = len(lengths).bit_length()
    return Laid(column.chunks, places.view(np.uint64), docnum_width, position_width, lengths.astype(np.uint32))


def expand(laid: Laid, spelling: Spelling) -> Occurrences:
    """The occurrences of one text field: first the first item of every chunk, then all others."""
    chunks, places = laid.chunks, laid.places
    counts = np.diff(spelling.starts).astype(np.int32)[chunks]
    if not counts.all():  # «№» is no word
        is_word = counts > 0
        chunks, places, counts = chunks[is_word], places[is_word], counts[is_word]
    if spelling.weight_width:
        places = places << np.uint64(spelling.weight_width)
    firsts = spelling.starts[:-1][chunks]
    many = np.flatnonzero(counts > 1)
    more = counts[many] - 1
    others = run_indices(firsts[many] + 1, more)
    size = len(firsts)
    rows, at = np.empty(size + len(others), np.int32), np.empty(size + len(others), np.uint64)
    rows[:size], rows[size:] = spelling.rows[firsts], spelling.rows[others]
    at[:size], at[size:] = places, np.repeat(places[many], more)
    at[:size] += spelling.steps[firsts]
    at[size:] += spelling.steps[others]
    return Occurrences(rows, at, Widths(laid.docnum_width, laid.position_width, spelling.weight_width))
