"""Who reads a generation: a shared lock for as long as it is open, so that no sweeper takes it away half-way.

held = lease(Path("index_data/gen-0002"))     None when a sweeper has it already
held.release()                                or let go of the last reference, or die
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import shortage

LEASE = "lease"


class Lease:
    """A shared lock on a generation folder, held until released or forgotten."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go; once is enough, twice is harmless."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __del__(self) -> None:
        self.release()


def make(folder: Path) -> None:
    """Give a new generation the file that readers lock."""
    (folder / LEASE).touch()


def lease(folder: Path) -> Lease | None:
    """Hold a generation; None when it is being swept or is gone already."""
    try:
        descriptor = os.open(folder / LEASE, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        if shortage(error):
            raise
        return None
    held = Lease(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        is_there = os.fstat(descriptor).st_nlink > 0
    except OSError:
        is_there = False
    if is_there:
        return held
    held.release()
    return None


@contextmanager
def unread(folder: Path) -> Iterator[bool]:
    """True when nobody reads the generation, and nobody can begin to while the block runs."""
    try:
        descriptor = os.open(folder / LEASE, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        yield True  # never published, or swept in part
        return
    except NotADirectoryError:
        yield False  # somebody's file that bears the name of a generation
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(descriptor)
