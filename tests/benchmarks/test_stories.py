"""The figures of `benchmarks.stories` on a few articles that may be counted by hand."""

import json
from pathlib import Path

import pytest

from benchmarks import stories


def test_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {
        name: " ".join(f"{word}{number}" for number in range(60))
        for name, word in zip("abcd", ("слово", "слово", "речь", "имя"), strict=True)
    }
    rows = [{"id": name, "title": "Кластер", "text": text} for name, text in texts.items()]
    pairs = [("a", "b", "OK"), ("a", "c", "BAD"), ("c", "d", "OK")]
    news, judged = tmp_path / "news.jsonl", tmp_path / "pairs.jsonl"
    news.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    judged.write_text(
        "".join(json.dumps(dict(zip(("first", "second", "label"), pair, strict=True))) + "\n" for pair in pairs),
        encoding="utf-8",
    )
    assert stories.main([str(news), str(judged)]) == 0
    shown = capsys.readouterr().out
    assert "4 articles, 1 stories with reprints, 2 articles in them" in shown
    assert "pairs: precision 1.000, recall 0.500 (1 right, 0 wrong, 1 missed)" in shown
    assert "2 articles\n" in shown
    assert "| 16 |" in shown
