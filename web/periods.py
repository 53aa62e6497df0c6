"""Which days may the words of a query mean? As words they find who speaks of that year, not what came out then.

>>> period_in("кластеры Татарстана за 2016 год")
Period(query='кластеры Татарстана', filters={'year': 2016}, name='за 2016 год')
"""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from indexer import published_in
from indexer.text.stopwords import FUNCTION_WORDS
from indexer.text.wording import MONTH_NAMES, MONTHS, month_in_words

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
_ONE_DAY = datetime.timedelta(days=1)
# Behind these words a year is what is spoken of: «бюджет на 2016 год», «к концу 2014 года».
_EDGES = "конец конца концу конце начало начала началу начале середины середине течение"
_SPOKEN_OF = FUNCTION_WORDS.union(_EDGES.split())


@dataclass(frozen=True, slots=True)
class Period:
    """A query without the words that name days; those days as arguments of a search, and as a sentence does:
    «за 2016 год», «до 2016 года».

    Where nothing but days is named, the query asks for them, and no arguments are needed.
    """

    query: str
    filters: Mapping[str, int | datetime.date]
    name: str


Days: TypeAlias = tuple[str, str]  # as `published_in` reads them, and as a sentence does
Rule: TypeAlias = Callable[[re.Match[str]], Days]


def of_years(found: re.Match[str]) -> Days:
    """«с 2012 по 2014», «2012-2014 гг.»"""
    return f"{found[1]}..{found[2]}", f"за {found[1]}–{found[2]} годы"


def of_days(found: re.Match[str]) -> Days:
    """«2–12 мая 2020», «с 1 по 3 июня 2016 года»"""
    first, last = (f"{found[4]}-{_month(found[3]):02}-{int(day):02}" for day in (found[1], found[2]))
    return f"{first}..{last}", f"за {int(found[1])}–{_genitive(found[2], found[3], found[4])}"


def of_months(found: re.Match[str]) -> Days:
    """«январь–март 2016», «с сентября по ноябрь 2016 года»"""
    first, last = _month(found[1]), _month(found[2])
    name = f"за {MONTH_NAMES[first - 1]}–{month_in_words(int(found[3]), last)} года"
    return f"{found[3]}-{first:02}..{found[3]}-{last:02}", name


def of_month(found: re.Match[str]) -> Days:
    """«май 2016», «в декабре 2015 года», «12 марта 2020»"""
    days = _days(found[1], found[2], found[3])
    if found[1]:
        return days, f"за {_genitive(found[1], found[2], found[3])}"
    return days, f"за {month_in_words(int(found[3]), _month(found[2]))} года"


def of_open(found: re.Match[str]) -> Days:
    """«с 2014 года», «после мая 2012», «до 12 марта 2020»"""
    side, name = found[1].lower(), _genitive(found[2], found[3], found[4])
    days = published_in(_days(found[2], found[3], found[4]))
    if not days or not days.since or not days.until:
        return "", ""
    if side == "до":
        return f"..{days.since - _ONE_DAY}", f"до {name}"
    return f"{days.since if side == 'с' else days.until + _ONE_DAY}..", f"{side} {name}"


def of_year(found: re.Match[str]) -> Days:
    """«2023», «за 2023 год»"""
    return found[1], f"за {found[1]} год"


def of_last_year(found: re.Match[str]) -> Days:
    """«за прошлый год», «в этом году»"""
    year = _today().year - found[1].lower().startswith("прош")
    return str(year), f"за {year} год"


RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(_BEGIN + pattern + _END, re.IGNORECASE), rule)
    for pattern, rule in (
        (rf"{_YEAR}{_OF_YEAR}{_TO}{_YEAR}{_OF_YEAR}", of_years),
        (rf"{_DAY}{_TO}{_DAY} {_MONTH} {_YEAR}{_OF_YEAR}", of_days),
        (rf"{_MONTH}{_TO}{_MONTH} {_YEAR}{_OF_YEAR}", of_months),
        (rf"(?:начиная )?(с|после|до) (?:(?:{_DAY} )?{_MONTH} )?{_YEAR}{_OF_YEAR}", of_open),
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
            days, before = published_in(text), query[: found.start()].rstrip(" ,—–-")
            named = days and (days.since or days.until)
            if not days or not named or not EARLIEST <= named.year <= _today().year:
                return None
            if _SPOKEN_OF.intersection(before.lower().split()[-1:]):
                return None
            rest = " ".join(f"{before} {query[found.end() :].lstrip(' ,.—–-')}".split())
            if not rest and not query.strip().isdigit():  # a number alone may be any
                return Period(f"дата:{text}", {}, name)
            if not re.search(r"[^\W\d]", rest) or re.search(rf"\b{_YEAR}\b", rest):
                return None
            if days.since and rule in (of_year, of_last_year):
                return Period(rest, {"year": days.since.year}, name)
            ends = {"since": days.since, "until": days.until}
            return Period(rest, {key: day for key, day in ends.items() if day}, name)
    return None


def _month(form: str) -> int:
    """The number of the month of which that is a form."""
    return next(number for number, month in enumerate(_MONTHS, 1) if re.fullmatch(month, form, re.IGNORECASE))


def _days(day: str | None, month: str | None, year: str) -> str:
    """As `published_in` reads them."""
    return year + (f"-{_month(month):02}" if month else "") + (f"-{int(day):02}" if day else "")


def _genitive(day: str | None, month: str | None, year: str) -> str:
    """«2014 года», «мая 2014 года», «12 мая 2014 года»"""
    named = (str(int(day)) if day else "", MONTHS[_month(month) - 1] if month else "", year, "года")
    return " ".join(filter(None, named))


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
