"""Disk, memory and open files are allowed rung by rung, from next to nothing to enough.

On every rung the command ends by itself with one clear sentence and an exit code; "done" is never said without the
data, what served before serves on, nothing is left over, and when there is room again the same run does its work.
"""

import gc
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import indexer
from indexer.cli import main
from tests.torture.archive import held, orphans, write_source
from tests.torture.kills import forked

BEFORE, NEW = {1, 2}, range(3, 600)
AFTER = BEFORE | set(NEW)
DONE, TROUBLE, NOTHING_PUBLISHED = 0, 2, 4
MOUNT = "mount"
REFUSED = (TROUBLE, NOTHING_PUBLISHED)
LONGEST = 60  # seconds: whoever takes more hangs
PAGE = 4096
COMMAND = Path(sys.executable).with_name("innopoisk")

Limits: TypeAlias = "list[tuple[int, int]]"  # as `setrlimit` takes them
Run: TypeAlias = "Callable[[list[str], Limits], Ended]"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    said: str

    def must_be_clear(self, rung: str, *codes: int) -> None:
        """Done, or one of those codes with one sentence."""
        assert self.code in (DONE, *codes), f"{rung}: exit {self.code}, {self.said}"
        lines = self.said.splitlines()
        assert "Traceback" not in self.said, f"{rung}: {self.said}"
        assert self.code == DONE or len(lines) == 1, f"{rung}: {self.said}"


def fill_disk(folder: Path, rungs: int, workers: int = 1) -> int:
    """Update and rebuild on a disk with so little room, in so many steps to enough; returns how many were refused.

    The disk is a small file system in memory where we may mount one, else no file may grow beyond the rung.
    """
    refused = 0
    source = write_source(folder / "new.jsonl", sorted(AFTER))
    for work in (indexer.update, indexer.rebuild):
        with _small_disk(folder / "disk") as disk:
            index = _old_index(disk / "index", folder)
            arguments = [work.__name__, str(source), "--workers", str(workers), "--index", str(index)]
            most = int(1.2 * _bytes_of(arguments, index, folder))
            _restore(index, folder)
            for number in range(rungs // 2):
                room = most * number // (rungs // 2 - 1) // PAGE * PAGE
                rung = f"{work.__name__} with {room} bytes"
                with _room(disk, room) as limits:
                    ended = _forked(arguments, limits)
                    ended.must_be_clear(rung, *REFUSED)
                    assert not orphans(index), f"{rung}: {orphans(index)}"
                found = held(index)
                assert found == (AFTER if ended.code == DONE else BEFORE), f"{rung}: exit {ended.code}, {found}"
                refused += ended.code != DONE
                assert number < rungs // 2 - 1 or ended.code == DONE, f"{rung}: {ended.said}"
                _restore(index, folder)
            assert _forked(arguments, []).code == DONE
            assert held(index) == AFTER
            shutil.rmtree(index)
    return refused


def starve(folder: Path, rungs: int, limit: int, rung_at: Callable[[float], int], run: Run) -> int:
    """Allow so much of a resource to commands, `rung_at` 0 … 1 of the way up; returns how many were refused."""
    refused = 0
    source, index = write_source(folder / "new.jsonl", sorted(AFTER)), _old_index(folder / "index", folder)
    updating = ["update", str(source), "--workers"]
    commands = ([*updating, "1"], [*updating, "2"], ["search", "технопарк"], ["check", "--deep"])
    for number in range(rungs):
        command, allowed = commands[number % len(commands)], rung_at(number / (rungs - 1))
        rung, is_update = f"{' '.join(command)} with {allowed}", command[0] == "update"
        ended = run([*command, "--index", str(index)], [(limit, allowed)])
        ended.must_be_clear(rung, *(REFUSED if is_update else (TROUBLE,)))
        assert "поврежд" not in ended.said, f"{rung}: {ended.said}"
        assert not orphans(index), f"{rung}: {orphans(index)}"
        found = held(index)
        assert found == (AFTER if is_update and ended.code == DONE else BEFORE), f"{rung}: {ended}, {found}"
        refused += ended.code != DONE
        _restore(index, folder)
    assert ended.code == DONE, f"{rung}: {ended.said}"
    return refused


def memory(folder: Path, rungs: int) -> int:
    """From 32 to 300 MB of addresses, as `ulimit -v` allows them; with 20 Python 3.13 itself does not start."""
    return starve(folder, rungs, resource.RLIMIT_AS, lambda share: int(2**20 * (32 + 268 * share)), _started)


def descriptors(folder: Path, rungs: int) -> int:
    """From 6 to 256 open files, as `ulimit -n` allows them; low rungs are closer together."""
    return starve(folder, rungs, resource.RLIMIT_NOFILE, lambda share: int(6 + 250 * share**3), _forked)


def _old_index(index: Path, folder: Path) -> Path:
    """An index of what was there before; a copy of it is kept, for `_restore`."""
    gc.collect()  # what earlier trials have left is closed here, not by a child that has closed all files
    indexer.rebuild([str(write_source(folder / "old.jsonl", sorted(BEFORE)))], str(index), workers=1)
    shutil.copytree(index, folder / "sound", dirs_exist_ok=True)
    return index


def _restore(index: Path, folder: Path) -> None:
    shutil.rmtree(index)
    shutil.copytree(folder / "sound", index)


def _bytes_of(arguments: list[str], index: Path, folder: Path) -> int:
    """How much room the command needs, by what is taken when it is done."""
    disk = folder / "disk"
    before = shutil.disk_usage(disk).used
    assert _forked(arguments, []).code == DONE
    if disk.is_mount():
        return shutil.disk_usage(disk).used - before
    return max(path.stat().st_size for path in index.rglob("*"))


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    is_ours = subprocess.run(
        [MOUNT, "-t", "tmpfs", "-o", "size=64m", "none", folder], capture_output=True, check=False
    )  # fails where we are not root
    try:
        yield folder
    finally:
        if not is_ours.returncode:
            subprocess.run(["umount", "-l", folder], check=True)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _room(disk: Path, room: int) -> Iterator[Limits]:
    """Only so many bytes are left on the disk, or where it is not ours, no file may be longer."""
    if not disk.is_mount():
        yield [(resource.RLIMIT_FSIZE, room)]
        return
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, shutil.disk_usage(disk).free - room))
    try:
        yield []
    finally:
        ballast.unlink()


