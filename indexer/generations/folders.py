"""Which generations lie in an index folder, and what they are called.

folders(Path("index_data"))   ->   [index_data/gen-0001, index_data/gen-0002]
"""

import os
import re
from contextlib import suppress
from pathlib import Path

_NAME = re.compile(r"gen-(\d{4,})")


def folders(index: Path) -> list[Path]:
    """The generation folders, published or not, the oldest first."""
    return sorted((path for path in index.iterdir() if is_name(path.name)), key=number)


def is_name(name: str) -> bool:
    """True for the name of a generation folder."""
    return bool(_NAME.fullmatch(name))


def number(folder: Path) -> int:
    """The number in the name of a generation folder; 0 for any other name."""
    match = _NAME.fullmatch(folder.name)
    return int(match.group(1)) if match else 0


def next_name(index: Path) -> str:
    """A name that no generation of the index bears."""
    return f"gen-{max(map(number, folders(index)), default=0) + 1:04}"


def size_of(folder: Path) -> int:
    """The bytes of all files of a folder.

    Readers of a generation may note there at any time that it is sound, so a file may be gone before it is looked at.
    """
    size = 0
    with os.scandir(folder) as files:
        for file in files:
            with suppress(FileNotFoundError):
                size += file.stat().st_size
    return size


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
