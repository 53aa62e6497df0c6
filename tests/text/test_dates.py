"""Which days are meant."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.dates import find_dates, parse_day, stated_day

FOUND = [
    ("31 Мая 2016", [("31 Мая 2016", date(2016, 5, 31))]),
    ("22.06.2010, 17:11", [("22.06.2010, 17:11", date(2010, 6, 22))]),
    ("16 янв 2019, 14:52", [("16 янв 2019, 14:52", date(2019, 1, 16))]),
    ("16 янв. 2019", [("16 янв. 2019", date(2019, 1, 16))]),
    ("2019-01-16T14:52+03:00", [("2019-01-16T14:52+03:00", date(2019, 1, 16))]),
    ("28 Января 2026г, Среда", [("28 Января 2026г", date(2026, 1, 28))]),
    ("25 июня", [("25 июня", None)]),
    ("в ночь на 1 сентября 2004 года в", [("1 сентября 2004 года", date(2004, 9, 1))]),
    ("(Казань, 25 июня, «Татар-информ»)", [("25 июня", None)]),
    ("1-3 июня 2016", [("3 июня 2016", date(2016, 6, 3))]),
    ("с 5 мая по 7 июня 2016 г.", [("5 мая", None), ("7 июня 2016 г.", date(2016, 6, 7))]),
    ("9 Апрель, 2013 — 14:05", [("9 Апрель, 2013", date(2013, 4, 9))]),
    ("5 май 2016", [("5 май 2016", date(2016, 5, 5))]),
    ("2018-8-14 09:19", [("2018-8-14 09:19", date(2018, 8, 14))]),
    ("Апрель 12, 2016", [("Апрель 12, 2016", date(2016, 4, 12))]),
    ("от «12» апреля 2016 г. № 5", [("«12» апреля 2016 г.", date(2016, 4, 12))]),
    ("«12 апреля 2016»", [("12 апреля 2016", date(2016, 4, 12))]),
    ("2016.05.31", [("2016.05.31", date(2016, 5, 31))]),
    ("31 мая 2016 в 14.05", [("31 мая 2016 в 14.05", date(2016, 5, 31))]),
    ("версия 2016.05.31.7", []),
    ("31/05/2016", [("31/05/2016", date(2016, 5, 31))]),
    ("31 февраля 2016", [("31 февраля 2016", None)]),
    ("31.02.2016", [("31.02.2016", None)]),
    ("05 марта 0003", [("05 марта 0003", None)]),
    ("версия 1.2.2016.5", []),
    ("192.168.10.2016", []),
    ("5 маяков", []),
    ("12 марток", []),
    ("450 мая 2016", []),
    ("мая 2016", []),
    ("тел. 53-07-2007", []),
    ("2016-05-31-7", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_dates_in_a_text(text: str, expected: list[tuple[str, date | None]]) -> None:
    assert [(text[found.start : found.stop], found.day) for found in find_dates(text)] == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2016-05-31", date(2016, 5, 31)),
        (" 2016-05-31\n", date(2016, 5, 31)),
        ("2016-05-31T10:00:00Z", date(2016, 5, 31)),
        ("2016-05-31T23:59:59.123456+03:00", date(2016, 5, 31)),
        ("2016-05-31 10:00:00", date(2016, 5, 31)),
        ("31 мая 2016", date(2016, 5, 31)),
        ("31 мая 2016 года", date(2016, 5, 31)),
        ("31.05.2016", date(2016, 5, 31)),
        ("31.05.2016, 17:11", date(2016, 5, 31)),
        ("2016-02-31", None),
        ("0003-05-31", None),
        ("9999-05-31", None),
        ("20160531", date(2016, 5, 31)),
        ("20160531T100000Z", date(2016, 5, 31)),
        ("2016-05-31T10+03", date(2016, 5, 31)),
        ("2016-W05-3", date(2016, 2, 3)),
        ("1464652800", None),
        ("2016-05", None),
        ("2016", None),
        ("25 июня", None),
        ("вчера", None),
        ("31 мая 2016 и потом", None),
        ("", None),
    ],
)
def test_the_day_of_a_whole_string(text: str, day: date | None) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Вт, 31 мая 2016 10:00:00", date(2016, 5, 31)),
        ("понедельник, 31 мая 2016", date(2016, 5, 31)),
        ("14:30, 31 мая 2016", date(2016, 5, 31)),
        ("2016-05-31 MSK", date(2016, 5, 31)),
        ("Опубликовано: 31.05.2016", date(2016, 5, 31)),
        ("31.05.16", date(2016, 5, 31)),
        ("31.05.2016", date(2016, 5, 31)),
        ("с 30.05.2016 по 31.05.2016", None),
        ("31 мая", None),
        ("31.02.2016", None),
        ("вчера", None),
        ("", None),
        (f"31 мая 2016 {'открыт цех ' * 6}", None),
    ],
)
def test_the_day_of_a_field(text: str, day: date | None) -> None:
    assert stated_day(text) == day


@given(st.dates(date(1702, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    months = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
    spelled = f"{day.day} {months[day.month - 1]} {day.year}"
    for text in (day.isoformat(), f"{day:%d.%m.%Y}", spelled, spelled.upper(), f"{day.isoformat()}T10:00:00Z"):
        assert parse_day(text) == day


@given(st.text() | st.text(alphabet="0123456789.-/ мая:TZг", max_size=40))
def test_any_text_is_read_without_fault(text: str) -> None:
    parse_day(text)
    for found in find_dates(text):
        assert 0 <= found.start < found.stop <= len(text)


@pytest.mark.parametrize("text", ["1" * 10**6, "1 " * 500_000, "1.1." * 250_000, "25 июня " * 100_000])
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    find_dates(text)
    assert time.process_time() - started < 60  # by its square it would take an hour
