"""A log of queries asked of an index."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import indexer
from benchmarks import querylog


@pytest.fixture
def index(index_of: Callable[..., Path]) -> Path:
    return index_of("Кластер открыт в Казани.", "Технопарк работает.")


@pytest.mark.parametrize(
    ("query", "total", "is_relaxed"),
    [
        ("кластер", 1, False),
        ("кластер технопарк", 2, True),
        ("неведомое", 0, False),
        ("Что такое неведомое?", 0, False),
        ("в неведомом", 1, True),  # only a small word is known
        ("«»", 0, False),
    ],
)
def test_asked(index: Path, query: str, total: int, is_relaxed: bool) -> None:
    with indexer.open_engine(index) as engine:
        asked = querylog.ask(engine, query)
    assert (asked.total, asked.is_relaxed, asked.fault) == (total, is_relaxed, "")


def test_prints_figures(index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text("".join(json.dumps({"query": query}) + "\n" for query in ("кластер", "неведомое")))
    assert querylog.main([str(log), "--index", str(index)]) == 0
    first, second, _ = capsys.readouterr().out.splitlines()
    assert first == "2 queries, 0 offenders"
    assert second == "relaxed: 0; without a hit: 1"
