"""Which days may the words of a query mean? As words they find who speaks of that year, not what came out then.

>>> period_in("кластеры Татарстана весной 2016 года")
Period(query='кластеры Татарстана', days='2016-03..2016-05', name='за весну 2016 года')
"""

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from indexer.search.syntax import Published
from indexer.search.when import published_in
from indexer.text.stopwords import FUNCTION_WORDS
from indexer.text.wording import MONTH_NAMES, MONTHS, month_in_words

EARLIEST = 1990  # nothing that is older was published on the web
_SIGNS = frozenset('"«“„:!*()|[]')  # whoever writes them says what is meant
_SOFT, _HARD = "(?:[ьяюе]|ем|ём)", "(?:|а|у|ом|е)"  # endings
_MONTHS = [
    *(f"январ{_SOFT}", f"феврал{_SOFT}", f"март{_HARD}", f"апрел{_SOFT}", "ма(?:[йяюе]|ем)", f"июн{_SOFT}"),
    *(f"июл{_SOFT}", f"август{_HARD}", f"сентябр{_SOFT}", f"октябр{_SOFT}", f"ноябр{_SOFT}", f"декабр{_SOFT}"),
]

_QUARTER, _HALF = "(?:квартал(?:а|у|ом|е|)|кв[.]?)", "полугоди(?:ем|[еяюи])"
# As it is written, as a sentence names it, its first month (0 is the December before), how many months it has.
_PARTS_OF_YEAR = (
    (f"(?:1(?:-?[йгом]+)?|i|перв[а-я]+) {_QUARTER}", "I квартал", 1, 3),
    (f"(?:2(?:-?[йгом]+)?|ii|втор[а-я]+) {_QUARTER}", "II квартал", 4, 3),
    (f"(?:3(?:-?[йгом]+)?|iii|трет[а-я]+) {_QUARTER}", "III квартал", 7, 3),
    (f"(?:4(?:-?[йгом]+)?|iv|четв[её]рт[а-я]+) {_QUARTER}", "IV квартал", 10, 3),
    (f"(?:1(?:-?[егом]+)?|i|перв[а-я]+) {_HALF}", "первое полугодие", 1, 6),
    (f"(?:2(?:-?[егом]+)?|ii|втор[а-я]+) {_HALF}", "второе полугодие", 7, 6),
    ("зим(?:ой|[аыуе])", "зиму", 0, 3),
    ("весн(?:ой|[аыуе])", "весну", 3, 3),
    ("лет(?:ом|[оауе])", "лето", 6, 3),
    ("осен(?:ью|[ьи])", "осень", 9, 3),
)
_UNITS = (
    ("д(?:ень|ня|ней)|сут(?:ки|ок)", 1, 0),
    ("недел[юиь]", 7, 0),
    ("месяц(?:а|ев|)", 0, 1),
    ("год(?:а|)|лет", 0, 12),
)
_NUMBERS = {"два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "десять": 10}

_YEAR, _DAY = r"((?:19|20)[0-9]{2})", r"([0-3]?[0-9])"
_MONTH = rf"({'|'.join(_MONTHS)})"
_PART = rf"({'|'.join(written for written, *_ in _PARTS_OF_YEAR)})"
_COUNT = rf"([1-9][0-9]{{0,2}}|{'|'.join(_NUMBERS)})"
_UNIT = rf"({'|'.join(written for written, *_ in _UNITS)})"
_TO = r" ?(?:[-–—]|по|до) ?"
_OF_YEAR = r"(?:[ ]?(?:год(?:а|у|ы|ах|ов)?|гг?\.?))?"
_BEGIN, _END = r"(?<![\w.,/-])(?:(?:в|во|за|от|с) )?", r"(?![\w/-]|[.,]\w)"
_ONE_DAY = datetime.timedelta(days=1)
# Behind these words a year is what is spoken of: «бюджет на 2016 год», «к концу 2014 года».
_EDGES = "конец конца концу конце начало начала началу начале середины середине течение"
_SPOKEN_OF = FUNCTION_WORDS.union(_EDGES.split())


@dataclass(frozen=True, slots=True)
class Period:
    """A query without the words that name days; those days as `дата:` takes them, and as a sentence names them:
    «за 2016 год», «до 2016 года»."""

    query: str
    days: str
    name: str

    @property
    def as_query(self) -> str:
        """The same as one line: «кластеры дата:2016»."""
        return f"{self.query} дата:{self.days}".lstrip()

    @property
    def year(self) -> int | None:
        """The year, if the days are those of one."""
        return int(self.days) if self.days.isdigit() else None

    @property
    def published(self) -> Published:
        """The first and the last of the days."""
        return _read(self.days)


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


def of_part(found: re.Match[str]) -> Days:
    """«весна 2014», «в первом квартале 2015 года», «II полугодие 2013»"""
    name, first, count = next(
        (name, first, count)
        for written, name, first, count in _PARTS_OF_YEAR
        if re.fullmatch(written, found[1], re.IGNORECASE)
    )
    year = int(found[2])
    if first:
        return f"{year}-{first:02}..{year}-{first + count - 1:02}", f"за {name} {year} года"
    return f"{year - 1}-12..{year}-02", f"за {name} {year - 1}/{year % 100:02} года"


def of_open(found: re.Match[str]) -> Days:
    """«с 2014 года», «после мая 2012», «до 12 марта 2020»"""
    side, name = found[1].lower(), _genitive(found[2], found[3], found[4])
    days = _read(_days(found[2], found[3], found[4]))
    if not days.since or not days.until:
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


def of_last(found: re.Match[str]) -> Days:
    """«за последнюю неделю», «за последние три месяца»"""
    number = _NUMBERS.get((found[1] or "1").lower()) or int(found[1] or 1)
    days, months = next(steps for written, *steps in _UNITS if re.fullmatch(written, found[2], re.IGNORECASE))
    since = _months_before(_today(), number * months) - number * days * _ONE_DAY
    return f"{since}..", f"с {since.day} {MONTHS[since.month - 1]} {since.year} года"


# The pattern between the words around it; patterns are compiled when first asked: few queries name days.
RULES: tuple[tuple[str, Rule], ...] = (
    (rf"{_YEAR}{_OF_YEAR}{_TO}{_YEAR}{_OF_YEAR}", of_years),
    (rf"{_DAY}{_TO}{_DAY} {_MONTH} {_YEAR}{_OF_YEAR}", of_days),
    (rf"{_MONTH}{_TO}{_MONTH} {_YEAR}{_OF_YEAR}", of_months),
    (rf"{_PART} {_YEAR}{_OF_YEAR}", of_part),
    (rf"(?:начиная )?(с|после|до) (?:(?:{_DAY} )?{_MONTH} )?{_YEAR}{_OF_YEAR}", of_open),
    (rf"(?:{_DAY} )?{_MONTH} {_YEAR}{_OF_YEAR}", of_month),
    (rf"{_YEAR}{_OF_YEAR}", of_year),
    (r"(прошл(?:ый|ом)|эт(?:от|ом)) году?", of_last_year),
    (rf"последн(?:ий|юю|ие|их) (?:{_COUNT} )?{_UNIT}", of_last),
)
_MAY_NAME_DAYS = re.compile(r"(?:19|20)[0-9]{2}|год|последн", re.IGNORECASE)


def period_in(query: str) -> Period | None:
    """The days that a query names, alone or among other words, if it names no others; none of them is still to come."""
    if not _MAY_NAME_DAYS.search(query) or not _SIGNS.isdisjoint(query):
        return None
    for pattern, rule in RULES:
        if found := re.search(_BEGIN + pattern + _END, query, re.IGNORECASE):
            text, name = rule(found)
            days, before = _read(text), query[: found.start()].rstrip(" ,—–-")
            named = days.since or days.until
            if not named or not EARLIEST <= named.year <= _today().year:
                return None
            if _SPOKEN_OF.intersection(before.lower().split()[-1:]):
                return None
            rest = " ".join(f"{before} {query[found.end() :].lstrip(' ,.—–-')}".split())
            if not rest:
                return None if query.strip().isdigit() else Period("", text, name)  # a number alone may be any
            if not re.search(r"[^\W\d]", rest) or re.search(rf"\b{_YEAR}\b", rest):
                return None
            return Period(rest, text, name)
    return None


def _month(form: str) -> int:
    """The number of the month of which that is a form."""
    return next(number for number, month in enumerate(_MONTHS, 1) if re.fullmatch(month, form, re.IGNORECASE))


def _days(day: str | None, month: str | None, year: str) -> str:
    """As `published_in` reads them."""
    return year + (f"-{_month(month):02}" if month else "") + (f"-{int(day):02}" if day else "")


def _read(days: str) -> Published:
    """The first and the last of the days; neither where there are no such days."""
    return published_in(days) or Published(None, None)


def _months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day of an earlier month, or the last that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _genitive(day: str | None, month: str | None, year: str) -> str:
    """«2014 года», «мая 2014 года», «12 мая 2014 года»"""
    named = (str(int(day)) if day else "", MONTHS[_month(month) - 1] if month else "", year, "года")
    return " ".join(filter(None, named))


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()
