import datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from web.links import Links, encode, kept_parameters, outer_address, page_window, search_address
from web.request import SearchRequest, read_search

ASKED = SearchRequest("кластер", page=3, sort="date", regions=("Томская область",), years=(2016,))


def asked_by(address: str) -> SearchRequest:
    return read_search(MultiDict(parse_qsl(urlsplit(address).query)))


def test_an_address_says_only_what_is_not_as_usual() -> None:
    assert search_address(SearchRequest()) == "/"
    assert search_address(SearchRequest("кластер")) == "/?q=кластер"
    assert search_address(ASKED) == "/?q=кластер&region=Томская+область&year=2016&sort=date&page=3"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_value_comes_back_from_an_address(value: str) -> None:
    assert parse_qsl(f"q={encode(value)}", keep_blank_values=True) == [("q", value)]


def test_an_address_reads_back_as_it_was_asked() -> None:
    assert asked_by(search_address(ASKED)) == ASKED


def test_putting_a_filter_on_keeps_the_others_and_goes_to_the_first_page() -> None:
    assert Links(ASKED).toggled("region", "Республика Татарстан") == (
        "/?q=кластер&region=Томская+область&region=Республика+Татарстан&year=2016&sort=date"
    )
    assert Links(ASKED).toggled("year", "2014") == "/?q=кластер&region=Томская+область&year=2016&year=2014&sort=date"


def test_taking_a_filter_off_keeps_the_others() -> None:
    assert Links(ASKED).toggled("year", "2016") == "/?q=кластер&region=Томская+область&sort=date"
    assert Links(ASKED).toggled("region", "Томская область") == "/?q=кластер&year=2016&sort=date"


def test_asking_otherwise_goes_to_the_first_page_unless_a_page_is_named() -> None:
    links = Links(SearchRequest("кластер", page=3, sort="date", reprints=True))
    assert links.otherwise() == "/?q=кластер&sort=date&reprints=1"
    assert links.otherwise(page=4) == "/?q=кластер&sort=date&page=4&reprints=1"
    assert links.otherwise(sort="relevance", reprints=0) == "/?q=кластер"
    assert links.otherwise(q="a & b") == "/?q=a+%26+b&sort=date&reprints=1"
    assert links.otherwise(since=datetime.date(2016, 5, 1)) == "/?q=кластер&since=2016-05-01&sort=date&reprints=1"


def test_of_nothing_asked_there_is_no_more_than_the_path() -> None:
    assert Links(SearchRequest()).otherwise() == "/"
    assert Links(SearchRequest("кластер", sort="date", page=2)).feed() == "/feed?q=кластер"


def test_the_form_keeps_filters_but_neither_query_nor_page() -> None:
    assert kept_parameters(ASKED) == [("region", "Томская область"), ("year", "2016"), ("sort", "date")]


def test_an_article_knows_the_way_back() -> None:
    address = Links(ASKED).article("https://news.example/a?b=1&c=2")
    assert asked_by(address) == ASKED
    assert dict(parse_qsl(urlsplit(address).query))["url"] == "https://news.example/a?b=1&c=2"


@pytest.mark.parametrize(
    ("page", "pages", "window"),
    [
        (1, 1, (1,)),
        (1, 3, (1, 2, 3)),
        (1, 20, (1, 2, None, 20)),
        (3, 20, (1, 2, 3, 4, None, 20)),
        (4, 20, (1, 2, 3, 4, 5, None, 20)),
        (5, 20, (1, None, 4, 5, 6, None, 20)),
        (20, 20, (1, None, 19, 20)),
        (99, 3, (1, 2, 3)),
    ],
)
def test_page_window(page: int, pages: int, window: tuple[int | None, ...]) -> None:
    assert page_window(page, pages) == window


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//news.example/a",
        "seeds/000.txt",
        "https:",
        "http://[",
        "",
    ],
)
def test_only_web_addresses_are_followed(url: str) -> None:
    assert outer_address(url) is None


def test_web_addresses_are_followed_as_they_are() -> None:
    assert outer_address("https://news.example/a?b=1") == "https://news.example/a?b=1"
    assert outer_address("http://новости.рф/") == "http://новости.рф/"
