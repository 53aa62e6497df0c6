"""An index is checked file by file, column by column, document by document; what is damaged never answers."""

import errno
import json
import pickle
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

import indexer
from indexer.columnar.arrays import create_columns, open_columns
from indexer.columnar.documents import read_documents, write_documents
from indexer.engines import inspection
from indexer.engines.inspection import verify_written
from indexer.generations import manifest, serving
from indexer.indexing.schema import schema
from indexer.opened.toc import read_toc

Run = Callable[..., Any]
FLIPS = 300


@pytest.fixture
def index(index_of: Callable[..., Path]) -> Path:
    """Two generations: one article, then two."""
    index_of("Кластер открыт в Казани")
    return index_of("Кластер открыт в Казани", "Технопарк строят в Саранске")


def damage(path: Path, change: Callable[[bytearray], object]) -> None:
    content = bytearray(path.read_bytes())
    change(content)
    path.chmod(0o644)
    path.write_bytes(content)


def resealed(folder: Path) -> None:
    """As one would who can write there and knows the manifest, or a program that wrote nonsense."""
    (folder / "manifest.json").unlink()
    manifest.seal(folder)


def test_a_sound_index(innopoisk: Run, index: Path) -> None:
    for deep in (False, True):
        found = indexer.check(index, deep)
        assert (found.generation, found.documents, found.faults) == ("gen-0002", 2, ())
    done = innopoisk("check", "--deep", index=index)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Указатель gen-0002 цел: 2 статьи, ")
    assert json.loads(innopoisk("check", "--json", index=index).stdout)["faults"] == []


def test_what_may_not_be_read_is_not_called_damaged(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path) -> str:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    (index / "gen-0002" / manifest.VERIFIED).unlink(missing_ok=True)
    monkeypatch.setattr(manifest, "digest_of_file", refused)
    with pytest.raises(PermissionError) as raised:
        indexer.check(index)
    assert (raised.value.errno, Path(str(raised.value.filename)).parent.name) == (errno.EACCES, "gen-0002")
    with indexer.open_engine(index) as engine:
        fault = str(engine.status().fault)
    assert re.match(r"в указателе gen-0002 не читается файл \S+: нет прав; пока отвечает указатель gen-0001", fault)


def test_a_folder_that_may_not_be_read_says_so(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: str | Path, *_: object, **__: object) -> Any:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(serving, "_without_waiting", refused)
    monkeypatch.setattr(Path, "read_text", refused)
    with pytest.raises(PermissionError):
        indexer.check(index)
    with pytest.raises(indexer.IndexDamaged, match="CURRENT» не читается: нет прав"):
        indexer.open_engine(index)


def test_no_index_is_exit_code_2(innopoisk: Run, tmp_path: Path) -> None:
    assert innopoisk("check", index=tmp_path).returncode == 2


def test_a_damaged_index_is_told_and_the_one_before_answers(innopoisk: Run, index: Path) -> None:
    damage(index / "gen-0002" / "lexicon", lambda content: content.__setitem__(99, content[99] ^ 1))
    done = innopoisk("check", index=index)
    assert (done.returncode, done.stderr) == (1, "lexicon: контрольная сумма не та\n")
    assert done.stdout == "Указатель повреждён: постройте его заново (innopoisk rebuild)\n"
    done = innopoisk("search", "кластер", index=index)
    assert done.returncode == 0
    assert "в указателе gen-0002 повреждён файл lexicon" in done.stderr
    assert "пока отвечает указатель gen-0001" in done.stderr
    with indexer.open_engine(index) as engine:
        assert engine.stats().generation == "gen-0001"
        assert not engine.refresh()
        assert engine.search("технопарк").total == 0


def test_an_engine_that_runs_moves_on_when_a_sound_index_is_there_again(
    index: Path, index_of: Callable[..., Path]
) -> None:
    damage(index / "gen-0002" / "lexicon", bytearray.clear)
    with indexer.open_engine(index) as engine:
        assert engine.stats().fault
        index_of("Технопарк строят в Саранске")
        assert engine.refresh()
        assert engine.stats().fault is None
        assert engine.search("технопарк").total == 1


def test_nothing_is_added_to_a_damaged_index(innopoisk: Run, index: Path) -> None:
    damage(index / "gen-0002" / "lexicon", bytearray.clear)
    assert innopoisk("update", "seeds", index=index).returncode == 4
    assert innopoisk("rebuild", "seeds", index=index).returncode == 0
    assert innopoisk("check", "--deep", index=index).returncode == 0


