"""The files of a segment as a set: link_segment(old, new, "MAIN_3") puts all of them into another folder."""

import os
import shutil
from pathlib import Path

from indexer.columnar.layout import DOCS, TERMS, TEXTS

PARTS = (TERMS, DOCS, TEXTS)


def link_segment(source: Path, target: Path, segment_name: str) -> None:
    """The same files in another folder, under one more name; copied where the file system has no links."""
    for part in PARTS:
        try:
            os.link(source / (segment_name + part), target / (segment_name + part))
        except OSError:
            shutil.copyfile(source / (segment_name + part), target / (segment_name + part))


def segment_bytes(folder: Path, segment_name: str) -> int:
    """How large the files are together."""
    return sum((folder / (segment_name + part)).stat().st_size for part in PARTS)


def remove_segment(folder: Path, segment_name: str) -> None:
    """Remove the files; who has them mapped keeps them."""
    for part in PARTS:
        (folder / (segment_name + part)).unlink(missing_ok=True)
