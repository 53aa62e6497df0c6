"""Judged queries asked of a real index, by the function and by the command."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import indexer
from tests.conftest import Ran

ROWS = [
    {"id": "steel", "title": "Сталь", "text": "На заводе варят сталь."},
    {"id": "became", "title": "Итоги", "text": "Они стали резидентами технопарка."},
    {"id": "park", "title": "Технопарк", "text": "Технопарк открыт."},
]
JUDGED = [
    {"query": "сталь", "relevant": {"steel": 2}, "kind": "слово"},
    {"query": "технопарк", "relevant": ["became"], "kind": "слово"},
    {"query": "жираф", "relevant": ["park"]},
    {"query": "(", "relevant": ["park"]},
]


@pytest.fixture
def index(index_of: Callable[..., Path]) -> Path:
    return index_of(*ROWS)


def judgements(folder: Path, *rows: object) -> Path:
    path = folder / "judged.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_figures_by_kind_and_in_all(index: Path, tmp_path: Path) -> None:
    with indexer.open_engine(index) as engine:
        found = indexer.evaluate(engine, judgements(tmp_path, *JUDGED))
    words = found.kinds["слово"]
    assert (words.queries, words.mrr, words.recall, words.no_hit) == (2, 0.75, 1.0, 0.0)
    assert (found.overall.queries, found.overall.mrr, found.overall.no_hit) == (4, 0.375, 0.5)
    assert list(found.kinds) == ["слово"]


def test_a_compressed_file_is_read(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "judged.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(JUDGED[0]).encode()))
    with indexer.open_engine(index) as engine:
        assert indexer.evaluate(engine, path).overall.mrr == 1


def test_the_command_prints_a_table_or_json(innopoisk: Callable[..., Ran], index: Path, tmp_path: Path) -> None:
    path = judgements(tmp_path, *JUDGED)
    table = innopoisk("evaluate", path, index=index)
    assert table.returncode == 0
    assert table.stdout.splitlines() == [
        "вид    запросов     MRR  nDCG@10  полнота@10  без находок",
        "слово         2  0.7500   0.8155      1.0000         0.0%",
        "все           4  0.3750   0.4077      0.5000        50.0%",
    ]
    printed = json.loads(innopoisk("evaluate", path, "--json", index=index).stdout)
    assert printed["mrr"] == 0.375
    assert printed["kinds"]["слово"]["recall@10"] == 1


def test_addresses_that_match_nothing_are_asked_about(
    innopoisk: Callable[..., Ran], index: Path, tmp_path: Path
) -> None:
    ran = innopoisk("evaluate", judgements(tmp_path, {"query": "сталь", "relevant": ["сталь.html"]}), index=index)
    assert ran.returncode == 0
    assert ran.stderr == "ни одной подходящей статьи не найдено: те ли адреса в relevant, что в указателе?\n"


FAULTS = [
    (b'{"query": "q", "relevant": ["a"]}\n{"query": 1}\n', "judged.jsonl: строка 2: нет query — строки с запросом"),
    (b"", "judged.jsonl: нет ни одного запроса"),
    (b"\xff\xfe", "judged.jsonl: не читается как текст UTF-8"),
    (None, "judged.jsonl: такого файла нет"),
]


@pytest.mark.parametrize(("content", "said"), FAULTS)
def test_a_bad_file_is_one_sentence_and_code_two(
    innopoisk: Callable[..., Ran], index: Path, tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "judged.jsonl"
    if content is not None:
        path.write_bytes(content)
    ran = innopoisk("evaluate", path, index=index)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr.strip().endswith(said)
    assert len(ran.stderr.strip().splitlines()) == 1


def test_a_broken_archive_is_one_sentence_and_code_two(
    innopoisk: Callable[..., Ran], index: Path, tmp_path: Path
) -> None:
    path, packed = tmp_path / "judged.jsonl.gz", bytearray(gzip.compress(json.dumps(JUDGED[0]).encode() * 100))
    packed[20:40] = bytes(20)
    path.write_bytes(packed)
    ran = innopoisk("evaluate", path, index=index)
    assert (ran.returncode, len(ran.stderr.strip().splitlines())) == (2, 1)
    assert "не читается" in ran.stderr
