"""Strings as one column: what lists, sorted() and a dict would say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.indexing.fingerprints import LONGEST, Fingerprints
from indexer.indexing.names import Names, Numbered, joined, names_of

LETTERS = "абёЯяaz09-\x00\t\u0301\uffee𝔸😀"
TEXT = st.text(LETTERS, max_size=30) | st.text(max_size=8).filter(lambda text: "\n" not in text)
NAMES = st.lists(TEXT | st.sampled_from(["кластер" * 20 + end for end in ("", "а", "ов", "ы")]), max_size=40)


@given(NAMES, st.data())
def test_strings_are_kept(strings: list[str], data: st.DataObject) -> None:
    strings = [one.encode("utf-8", "replace").decode() for one in strings]
    names = names_of(strings)
    assert (len(names), names.listed()) == (len(strings), strings)
    assert names.encoded() == list(map(str.encode, strings))
    assert names.last().tolist() == [(one or "\n").encode()[-1] for one in strings]
    assert names.lengths().tolist() == list(map(len, strings))
    some = data.draw(st.lists(st.integers(0, len(strings) - 1))) if strings else []
    assert names.taken(np.array(some, np.int64)).listed() == [strings[place] for place in some]
    assert joined([names, names]).listed() == strings * 2


@given(NAMES)
def test_order_is_that_of_sorted(strings: list[str]) -> None:
    strings = list({one.encode("utf-8", "replace").decode() for one in strings})
    assert names_of(strings).order().tolist() == sorted(range(len(strings)), key=strings.__getitem__)


@given(NAMES, st.data())
def test_names_are_compared_row_by_row(strings: list[str], data: st.DataObject) -> None:
    strings = [one.encode("utf-8", "replace").decode() for one in strings] or ["а"]
    places = data.draw(st.lists(st.integers(0, len(strings) - 1), min_size=len(strings), max_size=len(strings)))
    same = names_of(strings).are(names_of(strings), np.array(places))
    assert same.tolist() == [one == strings[place] for one, place in zip(strings, places, strict=True)]


@given(NAMES, TEXT)
def test_a_name_is_found_among_those_in_order(strings: list[str], wanted: str) -> None:
    wanted, *strings = [one.encode("utf-8", "replace").decode() for one in (wanted, *strings)]
    for ours in ({*strings, wanted}, {*strings} - {wanted}):
        found = names_of(sorted(ours)).find(wanted)
        assert found == (sorted(ours).index(wanted) if wanted in ours else None)


@given(NAMES, NAMES)
def test_what_comes_again_has_one_row(strings: list[str], others: list[str]) -> None:
    strings = [one.encode("utf-8", "replace").decode() for one in strings + others + strings]
    distinct, rows = names_of(strings).distinct()
    assert distinct.listed() == sorted(set(strings))
    assert [distinct.listed()[row] for row in rows.tolist()] == strings


def test_thousands_are_sorted() -> None:
    strings = [f"{number * 7919 % 5003:o}кластер{number % 13}" for number in range(5003)]
    names = names_of(strings)
    assert names.taken(names.order()).listed() == sorted(strings)


@pytest.mark.parametrize("strings", [["а", "а"], ["", "б", ""], ["кластерами" * 9] * 3])
def test_of_equal_names_there_is_no_order(strings: list[str]) -> None:
    with pytest.raises(ValueError, match="twice"):
        names_of(strings).order()


def test_a_line_end_is_refused() -> None:
    with pytest.raises(ValueError, match="line end"):
        names_of(["а\nб"])


@given(st.lists(NAMES, max_size=5))
def test_a_name_keeps_its_number(batches: list[list[str]]) -> None:
    numbered, known = Numbered(), {}
    for batch in batches:
        strings = [one.encode("utf-8", "replace").decode() for one in batch]
        before = list(known)
        expected = [known.setdefault(one, len(known)) for one in strings]
        names = names_of(strings)
        unknown = [-1 if one not in before else number for one, number in zip(strings, expected, strict=True)]
        assert numbered.find(names).tolist() == unknown
        assert numbered.number(names).tolist() == expected
        assert numbered.fresh().listed() == list(known)[len(before) :]
    ordered, ranks = numbered.sorted()
    assert ordered.listed() == sorted(known)
    assert [ordered.listed()[rank] for rank in ranks.tolist()] == list(known)
    assert len(numbered) == len(known)


@pytest.mark.parametrize("sizes", [[], [1], [70_000], [1, 70_000, 2], [3] * 50_000, [LONGEST, LONGEST + 1] * 2])
def test_prints_of_runs_do_not_depend_on_what_stands_beside(sizes: list[int]) -> None:
    prints, random = Fingerprints(), np.random.default_rng(1)
    runs = [random.integers(0, 256, size).astype(np.uint8) for size in sizes]
    bounds = np.cumsum([0, *sizes])
    found = prints.of_runs(np.concatenate([np.empty(0, np.uint8), *runs]), bounds)
    assert len(found) == len(sizes)
    for place in range(0, len(sizes), 997):
        assert found[place] == prints.of_runs(runs[place], np.array([0, sizes[place]]))[0]


def test_names_without_strings() -> None:
    assert Names(np.empty(0, np.uint8)).listed() == joined([]).listed() == []
