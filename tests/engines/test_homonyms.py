"""A word that may be read in several ways finds all of them, the likeliest first."""

from collections.abc import Callable
from pathlib import Path

import pytest

import indexer

BECAME = "Они стали ждать, мы стали петь, вы стали строить."
STEEL = "Торговали сталью."
EAGLES = "Над заповедником кружит орёл."
SURNAME = "Доклад прочитал Орлов, и Орлова поддержали."
GLASS = "Завод стекла открыт."
FLOWED = "Вода стекла в реку."


def urls(index: Path, query: str) -> list[str]:
    with indexer.open_engine(index) as engine:
        return [hit.article.url for hit in engine.search(query).hits]


@pytest.fixture
def index(index_of: Callable[..., Path]) -> Path:
    rows = {
        "became": BECAME,
        "steel": STEEL,
        "eagles": EAGLES,
        "surname": SURNAME,
        "glass": GLASS,
        "flowed": FLOWED,
        "fir": "Стоят густые ели.",
        "ate": "Дети ели кашу.",
    }
    return index_of(*({"id": name, "text": text} for name, text in rows.items()))


@pytest.mark.parametrize(
    ("query", "first", "also"),
    [
        ("сталь", "steel", {"became"}),
        ("сталью", "steel", {"became"}),
        ("стать", "became", set()),
        ("ель", "fir", {"ate"}),
        ("стекло", "glass", {"flowed"}),
        ("орел", "eagles", {"surname"}),
        ("доклад Орлов", "surname", set()),
    ],
)
def test_the_likeliest_reading_ranks_first_and_none_is_lost(
    index: Path, query: str, first: str, also: set[str]
) -> None:
    found = urls(index, query)
    assert found[0] == first
    assert also <= set(found[1:])


@pytest.mark.parametrize("query", ["стали", "СТАЛИ", "Стали"])  # steel in another form is found too
def test_a_form_of_both_finds_both(index: Path, query: str) -> None:
    assert {"steel", "became"} <= set(urls(index, query))


def test_an_exclamation_mark_asks_for_one_form_only(index: Path) -> None:
    assert set(urls(index, "!стекла")) == {"glass", "flowed"}
    assert urls(index, "!орлов") == ["surname"]
    assert urls(index, "!орел") == ["eagles"]


def test_a_capital_inside_a_query_asks_for_the_name(index: Path) -> None:
    with indexer.open_engine(index) as engine:
        scores = {
            query: {hit.article.url: hit.score for hit in engine.search(query).hits} for query in ("орлов", "Орлов")
        }
    assert scores["Орлов"].keys() == scores["орлов"].keys() == {"eagles", "surname"}
    lifted, plain = scores["Орлов"], scores["орлов"]
    assert lifted["surname"] / lifted["eagles"] > plain["surname"] / plain["eagles"]
