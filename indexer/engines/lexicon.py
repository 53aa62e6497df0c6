"""Which forms the index has met and how each is read: no known word is ever parsed again.

    lexicon = Lexicon(Path("gen-0001"))
    lexicon.readings("кластеров")  ->  (Reading("кластер", 64),)
    lexicon.forms("кластер")       ->  ["кластер", "кластера", "кластеров", …]

One file of columns (`columnar.arrays`): two dictionaries, forms and terms, and two CSR tables between them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from indexer.columnar.arrays import ColumnsWriter, open_columns
from indexer.columnar.dictionary import Dictionary, pack_dictionary
from indexer.columnar.ragged import Column, bounds_of, run_indices
from indexer.engines.vocabulary import FormReadings, Tables
from indexer.text import gazetteer
from indexer.text.lemma import Reading, fingerprint

LEXICON = "lexicon"
TERMS_REMEMBERED = 4096  # whose forms stay in memory, a few kilobytes each at most


def write_lexicon(folder: Path, tables: Tables) -> None:
    """Write the forms and terms of a vocabulary, sorted, with their readings both ways."""
    form_order, _ = _sorted(tables.forms)
    term_order, term_rows = _sorted(tables.terms)
    counts = np.diff(tables.reading_starts)[form_order]
    readings = run_indices(tables.reading_starts[:-1][form_order], counts)
    terms_of_forms = term_rows[tables.reading_terms[readings]]
    by_term = np.argsort(terms_of_forms, kind="stable")
    forms_of_readings = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
    with (folder / LEXICON).open("wb") as file, ColumnsWriter(file) as columns:
        for name, words, order in (("forms", tables.forms, form_order), ("terms", tables.terms, term_order)):
            heads, names, count = pack_dictionary([words[place].encode() for place in order.tolist()])
            columns.add(f"{name}/heads", heads)
            columns.add(f"{name}/names", names)
            columns.facts[name] = count
        columns.facts["fingerprint"] = fingerprint()
        columns.facts["tagging"] = gazetteer.fingerprint()
        columns.add("reading_starts", bounds_of(counts).astype("<u4"))
        columns.add("reading_terms", terms_of_forms.astype("<u4"))
        columns.add("weights", tables.weights[readings])
        columns.add("form_starts", bounds_of(np.bincount(terms_of_forms, minlength=len(term_order))).astype("<u4"))
        columns.add("form_rows", forms_of_readings[by_term])


@dataclass(frozen=True, slots=True)
class LoadedLexicon:
    """All forms and readings of a lexicon, unpacked for many look-ups: some 200 bytes of memory a form."""

    rows: dict[str, int]
    starts: Column
    terms: Column
    weights: Column
    names: list[str]

    def read(self, forms: Iterable[str]) -> FormReadings:
        """The readings of forms that are all known."""
        rows = np.array([self.rows[form] for form in forms], np.int64)
        counts = np.diff(self.starts)[rows].astype(np.int32)
        places = run_indices(self.starts[:-1][rows], counts)
        met, terms = np.unique(self.terms[places], return_inverse=True)
        return FormReadings(counts, terms.astype(np.int32), self.weights[places], [self.names[term] for term in met])


class Lexicon:
    """The lexicon of a generation, read where it lies; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        columns = open_columns(folder / LEXICON)
        self._forms = Dictionary(columns["forms/heads"], columns["forms/names"], columns.fact("forms"))
        self._terms = Dictionary(columns["terms/heads"], columns["terms/names"], columns.fact("terms"))
        self.fingerprint: str = columns.fact("fingerprint")
        self.tagging: str | None = columns.facts.get("tagging")  # by which rules the articles got their regions
        self._reading_starts = columns["reading_starts"]
        self._reading_terms = columns["reading_terms"]
        self._weights = columns["weights"]
        self._form_starts = columns["form_starts"]
        self._form_rows = columns["form_rows"]
        self.forms = lru_cache(maxsize=TERMS_REMEMBERED)(self._forms_of)

    def __len__(self) -> int:
        return len(self._forms)

    def readings(self, form: str) -> tuple[Reading, ...] | None:
        """How a form is read, the likeliest first; None for a form that the index never met."""
        row = self._forms.find(form.encode("utf-8", "replace"))
        if row is None:
            return None
        places = slice(int(self._reading_starts[row]), int(self._reading_starts[row + 1]))
        return tuple(
            Reading(self._terms[term].decode(), weight)
            for term, weight in zip(self._reading_terms[places].tolist(), self._weights[places].tolist(), strict=True)
        )

    def loaded(self) -> LoadedLexicon:
        """The whole of it in memory."""
        return LoadedLexicon(
            rows={form.decode(): row for row, form in enumerate(self._forms)},
            starts=self._reading_starts,
            terms=self._reading_terms,
            weights=self._weights,
            names=[term.decode() for term in self._terms],
        )

    def _forms_of(self, term: str) -> list[str]:
        """All forms that the index met and that may be read as the term."""
        row = self._terms.find(term.encode("utf-8", "replace"))
        if row is None:
            return []
        rows = self._form_rows[int(self._form_starts[row]) : int(self._form_starts[row + 1])]
        return [form.decode() for form in self._forms.several(rows.tolist())]


def _sorted(words: list[str]) -> tuple[Column, Column]:
    """The order that sorts the words, and for every word its row in that order."""
    order = np.array(sorted(range(len(words)), key=words.__getitem__), dtype=np.int64)
    rows = np.empty(len(words), np.int64)
    rows[order] = np.arange(len(words))
    return order, rows
