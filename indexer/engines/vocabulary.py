"""What every distinct chunk means, as arrays: chunk number in, positions, exact terms and weighted lemma terms out.

    vocabulary = Vocabulary()
    numbers = vocabulary.number(["кластеров", "Технопарк-Мордовия"])   # [0, 1]
    vocabulary.learn(meanings(vocabulary.unlearned()))                  # `meanings` may run in another process
    vocabulary.tables()                                                 # CSR tables, chunk -> words -> readings

Learning is apart from numbering so that worker processes can share it: each takes a slice of the new chunks.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from indexer.columnar.ragged import Column, bounds_of
from indexer.text.analyzer import Analyzer, exact_term
from indexer.text.letters import form
from indexer.text.tokens import take_apart, width


@dataclass(frozen=True, slots=True)
class Meanings:
    """What a slice of chunks means. Row i of a `*_counts` array says how many items of the next array belong to i.

    chunk -> widths (positions taken), word_counts -> (offsets, word_forms: numbers into `forms`);
    form -> reading_counts -> (reading_terms: numbers into `terms`, weights in 64ths).
    """

    widths: Column
    word_counts: Column
    offsets: Column
    word_forms: Column
    forms: list[str]
    exacts: list[str]  # of each form, its term in the `_exact` fields
    reading_counts: Column
    reading_terms: Column
    weights: Column
    terms: list[str]


def meanings(chunks: Sequence[str], analyzer: Analyzer) -> Meanings:
    """Take chunks apart and read their forms."""
    forms: defaultdict[str, int] = defaultdict(count().__next__)
    widths, word_counts, offsets, word_forms = [], [], [], []
    for chunk in chunks:
        if chunk.isalnum():  # nine of ten: one word
            widths.append(1)
            word_counts.append(1)
            offsets.append(0)
            word_forms.append(forms[form(chunk)])
        else:
            pieces = take_apart(chunk)
            widths.append(width(pieces))
            word_counts.append(len(pieces))
            offsets.extend(piece.position for piece in pieces)
            word_forms.extend(forms[form(piece.text)] for piece in pieces)
    terms: defaultdict[str, int] = defaultdict(count().__next__)
    read = [analyzer.readings(word_form) for word_form in forms]
    return Meanings(
        widths=_ints(widths),
        word_counts=_ints(word_counts),
        offsets=_ints(offsets),
        word_forms=_ints(word_forms),
        forms=list(forms),
        exacts=[exact_term(word_form) for word_form in forms],
        reading_counts=_ints([len(readings) for readings in read]),
        reading_terms=_ints([terms[term] for readings in read for term, _ in readings]),
        weights=np.array([weight for readings in read for _, weight in readings], dtype=np.uint8),
        terms=list(terms),
    )


@dataclass(frozen=True, slots=True)
class Tables:
    """The whole vocabulary as CSR: `*_starts` has one item more than rows, row i is items starts[i]:starts[i + 1]."""

    widths: Column
    word_starts: Column
    offsets: Column
    word_forms: Column
    forms: list[str]
    exact_of_form: Column
    exacts: list[str]
    reading_starts: Column
    reading_terms: Column
    weights: Column
    terms: list[str]


@dataclass(slots=True)
class Vocabulary:
    """All chunks, forms and terms met so far, numbered in the order of their first appearance."""

    _chunks: defaultdict[str, int] = field(default_factory=lambda: defaultdict(count().__next__))
    _forms: defaultdict[str, int] = field(default_factory=lambda: defaultdict(count().__next__))
    _exacts: defaultdict[str, int] = field(default_factory=lambda: defaultdict(count().__next__))
    _terms: defaultdict[str, int] = field(default_factory=lambda: defaultdict(count().__next__))
    _waiting: list[str] = field(default_factory=list)
    _chunk_parts: list[tuple[Column, Column, Column, Column]] = field(default_factory=list)
    _form_parts: list[tuple[Column, Column, Column, Column]] = field(default_factory=list)

    def number(self, chunks: Sequence[str]) -> Column:
        """The numbers of chunks; new ones wait to be learned."""
        known = len(self._chunks)
        numbers = _numbers(self._chunks, chunks)
        if len(self._chunks) > known:
            self._waiting.extend(
                chunk for chunk, number in zip(chunks, numbers.tolist(), strict=True) if number >= known
            )
        return numbers

    def unlearned(self) -> list[str]:
        """The chunks that wait, in the order of their numbers; they must be learned in this order."""
        waiting, self._waiting = self._waiting, []
        return waiting

    @property
    def waiting(self) -> int:
        """How many chunks wait to be learned."""
        return len(self._waiting)

    def learn(self, new: Meanings) -> None:
        """Take in the meanings of the next unlearned chunks; a form that was read before keeps its readings."""
        known = len(self._forms)
        form_numbers = _numbers(self._forms, new.forms)
        is_new = form_numbers >= known
        of_new = np.repeat(is_new, new.reading_counts)
        self._chunk_parts.append((new.widths, new.word_counts, new.offsets, form_numbers[new.word_forms]))
        self._form_parts.append(
            (
                _numbers(self._exacts, new.exacts)[is_new],
                new.reading_counts[is_new],
                _numbers(self._terms, new.terms)[new.reading_terms[of_new]],
                new.weights[of_new],
            )
        )

    def tables(self) -> Tables:
        """Everything learned so far."""
        widths, word_counts, offsets, word_forms = _joined(self._chunk_parts, (np.int32,) * 4)
        exact_of_form, reading_counts, reading_terms, weights = _joined(
            self._form_parts, (np.int32, np.int32, np.int32, np.uint8)
        )
        return Tables(
            widths=widths,
            word_starts=bounds_of(word_counts),
            offsets=offsets,
            word_forms=word_forms,
            forms=list(self._forms),
            exact_of_form=exact_of_form,
            exacts=list(self._exacts),
            reading_starts=bounds_of(reading_counts),
            reading_terms=reading_terms,
            weights=weights,
            terms=list(self._terms),
        )


def _joined(parts: Sequence[tuple[Column, ...]], kinds: tuple[type, ...]) -> list[Column]:
    if not parts:
        return [np.empty(0, kind) for kind in kinds]
    return [np.concatenate(column) for column in zip(*parts, strict=True)]


def _numbers(table: "defaultdict[str, int]", words: Sequence[str]) -> Column:
    return np.fromiter(map(table.__getitem__, words), np.int32, len(words))


def _ints(values: list[int]) -> Column:
    return np.array(values, dtype=np.int32)
