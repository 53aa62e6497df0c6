"""Who may write: one process at a time, and the system lets go for it when it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import BuildError, IndexLocked, reason

LOCK = "writer.lock"


@contextmanager
def locked(index: Path) -> Iterator[None]:
    """Hold the writer's lock of an index; IndexLocked, with the owner's process number, when another holds it."""
    try:
        descriptor = os.open(index / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise BuildError(f"в папку указателя «{index}» нельзя писать: {reason(error)}") from None
    try:
        _acquire(descriptor, index)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, index: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        owner = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "?"
        raise IndexLocked(f"указатель «{index}» сейчас строит другой процесс (номер {owner})") from None
