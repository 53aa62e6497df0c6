import datetime

import pytest
from werkzeug.datastructures import MultiDict

from web.errors import RequestError
from web.request import SearchRequest, read_article_url, read_search, read_size


def read(*pairs: tuple[str, str]) -> SearchRequest:
    return read_search(MultiDict(pairs))


def test_nothing_asked_is_as_usual() -> None:
    assert read() == SearchRequest()
    assert read(("q", ""), ("page", ""), ("sort", ""), ("region", ""), ("year", ""), ("since", "")) == SearchRequest()
    assert read(("utm_source", "письмо")) == SearchRequest()


def test_everything_asked() -> None:
    asked = read(
        ("q", "  кластер \n томск "),
        ("page", "2"),
        ("sort", "oldest"),
        ("region", "Томская область"),
        ("region", "Томская область"),
        ("region", "Москва"),
        ("source", "Вестник"),
        ("year", "2016"),
        ("since", "2016-01-01"),
        ("until", "2016-12-31"),
        ("reprints", "1"),
    )
    assert asked == SearchRequest(
        query="кластер томск",
        page=2,
        sort="oldest",
        regions=("Томская область", "Москва"),
        sources=("Вестник",),
        years=(2016,),
        since=datetime.date(2016, 1, 1),
        until=datetime.date(2016, 12, 31),
        reprints=True,
    )


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("page", "0", "номер страницы (page) — целое число от 1 до 10000"),
        ("page", "-1", "номер страницы (page) — целое число от 1 до 10000"),
        ("page", "два", "номер страницы (page) — целое число от 1 до 10000"),
        ("page", "٢", "номер страницы (page) — целое число от 1 до 10000"),
        ("page", "9" * 5000, "номер страницы (page) — целое число от 1 до 10000"),
        ("year", "16-й", "год (year) — целое число от 1 до 9999"),
        ("year", "10000", "год (year) — целое число от 1 до 9999"),
        ("sort", "rank", "порядок (sort) — одно из слов relevance, date, oldest"),
        ("since", "31.05.2016", "дата (since) пишется так: 2016, 2016-05 или 2016-05-31"),
        ("since", "20160531", "дата (since) пишется так: 2016, 2016-05 или 2016-05-31"),
        ("until", "2016-02-30", "дата (until) пишется так: 2016, 2016-05 или 2016-05-31"),
        ("reprints", "да", "reprints — 0 или 1"),
        ("region", "я" * 201, "отборов «region» — не больше 20, каждый не длиннее 200 знаков"),
    ],
)
def test_what_cannot_be_read(name: str, value: str, sentence: str) -> None:
    with pytest.raises(RequestError) as fault:
        read((name, value))
    assert str(fault.value) == sentence


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2016", "2016", datetime.date(2016, 1, 1), datetime.date(2016, 12, 31)),
        ("2016-02", "2016-02", datetime.date(2016, 2, 1), datetime.date(2016, 2, 29)),
    ],
)
def test_a_month_and_a_year_as_the_command_line_has_them(
    since: str, until: str, first: datetime.date, last: datetime.date
) -> None:
    asked = read(("since", since), ("until", until))
    assert (asked.since, asked.until) == (first, last)


def test_days_in_the_wrong_order() -> None:
    with pytest.raises(RequestError, match="позже"):
        read(("since", "2017-01-01"), ("until", "2016-01-01"))


def test_too_many_filters() -> None:
    with pytest.raises(RequestError, match="не больше 20"):
        read(*(("year", str(2000 + number)) for number in range(21)))


def test_size() -> None:
    assert read_size(MultiDict()) == 10
    assert read_size(MultiDict({"size": "100"})) == 100
    for wrong in ("0", "101", "много"):
        with pytest.raises(RequestError, match="от 1 до 100"):
            read_size(MultiDict({"size": wrong}))


def test_an_article_needs_its_url() -> None:
    with pytest.raises(RequestError, match="не указан адрес"):
        read_article_url(MultiDict())
