"""Is a line only a date? date_line("22.06.2010, 17:11 | Новости") finds it; «Митинг 12 марта 2011 года» is more."""

import re

from indexer.text.dates import FoundDate, find_dates

LONGEST = 80
_LABEL = re.compile(
    r"(?:опубликован|размещ[её]н|добавлен|создан|отправлен|обновлен|дата|время|понедельник|вторник|среда|четверг|пятница"
    r"|суббота|воскресенье|(?:пн|вт|ср|чт|пт|сб|вс)\b)\w*(?:\s(?:публикации|создания|размещения|новости))?[\s,|:.—–-]*(?:в\s)?",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?:[А-ЯЁA-Z][\w.-]*\s?){1,3}[,|—–•·:/(-]+")  # «Казань, », «Иван Петров | »
_CLOCK = re.compile(r"[\d:\s,|]*")  # «14:52, »
_AFTER = re.compile(r"(?:[,|—–•·:/).\s-]*[А-ЯЁA-Z(\d|—–-].*)?[\W\d]*")
_WEEKDAY = re.compile(r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье", re.IGNORECASE)


def date_line(text: str) -> FoundDate | None:
    """The date of a line that says when, and next to nothing else."""
    if len(text) > LONGEST or not any(map(str.isdigit, text)):
        return None
    dates = find_dates(text)
    if not dates or dates[0].day is None:
        return None
    before, date = text[: dates[0].start].strip(), text[dates[0].start : dates[0].stop]
    after = text[dates[0].stop :]
    if len(after.split()) > 5 or not _AFTER.fullmatch(after):
        return None
    # «Евгения Чудновец, 26 марта 2017 года» is what a picture shows: pages seldom spell the year out.
    is_named = _NAMES.fullmatch(before) and not date.endswith("года")
    return dates[0] if is_named or _LABEL.fullmatch(before) or _CLOCK.fullmatch(before) else None


def is_site_clock(text: str) -> bool:
    """Whether the line tells visitors today's date: «28 января 2026, среда», a weekday without the time of day."""
    found = date_line(text)
    return bool(found and _WEEKDAY.search(text) and ":" not in text[found.start : found.stop])
