"""What is inside, before anybody asks: the newest articles, the regions most written about, the years."""

import numpy as np

from indexer.engines.order import is_first_telling
from indexer.engines.timeline import timeline
from indexer.opened.generation import Generation
from indexer.search.results import Overview

NEWEST = 5
DEEPER = 10  # times as many are looked through, for some tell one story


def overview(generation: Generation) -> Overview:
    """The newest dated articles, one of a story; and the counts of all."""
    docnums = generation.collection.docnums()
    days = generation.collection.days[docnums]
    newest = docnums[np.argsort(-days, kind="stable")[: NEWEST * DEEPER]]
    dated = newest[generation.collection.days[newest] > 0]
    told = dated[is_first_telling(generation.stories.story_of(dated))]
    return Overview(
        newest=tuple(generation.articles(told[:NEWEST].tolist())),
        regions=generation.facets.counts("region", docnums),
        sources=generation.facets.counts("source", docnums),
        timeline=timeline(generation.months.counted(docnums)),
    )
