"""A generation becomes visible at once or not at all; what a dead writer leaves is swept, what served is not."""

import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import BuildError, IndexDamaged, IndexLocked, IndexMissing
from indexer.generations import lease, publish
from indexer.generations.publish import writing
from indexer.generations.serving import current


def published(index: Path, text: str = "кластер") -> Path:
    """One more generation with one file in it."""
    with writing(index) as generation:
        (generation / "file").write_text(text, encoding="utf-8")
    return generation


def generations(index: Path) -> list[str]:
    return sorted(path.name for path in index.glob("gen-*"))


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "index"


def test_a_generation_serves_when_the_block_ends_and_not_before(index: Path) -> None:
    with writing(index) as generation:
        assert generation == index / "gen-0001"
        assert not any(generation.iterdir())
        with pytest.raises(IndexMissing):
            current(index)
    assert current(index) == generation
    assert (index / "CURRENT").read_bytes() == b"gen-0001\n"
    assert not (index / "CURRENT.new").exists()


def test_one_generation_before_is_kept(index: Path) -> None:
    for number in range(1, 5):
        assert published(index).name == f"gen-{number:04}"
        assert generations(index) == [f"gen-{kept:04}" for kept in (number - 1, number) if kept]


def test_numbers_go_on_beyond_four_digits(index: Path) -> None:
    (index / "gen-9999").mkdir(parents=True)
    (index / "CURRENT").write_text("gen-9999", encoding="ascii")
    assert published(index).name == "gen-10000"
    assert published(index).name == "gen-10001"
    assert generations(index) == ["gen-10000", "gen-10001"]


def test_a_file_that_bears_the_name_of_a_generation_is_left_alone(index: Path) -> None:
    published(index)
    (index / "gen-0007").write_text("чужое", encoding="utf-8")
    assert [published(index).name for _ in range(2)] == ["gen-0008", "gen-0009"]
    assert (index / "gen-0007").read_text(encoding="utf-8") == "чужое"


