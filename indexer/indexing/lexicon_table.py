"""The lexicon written, and read whole for a build that adds to it: what a search never needs.

write_lexicon(folder, vocabulary.tables())
load_lexicon(folder).read(rows)   ->   the readings of the forms in these rows, as arrays
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.columnar.arrays import Columns, create_columns, open_columns
from indexer.columnar.dictionary_writer import pack_runs
from indexer.columnar.offsets import add_offsets, read_offsets
from indexer.columnar.ragged import Column, run_indices
from indexer.columnar.split import add_split, read_split
from indexer.columnar.unpacked import unpacked
from indexer.indexing.names import Names, Numbered
from indexer.indexing.vocabulary import FormReadings, Tables
from indexer.opened.lexicon import LEXICON, READINGS, SPELLINGS
from indexer.places import gazetteer
from indexer.text.edition import fingerprint


def write_lexicon(folder: Path, tables: Tables) -> None:
    """Write the forms and terms of a vocabulary with their readings both ways."""
    counts = np.diff(tables.reading_starts)
    forms_of_readings = np.repeat(np.arange(len(counts), dtype=np.uint64), counts)
    by_term = np.sort(tables.reading_terms.astype(np.uint64) << np.uint64(32) | forms_of_readings).astype(np.uint32)
    with create_columns(folder / LEXICON) as columns:
        for name, words in (("forms", tables.forms), ("terms", tables.terms)):
            starts = words.bounds[:-1]
            heads, names, count = pack_runs(words.letters, starts, words.bounds[1:] - starts - 1)
            columns.add(f"{name}/heads", heads)
            columns.add(f"{name}/names", names)
            columns.facts[name] = count
        columns.facts["fingerprint"] = fingerprint()
        columns.facts["tagging"] = gazetteer.fingerprint()
        add_offsets(columns, READINGS, counts)
        add_split(columns, f"{READINGS}/terms", tables.reading_terms)
        columns.add(f"{READINGS}/weights", tables.weights)
        add_offsets(columns, SPELLINGS, np.bincount(tables.reading_terms, minlength=len(tables.terms)))
        add_split(columns, f"{SPELLINGS}/forms", by_term)


@dataclass(frozen=True, slots=True)
class LoadedLexicon:
    """All forms and readings of a lexicon, unpacked for many look-ups: some 100 bytes of memory a form.

    `rows` finds the row of a form. The readings of row r are starts[r]:starts[r + 1] of `terms`, which are places in
    `names`, and of `weights` (64ths).
    """

    forms: Names
    rows: Numbered
    starts: Column
    terms: Column
    weights: Column
    names: Names

    def read(self, rows: Column) -> FormReadings:
        """The readings of the forms in some rows; of `names` it has only those that they need."""
        counts = np.diff(self.starts)[rows].astype(np.int32)
        places = run_indices(self.starts[:-1][rows], counts)
        terms = self.terms[places]
        is_met = np.zeros(len(self.names), np.bool_)
        is_met[terms] = True
        numbers = np.cumsum(is_met, dtype=np.int32) - 1
        return FormReadings(counts, numbers[terms], self.weights[places], self.names.taken(np.flatnonzero(is_met)))


def load_lexicon(folder: Path) -> LoadedLexicon:
    """The whole lexicon of a generation folder in memory."""
    columns = open_columns(folder / LEXICON)
    readings = read_offsets(columns, READINGS)
    forms, rows = _names_in(columns, "forms"), Numbered()
    rows.number(forms)
    return LoadedLexicon(
        forms=forms,
        rows=rows,
        starts=readings.between(range(len(readings))),
        terms=read_split(columns, f"{READINGS}/terms")[:],
        weights=columns[f"{READINGS}/weights"],
        names=_names_in(columns, "terms"),
    )


def _names_in(columns: Columns, name: str) -> Names:
    return Names(unpacked(columns[f"{name}/heads"], columns[f"{name}/names"], columns.fact(name)))
