"""The file of terms, read in place: for every field its dictionary and its records."""

from indexer.columnar.arrays import Columns
from indexer.columnar.dictionary import Dictionary
from indexer.columnar.offsets import read_offsets
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

    def find(self, term: bytes) -> tuple[RecordReader, RecordHead] | None:
        """Where the postings of a term are, if it has any; to be read together with those of other segments."""
        row = self.names.find(term)
        return None if row is None else (self.records, self.records.head(row))


def read_terms(columns: Columns) -> dict[str, FieldTerms]:
    """All fields of a file of terms."""
    return {field: FieldTerms(columns, field) for field in columns.fact("fields")}
