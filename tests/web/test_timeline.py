"""Bars of years or months: as high as there are hits, links that narrow the search, the undated honestly beside."""

import pytest

from indexer import Count, Timeline
from web.request import SearchRequest
from web.timeline import HEIGHT, Bar, bars, ends, is_telling

ASKED = SearchRequest("кластер", page=3)
YEARS = Timeline((Count("2014", 2), Count("2015", 0), Count("2016", 21)), undated=1)
MONTHS = Timeline(tuple(Count(f"2016-{month:02}", int(month in (2, 5))) for month in range(1, 13)))


def test_years() -> None:
    assert bars(ASKED, YEARS) == (
        Bar(0, round(HEIGHT * 2 / 21, 1), "2014: 2\u00a0новости", "/?q=кластер&year=2014"),
        Bar(2, HEIGHT, "2016: 21\u00a0новость", "/?q=кластер&year=2016"),
        Bar(4, round(HEIGHT / 21, 1), "без даты: 1\u00a0новость", None),
    )
    assert ends(YEARS) == ("2014", "2016")


def test_months() -> None:
    february, may = bars(ASKED, MONTHS)
    assert february.label == "февраль 2016: 1\u00a0новость"
    assert february.address == "/?q=кластер&since=2016-02-01&until=2016-02-29"
    assert may.left == 4
    assert ends(MONTHS) == ("январь 2016", "декабрь 2016")


@pytest.mark.parametrize(
    ("timeline", "telling"),
    [
        (YEARS, True),
        (MONTHS, True),
        (None, False),
        (Timeline(), False),
        (Timeline((), 7), False),
        (Timeline((Count("2016", 5),), 7), False),
    ],
)
def test_a_single_bar_tells_nothing(timeline: Timeline | None, telling: bool) -> None:
    assert is_telling(timeline) is telling


def test_nothing_and_only_undated() -> None:
    assert bars(ASKED, Timeline()) == ()
    assert [bar.left for bar in bars(ASKED, Timeline((), 3))] == [1]
    assert ends(Timeline()) == ("", "")
