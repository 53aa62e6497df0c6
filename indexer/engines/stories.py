"""Stories: articles that are one another's reprints. One shows for all, and says how many there are.

    stories = read_stories(folder)
    stories.members(17)              ->   array([4, 17, 20]), the first published first
    stories.story_of(docnums)        ->   array([0, 2, 2]), 0 where an article stands alone

What belongs together is worked out by `grouping` over all articles that are not deleted, whenever a generation is
made, and kept in one file of columns (`columnar.arrays`) beside its segments. Facts: {"stories": count}

    story_of    u1-u4   of every docnum of the generation: the number of its story, 0 where it stands alone
    members     u4      the docnums of story 1, then of story 2 …, of each the first published first
    starts      u4      where the members of each begin, and where the last ones end
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from indexer.columnar.arrays import Columns, ColumnsWriter, open_columns
from indexer.columnar.ragged import Column, bounds_of
from indexer.columnar.reader import SegmentReader, open_segment
from indexer.engines.contents import SegmentEntry
from indexer.engines.grouping import Texts, leaders
from indexer.engines.signatures import counted
from indexer.fields import TEXT_FIELDS

STORIES = "stories"


class Stories:
    """The stories of a generation; threads may share it."""

    def __init__(self, columns: Columns) -> None:
        self._story_of = columns["story_of"]
        self._members = columns["members"]
        self._starts = columns["starts"]

    def __len__(self) -> int:
        return len(self._starts) - 1

    def members(self, docnum: int) -> Column:
        """The articles of a document's story, the first published first; none where it stands alone."""
        story = int(self._story_of[docnum])
        return self._members[self._starts[story - 1] : self._starts[story]] if story else self._members[:0]

    def story_of(self, docnums: Column) -> Column:
        """The numbers of the documents' stories, 0 where one stands alone."""
        return self._story_of[docnums]


def read_stories(folder: Path) -> Stories:
    """The stories of a generation folder."""
    return Stories(open_columns(folder / STORIES))


def write_stories(folder: Path, entries: Sequence[SegmentEntry]) -> None:
    """Group the articles of a generation's segments and write what belongs together."""
    readers = [open_segment(folder, entry.name, entry.deleted) for entry in entries]
    texts = texts_of(readers)
    alive = np.flatnonzero(_joined([reader.is_alive() for reader in readers], np.bool_))
    members, starts = _members(texts.taken(alive))
    story_of = np.zeros(sum(reader.doc_count for reader in readers), np.min_scalar_type(len(starts)))
    story_of[alive[members]] = np.repeat(np.arange(1, len(starts)), np.diff(starts))
    with (folder / STORIES).open("wb") as file, ColumnsWriter(file) as columns:
        columns.facts["stories"] = len(starts) - 1
        columns.add("story_of", story_of)
        columns.add("members", alive[members].astype(np.uint32))
        columns.add("starts", starts.astype(np.uint32))


def texts_of(readers: Sequence[SegmentReader]) -> Texts:
    """What is to be grouped: every document of the segments, deleted ones too."""
    return Texts(
        signatures=_joined([reader.signatures for reader in readers], np.uint8),
        sizes=_joined([_sizes(reader) for reader in readers], np.int64),
        days=_joined([reader.days for reader in readers], np.int32),
        digests=_joined([reader.digests for reader in readers], np.uint64),
    )


def _members(texts: Texts) -> tuple[Column, Column]:
    """The places of articles story by story, and where each story begins; in the order of the first ones."""
    leader_of = leaders(texts)
    sizes = np.bincount(leader_of, minlength=len(texts))
    told = np.flatnonzero(sizes[leader_of] > 1)
    told = told[np.lexsort((*texts.seniority(told), leader_of[told]))]
    return told, bounds_of(sizes[sizes > 1])


def _sizes(reader: SegmentReader) -> Column:
    sizes: Column = np.add.reduce([counted(reader.lengths(field.name)) for field in TEXT_FIELDS])
    return sizes


def _joined(parts: Sequence[Column], kind: type) -> Column:
    return np.concatenate(parts) if parts else np.empty(0, kind)
