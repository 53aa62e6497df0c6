"""Which days may the words of a query mean? As words they find who speaks of that year, not what came out then.

>>> period_in("кластеры Татарстана за 2016 год")
Period(query='кластеры Татарстана', filters={'year': 2016}, name='2016 год')
"""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from indexer import published_in
from indexer.text.wording import MONTH_NAMES, day_in_words, month_in_words

EARLIEST = 1990  # nothing that is older was published on the web
_SIGNS = frozenset('"«“„:!*()|[]')  # whoever writes them says what is meant
_SOFT, _HARD = "(?:[ьяюе]|ем|ём)", "(?:|а|у|ом|е)"  # endings
_MONTHS = [
    *(f"январ{_SOFT}", f"феврал{_SOFT}", f"март{_HARD}", f"апрел{_SOFT}", "ма(?:[йяюе]|ем)", f"июн{_SOFT}"),
    *(f"июл{_SOFT}", f"август{_HARD}", f"сентябр{_SOFT}", f"октябр{_SOFT}", f"ноябр{_SOFT}", f"декабр{_SOFT}"),
]

_YEAR, _DAY = r"((?:19|20)[0-9]{2})", r"([0-3]?[0-9])"
_MONTH = rf"({'|'.join(_MONTHS)})"
_TO = r" ?(?:[-–—]|по|до) ?"
_OF_YEAR = r"(?:[ ]?(?:год(?:а|у|ы|ах|ов)?|гг?\.?))?"
_BEGIN, _END = r"(?<![\w.,/-])(?:(?:в|за|от|с) )?", r"(?![\w/-]|[.,]\w)"


@dataclass(frozen=True, slots=True)
class Period:
    """A query without the words that name days; those days as arguments of a search, and as a sentence does: «за …».

    Where nothing but days is named, the query asks for them, and no arguments are needed.
    """

    query: str
    filters: Mapping[str, int | datetime.date]
    name: str


Days: TypeAlias = tuple[str, str]  # as `published_in` reads them, and as a sentence does: «за …»
Rule: TypeAlias = Callable[[re.Match[str]], Days]


def of_years(found: re.Match[str]) -> Days:
    """«с 2012 по 2014», «2012-2014 гг.»"""
    return f"{found[1]}..{found[2]}", f"{found[1]}–{found[2]} годы"


def of_days(found: re.Match[str]) -> Days:
    """«2–12 мая 2020», «с 1 по 3 июня 2016 года»"""
    first, last = (f"{found[4]}-{_month(found[3]):02}-{int(day):02}" for day in (found[1], found[2]))
    exactly = published_in(last)
    name = f"{int(found[1])}–{day_in_words(exactly.until)} года" if exactly and exactly.until else ""
    return f"{first}..{last}", name


def of_months(found: re.Match[str]) -> Days:
    """«январь–март 2016», «с сентября по ноябрь 2016 года»"""
    first, last = _month(found[1]), _month(found[2])
    name = f"{MONTH_NAMES[first - 1]}–{month_in_words(int(found[3]), last)} года"
    return f"{found[3]}-{first:02}..{found[3]}-{last:02}", name


def of_month(found: re.Match[str]) -> Days:
    """«май 2016», «в декабре 2015 года», «12 марта 2020»"""
    month = _month(found[2])
    if not found[1]:
        return f"{found[3]}-{month:02}", f"{month_in_words(int(found[3]), month)} года"
    day = f"{found[3]}-{month:02}-{int(found[1]):02}"
    exactly = published_in(day)
    return day, f"{day_in_words(exactly.since)} года" if exactly and exactly.since else ""


def of_year(found: re.Match[str]) -> Days:
    """«2023», «за 2023 год»"""
    return found[1], f"{found[1]} год"


def of_last_year(found: re.Match[str]) -> Days:
    """«за прошлый год», «в этом году»"""
    year = _today().year - found[1].lower().startswith("прош")
    return str(year), f"{year} год"


RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(_BEGIN + pattern + _END, re.IGNORECASE), rule)
    for pattern, rule in (
        (rf"{_YEAR}{_OF_YEAR}{_TO}{_YEAR}{_OF_YEAR}", of_years),
        (rf"{_DAY}{_TO}{_DAY} {_MONTH} {_YEAR}{_OF_YEAR}", of_days),
        (rf"{_MONTH}{_TO}{_MONTH} {_YEAR}{_OF_YEAR}", of_months),
        (rf"(?:{_DAY} )?{_MONTH} {_YEAR}{_OF_YEAR}", of_month),
        (rf"{_YEAR}{_OF_YEAR}", of_year),
        (r"(прошл(?:ый|ом)|эт(?:от|ом)) году?", of_last_year),
    )
)


def period_in(query: str) -> Period | None:
    """The days that a query names, alone or among other words, if it names no others; none of them is still to come."""
    if not _SIGNS.isdisjoint(query):
        return None
    for pattern, rule in RULES:
        if found := pattern.search(query):
            text, name = rule(found)
            days, rest = published_in(text), _without(query, found)
            if not days or not days.since or not days.until or not EARLIEST <= days.since.year <= _today().year:
                return None
            if not rest and not query.strip().isdigit():  # a number alone may be any
                return Period(f"дата:{text}", {}, name)
            if not re.search(r"[^\W\d]", rest) or re.search(rf"\b{_YEAR}\b", rest):
                return None
            is_year = rule in (of_year, of_last_year)
            filters = {"year": days.since.year} if is_year else {"since": days.since, "until": days.until}
            return Period(rest, filters, name)
    return None


def _month(form: str) -> int:
    """The number of the month of which that is a form."""
    return next(number for number, month in enumerate(_MONTHS, 1) if re.fullmatch(month, form, re.IGNORECASE))


def _without(query: str, found: re.Match[str]) -> str:
    return " ".join(f"{query[: found.start()].rstrip(' ,—–-')} {query[found.end() :].lstrip(' ,.—–-')}".split())


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
