"""Signatures estimate how much of two texts is the same, whatever process or order made them."""

import random
from zlib import crc32

import numpy as np
import pytest

from indexer.columnar.layout import SAMPLES
from indexer.columnar.ragged import Column
from indexer.indexing.chunks import Chunks
from indexer.indexing.signatures import LEAD, THINNED, counted, resemblance, signatures


def signed(*texts: str) -> Column:
    chunks = Chunks()
    return signatures([chunks.numbered(texts)], chunks.hashes())


def words(first: int, last: int) -> str:
    return " ".join(f"слово{number}" for number in range(first, last))


def true_resemblance(one: str, other: str) -> float:
    """Weighted: a run below the lead counts for a part."""
    ours, theirs = (
        {
            run: 1 if place < LEAD else 1 / THINNED
            for place, run in enumerate(zip(each, each[1:], each[2:], strict=False))
        }
        for each in (one.split(), other.split())
    )
    both = ours.keys() | theirs.keys()
    least = sum(min(ours.get(run, 0), theirs.get(run, 0)) for run in both)
    return least / sum(max(ours.get(run, 0), theirs.get(run, 0)) for run in both)


@pytest.mark.parametrize("shared", range(0, 300, 30))
def test_the_estimate_is_within_four_standard_errors(shared: int) -> None:
    one, other = words(0, 300), words(300 - shared, 600 - shared)
    truth = true_resemblance(one, other)
    found = signed(one, other)
    error = np.sqrt(truth * (1 - truth) / SAMPLES)
    assert float(resemblance(found[:1], found[1:])[0]) == pytest.approx(truth, abs=4 * error + 0.08)


def test_the_estimate_is_right_on_the_average_of_short_texts_too() -> None:
    chance = random.Random(1)
    apart = []
    for _ in range(300):
        start = chance.randrange(10**6)
        one, other = words(start, start + 30), words(start + 10, start + 40)
        found = signed(one, other)
        apart.append(float(resemblance(found[:1], found[1:])[0]) - true_resemblance(one, other))
    assert abs(np.mean(apart)) < 0.02


@pytest.mark.parametrize("length", [3, 30, 300, 3000])
def test_so_many_runs_count(length: int) -> None:
    assert counted(np.array([length], np.uint8 if length < 256 else np.uint32)).tolist() == [
        min(length, LEAD) + max(0, length - LEAD) // THINNED
    ]


def test_background_below_counts_less_than_the_lead() -> None:
    lead, background = words(0, 40), words(1000, 1100)
    same_lead = signed(f"{lead} {background}", f"{lead} {words(2000, 2100)}")
    same_background = signed(f"{lead} {background}", f"{words(3000, 3040)} {background}")
    assert resemblance(same_lead[:1], same_lead[1:])[0] > 0.28
    assert resemblance(same_background[:1], same_background[1:])[0] < 0.4


def test_capitals_and_yo_do_not_count() -> None:
    one, other = signed("В Орле ещё ОДИН завод " + words(0, 20), "в орле еще один завод " + words(0, 20))
    assert np.array_equal(one, other)


def test_a_signature_is_the_same_whatever_was_signed_before() -> None:
    text = words(0, 50)
    assert np.array_equal(signed(text)[0], signed(words(9, 90), "", text)[2])


def test_runs_do_not_cross_from_one_document_to_the_next() -> None:
    """The last words of one and the first of the next are no run of either."""
    assert np.array_equal(signed(words(0, 40), words(40, 80))[1], signed(words(80, 120), words(40, 80))[1])


@pytest.mark.parametrize("text", ["", "слово", words(0, 5), "а " * 100])
def test_a_text_with_little_to_say_has_no_signature(text: str) -> None:
    assert not signed(text).any()


def test_fields_count_together_but_do_not_run_into_each_other() -> None:
    chunks = Chunks()
    title, body = chunks.numbered([words(0, 6)]), chunks.numbered([words(6, 60)])
    both = signatures([title, body], chunks.hashes())
    assert 0.8 < float(resemblance(both, signed(words(6, 60)))[0]) < 1


def test_no_documents_no_signatures() -> None:
    chunks = Chunks()
    assert signatures([chunks.numbered([])], chunks.hashes()).shape == (0, SAMPLES)


def test_signatures_stay_what_they_were() -> None:
    """An index keeps them: whoever changes this figure raises the layout's VERSION."""
    assert crc32(signed(words(0, 20), words(0, 200)).tobytes()) == 1177332100
