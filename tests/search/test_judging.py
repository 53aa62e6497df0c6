"""Figures computed by hand, and rows as people write them."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import SourceError
from indexer.search.judging import Judged, means, measured, ndcg, read_judgements, recall, reciprocal_rank

GRADES = {"a": 2.0, "b": 1.0}
DISTANT = [f"x{number}" for number in range(10)]

RANKS = [
    (["a", "b"], 1.0),
    (["x", "b", "a"], 1 / 2),
    ([*DISTANT, "a"], 1 / 11),
    (["x"], 0.0),
    ([], 0.0),
]
# Of the best order: 2 / log2(2) + 1 / log2(3) = 2.63093.
GAINS = [
    (["a", "b"], 1.0),
    (["b", "a"], (1 + 2 / math.log2(3)) / 2.6309297535714573),
    (["x", "a"], (2 / math.log2(3)) / 2.6309297535714573),
    (["x", "y", "b"], (1 / 2) / 2.6309297535714573),
    ([*DISTANT, "a"], 0.0),
]
RECALLS = [(["a", "x"], 1 / 2), (["x", "b", "a"], 1.0), ([*DISTANT, "a"], 0.0), ([], 0.0)]


@pytest.mark.parametrize(("urls", "expected"), RANKS)
def test_the_reciprocal_rank_is_that_of_the_first_relevant(urls: list[str], expected: float) -> None:
    assert reciprocal_rank(GRADES, urls) == expected


def test_the_reciprocal_rank_ends_at_a_hundred() -> None:
    assert reciprocal_rank(GRADES, [*DISTANT * 10, "a"]) == 0


@pytest.mark.parametrize(("urls", "expected"), GAINS)
def test_ndcg_by_hand(urls: list[str], expected: float) -> None:
    assert ndcg(GRADES, urls) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("urls", "expected"), RECALLS)
def test_recall_by_hand(urls: list[str], expected: float) -> None:
    assert recall(GRADES, urls) == expected


def test_recall_is_below_one_where_more_is_relevant_than_a_page_holds() -> None:
    assert recall(dict.fromkeys(map(str, range(20)), 1.0), [str(number) for number in range(20)]) == 1 / 2


def test_means_by_hand() -> None:
    figures = [measured(Judged("q", GRADES), urls) for urls in (["a", "b"], ["x", "a"], ["x"], [])]
    found = means(figures)
    assert (found.queries, found.mrr, found.recall, found.no_hit) == (4, 3 / 8, 3 / 8, 1 / 4)
    assert found.as_json() == {
        "queries": 4,
        "mrr": 0.375,
        "ndcg@10": round((1 + (2 / math.log2(3)) / 2.6309297535714573) / 4, 4),
        "recall@10": 0.375,
        "no_hit": 0.25,
    }


URLS = st.lists(st.sampled_from("abcdefghijklmnop"), unique=True)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 3), min_size=1), URLS)
def test_every_figure_is_a_share_and_the_best_order_has_them_all(grades: dict[str, float], urls: list[str]) -> None:
    figures = measured(Judged("q", grades), urls)
    assert all(0 <= one <= 1 + 1e-12 for one in (figures.reciprocal_rank, figures.ndcg, figures.recall))
    best = measured(Judged("q", grades), sorted(grades, key=lambda url: -grades[url]))
    assert (best.reciprocal_rank, best.ndcg, best.recall) == pytest.approx((1, 1, 1))


READ = [
    ({"query": "кластер", "relevant": ["a", 7]}, Judged("кластер", {"a": 1, "7": 1})),
    ({"query": "q", "relevant": {"a": 2, "b": 0, "c": -1}, "kind": "title"}, Judged("q", {"a": 2}, "title")),
    ({"query": "q", "relevant": ["a"], "kind": None, "more": [1]}, Judged("q", {"a": 1})),
]
FAULTS = [
    ("[1]", "строка 2: не объект JSON"),
    ("{", "строка 2: не JSON"),
    ('{"relevant": ["a"]}', "строка 2: нет query — строки с запросом"),
    ('{"query": " ", "relevant": ["a"]}', "строка 2: нет query — строки с запросом"),
    ('{"query": "q"}', "строка 2: нет relevant — списка адресов или адресов с оценками"),
    ('{"query": "q", "relevant": "a"}', "строка 2: нет relevant — списка адресов или адресов с оценками"),
    ('{"query": "q", "relevant": []}', "строка 2: в relevant нет ни одной подходящей статьи"),
    ('{"query": "q", "relevant": {"a": 0}}', "строка 2: в relevant нет ни одной подходящей статьи"),
    ('{"query": "q", "relevant": [["a"]]}', "строка 2: адрес в relevant — не строка"),
    ('{"query": "q", "relevant": {"a": "2"}}', "строка 2: оценка в relevant — не число меньше миллиарда"),
    ('{"query": "q", "relevant": {"a": NaN}}', "строка 2: оценка в relevant — не число меньше миллиарда"),
    (f'{{"query": "q", "relevant": {{"a": 1{"0" * 400}}}}}', "строка 2: оценка в relevant — не число меньше миллиарда"),
    ('{"query": "q", "relevant": ["a"], "kind": 1}', "строка 2: kind не строка"),
    ("[" * 100_000, "строка 2: не JSON"),
]


@pytest.mark.parametrize(("row", "expected"), READ)
def test_a_row_is_read(row: dict[str, object], expected: Judged) -> None:
    assert list(read_judgements(["\n", json.dumps(row), "  "])) == [expected]


@pytest.mark.parametrize(("line", "said"), FAULTS)
def test_a_bad_row_is_named_by_its_line(line: str, said: str) -> None:
    with pytest.raises(SourceError) as fault:
        list(read_judgements(["", line]))
    assert str(fault.value) == said
