"""Which hits come first."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines import order
from indexer.engines.engine import SORTS
from indexer.engines.order import Order, is_first_telling
from indexer.opened.sets import Weighted

HITS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from([0.5, 1.0, 2.0]), st.integers(0, 4)), min_size=1)
Hit = tuple[int, float, int]  # day (0 unknown), score, story (0 its own)


def ordered(hits: list[Hit], sort: str) -> Order:
    """An order of hits that are documents 0, 1, 2…"""
    days, scores, stories = map(np.array, zip(*hits, strict=True))
    days = days.astype(np.int32)  # as an index has them
    generation: Any = SimpleNamespace(
        collection=SimpleNamespace(days=days), stories=SimpleNamespace(story_of=lambda docnums: stories[docnums])
    )
    return Order(generation, Weighted(np.arange(len(hits)), scores), sort)


def firsts(hits: list[Hit], sort: str, count: int, reprints: bool = True) -> list[int]:
    return [docnum for docnum, _ in ordered(hits, sort).best(count, reprints)]


DATED: list[Hit] = [(1, 1.0, 0), (0, 9.0, 0), (0, 1.0, 0), (2, 1.0, 0), (2, 2.0, 0), (1, 1.0, 0)]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("relevance", [1, 4, 3, 0, 5, 2]),
        ("date", [4, 3, 0, 5, 1, 2]),
        ("oldest", [0, 5, 4, 3, 1, 2]),  # the undated come last, either way
    ],
)
def test_hits_come_by_relevance_and_day_then_docnum(sort: str, expected: list[int]) -> None:
    assert firsts(DATED, sort, len(DATED)) == expected


def test_there_is_no_other_order() -> None:
    with pytest.raises(ValueError, match="sort must be one of"):
        ordered(DATED, "day")


@given(HITS, st.sampled_from(SORTS), st.integers(0, 6))
def test_the_first_are_the_first_of_all(hits: list[Hit], sort: str, count: int) -> None:
    assert firsts(hits, sort, count) == firsts(hits, sort, len(hits))[:count]


@given(HITS, st.sampled_from(SORTS), st.integers(1, 6))
def test_of_every_story_the_first_is_shown(hits: list[Hit], sort: str, count: int) -> None:
    told = set[int]()
    expected = []
    for docnum in firsts(hits, sort, len(hits)):
        story = hits[docnum][2]
        if not story or story not in told:
            expected.append(docnum)
        told.add(story)
    assert firsts(hits, sort, count, reprints=False) == expected[:count]


def test_no_more_hits_are_ranked_than_tell_enough_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    ranked = []
    greatest = order._greatest
    monkeypatch.setattr(order, "_greatest", lambda *asked: ranked.append(asked[-1]) or greatest(*asked))
    reprints: list[Hit] = [(1, 9.0, 1)] * 4
    assert firsts([*reprints, (1, 1.0, 2), (1, 0.5, 0)], "relevance", 2, reprints=False) == [0, 4]
    assert ranked == [2, 8]
    assert firsts([(1, 2.0, 1), (1, 1.0, 2), (1, 0.5, 0)], "relevance", 2, reprints=False) == [0, 1]
    assert ranked == [2, 8, 2]


def test_articles_that_no_other_tells_are_all_first() -> None:
    assert is_first_telling(np.array([0, 1, 0, 1, 2])).tolist() == [True, True, True, False, True]
