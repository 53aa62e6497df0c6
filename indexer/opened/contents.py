"""What a generation folder holds: the list of its segments, as JSON, so that a search unpickles nothing.

    {"built": 1790000000, "segments": [{"name": "MAIN_000000", "documents": 14, "deleted": []}]}

Whoosh's own table of contents lies beside it, for Whoosh.
"""

import json
import re
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from indexer.errors import IndexDamaged, shortage

INDEX_NAME = "MAIN"
CONTENTS = "segments.json"
NAME = re.compile(rf"{INDEX_NAME}_\d+")


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """One segment: the name its files begin with, its number of documents, and which of them are deleted."""

    name: str
    documents: int
    deleted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The segments of a generation, and when it was built (seconds since 1970)."""

    built: int
    segments: tuple[SegmentEntry, ...]


def write_contents(folder: Path, segments: Sequence[SegmentEntry]) -> None:
    """Write the list of segments."""
    contents = asdict(Contents(round(time.time()), tuple(segments)))
    (folder / CONTENTS).write_text(json.dumps(contents), encoding="utf-8")


def read_contents(folder: Path) -> Contents:
    """The list of segments; IndexDamaged when it is not as written."""
    try:
        found = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
        segments = tuple(
            SegmentEntry(_name(one["name"]), int(one["documents"]), tuple(map(int, one["deleted"])))
            for one in found["segments"]
        )
        return Contents(int(found["built"]), segments)
    except (OSError, ValueError, KeyError, TypeError) as error:
        if shortage(error):
            raise
        raise IndexDamaged(
            f"«{folder / CONTENTS}» не читается: постройте указатель заново (innopoisk rebuild)"
        ) from error


def _name(name: str) -> str:
    """The name of a segment, which is no path to somewhere else."""
    if not NAME.fullmatch(name):
        raise ValueError(name)
    return name
