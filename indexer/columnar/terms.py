"""The file of terms, read in place: for every field its dictionary and its records."""

import numpy as np

from indexer.columnar.arrays import Columns
from indexer.columnar.cells import CELLS_A_DOCUMENT
from indexer.columnar.dictionary import Dictionary
from indexer.columnar.offsets import read_offsets
from indexer.columnar.ragged import Column
from indexer.columnar.record_reader import RecordHead, RecordReader
from indexer.fields import FIELDS, Kind

KEY_FIELD = next(field.name for field in FIELDS if field.kind is Kind.KEY)


class FieldTerms:
    """One field: `names` are its terms by row, `records` their postings."""

    def __init__(self, columns: Columns, field: str) -> None:
        facts = columns.fact("fields")[field]
        self.names = Dictionary(
            columns[f"{field}/heads"], columns[f"{field}/names"], facts["terms"], columns.get(f"{field}/pages")
        )
        offsets = read_offsets(columns, f"{field}/records")
        self.records = RecordReader(columns[f"{field}/records"], offsets, facts["positions"])
        self.rows = columns.get(f"{field}/rows")
        self._held = columns.get(f"{field}/held")

    def find(self, term: bytes) -> tuple[RecordReader, RecordHead] | None:
        """Where the postings of a term are, if it has any; to be read together with those of other segments."""
        row = self.names.find(term)
        return None if row is None else (self.records, self.records.head(row))

    def are_in(self, place: int) -> Column:
        """Which terms the text field at that place has (bool); all where the field is no text."""
        if self._held is None:
            return np.ones(len(self.names), np.bool_)
        bits = np.unpackbits(self._held, count=CELLS_A_DOCUMENT * len(self.names), bitorder="little")
        return bits.view(np.bool_)[place::CELLS_A_DOCUMENT]


def read_terms(columns: Columns) -> dict[str, FieldTerms]:
    """All fields of a file of terms."""
    return {field: FieldTerms(columns, field) for field in columns.fact("fields")}
