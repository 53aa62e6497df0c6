"""Damage is noticed and the generation before serves; readers hold what they read; strangers are refused."""

import fcntl
import gc
import json
import os
import re
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from indexer.errors import IndexDamaged, IndexMissing, IndexOutdated
from indexer.generations import manifest
from indexer.generations.folders import size_of
from indexer.generations.lease import Lease, lease, unread
from indexer.generations.manifest import Fault, faults_of
from indexer.generations.publish import writing
from indexer.generations.serving import current, open_serving, sound


def published(index: Path, text: str) -> Path:
    with writing(index) as generation:
        (generation / "file").write_text(text, encoding="utf-8")
        (generation / "other").write_bytes(bytes(range(256)))
    return generation


def text_of(folder: Path, _: Lease | None = None) -> str:
    return (folder / "file").read_text(encoding="utf-8")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Two generations were published."""
    for text in ("первый", "второй"):
        published(tmp_path / "index", text)
    return tmp_path / "index"


def flip(path: Path, bit: int = 3) -> None:
    content = bytearray(path.read_bytes())
    content[bit // 8] ^= 1 << bit % 8
    path.chmod(0o644)
    path.write_bytes(content)


def truncate(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1])


def test_the_size_of_a_folder_in_which_a_file_is_renamed_meanwhile(index: Path) -> None:
    folder = current(index)
    size = size_of(folder)
    assert size == sum(path.stat().st_size for path in folder.iterdir()) > 256
    (folder / "verified.json.4711").symlink_to(folder / "gone")  # listed, and gone when it is looked at
    assert size_of(folder) == size


@pytest.mark.parametrize("most", [0, 1])
def test_what_is_sound_is_found_so_where_no_thread_can_be_had(
    index: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    started: list[threading.Thread] = []
    start = threading.Thread.start

    def refused(thread: threading.Thread) -> None:
        if len(started) >= most:
            raise RuntimeError("can't start new thread")
        started.append(thread)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refused)
    assert faults_of(current(index), is_thorough=True) == ()
    assert len(started) == most


def test_what_was_published_is_sound(index: Path) -> None:
    folder = current(index)
    assert faults_of(folder) == faults_of(folder, is_thorough=True) == ()
    served = open_serving(index, text_of)
    assert (served.opened, served.folder, served.fault) == ("второй", folder, None)
    assert sound(index) == folder


@pytest.mark.parametrize("name", ["file", "other", "manifest.json"])
@pytest.mark.parametrize("damage", [flip, truncate, os.unlink], ids=["a bit", "cut", "gone"])
def test_a_damaged_file_is_noticed_and_the_generation_before_serves(
    index: Path, name: str, damage: Callable[[Path], None]
) -> None:
    damage(current(index) / name)
    assert [fault.file for fault in faults_of(current(index))] == [name]
    served = open_serving(index, text_of)
    assert served.opened == "первый"
    assert served.fault is not None
    assert "gen-0002" in served.fault
    assert "gen-0001" in served.fault
    with pytest.raises(IndexDamaged, match=name):
        sound(index)


def test_every_byte_of_the_manifest_and_every_bit_of_current_count(index: Path) -> None:
    """A bit of the manifest is told by its own digest, one of CURRENT by what else was published."""
    for path, step in ((current(index) / "manifest.json", 7), (index / "CURRENT", 1)):
        good = path.read_bytes()
        path.chmod(0o644)
        for bit in range(0, len(good) * 8, step):
            flip(path, bit)
            if path.read_bytes().strip() == good.strip():
                continue  # of the newline at the end, which nobody reads
            served = open_serving(index, text_of)
            is_first = served.opened == "первый"
            assert served.fault is not None, (path.name, bit)
            assert is_first == (path.name == "manifest.json"), (path.name, bit)
            path.write_bytes(good)
    assert open_serving(index, text_of).fault is None


def test_current_that_names_an_older_generation_is_damage(index: Path) -> None:
    (index / "CURRENT").write_text("gen-0001\n")
    with pytest.raises(IndexDamaged, match="после него опубликован gen-0002"):
        current(index)
    assert open_serving(index, text_of).opened == "второй"


def test_current_that_is_gone_is_damage_and_not_a_missing_index(index: Path) -> None:
    (index / "CURRENT").unlink()
    with pytest.raises(IndexDamaged, match="CURRENT"):
        current(index)
    assert open_serving(index, text_of).opened == "второй"


def test_when_all_are_damaged_it_is_told(index: Path) -> None:
    for folder in index.glob("gen-*"):
        flip(folder / "file")
    with pytest.raises(IndexDamaged, match="innopoisk rebuild"):
        open_serving(index, text_of)


@pytest.mark.parametrize("damaged", [("gen-0002",), ("gen-0001", "gen-0002")])
def test_nothing_is_held_of_what_is_damaged(index: Path, damaged: tuple[str, ...]) -> None:
    """A server looks again every second, and the collector of garbage may be far away."""
    for name in damaged:
        truncate(index / name / "file")
    gc.collect()
    gc.disable()
    try:
        before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
        for _ in range(5):
            with suppress(IndexDamaged):
                served = open_serving(index, text_of)
                assert served.lease
                served.lease.release()
        assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
    finally:
        gc.enable()


def test_what_opening_itself_finds_damaged_is_passed_over_too(index: Path) -> None:
    def open_it(folder: Path, _: Lease | None) -> str:
        if folder.name == "gen-0002":
            raise IndexDamaged("нет столбца")
        return text_of(folder)

    assert open_serving(index, open_it).opened == "первый"


def test_nothing_published_is_missing(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        open_serving(tmp_path, text_of)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text("{}")
    for place, said in (
        (tmp_path, f"в папке «{tmp_path}» нет указателя"),
        (file, f"«{file}» — файл, а не папка указателя"),
        (file / "index", f"папки «{file / 'index'}» нет"),
        (tmp_path / "nowhere", f"папки «{tmp_path / 'nowhere'}» нет"),
    ):
        with pytest.raises(IndexMissing, match=re.escape(said)):
            current(place)


def test_another_version_of_the_program_is_told_from_damage(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "VERSION", manifest.VERSION + 1)
    with pytest.raises(IndexOutdated, match="innopoisk rebuild"):
        faults_of(current(index))


# The note of what was verified


def test_a_note_spares_reading_and_only_a_thorough_look_does_not_believe_it(index: Path) -> None:
    path = current(index) / "file"
    was = path.stat()
    flip(path)
    assert faults_of(current(index))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))  # as a failing disk would: changed, and nobody wrote
    assert not faults_of(current(index))
    assert faults_of(current(index), is_thorough=True) == (Fault("file", "контрольная сумма не та"),)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"file": 7}', "null"])
def test_a_note_that_is_not_ours_is_written_anew(index: Path, content: str) -> None:
    note = current(index) / "verified.json"
    good = note.read_text(encoding="utf-8")
    note.write_text(content, encoding="utf-8")
    assert faults_of(current(index)) == ()
    assert json.loads(note.read_text(encoding="utf-8")) == json.loads(good)


def test_what_was_noted_is_not_digested(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "digest", None)
    monkeypatch.setattr(manifest, "digest_of_file", None)
    assert open_serving(index, text_of).opened == "второй"


def test_a_copy_of_an_index_is_sound(index: Path, tmp_path: Path) -> None:
    shutil.copytree(index, tmp_path / "elsewhere")
    assert open_serving(tmp_path / "elsewhere", text_of).opened == "второй"


def test_linked_files_are_not_digested_again(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digested: list[str] = []
    digest = manifest.digest_of_file
    monkeypatch.setattr(manifest, "digest_of_file", lambda path: (digested.append(path.name), digest(path))[1])
    base = current(index)
    with writing(index) as generation:
        os.link(base / "file", generation / "file")
        (generation / "other").write_bytes(b"new")
    assert digested == ["other"]
    assert faults_of(generation, is_thorough=True) == ()


def test_a_linked_file_that_has_grown_is_digested(index: Path) -> None:
    base = current(index)
    with writing(index) as generation:
        os.link(base / "file", generation / "file")
        (base / "file").chmod(0o644)
        (generation / "file").write_bytes(b"more than before")
    assert faults_of(generation, is_thorough=True) == ()


def test_a_link_in_the_place_of_a_file_is_damage(index: Path, tmp_path: Path) -> None:
    path = current(index) / "file"
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert faults_of(current(index)) == (Fault("file", "это не файл"),)


# Leases


def test_a_generation_that_is_read_is_not_swept_until_it_is_let_go(index: Path) -> None:
    held = lease(index / "gen-0001")
    assert held is not None
    published(index, "третий")
    published(index, "четвёртый")
    assert sorted(path.name for path in index.glob("gen-*")) == ["gen-0001", "gen-0003", "gen-0004"]
    held.release()
    held.release()
    published(index, "пятый")
    assert sorted(path.name for path in index.glob("gen-*")) == ["gen-0004", "gen-0005"]


def test_a_forgotten_lease_is_let_go(index: Path) -> None:
    served = open_serving(index, text_of)
    del served
    published(index, "третий")
    published(index, "четвёртый")
    assert not (index / "gen-0002").exists()


def test_what_is_gone_cannot_be_leased(index: Path) -> None:
    assert lease(index / "gen-0009") is None


def test_what_is_being_swept_cannot_be_leased_and_nobody_waits_for_it(index: Path) -> None:
    with unread(index / "gen-0001") as is_unread:
        assert is_unread
        assert lease(index / "gen-0001") is None
    assert lease(index / "gen-0001") is not None


def test_what_was_swept_before_it_was_locked_is_not_leased(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = fcntl.flock

    def swept_first(descriptor: int, how: int) -> None:
        (index / "gen-0001" / "lease").unlink()
        lock(descriptor, how)

    monkeypatch.setattr("indexer.generations.lease.fcntl.flock", swept_first)
    assert lease(index / "gen-0001") is None


def test_who_comes_when_the_next_is_published_opens_that(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_late(folder: Path) -> Lease | None:
        monkeypatch.undo()
        published(index, "третий")
        return None

    monkeypatch.setattr("indexer.generations.serving.lease", too_late)
    served = open_serving(index, text_of)
    assert (served.opened, served.lease is None, served.fault) == ("третий", False, None)


# Strangers


def test_an_index_that_strangers_may_write_is_refused(index: Path) -> None:
    index.chmod(0o777)
    with pytest.raises(IndexDamaged, match="посторонние"):
        open_serving(index, text_of)
    index.chmod(0o755)
    for mode in (0o775, 0o757):
        current(index).chmod(mode)
        served = open_serving(index, text_of)
        assert served.opened == "первый"
        assert served.fault is not None
        assert "chmod go-w" in served.fault


def test_what_is_published_is_read_only_whatever_the_mask(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        folder = published(tmp_path / "index", "первый")
    finally:
        os.umask(mask)
    assert (tmp_path / "index").stat().st_mode & 0o777 == folder.stat().st_mode & 0o777 == 0o755
    assert (folder / "file").stat().st_mode & 0o777 == 0o444
    assert open_serving(tmp_path / "index", text_of).opened == "первый"
