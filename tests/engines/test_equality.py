"""The engine answers as plain loops over plain articles would: same documents, scores within 1e-5."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

import indexer
from indexer.generations.serving import current
from indexer.indexing import builder, merging
from indexer.opened.generation import Generation
from indexer.search.parser import parse
from indexer.search.terms import plan
from indexer.text.analyzer import Analyzer
from tests.oracles.brute_force import BruteForce

WORDS = (
    "кластер кластера кластеров стали сталь стальной технопарк технопарк-мордовия мордовия Мальсагов Мальсаговым "
    "стекла стекло выпуск АИРР аирр мёд мед дом дома домов Орлов орлов в и на Pegas clusters 2016 10,5 И.о."
).split()
QUERY_SHAPES = ("{0}", "{0} {1}", "{0} {1} {2}", "{0} ИЛИ {1}", "{0} -{1}", '"{0} {1}"', '"{0} {1}"~3', "!{0} {1}",
                "дом*", "заголовок:{0}", "({0} ИЛИ {1}) {2} НЕ {3}", "{0} {1} {2} {3} {4}", "{0} ИЛИ -{1}")  # fmt: skip
ANALYZER = Analyzer()


def random_rows(chance: random.Random, count: int) -> list[dict[str, str]]:
    def text(longest: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, longest)))

    return [{"id": f"d{number}", "title": text(5), "text": text(40)} for number in range(count)]


def random_queries(chance: random.Random, count: int) -> list[str]:
    return [chance.choice(QUERY_SHAPES).format(*chance.choices(WORDS, k=5)) for _ in range(count)]


def build(folder: Path, rows: Sequence[dict[str, str]], name: str = "index") -> Path:
    """Ten rows a file, so that they come in several batches."""
    sources = []
    for start in range(0, len(rows), 10):
        source = folder / f"{name}{start:04}.jsonl"
        source.write_text("".join(json.dumps(row) + "\n" for row in rows[start : start + 10]), encoding="utf-8")
        sources.append(str(source))
    indexer.rebuild(sources, str(folder / name), workers=1)
    return folder / name


def assert_equal(index: Path, queries: Sequence[str]) -> None:
    with indexer.open_engine(index) as engine:
        oracle = BruteForce(list(engine.articles()), ANALYZER)
        known = Generation(current(index)).analyzer  # what everybody knows of «АИРР», too
        for query in queries:
            try:
                planned = plan(parse(query).tree, known)
            except indexer.QueryError:
                continue
            results = engine.search(query, limit=1000, snippets=False, facets=False)
            found = {hit.article.url: hit.score for hit in results.hits}
            assert planned is not None
            expected = oracle.search(planned)
            assert found.keys() == expected.keys(), query
            assert found == pytest.approx(expected, abs=1e-5), query
            assert [hit.score for hit in results.hits] == sorted(found.values(), reverse=True)


@pytest.mark.parametrize("seed", range(6))
def test_one_segment(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    assert_equal(build(tmp_path, random_rows(chance, 60)), random_queries(chance, 150))


@pytest.mark.parametrize("seed", range(4))
def test_several_segments_and_replaced_articles(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of a few rows, a segment for each; a third of the rows come again, changed."""
    chance = random.Random(seed)
    rows = random_rows(chance, 60)
    rows += [row | {"text": other["text"]} for row, other in zip(rows[::3], random_rows(chance, 20), strict=True)]
    monkeypatch.setattr(builder, "LEAST_CHUNKS", 300)
    monkeypatch.setattr(builder, "MOST_CHUNKS", 300)
    monkeypatch.setattr(merging, "FEW", 9)
    index = build(tmp_path, rows)
    with indexer.open_engine(index) as engine:
        assert engine.stats().documents == 60
        assert engine.stats().segments >= 3
    assert_equal(index, random_queries(chance, 150))
