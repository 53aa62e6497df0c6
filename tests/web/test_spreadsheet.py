"""The hits as a table: what a spreadsheet reads in it."""

import csv
import datetime
import io
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from werkzeug.http import parse_options_header

from indexer import Article, Hit
from tests.web.conftest import TATARSTAN, TOMSK, TinyEngine
from web import create_app
from web.spreadsheet import table

NAMES = ["Дата", "Источник", "Заголовок", "Регионы", "Адрес"]


def rows(text: str) -> list[list[str]]:
    """What Excel sees: a mark that the file is UTF-8, and semicolons between cells."""
    assert text.startswith("\ufeff")
    return [*csv.reader(io.StringIO(text[1:], newline=""), delimiter=";")]


def test_a_row_for_each_hit_in_the_order_of_the_page(client: FlaskClient) -> None:
    answer = client.get("/list.csv?q=кластер&sort=oldest&since=2013&reprints=1")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert rows(answer.text) == [
        NAMES,
        [
            "2016-05-31",
            "Вестник Поволжья",
            "Камский кластер собрал поставщиков со всего Поволжья",
            TATARSTAN,
            "https://news.example/kazan/1",
        ],
    ]
    undated = rows(client.get("/list.csv?q=томский").text)[1]
    assert (undated[0], undated[3], undated[4]) == ("", f"{TOMSK}, {TATARSTAN}", "archive/tomsk-3.txt")


def test_all_pages_are_in_it(crowded: FlaskClient) -> None:
    assert len(rows(crowded.get("/list.csv?q=кластер&page=3").text)) == 1 + 140


@pytest.mark.parametrize("title", ["=1+1", "+7 (843) 000", "-5 градусов", "@SUM(A1)"])
def test_nothing_in_it_is_a_formula(title: str) -> None:
    assert rows(table([Hit(Article("=u", title, "", source=title), 1.0)]))[1] == [
        "",
        f"'{title}",
        f"'{title}",
        "",
        "'=u",
    ]


def test_a_cell_holds_whatever_a_title_does() -> None:
    title = 'ООО «А»; "Б"\nи\u0000 <b>В</b>'
    day = datetime.date(2016, 5, 31)
    read = rows(table([Hit(Article("https://а.рф/1", title, "", day, link="https://б.рф/2"), 1.0)]))[1]
    assert read == ["2016-05-31", "", title.replace("\u0000", ""), "", "https://б.рф/2"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("кластеры Татарстана", "кластеры Татарстана.csv"),
        ('"../../кластер" год:2016', "кластер год 2016.csv"),
        ("слово " * 20, f"{' '.join(['слово'] * 10)}.csv"),
    ],
)
def test_the_file_is_called_as_was_asked(client: FlaskClient, query: str, name: str) -> None:
    said = client.get("/list.csv", query_string={"q": query}).headers.get("Content-Disposition", "")
    assert said.isascii()
    assert parse_options_header(said) == ("attachment", {"filename": name})


def test_the_page_leads_to_it_with_its_filters_and_order(client: FlaskClient) -> None:
    page = client.get("/?q=кластер&year=2016&sort=date").text
    assert '<a href="/list.csv?q=кластер&amp;year=2016&amp;sort=date">Скачать список</a>' in page
    assert "/list.csv" not in client.get("/?q=бегемот").text


@pytest.mark.parametrize("address", ["/list.csv", '/list.csv?q="кластер', "/list.csv?q=кластер&year=зима"])
def test_what_cannot_be_asked(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 400


def test_a_list_that_would_not_be_whole_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = TinyEngine()
    whole = engine.search
    monkeypatch.setattr(engine, "search", lambda *asked, **how: replace(whole(*asked, **how), timed_out=True))
    answer = create_app(engine=engine).test_client().get("/list.csv?q=кластер")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "1"
