"""Days and facets read off Whoosh's terms: of a segment that a stock writer wrote, which has no columns of them.

Fields whose values are terms whole; the way there is `exact_terms`.
"""

from typing import Any

import numpy as np

from indexer.columnar.documents import FacetColumn
from indexer.columnar.ragged import Column, bounds_of
from indexer.columnar.terms import FieldTerms
from indexer.fields import FIELDS, Kind

_SHIFT_STEP = 16  # bits: half of a number

DAY_FIELD = next(field.name for field in FIELDS if field.kind is Kind.DAY)


def whoosh_number() -> Any:
    """Whoosh's own way to write a day as terms: exact, and one coarse term of all; a search by days needs no other.

    Whoosh's default step of four bits would write eight for each document.
    """
    from whoosh.fields import NUMERIC  # a tenth of a second that a search can do without

    return NUMERIC(int, shift_step=_SHIFT_STEP)


def days_of(terms: FieldTerms | None, doc_count: int) -> Column:
    """The day of every document, by the terms that are exact: those of shift 0."""
    days = np.zeros(doc_count, np.int32)
    if terms is not None:
        number = whoosh_number()
        rows = terms.names.prefix(b"\0")
        table = terms.records.read_range(rows)
        values = np.array([number.from_bytes(terms.names[row]) for row in rows], np.int32)
        days[table.docnums] = np.repeat(values, table.doc_freqs)
    return days


def facet_of(terms: FieldTerms | None, doc_count: int) -> FacetColumn:
    """The values of every document, by the terms of the field."""
    if terms is None:
        return FacetColumn((), np.full(doc_count, -1, np.int8))
    table = terms.records.read_range(range(len(terms.names)))
    order = np.argsort(table.docnums, kind="stable")
    starts = bounds_of(np.bincount(table.docnums, minlength=doc_count))
    return FacetColumn([name.decode() for name in terms.names], table.rows()[order], starts)
