"""A url keeps its number, another one never gets it, and what is kept of a url is a few bytes."""

import tracemalloc
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.columnar.ragged import Column
from indexer.indexing import url_numbers
from indexer.indexing.ledger import Ledger
from indexer.indexing.url_numbers import UrlNumbers

BATCHES = st.lists(st.lists(st.integers(0, 300), unique=True, max_size=40), max_size=8)
MOST_BYTES = 60  # a url, in the ledger
ARTICLES, BATCH = 200_000, 1000


def half_alike(urls: Sequence[str]) -> Column:
    """Digests of which many share the first half, and many of these the next ones that they are led to."""
    numbers = np.array(list(map(int, urls)), np.uint64)
    return np.array([numbers % np.uint64(3), numbers])


@pytest.mark.parametrize("is_crowded", [False, True])
@given(BATCHES)
def test_a_url_keeps_its_number(is_crowded: bool, batches: list[list[int]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if is_crowded:
            patch.setattr(url_numbers, "_digests", half_alike)
        urls, known = UrlNumbers(), dict[int, int]()
        for batch in batches:
            before = len(urls)
            numbers = urls.numbers(list(map(str, batch))).tolist()
            for url, number in zip(batch, numbers, strict=True):
                assert (number >= before) == (url not in known)
                assert known.setdefault(url, number) == number
            assert len(urls) == len(known) == len(set(known.values()))


def test_any_string_may_be_a_url() -> None:
    urls = UrlNumbers()
    odd = ["", "\n", "а\nб", "\ud800", "http://пример.рф/?q=1"]
    assert urls.numbers(odd).tolist() == urls.numbers(odd).tolist() == list(range(len(odd)))


def test_an_article_takes_a_few_bytes_of_the_ledger() -> None:
    """A dict of urls takes six times as much."""
    tracemalloc.start()
    try:
        ledger = Ledger()
        for first in range(0, ARTICLES, BATCH):
            urls = [f"https://example.ru/news/2024/an-article-of-an-ordinary-length-{first + n}" for n in range(BATCH)]
            assert not ledger.put_all(urls, (0, first))
        del urls
        assert tracemalloc.get_traced_memory()[0] < ARTICLES * MOST_BYTES
    finally:
        tracemalloc.stop()
    assert ledger.put_all(["https://example.ru/news/2024/an-article-of-an-ordinary-length-7"], (1, 0))
