"""Is a line only a date? date_line("22.06.2010, 17:11 | Новости") finds it; «Митинг 12 марта 2011 года» is more."""

import re

from indexer.cleaning.dateline import agency_name
from indexer.text.dates import FoundDate, find_dates, find_short_date, parse_day

LONGEST = 80
_LABEL = re.compile(
    r"(?:posted\son|опубликован|размещ[её]н|добавлен|создан|отправлен|дата|время|понедельник|вторник|среда|четверг|пятница"
    r"|суббота|воскресенье|(?:пн|вт|ср|чт|пт|сб|вс)\b)\w*(?:\s(?:публикации|создания|размещения|новости))?[\s,|:.—–-]*"
    r"(?:(?:пн|вт|ср|чт|пт|сб|вс)\b[\s,]*)?(?:в\s)?(?:[0-2]?\d:[0-5]\d)?",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(  # «Автор: editor от 3-06-2014», «Опубликовано redaktor в вт, 12/11/2019», «Автор: Иван Петров »
    r"(?:автор|(?:опубликова|размести|добави)(?:л|ла|но)|отправлено|posted\sby)\s?:?\s(?:[\w.@-]+\s){1,3}(?:от|в|on|[|—–-])"
    r"(?:\s(?:пн|вт|ср|чт|пт|сб|вс)\b)?[\s,]*|автор\s?:\s(?:[\w.@-]+(?:[\s,]+|$)){1,3}",
    re.IGNORECASE,
)
_HEADED = re.compile(  # «Категория: Экономика | Автор: admin | »
    r"(?:(?:категори[яи]|раздел|рубрика|автор|просмотр\w*)\s?:[^|]{1,40}\|\s?)+", re.IGNORECASE
)
_NAMES = re.compile(  # «Казань, », «г. Казань, », «Иван Петров | »
    r"(?:г\.\s?)?[А-ЯЁA-Z][\w.-]*(?:\s[А-ЯЁA-Z][\w.-]*){0,2}\s?[,|—–•·:/(-]+"
)
# «Обновлено: », «Дата последнего изменения: »: not when it appeared
_CHANGED = re.compile(r"(?:дата\s)?(?:последне\w{2,3}\s)?(?:обновл|измен)", re.IGNORECASE)
_CLOCK = re.compile(r"[\d:\s,|]*")  # «14:52, »
_COUNTED = re.compile(  # «14:52 / », «12+ », «Просмотров: 125 »
    r"(?:[0-2]?\d:[0-5]\d|\d{1,2}\+|(?:просмотр|прочтени|показ)\w*\s?:?\s?\d+)[\s,|/•·—–-]*", re.IGNORECASE
)
_DAYS_OF_WEEK = r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|\b(?:пн|вт|ср|чт|пт|сб|вс)\b"
_AFTER = re.compile(
    rf"(?:[,|—–•·:/).\s-]*(?:[А-ЯЁA-Z(\[«\d|—–-]|автор|by\b|(?:по|про)?смотр|просмотр|прочи?т|пользовател|в\s(?:рубрике|разделе|категории)\b|{_DAYS_OF_WEEK}).*)?[\W\d]*"
)
_WEEKDAY = re.compile(_DAYS_OF_WEEK, re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_RELATIVE = re.compile(
    r"(?:сегодня|вчера|позавчера),?\s(?:в\s)?[0-2]?\d:[0-5]\d\b|[0-2]?\d:[0-5]\d,?\s(?:сегодня|вчера|позавчера)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b[0-2]?\d:[0-5]\d\b")


def date_line(text: str) -> FoundDate | None:
    """The date of a line that says when, and next to nothing else."""
    if len(text) > LONGEST or not any(map(str.isdigit, text)):
        return None
    dates = find_dates(text)
    first = dates[0] if dates else find_short_date(text) or _in_english(text)
    if first is None or first.day is None:
        return None
    before, date = text[: first.start].strip(), text[first.start : first.stop]
    after = text[first.stop :]
    if _CHANGED.match(before) or len(_LETTERS.findall(after)) > 5 or not _AFTER.fullmatch(after):
        return None
    is_named = _NAMES.fullmatch(before) and not _is_caption(before, date, after)
    is_told = is_named or any(pattern.fullmatch(before) for pattern in (_LABEL, _BY_WHOM, _HEADED, _CLOCK, _COUNTED))
    return first if is_told or (before.endswith(",") and agency_name(before)) else None


def _in_english(text: str) -> FoundDate | None:
    """«Apr 12, 2016», as themes that nobody translated write."""
    day = parse_day(text)
    return FoundDate(0, len(text), day) if day else None


def _is_caption(before: str, date: str, after: str) -> bool:
    """«Евгения Чудновец, 26 марта 2017 года» and «Анна Котова, 26.03.2017» are what a picture shows.

    Pages seldom spell the year out; who wrote it stands apart by a bar, or with the time of day; and before a comma
    stands a place: «Казань, 31 мая 2016».
    """
    if date.endswith("года"):
        return True
    if not before.endswith(",") or _TIME.search(date + after):
        return False
    return len(before.removeprefix("г. ").split()) > 1 or not any(map(str.isalpha, date))


def says_when(text: str) -> bool:
    """Whether a line says a day, or a part of one, and little else: «25 июня, 14:30», «вчера, 14:30», «10:14»."""
    if len(text) > LONGEST or text.endswith((".", "!", "?")):
        return False
    if _RELATIVE.match(text) or date_line(text):
        return True
    dates = find_dates(text)
    if not dates:
        return bool(_CLOCK.fullmatch(text))
    if _CHANGED.match(text):
        return True
    words = re.findall(r"[^\W\d]+", text[dates[0].stop :])
    return bool(_CLOCK.fullmatch(text[: dates[0].start])) and len(words) < 5


def is_site_clock(text: str) -> bool:
    """Whether the line tells visitors today's date: a weekday without the time of day, «28 января 2026, среда», or with
    the weather.
    """
    found = date_line(text)
    return bool(found and _WEEKDAY.search(text) and ("°" in text or not _TIME.search(text)))
