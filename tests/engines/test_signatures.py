"""Signatures estimate how much of two texts is the same, whatever process or order made them."""

import random

import numpy as np
import pytest

from indexer.columnar.layout import SAMPLES
from indexer.columnar.ragged import Column
from indexer.engines.chunks import Chunks
from indexer.engines.signatures import resemblance, signatures


def signed(*texts: str) -> Column:
    chunks = Chunks()
    return signatures([chunks.numbered(texts)], chunks.hashes())


def words(first: int, last: int) -> str:
    return " ".join(f"слово{number}" for number in range(first, last))


def true_resemblance(one: str, other: str) -> float:
    runs = [set(zip(text.split(), text.split()[1:], text.split()[2:], strict=False)) for text in (one, other)]
    return len(runs[0] & runs[1]) / len(runs[0] | runs[1])


@pytest.mark.parametrize("shared", range(0, 300, 30))
def test_the_estimate_is_within_four_standard_errors(shared: int) -> None:
    one, other = words(0, 300), words(300 - shared, 600 - shared)
    truth = true_resemblance(one, other)
    found = signed(one, other)
    error = np.sqrt(truth * (1 - truth) / SAMPLES)
    assert float(resemblance(found[:1], found[1:])[0]) == pytest.approx(truth, abs=4 * error + 0.05)


def test_the_estimate_is_right_on_the_average_of_short_texts_too() -> None:
    chance = random.Random(1)
    apart = []
    for _ in range(300):
        start = chance.randrange(10**6)
        one, other = words(start, start + 30), words(start + 10, start + 40)
        found = signed(one, other)
        apart.append(float(resemblance(found[:1], found[1:])[0]) - true_resemblance(one, other))
    assert abs(np.mean(apart)) < 0.02


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
