"""How many articles hold all that is typed? No word is let go for that, and none put right."""

from collections.abc import Callable
from typing import Any

import pytest

from indexer import Engine

ROWS = (
    {"url": "a", "text": "Кластеры Татарстана растут в Казани.", "published": "2016-04-12"},
    {"url": "b", "text": "Технопарк в Казани.", "published": "2015-01-01"},
    {"url": "c", "text": "Кластеры Томской области.", "published": "2016-12-31"},
)


@pytest.fixture(scope="module")
def engine(engine_of: Callable[..., Engine]) -> Engine:
    return engine_of(*ROWS)


@pytest.mark.parametrize(
    ("query", "filters", "expected"),
    [
        ("кластер", {}, 2),
        ("кластер технопарк", {}, 0),  # a search lets one go
        ("кластир", {}, 0),  # a search puts it right
        ("кластер ИЛИ технопарк", {}, 3),
        ("кластер", {"regions": ("Томская область",)}, 1),
        ("кластер", {"years": (2015,)}, 0),
        ("кластер", {"since": "2016-12-01", "until": "2016-12-31"}, 1),
        ("(", {}, 0),
    ],
)
def test_all_is_held(engine: Engine, query: str, filters: dict[str, Any], expected: int) -> None:
    assert engine.count(query, **filters) == expected


def test_where_only_small_words_are_known_the_region_still_holds(engine: Engine) -> None:
    assert engine.search("в бегемотике").total == 2
    found = engine.search('в бегемотике регион:"Томская область"')
    assert [hit.article.url for hit in found.hits] == []
    assert [hit.article.url for hit in engine.search("в бегемотике год:2015").hits] == ["b"]
