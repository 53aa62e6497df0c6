"""The power fails at every step of a rebuild and an update; what was not synced comes back in six ways, or not at all.

Operations on the index folder are recorded by an audit hook and by a wrapped `fsync`. After each step two kinds of
disk are imagined: one that had kept the names of the moment, but of files not synced since only what six damages leave
(those of Lucene's MockDirectoryWrapper), and one that had kept nothing but what was synced, names too.
"""

import os
import random
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import indexer
from tests.torture.archive import held, write_source

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
EVENTS = {"os.rename", "os.remove", "os.mkdir", "os.link", "os.chmod", "os.rmdir"}

Files = dict[str, bytes]  # path below the index folder -> content
Names = dict[str, int]  # path below the index folder -> inode


def _flip(content: bytes) -> bytes:
    return bytes([content[0] ^ 16]) + content[1:] if content else content


DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    "gone": lambda content: None,
    "zeroed": lambda content: bytes(len(content)),
    "halved": lambda content: content[: len(content) // 2],
    "whole": lambda content: content,
    "a bit flipped": _flip,
    "empty": lambda content: b"",
}


@dataclass(slots=True)
class Recorder:
    """What the disk holds for certain, and a list of the states it might come back in."""

    index: Path
    states: list[tuple[str, Files]] = field(default_factory=list)
    synced: dict[int, bytes] = field(default_factory=dict)  # inode -> content
    names: Names = field(default_factory=dict)  # as of the last sync of their folders
    is_on: bool = False
    lock: Any = field(default_factory=threading.RLock)  # files are synced by several threads
    is_looking: bool = False

    def start(self) -> None:
        """All that is there now is on the disk."""
        self.names = self._names()
        self.synced = {number: (self.index / path).read_bytes() for path, number in self.names.items()}
        self.is_on = True

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Python's audit hook: called before an operation."""
        is_writing = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
        if not self.is_on or not (event in EVENTS or is_writing):
            return
        if any(str(one).startswith(str(self.index)) for one in arguments):
            with self.lock:
                self.snap(f"before {event} {Path(str(arguments[0])).name}")

    def sync(self, descriptor: int) -> None:
        """What `os.fsync` does to the disk: a file's content, or a folder's names."""
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if not self.is_on or not path.is_relative_to(self.index):
            return
        with self.lock:
            self.snap(f"before fsync {path.name}")
            if path.is_file():
                self.synced[path.stat().st_ino] = path.read_bytes()
                return
            folder = str(path.relative_to(self.index))
            self.names = {name: one for name, one in self.names.items() if str(Path(name).parent) != folder}
            self.names |= {name: one for name, one in self._names().items() if str(Path(name).parent) == folder}

    def snap(self, step: str) -> None:
        """The disks that the power might leave at this moment."""
        if self.is_looking:  # at the folder, which is an operation on it too
            return
        self.is_looking = True
        names = self._names()
        contents = {path: (self.index / path).read_bytes() for path in names}
        for kind, damage in DAMAGES.items():
            files = {
                path: content if self.synced.get(names[path]) == content else damage(content)
                for path, content in contents.items()
            }
            self.states.append((f"{step}, {kind}", {path: one for path, one in files.items() if one is not None}))
        files = {path: self.synced.get(number, b"") for path, number in self.names.items()}
        self.states.append((f"{step}, nothing but what was synced", files))
        self.is_looking = False

    def _names(self) -> Names:
        return {str(one.relative_to(self.index)): one.stat().st_ino for one in self.index.rglob("*") if one.is_file()}


@contextmanager
def recorded(index: Path) -> Iterator[Recorder]:
    """Record what the block does to an index folder."""
    recorder = Recorder(index)
    sync = os.fsync
    sys.addaudithook(recorder.hook)

    def syncing(descriptor: int) -> None:
        recorder.sync(descriptor)
        sync(descriptor)

    with mock.patch.object(os, "fsync", syncing):
        recorder.start()
        try:
            yield recorder
            recorder.snap("after all")
        finally:
            recorder.is_on = False


def lose_power(folder: Path, states: int, seed: int = 1) -> int:
    """Try at least so many states, fewer when there are no more; returns how many."""
    index = folder / "index"
    first, second = write_source(folder / "first.jsonl", [1, 2]), write_source(folder / "second.jsonl", [3])
    indexer.rebuild([str(first)], str(index), workers=1)
    tried = 0
    for after, work in (({1, 2, 3}, indexer.update), ({3}, indexer.rebuild), ({1, 2, 3}, indexer.update)):
        before = held(index)
        source = first if after - before == {1, 2} else second
        with recorded(index) as recorder:
            work([str(source)], str(index), workers=1)
        acknowledged = [state for state in recorder.states if state[0].startswith("after all")]
        chosen = random.Random(seed).sample(recorder.states, min(len(recorder.states), -(-states // 3)))
        for step, files in {id(one): one for one in (*chosen, *acknowledged)}.values():
            found = held(_imagined(folder / "disk", files))
            is_acknowledged = step.startswith("after all")
            assert found == after or (found == before and not is_acknowledged), f"{work.__name__}, {step}: {found}"
            tried += 1
    return tried


def _imagined(folder: Path, files: Files) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder
