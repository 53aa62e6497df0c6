"""The values of one facet over all segments, and how many of some documents have each.

values = join_values([segment.facet("region") for segment in segments])
values.counts(docnums)   ->   (Count("Республика Татарстан", 12), Count("Калужская область", 5))
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.columnar.documents import FacetColumn
from indexer.columnar.ragged import Column, bounds_of, joined
from indexer.search.results import Count


@dataclass(frozen=True, slots=True)
class Values:
    """The values in order, and the facet of every document; with one segment nothing is copied."""

    column: FacetColumn

    def counts(self, docnums: Column) -> tuple[Count, ...]:
        """How many of the documents have each value, most first, and of equals in order."""
        names = self.column.values
        if not len(names):
            return ()
        found = np.bincount(self.column.codes_of(docnums) + 1)[1:]  # the first counts code -1: no value
        places = found.nonzero()[0]
        ranked = sorted(zip((-found[places]).tolist(), map(names.__getitem__, places.tolist()), strict=True))
        return tuple(Count(name, -minus) for minus, name in ranked)


def join_values(columns: Sequence[FacetColumn]) -> Values:
    """Columns of neighbouring segments as one."""
    if len(columns) == 1:
        return Values(columns[0])
    names = sorted(set().union(*(column.values for column in columns)))
    rows = {name: row for row, name in enumerate(names)}
    codes, counts = [], []
    for column in columns:
        renamed = np.array([*(rows[name] for name in column.values), -1], np.min_scalar_type(-max(1, len(names))))
        codes.append(renamed[column.codes])
        counts.append(_counts(column))
    every = joined(counts, np.int64)
    starts = None if (every == 1).all() else bounds_of(every)
    return Values(FacetColumn(names, joined(codes, np.int8), starts))


def _counts(column: FacetColumn) -> Column:
    """How many codes each document has."""
    return np.ones(len(column.codes), np.int64) if column.starts is None else np.diff(column.starts)
