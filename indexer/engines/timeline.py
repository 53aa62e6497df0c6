"""When the hits were published: years in a row, or the months of the one year that all of them share.

timeline(collection, docnums)   ->   Timeline(counts=(Count("2014", 3), Count("2015", 0), Count("2016", 9)), undated=2)
"""

import numpy as np

from indexer.columnar.ragged import Column
from indexer.engines.collection import EPOCH, Collection
from indexer.search.results import Count, Timeline

MOST_YEARS = 60  # the last of them; a page has no room for more, and a date of the year 208 is a slip


def timeline(collection: Collection, docnums: Column) -> Timeline:
    """How many of the documents were published in each year, or in each month where all are of one year."""
    days = collection.days[docnums]
    dated = days[days > 0]
    undated = len(days) - len(dated)
    if not len(dated):
        return Timeline((), undated)
    months = (dated.astype(np.int64) - EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    years = months // 12 + 1970
    if years.min() == years.max():
        counts = np.bincount(months % 12, minlength=12).tolist()
        return Timeline(tuple(Count(f"{years[0]}-{month:02}", count) for month, count in enumerate(counts, 1)), undated)
    first = max(int(years.min()), int(years.max()) - MOST_YEARS + 1)
    counts = np.bincount(np.maximum(years - first, 0))
    return Timeline(tuple(Count(str(year), count) for year, count in enumerate(counts.tolist(), first)), undated)
