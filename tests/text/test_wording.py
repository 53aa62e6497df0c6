"""Numbers and days as Russian sentences say them."""

import datetime

import pytest

from indexer.text.wording import ARTICLES, counted, day_in_words, grouped, plural, seconds, size

COUNTED = {
    0: "0 статей", 1: "1 статья", 2: "2 статьи", 4: "4 статьи", 5: "5 статей", 11: "11 статей", 12: "12 статей",
    14: "14 статей", 21: "21 статья", 22: "22 статьи", 25: "25 статей", 101: "101 статья", 111: "111 статей",
    112: "112 статей", 1000: "1000 статей", 1001: "1001 статья", 83_227: "83 227 статей",
    1_234_562: "1 234 562 статьи",
}  # fmt: skip


def no_break(text: str) -> str:
    """Expected texts are written with plain blanks."""
    return text.replace(" ", "\u00a0")


@pytest.mark.parametrize(("number", "expected"), COUNTED.items())
def test_plurals(number: int, expected: str) -> None:
    assert counted(number, *ARTICLES) == no_break(expected)
    assert plural(number, *ARTICLES) == expected.split()[-1]


@pytest.mark.parametrize(
    ("number", "expected"), [(999, "999"), (9999, "9999"), (10_000, "10 000"), (-12_345, "-12 345")]
)
def test_thousands_stand_apart_from_five_digits_on(number: int, expected: str) -> None:
    assert grouped(number) == no_break(expected)


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2016-05-31", "31 мая 2016"), ("2014-12-01", "1 декабря 2014"), ("2020-01-09", "9 января 2020")],
)
def test_days(date: str, expected: str) -> None:
    assert day_in_words(datetime.date.fromisoformat(date)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.0, "меньше 0,001 с"),
        (0.0002, "меньше 0,001 с"),
        (0.0021, "0,002 с"),
        (0.051, "0,051 с"),
        (0.31, "0,31 с"),
        (1.54, "1,5 с"),
        (67.2, "67 с"),
    ],
)
def test_seconds(value: float, expected: str) -> None:
    assert seconds(value).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(512, "512 Б"), (3_400_000, "3,4 МБ"), (98_400, "98,4 кБ"), (10**13, "10000,0 ГБ")]
)
def test_sizes(value: int, expected: str) -> None:
    assert size(value) == no_break(expected)