def _started(arguments: list[str], limits: Limits) -> Ended:
    """The command as a shell starts it."""

    def limit() -> None:
        for one, allowed in limits:
            resource.setrlimit(one, (allowed, allowed))

    done = subprocess.run(
        [COMMAND, *arguments],
        preexec_fn=limit,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        timeout=LONGEST,
        check=False,
    )
    return Ended(done.returncode, done.stderr.decode("utf-8", "replace"))


def _forked(arguments: list[str], limits: Limits) -> Ended:
    """The command in a child of this process, which has loaded all libraries: many times faster."""
    heard, said = os.pipe()

    def work() -> None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(said, 2)
        os.closerange(3, 2**16)  # whatever else the parent has
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        sys.argv = ["innopoisk", *arguments]
        for limit, allowed in limits:
            resource.setrlimit(limit, (allowed, allowed))
        try:
            main()
        except SystemExit as stop:
            sys.stderr.flush()
            os._exit(int(stop.code or 0))

    child, deadline = forked(work), time.monotonic() + LONGEST
    os.close(said)
    with os.fdopen(heard, "rb") as sentence:
        while not (ended := os.waitpid(child, os.WNOHANG))[0]:
            if time.monotonic() > deadline:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                raise AssertionError(f"{arguments} with {limits} hangs")
            time.sleep(0.005)
        return Ended(os.waitstatus_to_exitcode(ended[1]), sentence.read().decode("utf-8", "replace"))
