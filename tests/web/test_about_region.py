"""Who names a place is offered all that is about it, if that is more than what says its name so."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

import indexer
from web import create_app

OFFER = "Возможно, вы искали"


@pytest.fixture(scope="module")
def client(engine_of: Callable[..., indexer.Engine]) -> FlaskClient:
    engine = engine_of(
        {"url": "a", "text": "Кластер машиностроителей Татарстана принял новых участников."},
        {"url": "b", "text": "В Набережных Челнах растёт кластер поставщиков."},
        {"url": "c", "text": "Кластер приборостроения Чувашии."},
        {"url": "d", "text": "Казанский кластер машиностроителей."},
        {"url": "e", "text": "В Казани растёт кластер поставщиков."},
    )
    return create_app(engine=engine).test_client()


def page(client: FlaskClient, query: str, more: str = "") -> str:
    return client.get(f"/?q={quote(query)}{more}").text.replace("&nbsp;", " ").replace("\N{NO-BREAK SPACE}", " ")


def test_more_is_about_a_region_than_names_it(client: FlaskClient) -> None:
    text = page(client, "кластеры в Татарстане")
    assert "1 новость" in text
    assert (
        f'{OFFER}: <a href="/?q=кластеры&amp;region=Республика+Татарстан">кластеры</a> '
        "о регионе «Республика Татарстан» — 4 новости" in text
    )


@pytest.mark.parametrize(
    ("query", "more"),
    [
        ("кластеры Чувашии", ""),  # no more than is found
        ("кластеры Мордовии", ""),  # none at all
        ("кластеры", ""),
        ("кластеры в Татарстане", "&region=Республика+Татарстан"),  # chosen already
    ],
)
def test_nothing_is_offered_that_finds_no_more(client: FlaskClient, query: str, more: str) -> None:
    assert OFFER not in page(client, query, more)


def test_more_names_a_town_than_says_its_adjective(client: FlaskClient) -> None:
    text = page(client, "казанский кластер")
    wider = '<a href="/?q=%28казанский+ИЛИ+Казань%29+И+кластер">(казанский ИЛИ Казань) И кластер</a>'
    assert f"Шире: {wider} — 2 новости" in text


def test_who_has_chosen_a_filter_is_told_of_nothing_wider(client: FlaskClient) -> None:
    assert "Шире" not in page(client, "казанский кластер", "&region=Республика+Татарстан")
