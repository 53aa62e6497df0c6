"""When did it appear? «31 Мая 2016» under the title says so; no rule guesses, and none invents a year.

A day inside the text («24 июня в Саранске стартовала…») is the day of what happened and is never taken.
"""

import datetime
import re

from indexer.cleaning.date_line import date_line, is_site_clock
from indexer.cleaning.dateline import dateline as opening
from indexer.cleaning.page import Found, Page, Rule
from indexer.text.dates import find_dates, parse_day

_LABEL = re.compile(
    r"(?:дата\s+(?:публикации|размещения|создания|новости)|(?:опубликован|размещ[её]н|добавлен)\w*|дата|published)\s?[:—–-]?\s?\d",
    re.IGNORECASE,
)
NEAR = 4  # lines below the title, or above the end


def hint(page: Page) -> Found | None:
    """What the carrier says: «2016-05-31», «31 мая 2016»."""
    day = parse_day(page.hints.published or "")
    return Found(day) if day else None


def labelled_date(page: Page) -> Found | None:
    """«Опубликовано: 31.05.2016», «Дата публикации 31 мая 2016»."""
    for number, line in enumerate(page.lines):
        if len(line.text) <= 100 and _LABEL.match(line.text):
            day = _day(line.text)
            if day:
                return Found(day, (number,))
    return None


def date_line_under_title(page: Page) -> Found | None:
    """A line that is only a date, between the title and the text: «31 Мая 2016»."""
    return _date_line(page, range(page.title + 1, min(page.title + 1 + NEAR, page.lead + 1, len(page.lines))))


def date_line_over_title(page: Page) -> Found | None:
    """The same right above the title; but «28 января 2026, среда» there is the site's own clock."""
    return _date_line(page, range(max(page.title - 1, 0), page.title))


def date_line_at_end(page: Page) -> Found | None:
    """A line that is only a date, below the text: «31.05.2016»."""
    stop = len(page.lines)
    return _date_line(page, range(stop - 1, max(page.lead, stop - 1 - NEAR), -1))


def dateline(page: Page) -> Found | None:
    """The opening of a dispatch: «(Казань, 25 июня 2014, «Татар-информ»)»; without a year the day is unknown."""
    for line in page.lines[page.title + 1 : page.lead + 2]:
        if found := opening(line.text):
            return Found(found.day)
    return None


RULES: list[Rule] = [hint, labelled_date, date_line_under_title, date_line_over_title, date_line_at_end, dateline]


def _date_line(page: Page, numbers: range) -> Found | None:
    for number in numbers:
        text = page.lines[number].text
        if (found := date_line(text)) and not is_site_clock(text):
            return Found(found.day, (number,))
    return None


def _day(text: str) -> datetime.date | None:
    return next((found.day for found in find_dates(text) if found.day), None)
