"""Chunk numbers in, term occurrences out: every word of every document at its position, by array operations alone.

Example, one document «Технопарк-Мордовия стали»: chunks [0, 1] of widths [2, 1];
exact   технопарк-мордовия@0  технопарк@0  мордовия@1  стали@2
lemmas  технопарк-мордовия@0  технопарк@0  мордовия@1  стать@2 (62/64)  сталь@2 (2/64)
"""

from dataclasses import dataclass

import numpy as np

from indexer.columnar.inversion import TextColumn
from indexer.columnar.ragged import Column, bounds_of, run_indices
from indexer.engines.chunks import ChunkColumn
from indexer.engines.vocabulary import Tables


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to turn chunks into terms: chunk c stands for items starts[c]:starts[c + 1] of the other arrays."""

    starts: Column
    offsets: Column  # of the word's position from the chunk's
    term_ids: Column
    weights: Column | None
    terms: list[bytes]


def lemma_spelling(tables: Tables) -> Spelling:
    """Every reading of every word of a chunk."""
    counts = np.diff(tables.reading_starts)[tables.word_forms]
    readings = run_indices(tables.reading_starts[:-1][tables.word_forms], counts)
    return Spelling(
        starts=bounds_of(counts)[tables.word_starts],
        offsets=np.repeat(tables.offsets, counts),
        term_ids=tables.reading_terms[readings],
        weights=tables.weights[readings],
        terms=[term.encode() for term in tables.terms],
    )


def exact_spelling(tables: Tables) -> Spelling:
    """Every word of a chunk as it is written."""
    return Spelling(
        starts=tables.word_starts,
        offsets=tables.offsets,
        term_ids=tables.exact_of_form[tables.word_forms],
        weights=None,
        terms=[term.encode() for term in tables.exacts],
    )


def expand(column: ChunkColumn, widths: Column, spelling: Spelling) -> TextColumn:
    """The occurrences of one text field; `widths` says how many positions each chunk takes."""
    chunks = column.chunks
    positions, lengths = _positions(column, widths)
    counts = np.diff(spelling.starts).astype(np.int32)[chunks]
    positions = np.repeat(positions, counts)
    docnums = np.repeat(np.repeat(np.arange(len(column.counts), dtype=np.int32), column.counts), counts)
    places = run_indices(spelling.starts[:-1][chunks], counts)
    positions += spelling.offsets[places]
    return TextColumn(
        terms=spelling.terms,
        term_ids=spelling.term_ids[places],
        docnums=docnums,
        positions=positions,
        weights=None if spelling.weights is None else spelling.weights[places],
        lengths=lengths,
    )


def _positions(column: ChunkColumn, widths: Column) -> tuple[Column, Column]:
    """The position of every chunk in its document (int32), and how many positions each document has (uint32)."""
    ends = bounds_of(widths[column.chunks])
    bounds = bounds_of(column.counts)
    doc_starts = ends[bounds[:-1]]
    lengths = ends[bounds[1:]] - doc_starts
    return (ends[:-1] - np.repeat(doc_starts, column.counts)).astype(np.int32), lengths.astype(np.uint32)
