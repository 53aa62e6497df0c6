"""The comparison runs on a corpus of sixty articles, and the systems it compares are asked for the same."""

import json
import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import compare
from benchmarks.corpus import Corpus, prepare, read_articles
from benchmarks.queries import KINDS, Query, make_queries
from benchmarks.systems import SYSTEMS, load

pytest.importorskip("tantivy", reason="the benchmarks need the extra `bench`")

NOUNS = "кластер завод технопарк институт стекло сталь фонд проект станок область".split()
VERBS = "открыл построил получил показал купил представил".split()
TOWNS = "Томске Казани Калуге Самаре Перми Дубне".split()


def sentence(chance: random.Random) -> str:
    return (
        f"{chance.choice(NOUNS).title()} {chance.choice(VERBS)} новый {chance.choice(NOUNS)} в {chance.choice(TOWNS)}"
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance = random.Random(5)
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    rows = [
        {"url": f"u{number}", "title": sentence(chance), "text": ". ".join(sentence(chance) for _ in range(5))}
        for number in range(60)
    ]
    rows.append(rows[0] | {"text": "Тот же url, другая статья"})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def corpus(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return prepare([str(source)], tmp_path_factory.mktemp("prepared"))


def importable() -> Iterator[str]:
    for name in SYSTEMS:
        try:
            load(name)
        except ImportError:
            continue
        yield name


def test_the_last_of_each_url_is_compared(corpus: Corpus) -> None:
    rows = list(read_articles(corpus.path))
    assert corpus.count == len(rows) == 60
    assert [row.body for row in rows if row.url == "u0"] == ["Тот же url, другая статья"]


def test_queries_are_the_same_for_the_same_seed(corpus: Corpus) -> None:
    rows = list(read_articles(corpus.path))
    first, again, other = (make_queries(rows, 4, seed) for seed in (1, 1, 2))
    assert first == again != other
    assert {kind: sum(query.kind == kind for query in first) for kind in KINDS} == dict.fromkeys(KINDS, 4)


def test_phrases_stand_in_an_article(corpus: Corpus) -> None:
    rows = list(read_articles(corpus.path))
    for query in make_queries(rows, 10, 3):
        if query.kind == "phrase":
            assert any(" ".join(query.words) in row.body.lower() for row in rows), query


def test_prints_a_table_with_every_system(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare.main([str(source), "--queries", "3", "--rounds", "2"]) == 0
    printed = capsys.readouterr().out
    table = [line.split(" | ") for line in printed.splitlines() if line.startswith("| ")]
    names = [load(name).NAME for name in importable()]
    assert [row[0].removeprefix("| ") for row in table] == ["system", names[0], f"{names[0]}, built again", *names[1:]]
    assert {len(row) for row in table} == {5 + 2 * len(KINDS)}
    assert "60 articles; 3 queries of each kind, seed 1, rounds 2." in printed
    assert "FAILED" not in printed
    for goal in ("times tantivy's seconds", "times faster than stock Whoosh", "mean over five kinds", "bytes:"):
        assert goal in printed


def test_a_missing_library_leaves_a_note(
    source: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError("No module named 'xapian'")

    monkeypatch.setattr(compare, "load", missing)
    assert compare.main([str(source), "--queries", "1", "--systems", "xapian_stems"]) == 0
    assert "- xapian_stems is left out: No module named 'xapian'" in capsys.readouterr().out


def test_innopoisk_and_stock_whoosh_find_as_many(corpus: Corpus, tmp_path: Path) -> None:
    """They share the analyzer, so a word, an AND and a phrase find the same articles."""
    queries = [query for query in make_queries(read_articles(corpus.path), 25, 7) if query.kind in ("one", "phrase")]
    queries += [Query("and", (noun, other)) for noun in NOUNS for other in NOUNS if noun < other]
    counts = [_counts(name, corpus, queries, tmp_path / name) for name in ("innopoisk", "stock_whoosh")]
    for query, ours, theirs in zip(queries, *counts, strict=True):
        is_relaxed = query.kind == "and" and theirs == 0
        assert ours == theirs or is_relaxed, query
    assert sum(counts[0]) > len(queries)


@pytest.mark.parametrize("name", tuple(importable()))
def test_every_system_finds_and_counts(name: str, corpus: Corpus, tmp_path: Path) -> None:
    system = load(name)
    system.build(corpus, tmp_path)
    assert any(system.index_folder(tmp_path).iterdir())
    with closing(system.open_searcher(tmp_path)) as searcher:
        for query in make_queries(read_articles(corpus.path), 5, 11):
            titles = searcher.ask(query, system.HAS_SNIPPETS)
            assert len(titles) == min(10, searcher.count(query)) > 0, query
        assert searcher.count(Query("one", ("бегемот",))) == 0


def _counts(name: str, corpus: Corpus, queries: list[Query], folder: Path) -> list[int]:
    folder.mkdir()
    system = load(name)
    system.build(corpus, folder)
    with closing(system.open_searcher(folder)) as searcher:
        return [searcher.count(query) for query in queries]
