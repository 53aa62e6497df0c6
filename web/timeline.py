"""The timeline as bars: what was published when, each bar a link that narrows the search to its year or month.

drawing(links, Timeline((Count("2015", 2), Count("2016", 4))))   ->   Markup('<section class="timeline" …><svg …>…')

It is written here and not in a template, where each bar would be a dozen calls.
"""

import calendar
import datetime

from markupsafe import Markup

from indexer import Count, Timeline
from indexer.text.wording import NEWS, counted, month_in_words
from web.links import Links, in_html

FOOT = 44  # units from the top to the foot of the bars
HEIGHT = 40  # of the highest bar
LEAST = 1.5  # of a bar that stands for anything at all
WIDE, NARROW = 22, 11  # from one bar to the next: few, many
FEW = 30
NAMES_SIDE_BY_SIDE = {"year": 60, "month": 150}  # the least width of a row with room for two names
BESIDE = 64  # units right of the bars, for «без даты»
LEAST_WIDTH = 180
LONG, LONGEST = 280, 420  # rows that a phone shows in another way

WHOLE = """\
<section class="timeline" aria-label="По времени">
<svg{kind} width="{room}" height="62" viewBox="0 0 {room} 62" role="group" aria-label="Сколько опубликовано когда">
{bars}
<line class="ground" x1="0" x2="{width}" y1="44.5" y2="44.5"/>
<text x="0" y="58" aria-hidden="true">{first}</text>
<text x="{end}" y="58" text-anchor="end" aria-hidden="true">{last}</text>
</svg>
</section>
"""


def drawing(links: Links, timeline: Timeline) -> Markup:
    """A bar for every year or month; the undated come last, a blank apart, and lead nowhere."""
    counts = timeline.counts
    most = max([timeline.undated, *(count.count for count in counts)], default=0)
    step = WIDE if len(counts) + bool(timeline.undated) <= FEW else NARROW
    bars = [_bar(links, count, place * step, step, most) for place, count in enumerate(counts) if count.count]
    width = dated_width = len(counts) * step
    if timeline.undated:
        outline = _outline(dated_width + step, step - 3, HEIGHT * timeline.undated / most)
        width = dated_width + 2 * step
        bars.append(_undated(timeline.undated, outline, width + 3))
    first, last = _names(counts, dated_width)
    kind = "longest" if width > LONGEST else "long" if width > LONG else ""
    room = max(width + BESIDE, LEAST_WIDTH)
    html = WHOLE.format(
        kind=kind and f' class="{kind}"',
        room=room,
        bars="\n".join(bars),
        width=width,
        first=first,
        end=dated_width - 2,
        last=last,
    )
    return Markup(html)


def is_telling(timeline: Timeline | None) -> bool:
    """False where one bar, or none, would stand alone."""
    return timeline is not None and sum(bool(count.count) for count in timeline.counts) > 1


def _bar(links: Links, count: Count, left: int, step: int, most: int) -> str:
    """One bar in the room where it is clicked, which would be black where the sheet of styles is not had."""
    label = f"{_name(count.value)}: {counted(count.count, *NEWS)}"
    outline = _outline(left, step - 3, HEIGHT * count.count / most)
    return (
        f'<a href="{in_html(_address(links, count.value))}" aria-label="{label}"><title>{label}</title>'
        f'<path fill="none" d="M{left} 0v{FOOT}h{step}V0z"/><path d="{outline}"/></a>'
    )


def _undated(count: int, outline: str, beside: int) -> str:
    label = f"без даты: {counted(count, *NEWS)}"
    return (
        f'<g role="img" aria-label="{label}"><title>{label}</title><path class="undated" d="{outline}"/></g>\n'
        f'<text class="apart" x="{beside}" y="42" aria-hidden="true">без даты</text>'
    )


def _outline(left: int, width: int, height: float) -> str:
    """A path from the foot up and round; of a whole bar, so that one attribute says all of it."""
    top = f"{max(LEAST, height):.1f}".removesuffix(".0")
    return f"M{left + 1} {FOOT}v-{top}h{width}v{top}z"


def _names(counts: tuple[Count, ...], width: int) -> tuple[str, str]:
    """What stands under the first and the last bar; under the first alone where there is no room for two."""
    if not counts:
        return "", ""
    first, last = _name(counts[0].value), _name(counts[-1].value)
    unit, dash = ("month", " – ") if "-" in counts[0].value else ("year", "–")
    if width > NAMES_SIDE_BY_SIDE[unit]:
        return first, last
    return first if first == last else f"{first}{dash}{last}", ""


def _name(value: str) -> str:
    year, _, month = value.partition("-")
    return month_in_words(int(year), int(month)) if month else year


def month_of(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of its month."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _address(links: Links, value: str) -> str:
    year, _, month = value.partition("-")
    if not month:
        return links.only("year", year)
    first, last = month_of(datetime.date(int(year), int(month), 1))
    return links.otherwise(year="", since=first, until=last)