def test_whatever_bit_is_damaged_no_answer_comes_from_it(index: Path, tmp_path: Path) -> None:
    """Either the change is noticed, or it is in a file that says nothing of the articles."""
    dice = random.Random(1)
    files = [path.name for path in (index / "gen-0002").iterdir() if path.stat().st_size]
    for number in range(FLIPS):
        copy = tmp_path / "copy"
        shutil.copytree(index, copy)
        name = files[number % len(files)]
        path = copy / "gen-0002" / name
        bit = dice.randrange(path.stat().st_size * 8)
        damage(path, lambda content, bit=bit: content.__setitem__(bit // 8, content[bit // 8] ^ 1 << bit % 8))
        with indexer.open_engine(copy) as engine:
            served = engine.stats()
        is_note = name == "verified.json"
        assert (served.generation, bool(served.fault)) == (("gen-0002", False) if is_note else ("gen-0001", True)), name
        shutil.rmtree(copy)


def test_an_index_is_not_swept_while_it_is_checked(
    index: Path, index_of: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three more are published meanwhile; only one that nobody reads would be kept."""

    def publish(folder: Path, is_thorough: bool) -> tuple[manifest.Fault, ...]:
        for number in range(3):
            index_of(f"Цех номер {number} открыт")
        return manifest.faults_of(folder, is_thorough)

    monkeypatch.setattr(inspection, "faults_of", publish)
    found = indexer.check(index, is_deep=True)
    assert (found.generation, found.documents, found.faults) == ("gen-0002", 2, ())
    assert not (index_of("Ещё один цех") / "gen-0002").exists()


# What the manifest vouches for and is wrong all the same


@pytest.mark.parametrize("name", ["*.terms", "*.docs", "*.texts", "lexicon", "words", "stories"])
def test_a_column_that_was_written_otherwise_is_noticed(index: Path, name: str) -> None:
    folder = index / "gen-0002"
    (file,) = folder.glob(name)
    damage(file, lambda content: content.__setitem__(16, content[16] ^ 1))
    with pytest.raises(indexer.BuildError, match=r"диск сохранил не то, что было записано: .* изменён"):
        verify_written(folder)
    resealed(folder)
    assert "изменён" in indexer.check(index).faults[0]


def test_two_tables_of_contents_that_differ_are_noticed(index: Path) -> None:
    folder = index / "gen-0002"
    contents = json.loads((folder / "segments.json").read_text(encoding="utf-8"))
    contents["segments"][0]["deleted"] = [0]
    (folder / "segments.json").chmod(0o644)
    (folder / "segments.json").write_text(json.dumps(contents), encoding="utf-8")
    resealed(folder)
    assert indexer.check(index).faults == ("оглавление Whoosh и segments.json называют разные сегменты",)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((".terms", ".docs", ".texts"), "документов 2 вместо 1"),
        ((".terms",), "поле lemmas называет документы, которых нет"),
        ((".texts", ".docs"), "статья записи 1 не находится по своему url"),
    ],
)
def test_files_of_another_segment_are_noticed_when_every_document_is_read(
    index: Path, index_of: Callable[..., Path], parts: tuple[str, ...], said: str
) -> None:
    folder = index_of("Кластер открыт в Казани") / "gen-0003"
    for part in parts:
        (folder / f"MAIN_000000{part}").unlink()
        shutil.copyfile(index / "gen-0002" / f"MAIN_000000{part}", folder / f"MAIN_000000{part}")
    resealed(folder)
    assert indexer.check(index).faults == ()
    assert f"MAIN_000000: {said}" in indexer.check(index, is_deep=True).faults


def test_a_record_that_is_not_what_was_read_is_noticed_when_every_document_is_read(index: Path) -> None:
    path = index / "gen-0002" / "MAIN_000000.docs"
    documents = read_documents(open_columns(path))
    assert documents.digests is not None
    path.unlink()
    with create_columns(path) as writer:
        write_documents(writer, replace(documents, digests=documents.digests + np.array([0, 1], np.uint64)))
    resealed(path.parent)
    assert indexer.check(index, is_deep=True).faults == (
        "MAIN_000000: запись 1 не та, что была прочитана из источника",
    )


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ('{"magic": "innopoisk abbreviations", "version": 1}', 2, "записан другой версией программы"),
        ('{"magic": "innopoisk', 1, "не читается"),
    ],
)
def test_what_a_search_opens_late_is_checked_at_once(
    innopoisk: Run, index: Path, content: str, code: int, said: str
) -> None:
    folder = index / "gen-0002"
    (folder / "abbreviations.json").chmod(0o644)
    (folder / "abbreviations.json").write_text(content, encoding="utf-8")
    resealed(folder)
    done = innopoisk("check", index=index)
    assert done.returncode == code
    assert said in done.stderr


# Whoosh's table of contents is a pickle


class Trap:
    """What a stranger would have run."""

    def __init__(self, witness: Path) -> None:
        self.witness = witness

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.witness,)


def test_our_table_is_read(index: Path) -> None:
    (segment,) = read_toc(index / "gen-0002")
    assert segment.doc_count_all() == 2


@pytest.mark.parametrize("place", ["segments", "schema"])
def test_nothing_of_a_crafted_table_is_run(index: Path, tmp_path: Path, place: str) -> None:
    witness, folder = tmp_path / "witness", index / "gen-0002"
    pickle.loads(pickle.dumps(Trap(witness)))
    assert witness.exists()
    witness.unlink()
    (folder / "_MAIN_1.toc").unlink()
    crafted = schema()
    if place == "schema":
        crafted.trap = Trap(witness)
    TOC(crafted, [Trap(witness)] if place == "segments" else [], 1).write(FileStorage(str(folder)), "MAIN")
    resealed(folder)
    assert "чужое или испорченное содержание" in indexer.check(index).faults[0]
    with indexer.open_engine(index) as engine:
        assert engine.search("технопарк").total == 1
    assert not witness.exists()


def test_a_table_that_is_no_pickle(index: Path) -> None:
    damage(index / "gen-0002" / "_MAIN_1.toc", lambda content: content.__setitem__(slice(30, 60), bytes(30)))
    with pytest.raises(indexer.IndexDamaged, match="чужое или испорченное"):
        read_toc(index / "gen-0002")
