"""Where words stand that are asked for together."""

from collections.abc import Callable

import pytest

import indexer

ROWS = ("Порт, мост, школа.", "Порт, новый мост, школа.", "Школа, мост, порт.")


@pytest.fixture(scope="module")
def engine(engine_of: Callable[..., "indexer.Engine"]) -> "indexer.Engine":
    return engine_of(*ROWS)


@pytest.mark.parametrize(
    ("query", "urls"),
    [
        ('"порт мост школа"', {"0"}),
        ('"порт мост школа"~3', {"0", "1", "2"}),
        ('"порт мост школа"~2', {"0", "2"}),
        ('"порт мост школа"~1', {"0", "2"}),  # words cannot stand nearer than side by side
    ],
)
def test_words_stand_within_so_many_of_each_other(engine: "indexer.Engine", query: str, urls: set[str]) -> None:
    assert {hit.article.url for hit in engine.search(query).hits} == urls
