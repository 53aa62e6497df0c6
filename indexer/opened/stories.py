"""Stories: articles that are one another's reprints. One shows for all, and says how many there are.

    stories = read_stories(folder)
    stories.members(17)              ->   array([4, 17, 20]), the first published first
    stories.story_of(docnums)        ->   array([0, 2, 2]), 0 where an article stands alone

What belongs together is worked out by `grouping` over all articles that are not deleted, whenever a generation is
made, and kept by `story_writer` in one file of columns (`columnar.arrays`) beside its segments.
Facts: {"stories": count}

    story_of    u1-u4   of every docnum of the generation: the number of its story, 0 where it stands alone
    members     u4      the docnums of story 1, then of story 2 …, of each the first published first
    starts      u4      where the members of each begin, and where the last ones end
"""

from pathlib import Path

import numpy as np

from indexer.columnar.arrays import Columns, open_columns
from indexer.columnar.ragged import Column

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
        return self._story_of.take(docnums)

    def count(self, docnums: Column) -> int:
        """How many stories the documents tell, each that stands alone being one."""
        story_of = self.story_of(docnums)
        is_told = np.zeros(len(self) + 1, np.bool_)
        is_told[story_of] = True
        is_told[0] = False
        return len(docnums) - int(np.count_nonzero(story_of)) + int(np.count_nonzero(is_told))


def read_stories(folder: Path) -> Stories:
    """The stories of a generation folder."""
    return Stories(open_columns(folder / STORIES))
