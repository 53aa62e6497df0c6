"""Which forms the index has met and how each is read: no known word is ever parsed again.

    lexicon = Lexicon(Path("gen-0001"))
    lexicon.readings("кластеров")  ->  (Reading("кластер", 64),)
    lexicon.spellings("ёлка")      ->  {"елка", "елкам", "елки", …}

One file of columns (`columnar.arrays`), written and read whole by `lexicon_table`: two dictionaries, and two tables
between them, each a list of runs:

    forms/heads, forms/names, terms/heads, terms/names      in order (`columnar.dictionary`)
    readings/…            where the readings of each form begin (`columnar.offsets`)
    readings/terms/…      row of the term of each (`columnar.split`)
    readings/weights u1   in 64ths
    spellings/…           where the forms of each term begin (`columnar.offsets`)
    spellings/forms/…     row of each form (`columnar.split`)
"""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from indexer.columnar.arrays import Columns, open_columns
from indexer.columnar.dictionary import Dictionary
from indexer.columnar.offsets import Offsets, read_offsets
from indexer.columnar.split import SplitNumbers, read_split
from indexer.text.analyzer import exact_term
from indexer.text.lemma import Reading

LEXICON = "lexicon"
READINGS, SPELLINGS = "readings", "spellings"
TERMS_REMEMBERED = 4096  # whose forms stay in memory, a few kilobytes each at most


class Lexicon:
    """The lexicon of a generation, read where it lies; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        columns = open_columns(folder / LEXICON)
        self._forms, self._terms = names_in(columns, "forms"), names_in(columns, "terms")
        self.fingerprint: str = columns.fact("fingerprint")
        self.tagging: str | None = columns.facts.get("tagging")  # by which rules the articles got their regions
        self._readings = read_offsets(columns, READINGS)
        self._terms_read = read_split(columns, f"{READINGS}/terms")
        self._weights = memoryview(columns[f"{READINGS}/weights"].data)
        forms_of_terms = read_split(columns, f"{SPELLINGS}/forms")
        spelled = _Spelled(self._forms, self._terms, read_offsets(columns, SPELLINGS), forms_of_terms)
        # Not a method of this object: what remembers it would keep it, and it what remembers.
        self.spellings = lru_cache(maxsize=TERMS_REMEMBERED)(spelled.spellings)

    def __len__(self) -> int:
        return len(self._forms)

    def __contains__(self, form: object) -> bool:
        """True for a form that the index has met."""
        return isinstance(form, str) and self._forms.find(form.encode("utf-8", "replace")) is not None

    def readings(self, form: str) -> tuple[Reading, ...] | None:
        """How a form is read, the likeliest first; None for a form that the index never met."""
        row = self._forms.find(form.encode("utf-8", "replace"))
        if row is None:
            return None
        places = _run(self._readings, row)
        return tuple(
            Reading(self._terms[term].decode(), weight)
            for term, weight in zip(self._terms_read.listed(places), self._weights[places], strict=True)
        )


class _Spelled(NamedTuple):
    """The forms of every term: run t of `runs` says where in `rows` the rows of term t's forms stand."""

    forms: Dictionary
    terms: Dictionary
    runs: Offsets
    rows: SplitNumbers

    def spellings(self, term: str) -> frozenset[str]:
        """All forms that the index met and that may be read as the term, in lower case, ё as е."""
        row = self.terms.find(term.encode("utf-8", "replace"))
        if row is None:
            return frozenset()
        rows = self.rows[_run(self.runs, row)]
        forms = b"\n".join(self.forms.several(rows.tolist())).decode()
        return frozenset(exact_term(forms).split("\n"))  # at once, which costs little more than one of them


def _run(offsets: Offsets, row: int) -> slice:
    start = offsets[row]
    return slice(start, start + offsets.size(row))


def names_in(columns: Columns, name: str) -> Dictionary:
    """The forms or the terms of a lexicon's file."""
    return Dictionary(columns[f"{name}/heads"], columns[f"{name}/names"], columns.fact(name))
