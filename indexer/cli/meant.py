"""What may have been meant by words that name a region or days: a query that asks for them, and how much it finds."""

from collections.abc import Iterator
from typing import NamedTuple

import indexer


class Meant(NamedTuple):
    """The region or the days as a sentence names them, the query, and how many articles that finds."""

    name: str
    query: str
    articles: int


def meant(engine: indexer.Engine, results: indexer.Results) -> Iterator[Meant]:
    """The articles about the region, if they are more than hold the words; those of the days, if there are any."""
    if results.timed_out:
        return
    if in_region := indexer.region_in(results.searched):
        query = f'{in_region.query} регион:"{in_region.region}"'
        if (count := engine.count(query)) > engine.count(results.searched):
            yield Meant(f"о регионе «{in_region.region}»", query, count)
    in_period = indexer.period_in(results.searched)
    if in_period and (count := engine.count(in_period.as_query)):
        yield Meant(in_period.name, in_period.as_query, count)
