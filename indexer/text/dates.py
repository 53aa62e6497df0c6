"""Which day is meant? parse_day("31 Мая 2016") == date(2016, 5, 31); «25 июня» is none, no year is invented."""

import datetime
import re
from dataclasses import dataclass

# The first three letters tell the months apart: «янв», «января», «Январь».
MONTHS = {
    "янв": 1, "фев": 2, "мар": 3, "апр": 4, "мая": 5, "май": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10,
    "ноя": 11, "дек": 12,
}  # fmt: skip
EARLIEST, LATEST = 1702, 2100  # «Ведомости», the first Russian newspaper, came out in December 1702
LONGEST_FIELD = 60  # characters

_TIME = (
    r"(?:,?[ \xa0](?:(?:в[ \xa0])?[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?|в[ \xa0][0-2]?[0-9]\.[0-5][0-9])(?![0-9]))?"
)
_NAME = (
    r"(?P<name>янв(?:ар[яь]|\.)?|фев(?:рал[яь]|р?\.?)|мар(?:та?|\.)?|апр(?:ел[яь]|\.)?|ма[яй]|июн(?:[яь]|\.)?"
    r"|июл(?:[яь]|\.)?|авг(?:уста?|\.)?|сен(?:тябр[яь]|т?\.?)|окт(?:ябр[яь]|\.)?|ноя(?:бр[яь]|б?\.?)"
    r"|дек(?:абр[яь]|\.)?)"
)
_FORMS = (
    re.compile(  # «31 Мая 2016», «16 янв 2019, 14:52», «28 Января 2026г», «25 июня», ««12» апреля 2016 г.»
        rf"(?<![\w.,])(?P<quote>[«\"])?(?P<day>[0-3]?[0-9])(?(quote)[»\"])[ \xa0]{{1,3}}{_NAME}(?!\w)"
        rf"(?:,?[ \xa0]{{1,3}}(?P<year>[0-9]{{4}})(?![0-9])(?:[ \xa0]?(?:года|год|г\.|г)(?!\w))?{_TIME})?",
        re.IGNORECASE,
    ),
    re.compile(  # «22.06.2010, 17:11», «22/06/2010»
        r"(?<![\w.,/-])(?P<day>[0-3]?[0-9])(?P<dot>[./-])(?P<month>[01]?[0-9])(?P=dot)(?P<year>[0-9]{4})"
        rf"(?![0-9/-]|\.[0-9])(?:[ \xa0]?(?:года|г\.|г)(?!\w))?{_TIME}"
    ),
    re.compile(  # «Апрель 12, 2016», as WordPress writes
        rf"(?<!\w){_NAME}[ \xa0](?P<day>[0-3]?[0-9]),[ \xa0](?P<year>[0-9]{{4}})(?![0-9]){_TIME}", re.IGNORECASE
    ),
    re.compile(  # «2016.05.31», «2016/05/31»
        r"(?<![\w.,/-])(?P<year>(?:19|20)[0-9]{2})(?P<mark>[./])(?P<month>[01][0-9])(?P=mark)(?P<day>[0-3][0-9])(?![\w/-]|\.[0-9])"
        + _TIME
    ),
    re.compile(  # «2019-01-16T14:52+03:00», «2016-05-31»
        r"(?<![\w.,/-])(?P<year>[0-9]{4})-(?P<month>[01]?[0-9])-(?P<day>[0-3]?[0-9])"
        r"(?:[T ][0-2][0-9]:[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?(?:Z|[ ]?[+-][0-9]{2}:?[0-9]{2})?)?(?![\w-])"
    ),
)
_SHORT = re.compile(  # «06.01.12 08:49», «27/11/11»
    r"(?<![\w.,/-])(?P<day>[0-3]?[0-9])(?P<dot>[./])(?P<month>[01][0-9])(?P=dot)(?P<year>[0-9]{2})(?![0-9/-]|\.[0-9])"
    rf"(?:[ \xa0]?г\.?(?!\w))?{_TIME}"
)
_ENGLISH = re.compile(  # «Wed, 21 Mar 2018 10:27:32 +0300», «Tue Jan 16 2019 14:00», as feeds and programs write
    r"(?:[A-Z][a-z]{2,8},?\s+)?(?:(?P<day>[0-3]?[0-9])\s+(?P<name>[A-Z][a-z]{2})[a-z]*|(?P<us>[A-Z][a-z]{2})[a-z]*\s+(?P<usday>[0-3]?[0-9]),?)"
    r"\s+(?P<year>[0-9]{4})(?:[\s,T].{0,60})?"
)
_ENGLISH_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_RELATIVE = re.compile(  # «вчера, 14:30», «14:30, вчера»
    r"(?:[0-2]?[0-9]:[0-5][0-9],?[ \xa0])?(сегодня|вчера|позавчера)\b(?:,?[ \xa0](?:в[ \xa0])?[0-2]?[0-9]:[0-5][0-9])?",
    re.IGNORECASE,
)
_DAYS_AGO = {"сегодня": 0, "вчера": 1, "позавчера": 2}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at text[start:stop], with its time of day; `day` is None without a year, or where no such day exists."""

    start: int
    stop: int
    day: datetime.date | None


def find_dates(text: str) -> list[FoundDate]:
    """The dates of a text in order. «25 июня» is found too, its day is None.

    >>> [found.day for found in find_dates("25 июня; 31 февраля 2016; 31.05.2016, 10:00")]
    [None, None, datetime.date(2016, 5, 31)]
    """
    found = [FoundDate(*match.span(), _day(match)) for form in _FORMS for match in form.finditer(text)]
    return sorted(found, key=lambda each: each.start)


def find_short_date(text: str) -> FoundDate | None:
    """The first date with a year of two figures, «06.01.12»: fit for lines that say nothing else, not for texts."""
    for match in _SHORT.finditer(text):
        year = int(match["year"])
        day = _made(year + (1900 if year >= 70 else 2000), int(match["month"]), int(match["day"]))
        if day:
            return FoundDate(*match.span(), day)
    return None


def relative_day(text: str, seen: datetime.date) -> datetime.date | None:
    """The day that a text names in its beginning by the day when it was seen.

    >>> relative_day("вчера, 14:30", datetime.date(2016, 6, 1))
    datetime.date(2016, 5, 31)
    """
    match = _RELATIVE.match(text)
    return seen - datetime.timedelta(_DAYS_AGO[match[1].lower()]) if match else None


def parse_day(text: str) -> datetime.date | None:
    """The day that the whole string names, in ISO, in Russian or as in feeds; of an instant, the one written there."""
    text = text.strip()
    if text[
        :4
    ].isdecimal():  # ISO 8601 is the usual case, and a million rows have it; it is also spelled 20160531T1000Z
        try:
            return _within(datetime.datetime.fromisoformat(text).date())
        except ValueError:
            pass
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _day(match)
    if match := _ENGLISH.fullmatch(text):
        month = match["name"] or match["us"]
        if month in _ENGLISH_MONTHS:
            number = _ENGLISH_MONTHS.index(month) + 1
            return _made(int(match["year"]), number, int(match["day"] or match["usday"]))
    return None


def stated_day(text: str) -> datetime.date | None:
    """The one day that a field for it names, whatever stands beside: «Вт, 31 мая 2016 10:00:00», «31.05.16»."""
    if day := parse_day(text):
        return day
    if len(text) > LONGEST_FIELD:
        return None
    days = {found.day for found in find_dates(text)}
    if not days and (short := find_short_date(text)):
        return short.day
    return days.pop() if len(days) == 1 else None


def _day(match: re.Match[str]) -> datetime.date | None:
    parts = match.groupdict()
    month = parts.get("month") or MONTHS[parts["name"][:3].lower()]
    if parts["year"] is None:
        return None
    return _made(int(parts["year"]), int(month), int(parts["day"]))


def _made(year: int, month: int, day: int) -> datetime.date | None:
    """The day, None where there is no such."""
    try:
        return _within(datetime.date(year, month, day))
    except ValueError:
        return None


def _within(day: datetime.date) -> datetime.date | None:
    return day if EARLIEST <= day.year < LATEST else None
