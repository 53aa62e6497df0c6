"""What every distinct chunk means, as arrays: chunk number in, positions, exact terms and weighted lemma terms out.

    vocabulary = Vocabulary()
    vocabulary.take(worker, chunks.new())     # the vocabulary's numbers of that worker's chunks
    numbers, forms = vocabulary.unread()      # forms that no worker sent before
    vocabulary.learn(numbers, read(forms))    # `read` may run in another process
    vocabulary.tables()                       # CSR tables, chunk -> words -> readings

Two workers may send the same chunk, which then has two numbers; a form has one, and is read once. In the tables forms
and terms stand in order, and are numbered so.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count

import numpy as np

from indexer.columnar.ragged import Column, bounds_of, run_indices
from indexer.indexing.chunks import NewChunks
from indexer.indexing.names import Names, Numbered, names_of
from indexer.text import lemma
from indexer.text.letters import fold_yo


@dataclass(frozen=True, slots=True)
class FormReadings:
    """How some forms are read, in their order.

    counts[i] (int32) says how many readings form i has; `terms` (int32, places in `names`) and `weights` (uint8, 64ths)
    hold the readings of all forms, one after another.
    """

    counts: Column
    terms: Column
    weights: Column
    names: Names


def read(forms: Names) -> FormReadings:
    """Ask the dictionary for the readings of forms."""
    found = list(map(lemma.weights, forms.listed()))
    names: defaultdict[str, int] = defaultdict(count().__next__)
    terms = np.fromiter(map(names.__getitem__, chain.from_iterable(found)), np.int32)
    weights = np.fromiter(chain.from_iterable(map(dict.values, found)), np.uint8, len(terms))
    return FormReadings(np.fromiter(map(len, found), np.int32, len(found)), terms, weights, names_of(list(names)))


@dataclass(frozen=True, slots=True)
class Tables:
    """The whole vocabulary as tables of numbers; `forms`, `exacts` and `terms` are in order, and a number is a place.

    Chunk c takes widths[c] positions. Its words are word_starts[c]:word_starts[c + 1] of `offsets` (how many positions
    after the chunk's first) and `word_forms` (places in `forms`). Form f is spelled exact_of_form[f] (a place in
    `exacts`) and may be read as reading_starts[f]:reading_starts[f + 1] of `reading_terms` (places in `terms`), each
    with its weight (64ths).
    """

    widths: Column
    word_starts: Column
    offsets: Column
    word_forms: Column
    forms: Names
    exact_of_form: Column
    exacts: Names
    reading_starts: Column
    reading_terms: Column
    weights: Column
    terms: Names

    def of_lemmas(self) -> "Tables":
        """The tables that `occurrences.lemmas` needs, the others empty: less to send to another process."""
        return replace(self, forms=names_of(()), exacts=names_of(()), exact_of_form=self.offsets[:0])

    def of_exacts(self) -> "Tables":
        """The tables that `occurrences.exacts` needs, the others empty."""
        nothing = self.offsets[:0]
        some = replace(self, reading_starts=nothing, reading_terms=nothing, weights=nothing)
        return replace(some, forms=names_of(()), terms=names_of(()))


@dataclass(slots=True)
class Vocabulary:
    """All chunks, forms and terms met so far, numbered in the order of their first appearance."""

    _forms: Numbered = field(default_factory=Numbered)
    _terms: Numbered = field(default_factory=Numbered)
    _asked: int = 0  # forms that do not wait to be read
    _chunk_count: int = 0
    _chunks_of: dict[int, Column] = field(default_factory=dict)  # of each worker: its numbers -> those here
    _forms_of: dict[int, Column] = field(default_factory=dict)
    _chunk_parts: list[tuple[Column, ...]] = field(default_factory=list)  # widths, word counts, offsets, word forms
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

    def number(self, forms: Names) -> Column:
        """The numbers of forms; new ones wait to be read."""
        return self._forms.number(forms)

    def unread(self) -> tuple[Column, Names]:
        """The forms that wait to be read, in order, and their numbers; they wait no longer.

        The dictionary reads neighbours in two thirds of the time: it finds them where it found the one before.
        """
        unread = self._forms.fresh()
        first, self._asked = self._asked, len(self._forms)
        order = unread.order()
        return np.arange(first, self._asked, dtype=np.int32)[order], unread.taken(order)

    @property
    def waiting(self) -> int:
        """How many forms wait to be read."""
        return len(self._forms) - self._asked

    def learn(self, forms: Column, readings: FormReadings) -> None:
        """Take in how forms, given by their numbers, are read."""
        terms = self._terms.number(readings.names)[readings.terms]
        self._reading_parts.append((forms, readings.counts, terms, readings.weights))

    def tables(self) -> Tables:
        """The tables of all that was taken; every form must have been read."""
        widths, word_counts, offsets, word_forms = _joined(self._chunk_parts, (np.int32,) * 4)
        learned, reading_counts, terms_read, weights = _joined(
            self._reading_parts, (np.int32, np.int32, np.int32, np.uint8)
        )
        (forms, form_rows), (terms, term_rows) = self._forms.sorted(), self._terms.sorted()
        exacts, exact_of_form = _exact_terms(forms)
        order = np.empty(len(forms), np.int32)
        order[form_rows[learned]] = np.arange(len(learned), dtype=np.int32)
        starts, reading_counts = bounds_of(reading_counts)[:-1][order], reading_counts[order]
        readings = run_indices(starts, reading_counts)
        return Tables(
            widths=widths,
            word_starts=bounds_of(word_counts),
            offsets=offsets,
            word_forms=form_rows[word_forms],
            forms=forms,
            exact_of_form=exact_of_form,
            exacts=exacts,
            reading_starts=bounds_of(reading_counts),
            reading_terms=term_rows[terms_read[readings]],
            weights=weights[readings],
            terms=terms,
        )


def _exact_terms(forms: Names) -> tuple[Names, Column]:
    """What `text.analyzer.exact_term` makes of forms, in order, and of each form its row there (int32).

    Of all together, for it takes letters one by one.
    """
    return Names(np.frombuffer(fold_yo(forms.text.lower()).encode(), np.uint8)).distinct()


def _joined(parts: Sequence[tuple[Column, ...]], kinds: tuple[type, ...]) -> list[Column]:
    if not parts:
        return [np.empty(0, kind) for kind in kinds]
    return [np.concatenate(column) for column in zip(*parts, strict=True)]
