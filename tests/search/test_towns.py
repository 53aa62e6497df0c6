"""Towns that a query names short are sought in full."""

from collections.abc import Callable

import pytest

from indexer import Engine
from indexer.search.parser import parse
from indexer.search.syntax import show


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("н.новгород завод", '("Нижний новгород" ИЛИ "н новгород") И завод'),
        ("завод в Н. Новгороде", 'завод И в И ("Нижний Новгороде" ИЛИ "Н Новгороде")'),
        ("н новгород", '"Нижний новгород" ИЛИ "н новгород"'),
        ("Наб. Челны,", '"Набережные Челны" ИЛИ "Наб Челны"'),
        ("Вел. Новгород", '"Великий Новгород" ИЛИ "Вел Новгород"'),
        ("В. Новгород", '"Великий Новгород"'),
        ("метро С.-Петербурга", "метро И Санкт-Петербурга"),
        ("С-Петербург", "Санкт-Петербург"),
        ("поезд в Новгород", "поезд И в И Новгород"),
        ("связь с петербургом", "связь И с И петербургом"),
        ("н новгородский кремль", "н И новгородский И кремль"),
        ('"н. новгород"', '"н новгород"'),
        ("н ИЛИ новгород", "н ИЛИ новгород"),
    ],
)
def test_towns_of_a_query(query: str, tree: str) -> None:
    assert show(parse(query).tree) == tree


def test_they_are_found_in_full_and_as_typed(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of(
        "Завод в Нижнем Новгороде открыт.",
        "Завод в Н. Новгороде закрыт.",
        "Завод в Великом Новгороде.",
        "Н. Петров открыл завод. Новгород рад.",
    )
    assert {hit.article.url for hit in engine.search("н.новгород завод").hits} == {"0", "1"}
