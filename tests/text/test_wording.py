"""Numbers and days as Russian sentences say them."""

import datetime

import pytest

from indexer.text.wording import ARTICLES, counted, day_in_words, seconds, size

COUNTED = {
    0: "0 статей", 1: "1 статья", 2: "2 статьи", 4: "4 статьи", 5: "5 статей", 11: "11 статей", 12: "12 статей",
    14: "14 статей", 21: "21 статья", 22: "22 статьи", 101: "101 статья", 111: "111 статей", 1000: "1000 статей",
    83227: "83\u202f227 статей",
}  # fmt: skip


@pytest.mark.parametrize(("number", "expected"), COUNTED.items())
def test_plurals(number: int, expected: str) -> None:
    assert counted(number, *ARTICLES) == expected


def test_days() -> None:
    assert day_in_words(datetime.date(2016, 5, 31)) == "31 мая 2016"


@pytest.mark.parametrize(("value", "expected"), [(0.0021, "0,002 с"), (0.31, "0,31 с"), (1.5, "1,5 с"), (67.2, "67 с")])
def test_seconds(value: float, expected: str) -> None:
    assert seconds(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(512, "512 Б"), (3_400_000, "3,4 МБ"), (98_400, "98,4 кБ"), (10**13, "10000,0 ГБ")]
)
def test_sizes(value: int, expected: str) -> None:
    assert size(value) == expected
