"""What every distinct chunk means, as arrays: chunk number in, positions, exact terms and weighted lemma terms out.

    vocabulary = Vocabulary()
    vocabulary.take(worker, chunks.new())            # the vocabulary's numbers of that worker's chunks
    unread = vocabulary.unread()                     # forms that no worker sent before: {"кластеров": 0, …}
    vocabulary.learn(unread.values(), read(unread))  # `read` may run in another process
    vocabulary.tables()                              # CSR tables, chunk -> words -> readings

Two workers may send the same chunk, which then has two numbers; a form has one, and is read once.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

import numpy as np

from indexer.columnar.ragged import Column, bounds_of, run_indices
from indexer.engines.chunks import NewChunks, Numbers, new_numbers, numbers_of
from indexer.text import lemma
from indexer.text.analyzer import exact_term


@dataclass(frozen=True, slots=True)
class FormReadings:
    """How forms are read: form -> counts, as many items of (terms: numbers into `names`, weights in 64ths)."""

    counts: Column
    terms: Column
    weights: Column
    names: list[str]


def read(forms: Iterable[str]) -> FormReadings:
    """Ask the dictionary for the readings of forms."""
    found = list(map(lemma.readings, forms))
    names = new_numbers()
    every = list(chain.from_iterable(found))
    terms = numbers_of(names, [term for term, _ in every])
    weights = np.array([weight for _, weight in every], np.uint8)
    return FormReadings(np.fromiter(map(len, found), np.int32, len(found)), terms, weights, list(names))


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
    sorted_runs: Column  # of forms: their numbers, run by run in order

    def of_lemmas(self) -> "Tables":
        """What is needed to spell chunks as lemmas: less to send to another process."""
        nothing = self.offsets[:0]
        return replace(self, forms=[], exacts=[], exact_of_form=nothing, sorted_runs=nothing)

    def of_exacts(self) -> "Tables":
        """What is needed to spell chunks as they are written."""
        nothing = self.offsets[:0]
        some = replace(self, reading_starts=nothing, reading_terms=nothing, weights=nothing)
        return replace(some, forms=[], terms=[], sorted_runs=nothing)


@dataclass(slots=True)
class Vocabulary:
    """All chunks, forms and terms met so far, numbered in the order of their first appearance."""

    _forms: Numbers = field(default_factory=new_numbers)
    _exacts: Numbers = field(default_factory=new_numbers)
    _terms: Numbers = field(default_factory=new_numbers)
    _unread: dict[str, int] = field(default_factory=dict)
    _chunk_count: int = 0
    _chunks_of: dict[int, Column] = field(default_factory=dict)  # of each worker: its numbers -> those here
    _forms_of: dict[int, Column] = field(default_factory=dict)
    _chunk_parts: list[tuple[Column, ...]] = field(default_factory=list)  # widths, word counts, offsets, word forms
    _form_parts: list[tuple[Column, ...]] = field(default_factory=list)  # forms in sorted runs, and their exact terms
    _reading_parts: list[tuple[Column, ...]] = field(default_factory=list)  # forms, reading counts, terms, weights

    def take(self, worker: int, new: NewChunks) -> Column:
        """The numbers here of all chunks that the worker has met; `new` must come in the order it made them."""
        nothing = np.empty(0, np.int32)
        forms = np.concatenate((self._forms_of.get(worker, nothing), self.number(new.forms)))
        first, self._chunk_count = self._chunk_count, self._chunk_count + len(new)
        chunks = np.arange(first, self._chunk_count, dtype=np.int32)
        chunks = np.concatenate((self._chunks_of.get(worker, nothing), chunks))
        self._chunk_parts.append((new.widths, new.word_counts, new.offsets, forms[new.word_forms]))
        self._forms_of[worker], self._chunks_of[worker] = forms, chunks
        return chunks

    def number(self, forms: Sequence[str]) -> Column:
        """The numbers of forms; new ones wait to be read."""
        known = len(self._forms)
        numbers = numbers_of(self._forms, forms)
        for place in np.flatnonzero(numbers >= known).tolist():
            self._unread[forms[place]] = int(numbers[place])
        return numbers

    def unread(self) -> dict[str, int]:
        """The forms that wait to be read, in order, with their numbers; they wait no longer."""
        unread, self._unread = {form: self._unread[form] for form in sorted(self._unread)}, {}
        exacts = numbers_of(self._exacts, list(map(exact_term, unread)))  # sorted runs take half the time to be sorted
        self._form_parts.append((np.fromiter(unread.values(), np.int32, len(unread)), exacts))
        return unread

    @property
    def waiting(self) -> int:
        """How many forms wait to be read."""
        return len(self._unread)

    def learn(self, forms: Collection[int], readings: FormReadings) -> None:
        """Take in how forms, given by their numbers, are read."""
        terms = numbers_of(self._terms, readings.names)[readings.terms]
        self._reading_parts.append((np.fromiter(forms, np.int32, len(forms)), readings.counts, terms, readings.weights))

    def tables(self) -> Tables:
        """All of it; every form must have been read."""
        widths, word_counts, offsets, word_forms = _joined(self._chunk_parts, (np.int32,) * 4)
        forms, reading_counts, terms, weights = _joined(self._reading_parts, (np.int32, np.int32, np.int32, np.uint8))
        order = np.argsort(forms, kind="stable")  # of learning -> of their numbers
        sorted_runs, exacts = _joined(self._form_parts, (np.int32,) * 2)
        exact_of_form = np.empty_like(exacts)
        exact_of_form[sorted_runs] = exacts
        starts, reading_counts = bounds_of(reading_counts)[:-1][order], reading_counts[order]
        readings = run_indices(starts, reading_counts)
        return Tables(
            widths=widths,
            word_starts=bounds_of(word_counts),
            offsets=offsets,
            word_forms=word_forms,
            forms=list(self._forms),
            exact_of_form=exact_of_form,
            exacts=list(self._exacts),
            reading_starts=bounds_of(reading_counts),
            reading_terms=terms[readings],
            weights=weights[readings],
            terms=list(self._terms),
            sorted_runs=sorted_runs,
        )


def _joined(parts: Sequence[tuple[Column, ...]], kinds: tuple[type, ...]) -> list[Column]:
    if not parts:
        return [np.empty(0, kind) for kind in kinds]
    return [np.concatenate(column) for column in zip(*parts, strict=True)]
