"""The timeline as bars: what was published when, each bar a link that narrows the search to its year or month.

bars(asked, Timeline((Count("2015", 2), Count("2016", 4))))   ->   Bar(left=0, height=20.0, …), Bar(left=1, …)
"""

import calendar
import datetime
from dataclasses import dataclass, replace

from indexer import Timeline
from indexer.text.wording import NEWS, counted, month_in_words
from web.links import changed, search_address
from web.request import SearchRequest

HEIGHT = 40  # units of the highest bar
LEAST = 1.5  # of a bar that stands for anything at all


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its place from the left, its height in units, what it says, and where it leads, if anywhere."""

    left: int
    height: float
    label: str
    address: str | None


def bars(asked: SearchRequest, timeline: Timeline) -> tuple[Bar, ...]:
    """A bar for every year or month; the undated come last, a blank apart, and lead nowhere."""
    most = max([timeline.undated, *(count.count for count in timeline.counts)], default=0)
    found = [
        Bar(place, _height(count.count, most), _label(count.value, count.count), _address(asked, count.value))
        for place, count in enumerate(timeline.counts)
        if count.count
    ]
    if timeline.undated:
        label = f"без даты: {counted(timeline.undated, *NEWS)}"
        found.append(Bar(len(timeline.counts) + 1, _height(timeline.undated, most), label, None))
    return tuple(found)


def ends(timeline: Timeline) -> tuple[str, str]:
    """What stands under the first and the last bar."""
    if not timeline.counts:
        return "", ""
    return _name(timeline.counts[0].value), _name(timeline.counts[-1].value)


def is_telling(timeline: Timeline | None) -> bool:
    """False where one bar, or none, would stand alone."""
    return timeline is not None and sum(bool(count.count) for count in timeline.counts) > 1


def _height(count: int, most: int) -> float:
    return max(LEAST, round(HEIGHT * count / most, 1))


def _label(value: str, count: int) -> str:
    return f"{_name(value)}: {counted(count, *NEWS)}"


def _name(value: str) -> str:
    year, _, month = value.partition("-")
    return month_in_words(int(year), int(month)) if month else year


def _address(asked: SearchRequest, value: str) -> str:
    year, _, month = value.partition("-")
    if not month:
        return search_address(changed(asked, years=(int(year),)))
    first = datetime.date(int(year), int(month), 1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return search_address(replace(changed(asked, years=()), since=first, until=last))
