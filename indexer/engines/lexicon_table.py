"""The lexicon written, and read whole for a build that adds to it: what a search never needs.

write_lexicon(folder, vocabulary.tables())
load_lexicon(folder).read(["кластеров", "стали"])   ->   their readings as arrays
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.columnar.arrays import ColumnsWriter, open_columns
from indexer.columnar.dictionary import pack_dictionary
from indexer.columnar.offsets import add_offsets, read_offsets
from indexer.columnar.ragged import Column, run_indices
from indexer.columnar.split import add_split, read_split
from indexer.engines.lexicon import LEXICON, READINGS, SPELLINGS, names_in
from indexer.engines.vocabulary import FormReadings, Tables
from indexer.text import gazetteer
from indexer.text.edition import fingerprint


def write_lexicon(folder: Path, tables: Tables) -> None:
    """Write the forms and terms of a vocabulary, sorted, with their readings both ways."""
    form_order, _ = _sorted(tables.forms, tables.sorted_runs.tolist())
    term_order, term_rows = _sorted(tables.terms, range(len(tables.terms)))
    counts = np.diff(tables.reading_starts)[form_order]
    readings = run_indices(tables.reading_starts[:-1][form_order], counts)
    terms_of_forms = term_rows[tables.reading_terms[readings]]
    by_term = np.argsort(terms_of_forms, kind="stable")
    forms_of_readings = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
    with (folder / LEXICON).open("wb") as file, ColumnsWriter(file) as columns:
        for name, words, order in (("forms", tables.forms, form_order), ("terms", tables.terms, term_order)):
            heads, names, count = pack_dictionary(list(map(str.encode, map(words.__getitem__, order.tolist()))))
            columns.add(f"{name}/heads", heads)
            columns.add(f"{name}/names", names)
            columns.facts[name] = count
        columns.facts["fingerprint"] = fingerprint()
        columns.facts["tagging"] = gazetteer.fingerprint()
        add_offsets(columns, READINGS, counts)
        add_split(columns, f"{READINGS}/terms", terms_of_forms)
        columns.add(f"{READINGS}/weights", tables.weights[readings])
        add_offsets(columns, SPELLINGS, np.bincount(terms_of_forms, minlength=len(term_order)))
        add_split(columns, f"{SPELLINGS}/forms", forms_of_readings[by_term])


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


def load_lexicon(folder: Path) -> LoadedLexicon:
    """The whole lexicon of a generation folder in memory."""
    columns = open_columns(folder / LEXICON)
    readings = read_offsets(columns, READINGS)
    return LoadedLexicon(
        rows={form.decode(): row for row, form in enumerate(names_in(columns, "forms"))},
        starts=readings.between(range(len(readings))),
        terms=read_split(columns, f"{READINGS}/terms")[:],
        weights=columns[f"{READINGS}/weights"],
        names=[term.decode() for term in names_in(columns, "terms")],
    )


def _sorted(words: list[str], numbers: Sequence[int]) -> tuple[Column, Column]:
    """The order that sorts the words, and for every word its row there; `numbers` in sorted runs save half the time."""
    order = np.array(sorted(numbers, key=words.__getitem__), dtype=np.int64)
    rows = np.empty(len(words), np.int64)
    rows[order] = np.arange(len(words))
    return order, rows
