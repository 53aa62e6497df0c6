"""Numbers and days as Russian sentences say them.

>>> counted(21, "статья", "статьи", "статей"), day_in_words(datetime.date(2016, 5, 31)), seconds(0.0021)
('21 статья', '31 мая 2016', '0,002 с')
"""

import datetime

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
ARTICLES = ("статья", "статьи", "статей")


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form of a noun that goes with a number: 1, 21 статья; 2, 104 статьи; 5, 11, 112 статей."""
    last, last_two = number % 10, number % 100
    if last == 1 and last_two != 11:
        return one
    return few if last in (2, 3, 4) and last_two not in (12, 13, 14) else many


def grouped(number: int) -> str:
    """A number with narrow blanks between thousands: «83 227»."""
    return f"{number:,}".replace(",", "\u202f") if number >= 10_000 else str(number)


def counted(number: int, one: str, few: str, many: str) -> str:
    """A number with its noun."""
    return f"{grouped(number)} {plural(number, one, few, many)}"


def day_in_words(day: datetime.date) -> str:
    """«31 мая 2016»."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def seconds(duration: float) -> str:
    """«0,002 с», «1,5 с», «67 с»: as many digits as mean something."""
    digits = 3 if duration < 0.1 else 2 if duration < 1 else 1 if duration < 10 else 0
    return f"{duration:.{digits}f} с".replace(".", ",")


def size(count: int) -> str:
    """«512 Б», «3,4 МБ»: bytes in decimal units."""
    value = float(count)
    for unit in ("Б", "кБ", "МБ", "ГБ"):
        if value < 1000 or unit == "ГБ":
            break
        value /= 1000
    return f"{value:.0f} {unit}" if unit == "Б" else f"{value:.1f} {unit}".replace(".", ",")
