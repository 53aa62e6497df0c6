"""The bounds of ranking, made so small that a few articles reach them: arrays and loops still agree."""

import random
from pathlib import Path

import pytest

import indexer
from indexer.generations.serving import current
from indexer.indexing import builder
from indexer.matching.evaluator import Evaluator
from indexer.matching.ranking import Ranking
from indexer.opened.generation import Generation
from indexer.search.parser import parse
from indexer.search.terms import plan
from tests.engines.test_equality import ANALYZER, WORDS, build, random_rows
from tests.oracles.brute_force import BruteForce

SMALL = Ranking(candidates=5, long_query=3, page=6, few=8)
SHAPES = ("{0}", "{0} {1}", "{0} {1} {2}", "{0} {1} {2} {3} {4} {5}", '{0} "{1} {2}" {3}', "{0} {1} {2} НЕ {3}",
          "({0} ИЛИ {1}) {2} {3}", "заголовок:{0} {1} {2}", '"{0} {1} {2}"', "{0} {1} {2} дом*")  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_small_bounds(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "MOST_CHUNKS", 300)
    chance = random.Random(seed)
    index = build(tmp_path, random_rows(chance, 60))
    with indexer.open_engine(index) as engine:
        oracle = BruteForce(list(engine.articles()), ANALYZER)
    generation = Generation(current(index))
    collection = generation.collection
    relaxed = 0
    for _ in range(120):
        query = chance.choice(SHAPES).format(*chance.choices(WORDS, k=6))
        planned = plan(parse(query).tree, ANALYZER)
        if planned is None:
            continue
        matches = Evaluator(collection, generation.facets, SMALL).evaluate_where(planned, None)
        relaxed += matches.is_relaxed
        docnums, scores, _ = matches.found
        places = map(collection.place, docnums.tolist())
        urls = [collection.segments[number].key(docnum) for number, docnum in places]
        expected = oracle.search(planned, SMALL)
        assert dict(zip(urls, scores.tolist(), strict=True)) == pytest.approx(expected, abs=1e-5), query
    assert relaxed > 10
