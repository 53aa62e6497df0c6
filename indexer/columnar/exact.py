"""Fields whose values are terms whole: days and facets as Whoosh's terms, and back.

The fast road writes both columns and terms; of a segment that a stock writer wrote, the columns are read off its terms.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from indexer.columnar.documents import FacetColumn
from indexer.columnar.inversion import Occurrences, occurrences, sort_terms
from indexer.columnar.ragged import Column, bounds_of
from indexer.columnar.terms import FieldTerms
from indexer.fields import FIELDS, Kind

DAY_FIELD = next(field.name for field in FIELDS if field.kind is Kind.DAY)


def day_terms(days: Column) -> tuple[Sequence[bytes], Callable[[], Occurrences]]:
    """Whoosh's terms of a number, the coarse ones too, so that its NumericRange finds them; day 0 has none."""
    number = _whoosh_number()
    docnums = np.flatnonzero(days).astype(np.int32)
    terms: list[bytes] = []
    ids: list[Column] = []
    for shift in range(0, number.bits, number.shift_step):
        coarse, which = np.unique(days[docnums] >> shift, return_inverse=True)
        ids.append(len(terms) + which)
        terms.extend(number.to_bytes(value << shift, shift) for value in coarse.tolist())
    names, ranks = sort_terms(terms)
    return names, lambda: occurrences(ranks[np.concatenate(ids)], np.tile(docnums, len(ids)))


def _whoosh_number() -> Any:
    from whoosh.fields import NUMERIC  # a tenth of a second that a search can do without

    return NUMERIC(int)


def facet_terms(facet: FacetColumn) -> tuple[Sequence[bytes], Callable[[], Occurrences]]:
    """Every value as one term."""
    known = facet.codes >= 0
    names, ranks = sort_terms([value.encode() for value in facet.values])
    return names, lambda: occurrences(ranks[facet.codes[known]], facet.docnums()[known])


def days_of(terms: FieldTerms | None, doc_count: int) -> Column:
    """The day of every document, by the terms that are exact: those of shift 0."""
    days = np.zeros(doc_count, np.int32)
    if terms is not None:
        number = _whoosh_number()
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
