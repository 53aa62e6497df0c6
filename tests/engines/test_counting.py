"""Counts by arrays are those of a loop over documents."""

import datetime
from collections import Counter
from collections.abc import Sequence
from itertools import chain

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.columnar.documents import FacetColumn
from indexer.columnar.ragged import bounds_of
from indexer.engines.timeline import MOST_YEARS, timeline, year_counts
from indexer.opened.months import Months
from indexer.opened.values import join_values
from indexer.search.results import Count, Timeline

NAMES = st.sampled_from(["Калужская область", "Москва", "Республика Татарстан", "Томская область"])
SEGMENTS = st.lists(st.lists(st.lists(NAMES, unique=True, max_size=3), min_size=1, max_size=6), min_size=1, max_size=3)


def column(documents: Sequence[Sequence[str]], as_runs: bool) -> FacetColumn:
    """As a segment has it: a code for each document, or runs of codes."""
    names = list(dict.fromkeys(name for values in documents for name in values))
    codes = [[names.index(name) for name in values] for values in documents]
    if as_runs or any(len(values) > 1 for values in documents):
        starts = bounds_of(np.array([*map(len, codes)], np.int64)).astype(np.uint32)
        return FacetColumn(names, np.array([*chain(*codes)], np.int8), starts)
    return FacetColumn(names, np.array([one[0] if one else -1 for one in codes], np.int8))


@given(SEGMENTS, st.data())
def test_values_are_counted_over_all_segments(segments: list[list[list[str]]], data: st.DataObject) -> None:
    values = join_values([column(segment, data.draw(st.booleans())) for segment in segments])
    documents = [names for segment in segments for names in segment]
    docnums = data.draw(st.lists(st.sampled_from(range(len(documents))), unique=True).map(sorted))
    counts = Counter(name for docnum in docnums for name in documents[docnum])
    expected = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    assert [(one.value, one.count) for one in values.counts(np.array(docnums, np.int32))] == expected


DAYS = st.lists(st.none() | st.dates(datetime.date(2003, 1, 1), datetime.date(2020, 12, 31)), max_size=20)


@given(DAYS, st.data())
def test_years_are_counted(days: list[datetime.date | None], data: st.DataObject) -> None:
    months = Months(np.array([day.toordinal() if day else 0 for day in days], np.int32))
    docnums = data.draw(st.lists(st.sampled_from(range(len(days))), unique=True).map(sorted)) if days else []
    found = [days[docnum] for docnum in docnums]
    dated = months.counted(np.array(docnums, np.int32))
    counts = Counter(day.year for day in found if day)
    assert year_counts(dated) == tuple(Count(str(year), counts[year]) for year in sorted(counts, reverse=True))
    drawn = timeline(dated)
    assert drawn.undated == found.count(None)
    assert sum(count.count for count in drawn.counts) == counts.total()
    if len(counts) > 1:
        assert drawn.counts == tuple(Count(str(year), counts[year]) for year in range(min(counts), max(counts) + 1))


def drawn(*days: str) -> Timeline:
    """The timeline of documents published then."""
    ordinals = [datetime.date.fromisoformat(day).toordinal() for day in days]
    return timeline(Months(np.array(ordinals, np.int32)).counted(np.arange(len(days))))


def test_of_one_year_the_months_are_drawn() -> None:
    months = drawn("2016-02-29", "2016-12-31", "2016-12-01").counts
    assert [one.value for one in months] == [f"2016-{month:02}" for month in range(1, 13)]
    assert [one.count for one in months] == [0, 1, *[0] * 9, 2]


def test_a_date_of_long_ago_is_drawn_with_the_first_year_shown() -> None:
    counts = drawn("0208-05-01", "2016-05-01").counts
    assert len(counts) == MOST_YEARS
    assert (counts[0], counts[-1]) == (Count("1957", 1), Count("2016", 1))
