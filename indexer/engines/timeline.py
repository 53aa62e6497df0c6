"""When the hits were published: years in a row, or the months of the one year that all of them share.

timeline(months.counted(docnums))   ->   Timeline(counts=(Count("2014", 3), Count("2015", 0), …), undated=2)
year_counts(months.counted(docnums))   ->   (Count("2016", 9), Count("2014", 3))
"""

from indexer.opened.months import Dated
from indexer.search.results import Count, Timeline

MOST_YEARS = 60  # the last of them; a page has no room for more, and a date of the year 208 is a slip


def year_counts(dated: Dated) -> tuple[Count, ...]:
    """How many documents were published in each year, the latest first; the undated are not counted."""
    counts = enumerate(dated.by_year.tolist(), dated.first_year)
    return tuple(Count(str(year), count) for year, count in reversed(list(counts)) if count)


def timeline(dated: Dated) -> Timeline:
    """How many documents were published in each year, or in each month where all are of one year."""
    years = dated.by_year.nonzero()[0]
    if not len(years):
        return Timeline((), dated.undated)
    first, last = int(years[0]), int(years[-1])
    if first == last:
        months = enumerate(dated.by_month[first].tolist(), 1)
        year = dated.first_year + first
        return Timeline(tuple(Count(f"{year}-{month:02}", count) for month, count in months), dated.undated)
    shown = max(first, last - MOST_YEARS + 1)
    counts = dated.by_year[shown : last + 1].tolist()
    counts[0] += int(dated.by_year[:shown].sum())
    named = enumerate(counts, dated.first_year + shown)
    return Timeline(tuple(Count(str(year), count) for year, count in named), dated.undated)
