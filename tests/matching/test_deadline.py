"""A query that takes too long is answered by what was found until then, and the answer says so."""

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import indexer
from indexer.generations.serving import current
from indexer.matching.deadline import NOTE, Deadline
from indexer.matching.evaluator import Evaluator
from indexer.opened.generation import Generation
from indexer.search.parser import parse
from indexer.search.terms import plan

Build = Callable[..., Path]

ROWS = (
    "Кластер открыл завод",
    "Кластер и технопарк",
    "Завод закрыт",
    {"id": "т", "title": "Технопарк", "text": "Технопарк построен", "regions": ["Томская область"]},
)


@pytest.fixture
def engine(index_of: Build) -> Iterator["indexer.Engine"]:
    with indexer.open_engine(index_of(*ROWS)) as opened:
        yield opened


def found(results: "indexer.Results") -> set[str]:
    return {hit.article.url for hit in results.hits}


class Clock:
    """A second passes whenever it is looked at."""

    def __init__(self) -> None:
        self.now = -1.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


@pytest.mark.parametrize(("seconds", "begun"), [(0, "а"), (1, "а"), (2, "аб"), (3, "абв"), (99, "абвг")])
def test_parts_are_begun_while_there_is_time_and_one_in_any_case(seconds: int, begun: str) -> None:
    deadline = Deadline(seconds, Clock())
    assert "".join(deadline.each("абвг")) == begun
    assert deadline.is_felt == (begun != "абвг")


def test_without_a_bound_nothing_is_left_out() -> None:
    deadline = Deadline()
    assert list(deadline.each(range(100))) == list(range(100))
    assert not deadline.is_felt


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("кластер технопарк", {"0", "1"}),  # the first word alone
        ("кластер ИЛИ технопарк", {"0", "1"}),
        ("технопарк -завод -кластер", {"1", "т"}),
        ('"завод закрыт"', {"2"}),
        ("завод*", {"0", "2"}),
        ("кластир", set()),  # nothing is put right any more
    ],
)
def test_words_not_begun_in_time_are_passed_over(engine: "indexer.Engine", query: str, answer: set[str]) -> None:
    results = engine.search(query, timeout=0)
    assert found(results) == answer
    assert results.total == len(answer)
    assert results.timed_out
    assert results.notes[0] == NOTE
    assert all(not hit.fragments and hit.article.body for hit in results.hits)
    assert results.facets is not None


@pytest.mark.parametrize(("seconds", "lifted"), [(0, 0), (math.inf, 2)])
def test_nothing_is_lifted_any_more(index_of: Build, seconds: float, lifted: int) -> None:
    generation = Generation(current(index_of(*ROWS)))
    planned = plan(parse("кластер").tree, generation.analyzer)
    assert planned is not None
    matches = Evaluator(generation.collection, generation.facets, deadline=Deadline(seconds)).evaluate_where(
        planned, None
    )
    assert len(matches.found.docnums) == 2
    assert len(matches.lifted) == lifted


def test_chosen_filters_hold_though_the_time_is_over(engine: "indexer.Engine") -> None:
    results = engine.search("технопарк", regions=["Томская область"], timeout=0)
    assert found(results) == {"т"}
    assert results.choices == {}


@pytest.mark.parametrize("query", ["кластер технопарк", "кластер ИЛИ завод -технопарк", '"кластер открыл"', "кластир"])
def test_in_time_an_answer_is_whole(engine: "indexer.Engine", query: str) -> None:
    results = engine.search(query)
    assert results.total
    assert not results.timed_out
    assert NOTE not in results.notes
    assert indexer.as_json(results)["timed_out"] is False


def test_the_command_says_it_too(index_of: Build, innopoisk: Callable[..., Any]) -> None:
    ran = innopoisk("search", "кластер технопарк", "--timeout", "0", "--json", index=index_of(*ROWS))
    assert (ran.returncode, ran.stderr) == (0, "")
    answer = json.loads(ran.stdout)
    assert answer["timed_out"] is True
    assert answer["notes"][0] == NOTE
