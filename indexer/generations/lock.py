"""Who may write: one process at a time, and the system lets go for it when it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from indexer.errors import BuildError, IndexLocked, reason

LOCK = "writer.lock"
_held: set[int] = set()


@contextmanager
def locked(index: Path) -> Iterator[None]:
    """Hold the writer's lock of an index; IndexLocked, with the owner's process number, when another holds it."""
    _watch_forks()
    try:
        descriptor = os.open(index / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise BuildError(f"в папку указателя «{index}» нельзя писать: {reason(error)}") from None
    _held.add(descriptor)
    try:
        _acquire(descriptor, index)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
        yield
    finally:
        if descriptor in _held:
            _held.remove(descriptor)
            os.close(descriptor)


def _acquire(descriptor: int, index: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        owner = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "?"
        raise IndexLocked(f"указатель «{index}» сейчас строит другой процесс (номер {owner})") from None


@cache
def _watch_forks() -> None:
    """A forked worker shares the lock, and one that outlives a killed writer would hold it for ever."""
    os.register_at_fork(after_in_child=_let_go)


def _let_go() -> None:
    while _held:
        os.close(_held.pop())
