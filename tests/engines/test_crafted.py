"""A stranger's pickle in the place of every file, table and record of an index: nothing of it runs, whoever reads."""

import json
import os
import pickle
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

import indexer
from indexer.columnar.codec import ColumnarSegment
from indexer.generations import manifest
from indexer.indexing.batch import Record
from indexer.indexing.schema import schema
from indexer.opened.toc import read_toc

Run = Callable[..., Any]


class Trap:
    """What is called, and with what, by whoever unpickles it."""

    def __init__(self, called: Callable[..., Any], *arguments: Any) -> None:
        self.called, self.arguments = called, arguments

    def __reduce__(self) -> tuple[Any, ...]:
        return self.called, self.arguments


TRAPS: dict[str, Callable[[Path], Trap]] = {
    "a method": lambda witness: Trap(Path.touch, witness),
    "a command": lambda witness: Trap(os.system, f"touch {witness}"),
    "a process": lambda witness: Trap(subprocess.call, ["touch", str(witness)]),
    "an expression": lambda witness: Trap(eval, f"__import__('os').mknod({str(witness)!r})"),
    "a statement": lambda witness: Trap(exec, f"import os; os.mknod({str(witness)!r})"),
    "a function": lambda witness: Trap(os.mknod, str(witness)),
    "an attribute": lambda witness: Trap(getattr, Trap(Path, str(witness)), "touch"),
    "a segment": lambda witness: Trap(ColumnarSegment, Trap(os.system, f"touch {witness}")),
}
FILES = (
    "MAIN_000000.docs", "MAIN_000000.terms", "MAIN_000000.texts", "_MAIN_1.toc", "abbreviations.json", "lexicon",
    "stories", "words", "segments.json", "manifest.json", "verified.json", "../CURRENT",
)  # fmt: skip


@pytest.fixture
def witness(tmp_path: Path) -> Path:
    """The file that a trap makes when it is sprung."""
    return tmp_path / "witness"


@pytest.fixture
def index(index_of: Callable[..., Path]) -> Path:
    """An index of two articles."""
    return index_of("Кластер открыт в Казани", "Технопарк строят в Саранске")


def resealed(folder: Path) -> None:
    """As one would who can write there and knows the manifest."""
    (folder / "manifest.json").unlink()
    manifest.seal(folder)


def read_all(index: Path) -> list[str]:
    """Everything that reads an index; what it complains of."""
    said = []

    def search() -> None:
        with indexer.open_engine(index) as engine:
            engine.search("технопарки Саранска"), engine.search("технпарк"), engine.suggest("техн"), engine.stats()
            for article in engine.articles():
                assert article.body
            engine.article("1", "технопарк")

    for read in (search, lambda: said.extend(indexer.check(index, True).faults)):
        try:
            read()
        except indexer.InnopoiskError as fault:
            said.append(str(fault))
    return said


def test_the_traps_are_sprung_by_who_believes_them(witness: Path) -> None:
    for make in TRAPS.values():
        trap = pickle.dumps(make(witness))
        if b"getattr" not in trap:  # which only gets something to be called
            with suppress(Exception):  # a segment cannot be made of what the command gives
                pickle.loads(trap)
            assert witness.exists(), trap
            witness.unlink()


@pytest.mark.parametrize("kind", TRAPS)
@pytest.mark.parametrize("place", ["segments", "schema", "a field"])
def test_nothing_of_a_crafted_table_of_contents_runs(index: Path, witness: Path, place: str, kind: str) -> None:
    folder, trap, crafted = index / "gen-0001", TRAPS[kind](witness), schema()
    (folder / "_MAIN_1.toc").unlink()
    if place == "schema":
        crafted.trap = trap
    if place == "a field":
        crafted["body"].analyzer.trap = trap
    TOC(crafted, [trap] if place == "segments" else [], 1).write(FileStorage(str(folder)), "MAIN")
    resealed(folder)
    with pytest.raises(indexer.IndexDamaged, match="чужое или испорченное содержание"):
        read_toc(folder)
    assert "чужое или испорченное содержание" in "".join(read_all(index))
    assert not witness.exists()


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_a_crafted_file_runs(index: Path, witness: Path, name: str) -> None:
    """In the place of the file, and behind its first bytes, so that whoever looks only there goes on."""
    path, trap = index / "gen-0001" / name, pickle.dumps(TRAPS["a method"](witness))
    good = path.read_bytes()
    for content in (trap, good[:16] + trap, good[: len(good) // 2] + trap + good[len(good) // 2 + len(trap) :]):
        path.chmod(0o644)
        path.write_bytes(content)
        if name not in manifest.BESIDE and name != "../CURRENT":
            resealed(path.parent)
        said = read_all(index)
        assert said or name == "verified.json"
        assert not witness.exists()


@pytest.mark.parametrize("kind", ["whole", "rest", "a string"])
def test_nothing_of_a_crafted_record_runs(
    tmp_path: Path, witness: Path, monkeypatch: pytest.MonkeyPatch, innopoisk: Run, kind: str
) -> None:
    """The index is sound by all its sums; what is stored of its article is a pickle, or holds one."""
    trap, source, index = pickle.dumps(TRAPS["a method"](witness), 0), tmp_path / "a.jsonl", tmp_path / "index"
    crafted = {
        "whole": Record(trap, b""),
        "rest": Record(b'{"url": "1"', trap),
        "a string": Record(
            b'{"url": "1", "title": "a"', b', "body": ' + json.dumps(trap.decode("latin-1")).encode() + b"}"
        ),
    }[kind]
    monkeypatch.setattr("indexer.building.prepare.record_of", lambda _: crafted)
    source.write_text('{"url": "1", "text": "Технопарк строят в Саранске"}', encoding="utf-8")
    indexer.rebuild([str(source)], str(index), workers=1)
    assert bool(read_all(index)) == (kind != "a string")
    done = innopoisk("search", "технопарк", index=index)
    assert done.returncode == (0 if kind == "a string" else 2)
    assert "Traceback" not in done.stderr
    assert not witness.exists()


@pytest.mark.parametrize("name", ["../../outside/MAIN_000000", "/etc/passwd", "MAIN_000000/../x", "", "MAIN_", 5])
def test_a_list_of_segments_names_no_other_place(index: Path, name: object) -> None:
    path = index / "gen-0001" / "segments.json"
    contents = json.loads(path.read_text(encoding="utf-8"))
    contents["segments"][0]["name"] = name
    path.chmod(0o644)
    path.write_text(json.dumps(contents), encoding="utf-8")
    resealed(path.parent)
    with pytest.raises(indexer.IndexDamaged, match=r"segments\.json» не читается"):
        indexer.open_engine(index)
