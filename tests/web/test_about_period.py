"""Who names days among other words is offered what came out on them, if anything did."""

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
        {"url": "a", "text": "Кластер растёт, как и в 2016 году.", "published": "2017-02-01"},
        {"url": "b", "text": "Кластер принял новых участников.", "published": "2016-04-12"},
        {"url": "c", "text": "Кластер открыт.", "published": "2014-01-31"},
    )
    return create_app(engine=engine).test_client()


def page(client: FlaskClient, query: str, more: str = "") -> str:
    return client.get(f"/?q={quote(query)}{more}").text.replace("&nbsp;", " ").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("query", "arguments", "told"),
    [
        ("кластер 2016", "q=кластер&amp;year=2016", "кластер</a> за 2016 год — 1 новость"),
        (
            "кластер зима 2014",
            "q=кластер&amp;since=2013-12-01&amp;until=2014-02-28",
            "кластер</a> за зиму 2013/14 года",
        ),
        ("кластер до 2016", "q=кластер&amp;until=2015-12-31", "кластер</a> до 2016 года — 1 новость"),
        ("в апреле 2016", "q=дата:2016-04", "дата:2016-04</a> за апрель 2016 года — 1 новость"),
    ],
)
def test_what_came_out_then_is_offered(client: FlaskClient, query: str, arguments: str, told: str) -> None:
    assert f'{OFFER}: <a href="/?{arguments}">{told}' in page(client, query)


def test_the_order_stays_as_chosen(client: FlaskClient) -> None:
    assert '<a href="/?q=кластер&amp;year=2016&amp;sort=date">' in page(client, "кластер 2016", "&sort=date")


@pytest.mark.parametrize(("query", "more"), [("кластер 2015", ""), ("кластер 2016", "&year=2015"), ("кластер", "")])
def test_nothing_is_offered_without_days_or_articles(client: FlaskClient, query: str, more: str) -> None:
    assert OFFER not in page(client, query, more)
