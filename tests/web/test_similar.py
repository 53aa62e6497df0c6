"""Who finds hardly anything, as with a pasted headline, is shown what else was written on the matter."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

import indexer
from web import create_app

OFFER = "Похожие новости"
HEADLINE = "В Томске открыли завод полупроводниковых лазеров"
RETELLING = "Полупроводниковые лазеры начали выпускать томичи"


@pytest.fixture(scope="module")
def client(engine_of: Callable[..., indexer.Engine]) -> FlaskClient:
    text = "Выпускать полупроводниковые лазеры для спутниковой связи будет предприятие «Луч», резидент особой зоны."
    engine = engine_of(
        {"url": "a", "title": HEADLINE, "text": f"{text} Губернатор перерезал ленточку.", "published": "2015-03-01"},
        {"url": "b", "title": RETELLING, "text": f"Сообщает пресс-служба: {text}", "published": "2014-01-01"},
        {"url": "c", "title": "Урожай зерновых", "text": "Аграрии Алтая собрали рекордный урожай пшеницы."},
        {"url": "d", "title": "Надои", "text": "Аграрии Вологды подвели итоги года."},
        {"url": "e", "title": "Теплицы", "text": "Аграрии Пензы построили теплицы."},
    )
    return create_app(engine=engine).test_client()


def similar_in(page: str) -> str:
    """What stands below the heading, or nothing."""
    return page.partition(OFFER)[2].partition("</section>")[0]


def test_a_pasted_headline_finds_its_retellings(client: FlaskClient) -> None:
    page = client.get(f"/?q={quote(HEADLINE)}").text
    assert RETELLING not in page.partition(OFFER)[0]
    assert RETELLING in similar_in(page)
    assert "Урожай" not in similar_in(page)


@pytest.mark.parametrize(
    ("query", "more"),
    [
        (HEADLINE, "&year=2015"),  # says what is wanted
        ("полупроводниковые лазеры", ""),  # finds both
        ("аграрии", ""),  # finds enough
        ("урожай зерновых", ""),  # nothing is like it
        ("бегемот", ""),
    ],
)
def test_elsewhere_nothing_is_added(client: FlaskClient, query: str, more: str) -> None:
    assert OFFER not in client.get(f"/?q={quote(query)}{more}").text
