"""Sets of documents against dictionaries, by search and sort and by a place for every document."""

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.opened import sets
from indexer.opened.sets import Weighted, all_united, by_document, common, counted, expected_size

PART = st.dictionaries(st.integers(0, 40), st.integers(0, 9), max_size=30)
JOINS: list[tuple[np.ufunc, Callable[[int, int], int]]] = [(np.add, lambda a, b: a + b), (np.maximum, max)]


def weighted(part: dict[int, int]) -> Weighted:
    docnums = np.array(sorted(part), np.int32)
    return Weighted(docnums, np.array([part[one] for one in docnums.tolist()], np.float32))


@pytest.mark.parametrize("sparse", [0, 10**6], ids=["sorted", "laid over"])
@pytest.mark.parametrize(("join", "joined"), JOINS, ids=["add", "maximum"])
@given(parts=st.lists(PART, max_size=5))
def test_every_document_of_any_part_once(
    sparse: int, join: np.ufunc, joined: Callable[[int, int], int], parts: list[dict[int, int]]
) -> None:
    expected: dict[int, int] = {}
    for part in parts:
        for docnum, weight in part.items():
            expected[docnum] = joined(expected[docnum], weight) if docnum in expected else weight
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sets, "SPARSE", sparse)
        found = all_united([weighted(part) for part in parts], join)
    assert found.docnums.tolist() == sorted(expected)
    assert found.weights.tolist() == [expected[docnum] for docnum in sorted(expected)]


NUMBERS = st.sets(st.integers(0, 40))


@pytest.mark.parametrize("alike", [0, 10**6], ids=["searched", "merged"])
@given(left=NUMBERS, right=NUMBERS)
def test_the_numbers_in_both(alike: int, left: set[int], right: set[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sets, "ALIKE", alike)
        assert common(np.array(sorted(left), int), np.array(sorted(right), int)).tolist() == sorted(left & right)


@given(st.lists(st.integers(0, 9)))
def test_every_number_once_with_its_count(numbers: list[int]) -> None:
    once, counts = counted(np.array(sorted(numbers), np.int64))
    assert dict(zip(once.tolist(), counts.tolist(), strict=True)) == Counter(numbers)
    assert once.tolist() == sorted(set(numbers))


CHANCES = st.dictionaries(st.integers(0, 40), st.sampled_from([1 / 64, 0.5, 1.0, 3.0]))


def cells_of(titles: dict[int, float], bodies: dict[int, float], is_certain: bool = False) -> Weighted:
    cells = {2 * docnum: weight for docnum, weight in titles.items()}
    cells |= {2 * docnum + 1: weight for docnum, weight in bodies.items()}
    numbers = sorted(cells)
    return Weighted(np.array(numbers, np.int32), np.array([cells[one] for one in numbers], np.float32), is_certain)


@given(titles=NUMBERS, bodies=NUMBERS)
def test_a_certain_word_is_in_the_documents_of_either_field(titles: set[int], bodies: set[int]) -> None:
    found = cells_of(dict.fromkeys(titles, 1.0), dict.fromkeys(bodies, 1.0), is_certain=True)
    assert expected_size(found) == len(titles | bodies)


@given(titles=CHANCES, bodies=CHANCES)
def test_an_uncertain_word_is_in_a_document_as_probably_as_in_its_surer_field(
    titles: dict[int, float], bodies: dict[int, float]
) -> None:
    expected = sum(min(1.0, max(titles.get(one, 0.0), bodies.get(one, 0.0))) for one in titles | bodies)
    assert expected_size(cells_of(titles, bodies)) == expected


@given(titles=CHANCES, bodies=CHANCES)
def test_the_weights_of_both_fields_are_added_up(titles: dict[int, float], bodies: dict[int, float]) -> None:
    docnums, weights = by_document(*cells_of(titles, bodies)[:2])
    assert dict(zip(docnums.tolist(), weights.tolist(), strict=True)) == Counter(titles) + Counter(bodies)
