"""Nearness of two words against two nested loops."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.columnar.ragged import Column
from indexer.matching.nearness import nearness
from indexer.opened.joined import POSITION_BITS

CELLS = 3
NEAR = [
    ([0], [1], 0, 1.0),  # «промышленный кластер»
    ([0], [3], 0, 1 / 3),
    ([1], [0], 0, 1 / 2),  # in the reverse order, a word farther
    ([4], [4], 0, 1.0),  # one abbreviation stands for both
    ([0, 9], [5, 11], 0, 1 / 2),  # the nearest two count
    ([0], [], 0, 0.0),
    ([], [0], 0, 0.0),
    ([0], [2], 1, 1.0),  # «цены на бензин», as it was typed
    ([0], [1], 1, 1.0),  # «цены бензина»
    ([0], [3], 1, 1 / 2),  # «цены на дорогой бензин»
    ([2], [0], 1, 1 / 4),  # «бензин по ценам»
]


def occurrences(*places: tuple[int, list[int]]) -> Column:
    return np.array([number << POSITION_BITS | at for number, ats in places for at in sorted(ats)], np.int64)


@pytest.mark.parametrize(("firsts", "seconds", "apart", "expected"), NEAR)
def test_the_nearest_two_occurrences_count(firsts: list[int], seconds: list[int], apart: int, expected: float) -> None:
    near = nearness([occurrences((1, firsts)), occurrences((1, seconds))], [apart], CELLS)
    assert near.tolist() == [[0.0, expected, 0.0]]


def test_words_of_two_cells_are_not_near() -> None:
    assert not nearness([occurrences((0, [7])), occurrences((1, [8]))], [0], CELLS).any()


PLACES = st.lists(st.integers(0, 12), max_size=4, unique=True)
WORD = st.lists(PLACES, min_size=CELLS, max_size=CELLS)


@given(st.lists(WORD, min_size=2, max_size=4), st.lists(st.integers(0, 3), min_size=3, max_size=3))
def test_pairs_and_cells_do_not_mix(words: list[list[list[int]]], apart: list[int]) -> None:
    apart = apart[: len(words) - 1]
    expected = [
        [loops(*cell, more) for cell in zip(left, right, strict=True)]
        for (left, right), more in zip(pairwise(words), apart, strict=True)
    ]
    near = nearness([occurrences(*enumerate(word)) for word in words], apart, CELLS)
    assert near == pytest.approx(np.array(expected))


def loops(firsts: list[int], seconds: list[int], apart: int) -> float:
    moved = [before + apart for before in firsts]
    steps = [after - before if after > before else before - after + 1 for before in moved for after in seconds]
    return 1 / min(steps) if steps else 0.0
