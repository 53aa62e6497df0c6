"""When did it appear? «31 Мая 2016» under the title says so; no rule guesses, and none invents a year.

A day inside the text («24 июня в Саранске стартовала…») is the day of what happened and is never taken.
"""

import datetime
import re

from indexer.cleaning.date_line import date_line, is_site_clock
from indexer.cleaning.dateline import dateline as opening
from indexer.cleaning.page import Found, Page, Rule
from indexer.cleaning.sweeping import below
from indexer.text.dates import find_dates, find_short_date, parse_day, stated_day
from indexer.text.dates import relative_day as days_before

_LABEL = re.compile(
    r"(?:(?:дата|время)\s+(?:публикации|размещения|создания|новости)|(?:опубликован|размещ[её]н|добавлен)\w*|дата|published)\s?[:—–-]?\s?\d",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/_-]|$)|/((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_-]|$)")
_TIME = re.compile(r"[0-2]?\d:[0-5]\d")
_PARTING = re.compile(r"\s+[-–—|•·»/:]+\s+|:\s")
LONGEST = 80  # characters of a line that says when
NEAR = 4  # lines below the title, or above the end


def hint(page: Page) -> Found | None:
    """What the carrier says: «2016-05-31», «31 мая 2016»."""
    day = stated_day(page.hints.published or "")
    return Found(day) if day else None


def json_ld(page: Page) -> Found | None:
    """What the page tells search engines: `"datePublished": "2016-05-31T10:00+03:00"`."""
    return _told(page, "json_ld")


def meta(page: Page) -> Found | None:
    """What the page tells other sites: `<meta property="article:published_time">`."""
    return _told(page, "meta")


def microdata(page: Page) -> Found | None:
    """A mark amid the page: `<span itemprop="datePublished">31.05.2016</span>`."""
    return _told(page, "microdata")


def time_tag(page: Page) -> Found | None:
    """`<time datetime="2016-05-31">` at the article."""
    return _told(page, "time_tag")


def meta_date(page: Page) -> Found | None:
    """`<meta name="date">` or the day of a `WebPage` in JSON-LD, which may say of the page rather than of the news."""
    return _told(page, "meta_date")


def address(page: Page) -> Found | None:
    """The day in the page's own address: «/news/2016/05/31/1234.html»."""
    for words in page.told("published", "address"):
        for match in _IN_ADDRESS.finditer(words):
            if day := parse_day("-".join(part for part in match.groups() if part)):
                return Found(day)
    return None


def relative_date(page: Page) -> Found | None:
    """«вчера, 14:30» near the title, where it is known when the page was saved."""
    seen = _seen(page)
    if seen is None:
        return None
    for number in (*_under(page), *_over(page)):
        text = page.lines[number].text
        if len(text) <= LONGEST and (day := days_before(text, seen)):
            return Found(day, (number,))
    return None


def labelled_date(page: Page) -> Found | None:
    """«Опубликовано: 31.05.2016», «Дата публикации 31 мая 2016»."""
    for number, line in enumerate(page.lines):
        if len(line.text) <= 100 and _LABEL.match(line.text):
            day = _day(line.text)
            if day:
                return Found(day, (number,))
    return None


def date_line_under_title(page: Page) -> Found | None:
    """A line that is only a date, between the title and the text: «31 Мая 2016»; no site puts its own clock there."""
    return _date_line(page, _under(page), may_be_clock=True)


def date_line_over_title(page: Page) -> Found | None:
    """The same right above the title; but «28 января 2026, среда» there is the site's own clock."""
    return _date_line(page, _over(page))


def date_in_title(page: Page) -> Found | None:
    """A day behind the headline of a page, web or copied: «Сошёл вагон с углем 06.01.12 08:49»."""
    copied = [page.lines[page.title].text] if page.is_copied and page.title >= 0 else []
    for words in (*page.told("title", "heading"), *copied):
        for found in (*find_dates(words)[-1:], find_short_date(words)):
            if found and found.day and found.stop == len(words):
                return Found(found.day)
    return None


def date_line_at_end(page: Page) -> Found | None:
    """A line that is only a date, below the text: «31.05.2016»."""
    others = below(page.lines, page.lead)
    stop = others.start if others else len(page.lines)
    return _date_line(page, range(stop - 1, max(page.lead, stop - 1 - NEAR), -1))


def date_in_window_title(page: Page) -> Found | None:
    """A day set apart in the window's title: «Открыт цех - 31 мая 2016 - Портал», «… — РИА Новости, 31.05.2016»."""
    for words in page.told("title", "window_title"):
        parts = _PARTING.split(words)[1:]
        for found in map(date_line, [*parts, *(part.rpartition(",")[2].strip() for part in parts[-1:])]):
            if found:
                return Found(found.day)
    return None


def dateline(page: Page) -> Found | None:
    """The opening of a dispatch: «(Казань, 25 июня 2014, «Татар-информ»)»; without a year the day is unknown."""
    for line in page.lines[page.title + 1 : page.lead + 2]:
        if found := opening(line.text):
            return Found(found.day)
    return None


RULES: list[Rule] = [
    hint,
    json_ld,
    meta,
    microdata,
    labelled_date,
    date_line_under_title,
    date_in_title,
    time_tag,
    date_line_over_title,
    date_line_at_end,
    relative_date,
    meta_date,
    address,
    date_in_window_title,
    dateline,
]


def _under(page: Page) -> range:
    return range(page.title + 1, min(page.title + 1 + NEAR, page.lead + 1, len(page.lines)))


def _over(page: Page) -> range:
    """The line above the title, and one more where that is a time of day alone: «31 мая 2016 / 14:05»."""
    above = page.title - 1
    if above > 0 and _TIME.fullmatch(page.lines[above].text):
        above -= 1
    return range(max(above, 0), page.title)


def _told(page: Page, by: str) -> Found | None:
    return next((Found(day) for words in page.told("published", by) if (day := stated_day(words))), None)


def _seen(page: Page) -> datetime.date | None:
    """When the page was saved: as the carrier says, or by the clock that the site shows."""
    if page.hints.seen:
        return parse_day(page.hints.seen)
    return next((_day(line.text) for line in page.lines[: page.lead] if is_site_clock(line.text)), None)


def _date_line(page: Page, numbers: range, *, may_be_clock: bool = False) -> Found | None:
    for number in numbers:
        text = page.lines[number].text
        if (found := date_line(text)) and (may_be_clock or not is_site_clock(text)):
            return Found(found.day, (number,))
    return None


def _day(text: str) -> datetime.date | None:
    return next((found.day for found in find_dates(text) if found.day), None)
