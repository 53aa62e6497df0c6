"""The articles of a generation grouped and the outcome written: write_stories(folder, entries) makes `stories`."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from indexer.columnar.arrays import create_columns
from indexer.columnar.ragged import Column, bounds_of, joined
from indexer.columnar.reader import SegmentReader, open_segment
from indexer.fields import TEXT_FIELDS
from indexer.indexing.grouping import leaders
from indexer.indexing.likeness import Texts
from indexer.indexing.signatures import counted
from indexer.opened.contents import SegmentEntry
from indexer.opened.stories import STORIES


def write_stories(folder: Path, entries: Sequence[SegmentEntry]) -> None:
    """Group the articles of a generation's segments and write what belongs together."""
    readers = [open_segment(folder, entry.name, entry.deleted) for entry in entries]
    texts = texts_of(readers)
    members, starts = _members(texts, joined([reader.is_alive() for reader in readers], np.bool_))
    story_of = np.zeros(len(texts), np.min_scalar_type(len(starts)))
    story_of[members] = np.repeat(np.arange(1, len(starts)), np.diff(starts))
    with create_columns(folder / STORIES) as columns:
        columns.facts["stories"] = len(starts) - 1
        columns.add("story_of", story_of)
        columns.add("members", members.astype(np.uint32))
        columns.add("starts", starts.astype(np.uint32))


def texts_of(readers: Sequence[SegmentReader]) -> Texts:
    """What is to be grouped: every document of the segments, deleted ones too."""
    return Texts(
        signatures=joined([reader.signatures for reader in readers], np.uint8),
        sizes=joined([_sizes(reader) for reader in readers], np.int32),
        days=joined([reader.days for reader in readers], np.int32),
        digests=joined([reader.digests for reader in readers], np.uint64),
    )


def _members(texts: Texts, alive: Column) -> tuple[Column, Column]:
    """The places of articles story by story, and where each story begins; in the order of the first ones."""
    leader_of = leaders(texts, alive)
    sizes = np.bincount(leader_of, minlength=len(texts))
    told = np.flatnonzero(sizes[leader_of] > 1)
    told = told[np.lexsort((*texts.seniority(told), leader_of[told]))]
    return told, bounds_of(sizes[sizes > 1])


def _sizes(reader: SegmentReader) -> Column:
    sizes: Column = np.add.reduce([counted(reader.lengths(field.name)) for field in TEXT_FIELDS])
    return sizes.astype(np.int32)
