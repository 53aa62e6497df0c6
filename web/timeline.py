"""The timeline as bars: what was published when, each bar a link that narrows the search to its year or month.

drawing(links, Timeline((Count("2015", 2), Count("2016", 4))))   ->   Drawing(bars=(Bar("2015: 2 новости", …), …), …)
"""

import calendar
import datetime
from dataclasses import dataclass
from typing import NamedTuple

from indexer import Count, Timeline
from indexer.text.wording import NEWS, counted, month_in_words
from web.links import Links

FOOT = 44  # units from the top to the foot of the bars
HEIGHT = 40  # of the highest bar
LEAST = 1.5  # of a bar that stands for anything at all
WIDE, NARROW = 22, 11  # from one bar to the next: few, many
FEW = 30
NAMES_SIDE_BY_SIDE = {"year": 60, "month": 150}  # the least width of a row with room for two names


class Bar(NamedTuple):
    """One bar: what it says, where it leads, if anywhere, its outline, and that of the room where it is clicked."""

    label: str
    address: str | None
    outline: str
    room: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The bars from the left, the width of all and of the dated ones, and the names under the first and the last."""

    bars: tuple[Bar, ...]
    width: int
    dated_width: int
    first_name: str
    last_name: str


def drawing(links: Links, timeline: Timeline) -> Drawing:
    """A bar for every year or month; the undated come last, a blank apart, and lead nowhere."""
    counts = timeline.counts
    most = max([timeline.undated, *(count.count for count in counts)], default=0)
    step = WIDE if len(counts) + bool(timeline.undated) <= FEW else NARROW
    bars = [
        Bar(
            f"{_name(count.value)}: {counted(count.count, *NEWS)}",
            _address(links, count.value),
            _outline(place * step, step - 3, HEIGHT * count.count / most),
            f"M{place * step} 0v{FOOT}h{step}V0z",
        )
        for place, count in enumerate(counts)
        if count.count
    ]
    width = dated_width = len(counts) * step
    if timeline.undated:
        outline = _outline(dated_width + step, step - 3, HEIGHT * timeline.undated / most)
        bars.append(Bar(f"без даты: {counted(timeline.undated, *NEWS)}", None, outline, ""))
        width = dated_width + 2 * step
    return Drawing(tuple(bars), width, dated_width, *_names(counts, dated_width))


def is_telling(timeline: Timeline | None) -> bool:
    """False where one bar, or none, would stand alone."""
    return timeline is not None and sum(bool(count.count) for count in timeline.counts) > 1


def _outline(left: int, width: int, height: float) -> str:
    """A path from the foot up and round; of a whole bar, so that one attribute says all of it."""
    top = f"{max(LEAST, height):.1f}".removesuffix(".0")
    return f"M{left + 1} {FOOT}v-{top}h{width}v{top}z"


def _names(counts: tuple[Count, ...], width: int) -> tuple[str, str]:
    """What stands under the first and the last bar, as far as there is room."""
    if not counts:
        return "", ""
    needed = NAMES_SIDE_BY_SIDE["month" if "-" in counts[0].value else "year"]
    return _name(counts[0].value), _name(counts[-1].value) if width > needed else ""


def _name(value: str) -> str:
    year, _, month = value.partition("-")
    return month_in_words(int(year), int(month)) if month else year


def _address(links: Links, value: str) -> str:
    year, _, month = value.partition("-")
    if not month:
        return links.otherwise(year=year)
    first = datetime.date(int(year), int(month), 1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return links.otherwise(year="", since=first, until=last)
