"""What lifts a match: exact forms and nearness, of the best alone."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import indexer
from indexer.generations.serving import current
from indexer.matching.leaf import Leaves
from indexer.matching.lifts import Lifts, best_places, slots
from indexer.matching.ranking import MEASURED
from indexer.opened.generation import Generation
from indexer.search.parser import parse
from indexer.search.terms import plan

ROWS = ("Новый завод построен", "Завод новый, построен", "Новых много, построен завод", "Новые заводы")
PRICES = ("Цены на бензин выросли", "Растут цены бензина", "Цены на дорогой бензин выросли", "Бензин по высоким ценам")


@pytest.fixture
def generation(index_of: Callable[..., Path]) -> Generation:
    return Generation(current(index_of(*ROWS)))


def lifts(generation: Generation, query: str) -> Lifts:
    planned = plan(parse(query).tree, generation.analyzer)
    assert planned is not None
    return Lifts(Leaves(generation.collection), list(slots(planned)), MEASURED)


def test_a_word_that_is_asked_for_as_written_is_not_lifted_for_being_so(generation: Generation) -> None:
    docnums = np.arange(3, dtype=np.int32)
    words, added = lifts(generation, "!новый завод").exact(docnums)
    assert [word.text for word in words] == ["завод"]
    assert added.shape == (1, 3)


def test_the_nearness_remembered_is_of_the_documents_asked_about(generation: Generation) -> None:
    asked = lifts(generation, "новый завод")
    near, far = (asked.nearness(np.array([docnum], np.int32))[1].item() for docnum in (0, 2))
    assert near > far > 0


def test_words_are_as_near_as_they_were_typed(index_of: Callable[..., Path]) -> None:
    prices = Generation(current(index_of(*PRICES)))
    docnums = np.arange(len(PRICES), dtype=np.int32)
    _, near = lifts(prices, "цены на бензин").nearness(docnums)
    as_typed, side_by_side, a_word_between, reversed_ = near[0].tolist()
    assert as_typed == side_by_side == 2 * a_word_between > 2 * reversed_ > 0


def test_words_side_by_side_come_first_though_a_hundred_articles_name_each_more_often(
    index_of: Callable[..., Path],
) -> None:
    often = [f"Завод номер {number}. Здесь новый цех, и {number} раз чинили завод." for number in range(100)]
    others = [f"Дождь и ветер, {number}." for number in range(300)]
    with indexer.open_engine(index_of("Говорят соседи. " * 10 + "Новый завод.", *often, *others)) as engine:
        results = engine.search("новый завод", facets=False)
    assert results.total == 101
    assert results.hits[0].article.url == "0"


@pytest.mark.parametrize(
    ("scores", "count", "expected"),
    [([3.0, 1.0, 2.0], 2, [0, 2]), ([3.0, 2.0, 2.0 - 1e-9], 2, [0, 1, 2]), ([1.0], 2, [0]), ([], 2, [])],
)
def test_the_best_are_lifted_with_those_that_equal_the_last(
    scores: list[float], count: int, expected: list[int]
) -> None:
    assert best_places(np.array(scores), count).tolist() == expected
