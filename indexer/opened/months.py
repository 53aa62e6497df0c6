"""In which months were documents published? Counted once for the facet of years and for the timeline.

months = Months(collection.days)
months.counted(docnums)   ->   Dated(first_year=2012, by_month=[[0, 3, …], …], by_year=[7, …], undated=3)
"""

import datetime
from typing import NamedTuple

import numpy as np

from indexer.columnar.ragged import Column

EPOCH = datetime.date(1970, 1, 1)  # numpy counts days and months from here


class Dated(NamedTuple):
    """How many documents were published in each month, in a row for each year from `first_year` on; in each year."""

    first_year: int
    by_month: Column
    by_year: Column
    undated: int


class Months:
    """The months of all documents of a generation; threads may share it."""

    def __init__(self, days: Column) -> None:
        """Take the day of every document as an ordinal, 0 where unknown."""
        is_dated = days > 0
        since_epoch = (days.astype(np.int64) - EPOCH.toordinal()).astype("datetime64[D]")
        months = since_epoch.astype("datetime64[M]").astype(np.int64) + 12 * EPOCH.year
        known = months[is_dated]
        self._first_year = int(known.min()) // 12 if len(known) else EPOCH.year
        january = 12 * self._first_year
        years = (int(known.max()) - january) // 12 + 1 if len(known) else 0
        self._size = 1 + 12 * years
        codes = np.where(is_dated, months - january + 1, 0)  # 0 for the undated, 1 for the first January
        self._codes = codes.astype(np.min_scalar_type(self._size))

    def counted(self, docnums: Column) -> Dated:
        """How many of the documents were published when."""
        counts = np.bincount(self._codes.take(docnums), minlength=self._size)
        by_month = counts[1:].reshape(-1, 12)
        return Dated(self._first_year, by_month, by_month.sum(axis=1), int(counts[0]))
