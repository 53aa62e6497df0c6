"""SHA-256 of bytes and of files, several files at once.

digest(b"")                                       ->   "e3b0c44298fc1c149afbf4c8996fb924…"
side_by_side(digest_of_file, [path, another])     ->   ["…", "…"]
"""

import hashlib
import resource
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from indexer.errors import shortage

THREADS = 4  # hashlib lets them work side by side

T = TypeVar("T")
U = TypeVar("U")


def digest(content: bytes) -> str:
    """The SHA-256 of bytes in memory, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a whole file, in hexadecimal; OSError where it cannot be read."""
    with path.open("rb", buffering=0) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def side_by_side(function: Callable[[T], U], items: Collection[T]) -> list[U]:
    """What a function gives for each item, in their order; by several threads, or by none where there is no room.

    Where memory is limited none is tried: Python waits for ever for a thread that found no memory to begin with (3.11,
    `Thread.start`). Where the system refuses more of them, items that were begun are begun anew.
    """
    if resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY:
        return list(map(function, items))
    try:
        with ThreadPoolExecutor(THREADS) as threads:
            return list(threads.map(function, items))
    except RuntimeError as error:
        if not shortage(error):
            raise
    return list(map(function, items))
