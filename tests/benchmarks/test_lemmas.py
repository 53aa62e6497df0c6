"""Shares of words whose gold lemma the analyzer knows."""

import json
from pathlib import Path

import pytest

from benchmarks import lemmas

SENTENCE = [
    ("Кластеры", "кластер", "NOUN"),
    ("кластером", "кластер", "NOUN"),
    ("кластир", "кластер", "NOUN"),  # a misspelling meets nothing
    ("#технопарк", "#технопарк", "NOUN"),
    ("капельным", "_", "X"),  # no lemma given
    ("!", "!", "PUNCT"),
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    tokens = [dict(zip(("form", "lemma", "upos"), token, strict=True)) for token in SENTENCE]
    path = tmp_path / "sentences.jsonl"
    path.write_text(json.dumps({"tokens": tokens}) + "\n", encoding="utf-8")
    return path


def test_shares(source: Path) -> None:
    words = list(lemmas.read_words(str(source)))
    shares = lemmas.measure(words, lemmas.Analyzer())
    assert {name: (share.total, share.misses.total()) for name, share in shares.items()} == {
        "lemma": (4, 1),
        "asked": (4, 1),
        "pairs": (3, 2),
        "forms": (3, 2),
    }


def test_prints_shares_and_misses(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lemmas.main([str(source), "--misses", "1"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "lemma  0.7500 of 4; missed by part of speech: NOUN 1"
    assert printed[1].split() == ["1", "кластир", "кластер", "NOUN"]
