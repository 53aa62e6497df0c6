"""A headline that was copied with its window's title is offered without the outlet."""

import pytest
from flask.testing import FlaskClient

from web.window_title import headline_in


@pytest.mark.parametrize(
    ("query", "headline"),
    [
        ("Технопарк открылся в Казани | РБК", "Технопарк открылся в Казани"),
        ("24 июня в Саранске стартовала сессия | Новости | ТАСС", "24 июня в Саранске стартовала сессия"),
        ("«Сколково» ищет новых резидентов | «Российская газета»", "«Сколково» ищет новых резидентов"),
        (
            "Президент Татарстана встретился с инвесторами | Татар-информ",
            "Президент Татарстана встретился с инвесторами",
        ),
    ],
)
def test_a_title_of_a_window(query: str, headline: str) -> None:
    assert headline_in(query) == headline


@pytest.mark.parametrize(
    "query",
    [
        "кластеры Татарстана",
        "Технопарк открылся в Казани",
        "Казань | Пермь",
        "кластеры и технопарки Татарстана | РБК",  # typed, not copied
        "Кластеры и технопарки Татарстана | технопарки",
        "Кластеры и технопарки Татарстана | Кластеры и технопарки соседней Пермской области",
        "Кластеры и технопарки Татарстана | НЕ Пермь",
        "Технопарк открылся в Казани | источник:РБК",
        "Технопарк открылся в Казани |РБК",
        " | РБК",
        "",
    ],
)
def test_any_other_query(query: str) -> None:
    assert headline_in(query) is None


def test_the_page_offers_the_headline(client: FlaskClient) -> None:
    page = client.get("/?q=Новый технопарк откроется скоро | РБК&sort=date").text
    assert '<a href="/?q=Новый+технопарк+откроется+скоро&amp;sort=date">Новый технопарк откроется скоро</a>' in page
    assert "Возможно, вы искали" not in client.get("/?q=кластер").text
