"""Queries over the seeds and over articles written for the purpose, each with what is relevant to it, as a table.

The figures below are what the engine reached when the table was written, rounded down to a hundredth: a change that
loses any of them loses readers. `innopoisk evaluate` measures the same on anybody's index and queries.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import indexer
from indexer.engines.evaluation import Evaluation, evaluated
from indexer.search.judging import Judged

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LEAST_QUERIES = 60

LEAST = {"mrr": 0.98, "ndcg@10": 0.98, "recall@10": 1.0}
LEAST_BY_KIND = {  # nDCG@10
    "abbreviation": 1.0,
    "case": 1.0,
    "date": 1.0,
    "exact": 1.0,
    "field": 1.0,
    "headline": 0.96,  # one long article holds every word of another's headline
    "homonym": 0.95,  # «орлы» cannot know that «Орёл» is a town
    "near": 1.0,
    "negation": 1.0,
    "phrase": 1.0,
    "prefix": 1.0,
    "title": 0.99,
}
EVEN = 1e-9


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator["indexer.Engine"]:
    index = str(tmp_path_factory.mktemp("relevance") / "index")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        indexer.rebuild(["seeds", str(HERE / "articles.jsonl")], index, workers=1)
    with indexer.open_engine(index) as opened:
        yield opened


@pytest.fixture(scope="module")
def judged(engine: "indexer.Engine") -> list[Judged]:
    urls = {short(article.url): article.url for article in engine.articles()}
    lines = (HERE / "queries.tsv").read_text(encoding="utf-8").splitlines()
    return [judged_of(line, urls) for line in lines if not line.startswith("#")]


@pytest.fixture(scope="module")
def evaluation(engine: "indexer.Engine", judged: list[Judged]) -> Evaluation:
    return evaluated(engine, judged)


def short(url: str) -> str:
    """«seeds/003_b4de….txt#2» -> «seeds/003#2»."""
    return re.sub(r"^(seeds/\d+)_\w+\.txt", r"\1", url)


def judged_of(line: str, urls: dict[str, str]) -> Judged:
    kind, query, relevant = line.split("\t")
    named = (one.rpartition("=") for one in relevant.split())
    return Judged(query, {urls[name]: float(grade) for name, _, grade in named}, kind)


def test_there_are_enough_queries_of_every_kind(judged: list[Judged]) -> None:
    assert len({one.query for one in judged}) == len(judged) >= LEAST_QUERIES
    assert {one.kind for one in judged} == LEAST_BY_KIND.keys()


@pytest.mark.parametrize("figure", LEAST)
def test_no_figure_falls(evaluation: Evaluation, figure: str) -> None:
    assert evaluation.overall.as_json()[figure] >= LEAST[figure] - EVEN


@pytest.mark.parametrize("kind", LEAST_BY_KIND)
def test_no_kind_falls(evaluation: Evaluation, kind: str) -> None:
    assert evaluation.kinds[kind].ndcg >= LEAST_BY_KIND[kind] - EVEN


def test_every_query_finds_something_relevant(engine: "indexer.Engine", judged: list[Judged]) -> None:
    for one in judged:
        urls = {hit.article.url for hit in engine.search(one.query, reprints=True, snippets=False, facets=False).hits}
        assert urls & one.grades.keys(), one.query
