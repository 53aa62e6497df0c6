"""Arithmetic against ten-line loops."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.columnar.bm25f import idf, normalise, saturate
from indexer.columnar.topk import STEP, kth_greatest, top_k

SCORES = st.lists(st.sampled_from([0.0, 1.0, 1.5, 2.0, 7.25]), max_size=40)


def bm25f_loop(fields, doc_freq, doc_count, k1=1.2):
    """`fields` are (weight of the field, b, weights, lengths, mean length)."""
    scores = []
    for place in range(len(fields[0][2])):
        total = 0.0
        for field_weight, b, weights, lengths, mean in fields:
            total += field_weight * weights[place] / (1 - b + b * lengths[place] / mean)
        inverse = math.log(1 + (doc_count - doc_freq + 0.5) / (doc_freq + 0.5))
        scores.append(inverse * total * (k1 + 1) / (total + k1))
    return scores


@pytest.mark.parametrize(("doc_freq", "doc_count"), [(3, 83227), (1, 3)])
def test_bm25f_as_the_loop_gives_it(doc_freq, doc_count):
    title = (2.0, 0.5, [1.0, 0.0, 0.5], [5, 9, 7], 7.0)
    body = (1.0, 0.75, [3.0, 1.0, 0.25], [100, 250, 1], 117.0)
    total = sum(
        weight * normalise(np.array(weights, np.float32), np.array(lengths, np.uint32), mean, b)
        for weight, b, weights, lengths, mean in (title, body)
    )
    scores = idf(doc_freq, doc_count) * saturate(total)
    assert scores.tolist() == pytest.approx(bm25f_loop([title, body], doc_freq, doc_count))


@pytest.mark.parametrize(("mean_length", "b"), [(0.0, 0.75), (7.0, 0.0)])
def test_a_field_without_words_or_without_b_is_not_corrected(mean_length, b):
    weights = normalise(np.array([1, 0.5], np.float32), np.zeros(2, np.uint32), mean_length, b)
    assert (weights.tolist(), weights.dtype) == ([1.0, 0.5], np.float64)


@pytest.mark.parametrize(("doc_freq", "doc_count"), [(0, 1), (1, 1), (83227, 83227)])
def test_idf_is_never_negative(doc_freq, doc_count):
    assert idf(doc_freq, doc_count) > 0


@given(SCORES, st.integers(0, 45))
def test_top_k_as_sorting_gives_it(scores, k):
    expected = sorted(range(len(scores)), key=lambda place: (-scores[place], place))[:k]
    assert top_k(np.array(scores), k).tolist() == expected


@given(st.lists(st.integers(-5, 99), min_size=STEP**2, max_size=3 * STEP**2), st.integers(1, 20))
def test_the_kth_greatest_of_many_as_sorting_gives_it(scores, k):
    assert kth_greatest(np.array(scores, float), k) == sorted(scores, reverse=True)[k - 1]
