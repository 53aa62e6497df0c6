"""A cache keeps what was asked for last, and no more bytes than it may."""

import numpy as np
import pytest

from indexer.columnar.cache import Cache

LARGE = np.zeros(4000, np.uint8)  # with what Python takes for an entry some five thousand bytes


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (["a", "b"], {"a", "b"}),
        (["a", "b", "c"], {"b", "c"}),
        (["a", "b", "a", "c"], {"a", "c"}),
        (["a", "a", "a", "b"], {"a", "b"}),
    ],
)
def test_what_was_not_asked_for_longest_goes_first(asked, kept):
    cache = Cache(limit=2 * 5100)
    for key in asked:
        if cache.get(key) is None:
            cache.put(key, LARGE)
    assert {key for key in "abc" if cache.get(key) is not None} == kept


def test_what_alone_is_too_large_is_not_kept():
    cache = Cache(limit=4000)
    cache.put("a", LARGE)
    assert cache.get("a") is None


def test_small_things_are_counted_too():
    cache = Cache(limit=10_000)
    for key in range(100):
        cache.put(key, np.zeros(1))
    assert sum(cache.get(key) is not None for key in range(100)) < 10


def test_what_two_threads_read_at_once_is_kept_once():
    cache = Cache(limit=2 * 5100)
    for key in "aaab":
        cache.put(key, LARGE)
    assert cache.get("a") is not None
