"""Bars of years or months: as high as there are hits, links that narrow the search, the undated honestly beside."""

import pytest

from indexer import Count, Timeline
from web.links import Links
from web.request import SearchRequest
from web.timeline import FEW, NARROW, WIDE, Bar, Drawing, drawing, is_telling

LINKS = Links(SearchRequest("кластер", page=3))
YEARS = Timeline((Count("2014", 2), Count("2015", 0), Count("2016", 21)), undated=1)
MONTHS = Timeline(tuple(Count(f"2016-{month:02}", int(month in (2, 5))) for month in range(1, 13)))


def test_years() -> None:
    assert drawing(LINKS, YEARS) == Drawing(
        (
            Bar("2014: 2\u00a0новости", "/?q=кластер&year=2014", "M1 44v-3.8h19v3.8z", "M0 0v44h22V0z"),
            Bar("2016: 21\u00a0новость", "/?q=кластер&year=2016", "M45 44v-40h19v40z", "M44 0v44h22V0z"),
            Bar("без даты: 1\u00a0новость", None, "M89 44v-1.9h19v1.9z", ""),
        ),
        width=110,
        dated_width=66,
        first_name="2014",
        last_name="2016",
    )


def test_months() -> None:
    drawn = drawing(LINKS, MONTHS)
    february, may = drawn.bars
    assert february.label == "февраль 2016: 1\u00a0новость"
    assert february.address == "/?q=кластер&since=2016-02-01&until=2016-02-29"
    assert may.room.startswith(f"M{4 * WIDE} ")
    assert (drawn.first_name, drawn.last_name) == ("январь 2016", "декабрь 2016")


def test_what_is_rare_is_seen_beside_what_is_frequent() -> None:
    rare, frequent = drawing(LINKS, Timeline((Count("2015", 1), Count("2016", 90_000)))).bars
    assert (rare.outline, frequent.outline) == ("M1 44v-1.5h19v1.5z", "M23 44v-40h19v40z")


@pytest.mark.parametrize(("years", "step"), [(FEW, WIDE), (FEW + 1, NARROW)])
def test_many_bars_are_narrow(years: int, step: int) -> None:
    row = Timeline(tuple(Count(str(1980 + number), 1) for number in range(years)))
    assert drawing(LINKS, row).width == years * step


@pytest.mark.parametrize(
    ("timeline", "names"),
    [
        (Timeline((Count("2015", 1), Count("2016", 1))), ("2015", "")),
        (Timeline((Count("2016-01", 1), Count("2016-02", 1))), ("январь 2016", "")),
        (Timeline((), 3), ("", "")),
        (Timeline(), ("", "")),
    ],
)
def test_names_that_would_run_into_each_other_are_left_out(timeline: Timeline, names: tuple[str, str]) -> None:
    drawn = drawing(LINKS, timeline)
    assert (drawn.first_name, drawn.last_name) == names


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
