"""Chunk numbers in, term occurrences out: every word of every document at its position, by array operations alone.

Example, one document «Технопарк-Мордовия стали»: chunks [0, 1] of widths [2, 1];
exact   технопарк-мордовия@0  технопарк@0  мордовия@1  стали@2
lemmas  технопарк-мордовия@0  технопарк@0  мордовия@1  стать@2 (62/64)  сталь@2 (2/64)
"""

from dataclasses import dataclass

import numpy as np

from indexer.columnar.inversion import TextColumn
from indexer.columnar.ragged import Column, bounds_of, run_indices
from indexer.engines.batch import ChunkColumn
from indexer.engines.vocabulary import Tables
from indexer.text.analyzer import exact_term


@dataclass(frozen=True, slots=True)
class ReadingTables:
    """The vocabulary seen from its chunks: chunk -> (offset, lemma term, weight) and chunk -> (offset, exact term)."""

    widths: Column
    lemma_starts: Column
    lemma_offsets: Column
    lemma_terms: Column
    weights: Column
    exact_starts: Column
    exact_offsets: Column
    exact_terms: Column
    lemmas: list[bytes]
    exacts: list[bytes]


def reading_tables(tables: Tables) -> ReadingTables:
    """Join the steps chunk -> words -> readings into one step each."""
    counts = np.diff(tables.reading_starts)[tables.word_forms]
    readings = run_indices(tables.reading_starts[:-1][tables.word_forms], counts)
    exacts: dict[bytes, int] = {}
    exact_of_form = np.array(
        [exacts.setdefault(exact_term(form).encode(), len(exacts)) for form in tables.forms], dtype=np.int32
    )
    return ReadingTables(
        widths=tables.widths,
        lemma_starts=bounds_of(counts)[tables.word_starts],
        lemma_offsets=np.repeat(tables.offsets, counts),
        lemma_terms=tables.reading_terms[readings],
        weights=tables.weights[readings],
        exact_starts=tables.word_starts,
        exact_offsets=tables.offsets,
        exact_terms=exact_of_form[tables.word_forms],
        lemmas=[term.encode() for term in tables.terms],
        exacts=list(exacts),
    )


def expand(column: ChunkColumn, tables: ReadingTables) -> tuple[TextColumn, TextColumn]:
    """The occurrences of one text field: its lemma terms, and its exact terms."""
    chunks, doc_count = column.chunks, len(column.counts)
    docnums = np.repeat(np.arange(doc_count, dtype=np.int32), column.counts)
    ends = bounds_of(tables.widths[chunks])
    bounds = bounds_of(column.counts)
    doc_starts = ends[bounds[:-1]]
    starts = (ends[:-1] - np.repeat(doc_starts, column.counts)).astype(np.int32)
    lengths = (ends[bounds[1:]] - doc_starts).astype(np.uint32)

    def occurrences(firsts: Column) -> tuple[Column, Column, Column]:
        counts = (firsts[1:] - firsts[:-1])[chunks]
        return np.repeat(docnums, counts), np.repeat(starts, counts), run_indices(firsts[:-1][chunks], counts)

    docs, positions, places = occurrences(tables.lemma_starts)
    lemma = TextColumn(
        terms=tables.lemmas,
        term_ids=tables.lemma_terms[places],
        docnums=docs,
        positions=positions + tables.lemma_offsets[places],
        weights=tables.weights[places],
        lengths=lengths,
    )
    docs, positions, places = occurrences(tables.exact_starts)
    exact = TextColumn(
        terms=tables.exacts,
        term_ids=tables.exact_terms[places],
        docnums=docs,
        positions=positions + tables.exact_offsets[places],
        weights=None,
        lengths=lengths,
    )
    return lemma, exact
