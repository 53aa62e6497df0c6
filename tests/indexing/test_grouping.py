"""Who is whose reprint: near copies of near days, none by chains, rubrics or chance; the order does not matter."""

import random
import tracemalloc
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.columnar.layout import SAMPLES
from indexer.indexing.candidates import CROWD
from indexer.indexing.chunks import Chunks
from indexer.indexing.grouping import leaders
from indexer.indexing.likeness import NEAR_DAYS, Texts
from indexer.indexing.signatures import counted, signatures

DAY = 736_000


def words(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)
    return [f"с{chance.randrange(10**6)}" for _ in range(count)]


def said(*parts: Sequence[str]) -> str:
    return " ".join(word for part in parts for word in part)


def texts_of(rows: Sequence[tuple[str, int]]) -> Texts:
    chunks = Chunks()
    bodies = [text for text, _ in rows]
    return Texts(
        signatures([chunks.numbered(bodies)], chunks.hashes()),
        counted(np.array([len(text.split()) for text in bodies])),
        np.array([day for _, day in rows], np.int32),
        np.array([hash_of(text, day) for text, day in rows], np.uint64),
    )


def hash_of(text: str, day: int) -> int:
    return random.Random(f"{text} {day}").getrandbits(64)


def groups(*rows: tuple[str, int]) -> set[frozenset[int]]:
    found = leaders(texts_of(rows))
    return {frozenset(np.flatnonzero(found == leader).tolist()) for leader in set(found.tolist())}


STORY = words(1, 120)
OTHER = words(2, 120)

REPRINTS = {
    "a copy": (STORY, STORY),
    "another headline": (words(3, 8) + STORY, words(4, 8) + STORY),
    "a word changed here and there": (STORY, [f"ы{n}" if n % 24 == 0 else word for n, word in enumerate(STORY)]),
    "a paragraph added": (STORY, STORY + words(5, 50)),
    "cut to a third": (STORY + OTHER + words(6, 60), STORY),
    "an opening of its own": (STORY, words(10, 15) + STORY),
}
STRANGERS = {
    "another story": (STORY, OTHER),
    "a paragraph of background in common": (STORY + words(7, 45), OTHER + words(7, 45)),
    "every third word changed": (STORY, [f"ы{n}" if n % 3 == 0 else word for n, word in enumerate(STORY)]),
    "a phrase in a long article": (STORY[:15], STORY + OTHER + words(8, 500)),
    "too short to tell": (STORY[:9], STORY[:9]),
}


def test_one_form_filled_in_again_and_again_is_no_reprint_where_no_day_tells() -> None:
    plots = [said(words(21 + plot, 12), words(20, 60)) for plot in range(3)]
    assert groups(*((text, 0) for text in plots)) == {frozenset({place}) for place in range(3)}
    assert groups(*((text, DAY) for text in plots)) == {frozenset(range(3))}  # a story, under three headlines
    assert groups(*((text, 0) for text in plots[:2])) == {frozenset({0, 1})}  # two need be no form
    assert groups(*((text, 0) for text in plots), (said(words(21, 12), words(20, 60), ["ы"]), 0)) == {
        frozenset({0, 3}),
        frozenset({1}),
        frozenset({2}),
    }


@pytest.mark.parametrize("case", REPRINTS)
def test_reprints(case: str) -> None:
    one, other = REPRINTS[case]
    assert groups((said(one), DAY), (said(other), DAY + 1)) == {frozenset({0, 1})}


def test_a_retelling_of_the_same_day_may_say_more_of_its_own() -> None:
    """Of two texts of 120 words the first 33 are the same: both leads, and little else."""
    one, other = said(STORY[:33], words(11, 87)), said(STORY[:33], words(12, 87))
    assert groups((one, DAY), (other, DAY)) == {frozenset({0, 1})}
    assert groups((one, DAY), (other, DAY + 1)) == {frozenset({0}), frozenset({1})}
    assert groups((one, 0), (other, 0)) == {frozenset({0}), frozenset({1})}


def test_retellings_of_the_same_day_are_found_though_they_share_little() -> None:
    """Of two texts of 120 words the first 36 are the same: three eighths of what counts."""
    rows = [
        (said(words(story, 36), words(1000 * telling + story, 84)), DAY + 10 * (story % 4))
        for story in range(200)
        for telling in (1, 2)
    ]
    assert len([one for one in groups(*rows) if len(one) == 2]) >= 185


