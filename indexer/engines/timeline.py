"""When the hits were published: years in a row, or the months of the one year that all of them share.

timeline(collection, docnums)   ->   Timeline(counts=(Count("2014", 3), Count("2015", 0), Count("2016", 9)), undated=2)
"""

import numpy as np

from indexer.columnar.ragged import Column
from indexer.engines.collection import Collection
from indexer.search.results import Count, Timeline

MOST_YEARS = 60  # the last of them; a page has no room for more, and a date of the year 208 is a slip


def timeline(collection: Collection, docnums: Column) -> Timeline:
    """How many of the documents were published in each year, or in each month where all are of one year."""
    counts = np.bincount(collection.months.take(docnums))
    undated = int(counts[:1].sum())
    counts[:1] = 0
    dated = np.flatnonzero(counts)
    if not len(dated):
        return Timeline((), undated)
    first, last = int(dated[0]) // 12, int(dated[-1]) // 12
    by_year = np.pad(counts, (0, 12 * (last + 1) - len(counts))).reshape(-1, 12)
    if first == last:
        return Timeline(
            tuple(Count(f"{first}-{month:02}", count) for month, count in enumerate(by_year[first].tolist(), 1)),
            undated,
        )
    shown = max(first, last - MOST_YEARS + 1)
    totals = by_year.sum(axis=1)
    totals[shown] += int(totals[:shown].sum())
    return Timeline(
        tuple(Count(str(year), count) for year, count in enumerate(totals[shown:].tolist(), shown)), undated
    )