FAULTS: list[BaseException] = [
    ValueError("плохо"),
    KeyboardInterrupt(),
    SystemExit(3),
    BuildError("ни одной статьи"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_a_fault_in_the_block_publishes_nothing(index: Path, fault: BaseException) -> None:
    published(index, "прежний")
    with pytest.raises(type(fault)), writing(index) as generation:
        (generation / "file").write_text("новый", encoding="utf-8")
        raise fault
    assert generations(index) == ["gen-0001"]
    assert (current(index) / "file").read_text(encoding="utf-8") == "прежний"
    assert published(index).name == "gen-0002"


def test_a_block_that_finds_no_memory_publishes_nothing_and_says_so(index: Path) -> None:
    published(index, "прежний")
    with pytest.raises(BuildError, match="не хватает памяти: указатель не построен"), writing(index):
        raise MemoryError
    assert generations(index) == ["gen-0001"]


def test_a_fault_of_the_disk_is_a_sentence(index: Path) -> None:
    with pytest.raises(BuildError, match=r"не удалось записать «.*»: кончилось место на диске"), writing(index):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert generations(index) == []
    with pytest.raises(IndexMissing):
        current(index)


@pytest.mark.parametrize("step", range(1, 8))
def test_whatever_sync_fails_what_current_names_is_there(
    index: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """File, manifest, generation, CURRENT.new, the index folder before the switch and after it, generation again."""
    published(index, "прежний")
    calls = 0

    def failing(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == step:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(publish.os, "fsync", failing)
    with pytest.raises(BuildError, match="диск не отвечает"):
        published(index, "новый")
    assert calls == step
    text = (current(index) / "file").read_text(encoding="utf-8")
    assert text == ("прежний" if step < 6 else "новый")
    assert (index / "gen-0002").exists() == (step >= 6)


def test_a_sweep_that_fails_does_not_undo_what_serves(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("первый", "второй"):
        published(index, text)

    def failing(folder: Path) -> lease.Lease:
        raise OSError(errno.EMFILE, "Too many open files")

    with writing(index) as generation:
        (generation / "file").write_text("третий", encoding="utf-8")
        monkeypatch.setattr(lease, "unread", failing)
    assert current(index) == generation
    monkeypatch.undo()
    published(index, "четвёртый")
    assert generations(index) == ["gen-0003", "gen-0004"]


def test_what_may_serve_is_kept_where_current_cannot_be_read(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published(index, "прежний")

    def failing(descriptor: int) -> None:
        if (index / "CURRENT").read_text() == "gen-0002\n":  # switched, but the disk does not say so
            (index / "CURRENT").write_bytes(b"\xff")
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(publish.os, "fsync", failing)
    with pytest.raises(BuildError, match="диск не отвечает"):
        published(index, "новый")
    assert generations(index) == ["gen-0001", "gen-0002"]


def test_everything_is_synced_before_the_switch(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    sync, replace = os.fsync, Path.replace
    monkeypatch.setattr(publish.os, "fsync", lambda number: (done.append(name_of(number)), sync(number)))
    monkeypatch.setattr(
        Path, "replace", lambda path, to: (to.name == "CURRENT" and done.append("switch"), replace(path, to))[1]
    )
    with writing(index) as generation:
        for name in ("a", "b"):
            (generation / name).write_bytes(b"x")
    switch = done.index("switch")
    assert {"a", "b"} == set(done[switch - 6 : switch - 4])
    assert done[switch - 4 : switch] == ["manifest.json", "gen-0001", "CURRENT.new", "index"]
    assert done[switch + 1 :] == ["index", "gen-0001"]


def name_of(descriptor: int) -> str:
    return Path(f"/proc/self/fd/{descriptor}").resolve().name


# What a dead writer leaves


def test_leftovers_are_swept_by_the_next_writer_before_it_writes(index: Path) -> None:
    published(index)
    published(index)
    (index / "gen-0003").mkdir()
    (index / "gen-0003" / "half").touch()
    (index / "CURRENT.new").write_text("gen-0003\n", encoding="ascii")
    with writing(index) as generation:
        assert generation.name == "gen-0003"
        assert not any(generation.iterdir())
        assert not (index / "CURRENT.new").exists()
        assert generations(index) == ["gen-0001", "gen-0002", "gen-0003"]
    assert generations(index) == ["gen-0002", "gen-0003"]


def test_leftovers_of_a_first_build_are_swept_when_there_is_an_index(index: Path) -> None:
    (index / "gen-0001").mkdir(parents=True)
    assert published(index).name == "gen-0002"
    assert generations(index) == ["gen-0002"]


def test_a_writer_that_died_after_the_switch_left_a_sound_index(index: Path) -> None:
    for _ in range(2):
        published(index)
    (index / "gen-0000").mkdir()
    published(index)
    assert generations(index) == ["gen-0002", "gen-0003"]


def test_other_files_in_the_folder_are_left_alone(index: Path) -> None:
    index.mkdir(parents=True)
    for name in ("README.md", ".gitignore", "gen-1", "gen-0001.old", "generation"):
        (index / name).mkdir()
    for _ in range(3):
        published(index)
    assert {"README.md", ".gitignore", "gen-1", "gen-0001.old", "generation"} <= {path.name for path in index.iterdir()}


# CURRENT


def test_no_folder_no_current_a_file_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for index in (tmp_path / "none", tmp_path, tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(IndexMissing, match="innopoisk rebuild"):
            current(index)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "names a missing folder": lambda path: path.write_text("gen-0009\n", encoding="ascii"),
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(b"\xff\xfe\x00"),
    "leads out": lambda path: path.write_text("../index/gen-0001", encoding="ascii"),
    "no generation": lambda path: path.write_text("writer.lock", encoding="ascii"),
    "long": lambda path: path.write_text("gen-0001" * 1000, encoding="ascii"),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_current_is_told_and_no_generation_is_swept(index: Path, damage: Callable[[Path], object]) -> None:
    for text in ("первый", "второй"):
        published(index, text)
    damage(index / "CURRENT")
    with pytest.raises(IndexDamaged) as fault:
        current(index)
    assert len(str(fault.value)) < 300
    with pytest.raises(ValueError, match="плохо"), writing(index) as generation:
        assert generation.name == "gen-0003"
        raise ValueError("плохо")
    assert generations(index) == ["gen-0001", "gen-0002"]


def test_after_a_damaged_current_the_newest_generation_is_kept_beside_the_new(index: Path) -> None:
    for _ in range(2):
        published(index)
    (index / "CURRENT").write_bytes(b"")
    published(index, "новый")
    assert (current(index) / "file").read_text(encoding="utf-8") == "новый"
    assert generations(index) == ["gen-0002", "gen-0003"]


# One writer at a time


def test_a_second_writer_is_sent_away_with_the_number_of_the_first(index: Path) -> None:
    with writing(index):
        with pytest.raises(IndexLocked, match=rf"номер {os.getpid()}\)"), writing(index):
            pass
        assert generations(index) == ["gen-0001"]
    assert current(index).name == "gen-0001"


def test_the_lock_is_let_go_after_a_fault(index: Path) -> None:
    with pytest.raises(ValueError, match="плохо"), writing(index):
        raise ValueError("плохо")
    published(index)


def test_two_indexes_are_written_at_once(tmp_path: Path) -> None:
    with writing(tmp_path / "a"), writing(tmp_path / "b"):
        pass
    assert current(tmp_path / "a").name == current(tmp_path / "b").name == "gen-0001"


def test_a_lock_file_of_a_dead_writer_stops_nobody(index: Path) -> None:
    index.mkdir(parents=True)
    (index / "writer.lock").write_text("4194304000\n", encoding="ascii")
    published(index)
    assert (index / "writer.lock").read_text(encoding="ascii") == f"{os.getpid()}\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_child_of_the_writer_does_not_hold_the_lock(index: Path) -> None:
    """A worker that outlives a killed writer must not keep the next one away."""
    ours, theirs = socket.socketpair()
    with writing(index):
        child = os.fork()
        if not child:
            ours.close()
            theirs.send(b"alive")
            theirs.recv(1)  # until the parent closes its end
            os._exit(0)
        theirs.close()
        assert ours.recv(5) == b"alive"
        with pytest.raises(IndexLocked), writing(index):
            pass
    published(index)
    ours.close()
    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_no_right_to_write(index: Path) -> None:
    index.mkdir(parents=True, mode=0o555)
    with pytest.raises(BuildError, match="нельзя писать"):
        published(index)
