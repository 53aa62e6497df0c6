"""Whoosh's fields: those of texts are cut out of the cells, all others are as they lie.

fields = whoosh_fields(read_terms(columns))
fields["title"].postings(fields["title"].find("сталь".encode())).docnums
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import compress, islice

import numpy as np

from indexer.columnar import cells
from indexer.columnar.postings import Postings
from indexer.columnar.ragged import Column, bounds_of
from indexer.columnar.terms import FieldTerms


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
        self._terms = terms
        self._place = place

    @cached_property
    def _held(self) -> list[bool]:
        """Which rows are of this field."""
        held: list[bool] = self._terms.are_in(self._place or 0).tolist()
        return held

    def __bool__(self) -> bool:
        return any(self._held)

    def find(self, term: bytes) -> int | None:
        """The row of a term that the field has."""
        row = self._terms.names.find(term)
        return row if row is not None and self._held[row] else None

    def terms_from(self, term: bytes) -> Iterator[tuple[int, bytes]]:
        """The field's terms that are not less, and their rows."""
        start = self._terms.names.lower_bound(term)
        return compress(enumerate(self._terms.names.iterate(start), start), islice(self._held, start, None))

    def postings(self, row: int) -> FieldPostings:
        """The postings of a term."""
        postings = self._terms.records.read(row)
        if self._place is None:
            return FieldPostings(postings, np.arange(len(postings.docnums)), postings.docnums)
        kept = cells.are_in(postings.docnums, self._place).nonzero()[0]
        return FieldPostings(postings, kept, cells.docnums_of(postings.docnums[kept]))


def whoosh_fields(fields: Mapping[str, FieldTerms]) -> dict[str, WhooshField]:
    """The fields of a schema, by name."""
    found = {name: WhooshField(terms, None) for name, terms in fields.items() if name not in cells.FIELDS}
    for name, (spelling, place) in cells.PLACES.items():
        if spelling in fields:
            found[name] = WhooshField(fields[spelling], place)
    return dict(sorted(found.items()))
