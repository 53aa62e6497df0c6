"""Numbers, days and missing words as Russian sentences say them.

>>> plural(21, *ARTICLES), day_in_words(datetime.date(2016, 5, 31))
('статья', '31 мая 2016')

A number and what follows it stand apart by a no-break space, so that no line ends between them.
"""

import datetime
from collections.abc import Sequence

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
MONTH_NAMES = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
NEWS = ("новость", "новости", "новостей")
ARTICLES = ("статья", "статьи", "статей")
REPRINTS = ("перепечатка", "перепечатки", "перепечаток")
IN_STORIES = ("сюжете", "сюжетах", "сюжетах")
BLANK = "\N{NO-BREAK SPACE}"


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form of a noun that goes with a number: 1, 21 статья; 2, 104 статьи; 5, 11, 112 статей."""
    last, last_two = number % 10, number % 100
    if last == 1 and last_two != 11:
        return one
    return few if last in (2, 3, 4) and last_two not in (12, 13, 14) else many


def grouped(number: int) -> str:
    """Thousands are set apart from five digits on, as in Russian print: «1000», but «83 227»."""
    return f"{number:,}".replace(",", BLANK) if abs(number) >= 10_000 else str(number)


def counted(number: int, one: str, few: str, many: str) -> str:
    """A number with its noun: «12 новостей»."""
    return grouped(number) + BLANK + plural(number, one, few, many)


def day_in_words(day: datetime.date) -> str:
    """«31 мая 2016»."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_in_words(year: int, month: int) -> str:
    """«май 2016»."""
    return f"{MONTH_NAMES[month - 1]} {year}"


def seconds(duration: float) -> str:
    """«меньше 0,001 с», «0,002 с», «1,5 с», «67 с»: as many digits as mean something."""
    if duration < 0.001:
        return f"меньше 0,001{BLANK}с"
    digits = 3 if duration < 0.1 else 2 if duration < 1 else 1 if duration < 10 else 0
    return f"{duration:.{digits}f}{BLANK}с".replace(".", ",")


def size(count: int) -> str:
    """«512 Б», «3,4 МБ»: bytes in decimal units."""
    value = float(count)
    for unit in ("Б", "кБ", "МБ", "ГБ"):
        if value < 1000 or unit == "ГБ":
            break
        value /= 1000
    return f"{value:.0f}{BLANK}{unit}" if unit == "Б" else f"{value:.1f}{BLANK}{unit}".replace(".", ",")


def nowhere(words: Sequence[str]) -> str:
    """What to tell the person of words that no article holds."""
    return f"ни в одной статье нет слов{'а' if len(words) == 1 else ''} {', '.join(f'«{word}»' for word in words)}"
