"""The articles repeated: as many as asked for, each under its own url."""

import json
from pathlib import Path

import pytest

from benchmarks import scale
from benchmarks.corpus import prepare, read_articles, repeated

WORDS = "кластер завод технопарк институт стекло сталь фонд проект станок область".split()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    rows = [
        {"url": f"u{number}", "title": f"Новый {word} открыт", "text": f"{word} и завод построил известный фонд"}
        for number, word in enumerate(WORDS)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_repeated_articles_have_urls_of_their_own(source: Path, tmp_path: Path) -> None:
    corpus = repeated(prepare([str(source)], tmp_path), 25, tmp_path)
    rows = list(read_articles(corpus.path))
    assert corpus.count == len(rows) == len({row.url for row in rows}) == 25
    assert {row.title for row in rows} == {f"Новый {word} открыт" for word in WORDS}


def test_prints_a_row_for_every_size(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert scale.main([str(source), "--sizes", "50,100", "--queries", "2"]) == 0
    printed = capsys.readouterr().out
    assert [line.split(" | ")[0] for line in printed.splitlines()[2:4]] == ["| 50", "| 100"]
    assert "10 articles repeated; 2 queries of each kind, seed 1." in printed