@pytest.mark.parametrize("case", STRANGERS)
def test_strangers(case: str) -> None:
    one, other = STRANGERS[case]
    assert groups((said(one), DAY), (said(other), DAY)) == {frozenset({0}), frozenset({1})}


@pytest.mark.parametrize(
    ("day", "is_reprint"),
    [(DAY + NEAR_DAYS, True), (DAY - NEAR_DAYS, True), (DAY + NEAR_DAYS + 1, False), (DAY - 400, False), (0, True)],
)
def test_a_reprint_appears_within_days_if_its_day_is_known(day: int, is_reprint: bool) -> None:
    assert (len(groups((said(STORY), DAY), (said(STORY), day))) == 1) == is_reprint


def test_the_issues_of_a_rubric_are_no_reprints() -> None:
    """«Прогноз погоды» of eight days: two thirds of each are the same words."""
    issues = [(said(STORY[:75], words(100 + day, 35)), DAY + day) for day in range(8)]
    assert len(groups(*issues)) == 8
    assert len(groups(*issues[: NEAR_DAYS + 1])) == 1  # too few days to tell


def test_a_true_copy_within_a_rubric_is_a_reprint() -> None:
    issues = [(said(STORY[:75], words(100 + day, 35)), DAY + day) for day in range(8)]
    copy = (issues[3][0] + " послесловие", DAY + 3)
    assert {frozenset({3, 8})} == {one for one in groups(*issues, copy) if len(one) > 1}


def test_a_chain_of_changes_does_not_make_one_story() -> None:
    """Each text shares three quarters with the next, so the tenth shares nothing with the first."""
    line = words(9, 500)
    found = groups(*[(said(line[30 * step : 30 * step + 120]), DAY) for step in range(12)])
    assert max(map(len, found)) <= 5


def test_the_earliest_leads_and_the_undated_come_last() -> None:
    found = leaders(texts_of([(said(STORY), 0), (said(STORY, ["а"]), DAY + 1), (said(STORY, ["б"]), DAY)]))
    assert found.tolist() == [2, 2, 2]


def test_many_copies_are_one_story() -> None:
    copies = [(said(STORY, words(number, 6)), DAY + number % 3) for number in range(200)]
    assert len(groups(*copies)) == 1


def test_copies_do_not_crowd_out_who_is_only_alike() -> None:
    copies = [(said(STORY), DAY)] * 40
    assert len(groups(*copies, (said(words(3, 8) + STORY), DAY), *copies)) == 1


def test_only_those_asked_about_are_grouped() -> None:
    texts = texts_of([(said(STORY), DAY), (said(STORY), DAY), (said(STORY, ["а"]), DAY), (said(OTHER), DAY)])
    assert leaders(texts, np.array([False, True, True, True])).tolist() in ([0, 1, 1, 3], [0, 2, 2, 3])


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 80), st.integers(0, 6)), max_size=30), st.randoms())
def test_the_order_of_articles_does_not_matter(drawn: list[tuple[int, int, int]], chance: random.Random) -> None:
    rows = [
        (said(words(story, 120)[cut : cut + 100], [str(number)]), DAY + day if day else 0)
        for number, (story, cut, day) in enumerate(drawn)
    ]
    order = list(range(len(rows)))
    chance.shuffle(order)
    shuffled = groups(*[rows[place] for place in order])
    assert {frozenset(order[place] for place in one) for one in shuffled} == groups(*rows)


@pytest.mark.parametrize("of_a_day", [1, CROWD, 50_000])
def test_an_article_takes_few_bytes(of_a_day: int) -> None:
    """Also where none is like another, so that all are compared."""
    count = 50_000
    chance = np.random.default_rng(1)
    texts = Texts(
        chance.integers(0, 256, (count, SAMPLES), np.uint8),
        np.full(count, 100, np.int32),
        DAY + np.arange(count, dtype=np.int32) // of_a_day,
        np.arange(count, dtype=np.uint64),
    )
    tracemalloc.start()
    try:
        assert leaders(texts).tolist() == list(range(count))
        assert tracemalloc.get_traced_memory()[1] < count * 160
    finally:
        tracemalloc.stop()
