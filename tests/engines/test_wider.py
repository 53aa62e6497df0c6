"""Who finds a little of a place by one name is told what its other names find."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from indexer import Engine, Suggestion

ROWS = (
    "Казанский технопарк принял новых жильцов.",
    "Технопарк открыт в Казани.",
    "Казань: в технопарке пожар.",
    "Кировский завод чугуна.",
    "Завод в Кирово-Чепецке встал.",
    "Казанский собор.",
    "Опера в Питере.",
    "Опера в Петербурге.",
)
WIDER = Suggestion("(казанский ИЛИ Казань) И технопарк", 3)


@pytest.fixture(scope="module")
def engine(engine_of: Callable[..., Engine]) -> Engine:
    return engine_of(*ROWS)


def test_other_names_of_a_place_find_more(engine: Engine) -> None:
    results = engine.search("казанский технопарк")
    assert results.total == 1
    assert engine.wider(results) == WIDER


def test_what_is_told_finds_what_it_says_and_all_that_was_found(engine: Engine) -> None:
    found = {hit.article.url for hit in engine.search("казанский технопарк").hits}
    wider = engine.search(WIDER.text)
    assert wider.total == WIDER.count
    assert found < {hit.article.url for hit in wider.hits}


def test_small_words_are_not_said_back(engine: Engine) -> None:
    assert engine.wider(engine.search("технопарк в казанском")) == Suggestion("технопарк И (казанском ИЛИ Казань)", 3)


def test_a_region_is_named_by_its_articles_too(engine: Engine) -> None:
    told = engine.wider(engine.search("кировский завод"))
    assert told == Suggestion('(кировский ИЛИ регион:"Кировская область") И завод', 2)


def test_a_name_that_may_be_a_mans_is_a_place_too(engine: Engine) -> None:
    told = engine.wider(engine.search("питер опера"))
    assert told == Suggestion("(питер ИЛИ Петербург ИЛИ регион:Санкт-Петербург) И опера", 2)


def test_a_corrected_query_is_told_of_as_it_was_searched(engine: Engine) -> None:
    results = engine.search("казанский технапарк")
    assert results.correction
    assert results.searched == "казанский технопарк"
    assert engine.wider(results) == WIDER


@pytest.mark.parametrize(
    "query",
    [
        "казанский собор",  # no more
        "казанский",  # a place alone is asked for by its name
        '"казанский технопарк"',
        "!казанский технопарк",
        "казанский ИЛИ технопарк",
        "технопарк пожар",  # no place
        "бегемот",
    ],
)
def test_nothing_is_told_of_other_queries(engine: Engine, query: str) -> None:
    assert engine.wider(engine.search(query)) is None


def test_who_found_much_is_told_nothing(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of(*["Казанский технопарк."] * 101, "Технопарк открыт в Казани.")
    assert engine.wider(engine.search("казанский технопарк")) is None


def test_who_has_waited_long_enough_is_told_nothing(engine: Engine) -> None:
    assert engine.wider(replace(engine.search("казанский технопарк"), timed_out=True)) is None
