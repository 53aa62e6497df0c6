"""Whoosh's fields: those of texts are cut out of the cells, all others are as they lie.

>>> fields = whoosh_fields(read_terms(columns))
>>> fields["title"].postings(fields["title"].find("сталь".encode())).docnums
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np

from indexer.columnar import cells
from indexer.columnar.postings import Postings
from indexer.columnar.ragged import Column, bounds_of
from indexer.columnar.terms import FieldTerms

_AT_ONCE = 256  # terms of which it is found out together whether the field has them


class FieldPostings:
    """The postings of one term in one field."""

    def __init__(self, postings: Postings, kept: Column, docnums: Column) -> None:
        self._postings = postings
        self._kept = kept
        self.docnums = docnums  # int32
        self.weights = postings.weights[kept]  # float32

    @cached_property
    def freqs(self) -> Column:
        """See `Postings`."""
        return self._postings.freqs[self._kept]

    @cached_property
    def positions(self) -> tuple[Column, Column]:
        """See `Postings`."""
        flat, counts = self._postings.positions_of(self._kept)
        return flat, bounds_of(counts)


class WhooshField:
    """A field whose terms are rows of a dictionary that it may share; `place` is that of a text field, or None."""

    def __init__(self, terms: FieldTerms, place: int | None) -> None:
        self._names, self._records = terms.names, terms.records
        self._place = place

    def find(self, term: bytes) -> int | None:
        """The row of a term that the field has."""
        row = self._names.find(term)
        return row if row is not None and self._holds(range(row, row + 1))[0] else None

    def terms_from(self, term: bytes) -> Iterator[tuple[int, bytes]]:
        """The field's terms that are not less, and their rows."""
        start = self._names.lower_bound(term)
        names = self._names.iterate(start)
        for first in range(start, len(self._names), _AT_ONCE):
            rows = range(first, min(first + _AT_ONCE, len(self._names)))
            for row, name, is_held in zip(rows, names, self._holds(rows).tolist(), strict=False):
                if is_held:
                    yield row, name

    def postings(self, row: int) -> FieldPostings:
        """The postings of a term."""
        postings = self._records.read(row)
        if self._place is None:
            return FieldPostings(postings, np.arange(len(postings.docnums)), postings.docnums)
        kept = cells.are_in(postings.docnums, self._place).nonzero()[0]
        return FieldPostings(postings, kept, cells.docnums_of(postings.docnums[kept]))

    def _holds(self, rows: range) -> Column:
        """Which of those terms the field has."""
        if self._place is None or not len(rows):
            return np.ones(len(rows), np.bool_)
        table = self._records.read_range(rows)
        return np.logical_or.reduceat(cells.are_in(table.docnums, self._place), bounds_of(table.doc_freqs)[:-1])


def whoosh_fields(fields: Mapping[str, FieldTerms]) -> dict[str, WhooshField]:
    """The fields of a schema, by name."""
    found = {name: WhooshField(terms, None) for name, terms in fields.items() if name not in cells.FIELDS}
    for name, (spelling, place) in cells.PLACES.items():
        if spelling in fields:
            found[name] = WhooshField(fields[spelling], place)
    return dict(sorted(found.items()))
