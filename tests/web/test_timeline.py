"""Bars of years or months: as high as there are hits, links that narrow the search, the undated honestly beside."""

import re

import pytest
from markupsafe import Markup

from indexer import Count, Timeline
from indexer.text.wording import BLANK
from web.links import Links
from web.request import SearchRequest
from web.timeline import FEW, NARROW, WIDE, drawing, is_telling

LINKS = Links(SearchRequest("кластер", page=3))
YEARS = Timeline((Count("2014", 2), Count("2015", 0), Count("2016", 21)), undated=1)
MONTHS = Timeline(tuple(Count(f"2016-{month:02}", int(month in (2, 5))) for month in range(1, 13)))


def names(drawn: str) -> tuple[str, ...]:
    """What stands under the bars."""
    return tuple(re.findall(r'y="58".*?>(.*?)</text>', drawn))


def test_years() -> None:
    assert drawing(LINKS, YEARS) == Markup(
        """\
<section class="timeline" aria-label="По времени">
<svg width="180" height="62" viewBox="0 0 180 62" role="group" aria-label="Сколько опубликовано когда">
<a href="/?q=кластер&amp;year=2014" aria-label="2014: 2_новости"><title>2014: 2_новости</title>\
<path fill="none" d="M0 0v44h22V0z"/><path d="M1 44v-3.8h19v3.8z"/></a>
<a href="/?q=кластер&amp;year=2016" aria-label="2016: 21_новость"><title>2016: 21_новость</title>\
<path fill="none" d="M44 0v44h22V0z"/><path d="M45 44v-40h19v40z"/></a>
<g role="img" aria-label="без даты: 1_новость"><title>без даты: 1_новость</title>\
<path class="undated" d="M89 44v-1.9h19v1.9z"/></g>
<text class="apart" x="113" y="42" aria-hidden="true">без даты</text>
<line class="ground" x1="0" x2="110" y1="44.5" y2="44.5"/>
<text x="0" y="58" aria-hidden="true">2014</text>
<text x="64" y="58" text-anchor="end" aria-hidden="true">2016</text>
</svg>
</section>
""".replace("_", BLANK)
    )


def test_months() -> None:
    drawn = drawing(LINKS, MONTHS)
    assert re.findall(r'<a href="(.*?)" aria-label="(.*?)">', drawn) == [
        ("/?q=кластер&amp;since=2016-02-01&amp;until=2016-02-29", f"февраль 2016: 1{BLANK}новость"),
        ("/?q=кластер&amp;since=2016-05-01&amp;until=2016-05-31", f"май 2016: 1{BLANK}новость"),
    ]
    assert f'd="M{4 * WIDE} 0v44' in drawn
    assert names(drawn) == ("январь 2016", "декабрь 2016")


def test_what_is_asked_stands_escaped() -> None:
    drawn = drawing(Links(SearchRequest("""<i>"'&""")), MONTHS)
    assert not re.search("""[<"'&]i?[>"'&]""", "".join(re.findall('href="(.*?)" aria-label', drawn)))
    assert drawn.count("</a>") == 2


def test_what_is_rare_is_seen_beside_what_is_frequent() -> None:
    drawn = drawing(LINKS, Timeline((Count("2015", 1), Count("2016", 90_000))))
    assert re.findall('/><path d="(.*?)"', drawn) == ["M1 44v-1.5h19v1.5z", "M23 44v-40h19v40z"]


@pytest.mark.parametrize(("years", "step", "kind"), [(12, WIDE, ""), (FEW, WIDE, "longest"), (FEW + 1, NARROW, "long")])
def test_many_bars_are_narrow(years: int, step: int, kind: str) -> None:
    drawn = drawing(LINKS, Timeline(tuple(Count(str(1980 + number), 1) for number in range(years))))
    assert set(re.findall(r"v44h(\d+)V0z", drawn)) == {str(step)}
    assert f'x2="{years * step}"' in drawn
    assert re.findall('<svg class="(.*?)"', drawn) == [kind][: bool(kind)]


@pytest.mark.parametrize(
    ("timeline", "beneath"),
    [
        (Timeline((Count("2015", 1), Count("2016", 1))), ("2015–2016", "")),
        (Timeline((Count("2015", 1),), 1), ("2015", "")),
        (Timeline((Count("2016-01", 1), Count("2016-02", 1))), ("январь 2016 – февраль 2016", "")),
        (Timeline((), 3), ("", "")),
        (Timeline(), ("", "")),
    ],
)
def test_names_that_would_run_into_each_other_are_one(timeline: Timeline, beneath: tuple[str, str]) -> None:
    assert names(drawing(LINKS, timeline)) == beneath


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
