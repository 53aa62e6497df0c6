"""What travels from a file to the readers: SourceFile -> Parcel -> RawPage, or a Problem that says why not.

>>> Parcel("news.jsonl", ".jsonl", 1, b'{"url": "a", "text": "b"}').first_line
1
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from indexer.article import RawPage

MEGABYTE = 2**20
LONGEST = 10 * MEGABYTE  # a page, a row, or an item of a feed beyond this many bytes is not news; --max-item says else
LONGEST_NAME = 2000  # characters of a url or an id: an article's page is asked for by it, in one line of 8 KB
BLOCK = 2**20  # files are read, and JSON Lines are cut, in pieces of about this many bytes


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a source, or a row of it, gave no page: "skipped" was never ours to read, "failed" should have been read."""

    source: str
    reason: str
    kind: Literal["skipped", "failed"] = "failed"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: `source` is its name for people, `path` opens it, `suffix` is the one below a peeled `.gz`."""

    source: str
    path: str
    suffix: str
    is_gzip: bool = False
    size: int = 0


@dataclass(frozen=True, slots=True)
class Parcel:
    """A piece of a file that one worker can read alone: whole lines in UTF-8, the first numbered `first_line`.

    Where `is_list`, the lines are the elements of a list, and elements are what is numbered.
    """

    source: str
    suffix: str
    first_line: int
    content: bytes
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """How one kind of file is read: `cut` makes blocks of its bytes into parcels, `read` makes pages of a parcel.

    The number is the limit for one item in bytes.
    """

    cut: Callable[[SourceFile, Iterable[bytes | Problem], int], Iterator[Parcel | Problem]]
    read: Callable[[Parcel], Iterator[RawPage | Problem]]


def too_long(longest: int) -> str:
    """Why an item of more than so many bytes is not read."""
    return f"длиннее {longest // MEGABYTE} МБ (предел задаёт --max-item)"
