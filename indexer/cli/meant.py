"""What may have been meant by words that name a region or days: a query that asks for them, and how much it finds."""

from collections.abc import Iterator
from typing import NamedTuple

import indexer


class Meant(NamedTuple):
    """The region or the days as a sentence names them, the query, and how many articles that finds."""

    name: str
    query: str
    articles: int


def meant(engine: indexer.Engine, results: indexer.Results, timeout: float) -> Iterator[Meant]:
    """The articles about the region, if they are more than were found; those of the days, if there are any."""
    if results.timed_out:
        return
    if in_region := indexer.region_in(results.searched):
        query = f'{in_region.query} регион:"{in_region.region}"'
        if (count := _count(engine, query, timeout)) > results.total:
            yield Meant(f"о регионе «{in_region.region}»", query, count)
    in_period = indexer.period_in(results.searched)
    if in_period and (count := _count(engine, in_period.as_query, timeout)):
        yield Meant(in_period.name, in_period.as_query, count)


def _count(engine: indexer.Engine, query: str, timeout: float) -> int:
    found = engine.search(query, limit=0, snippets=False, facets=False, corrections=False, timeout=timeout)
    return 0 if found.timed_out else found.total
