"""What is inside, before anybody asks: the newest articles, the regions most written about, the years."""

import numpy as np

from indexer.article import Article
from indexer.engines.generation import Generation
from indexer.engines.timeline import timeline
from indexer.search.results import Overview

NEWEST = 5


def overview(generation: Generation) -> Overview:
    """The newest dated articles, one of a story; and the counts of all."""
    docnums = generation.collection.docnums()
    days = generation.collection.days[docnums]
    order = np.argsort(-days, kind="stable")[: NEWEST * 10]
    newest: list[Article] = []
    told: set[int] = set()
    for docnum in docnums[order[days[order] > 0]].tolist():
        members = generation.stories.members(docnum)
        story = int(members[0]) if len(members) else docnum
        if story not in told and len(newest) < NEWEST:
            newest.append(generation.article(docnum))
        told.add(story)
    return Overview(
        newest=tuple(newest),
        regions=generation.counts("region", docnums),
        sources=generation.counts("source", docnums),
        timeline=timeline(generation.months.counted(docnums)),
    )
