"""How many of the documents found are of each region, source and year; and how many would be, were another one chosen?

facet_counts(generation, docnums, dated)["year"]   ->   (Count("2016", 3), Count("2015", 1))
"""

from indexer.columnar.ragged import Column
from indexer.engines.deadline import Deadline
from indexer.engines.evaluate import Evaluator
from indexer.engines.filters import Filters, allowed
from indexer.engines.generation import Generation
from indexer.engines.months import Dated
from indexer.engines.ranking import PLAIN
from indexer.engines.timeline import year_counts
from indexer.fields import FACETS
from indexer.search.results import Count
from indexer.search.terms import Plan


def facet_counts(generation: Generation, docnums: Column, dated: Dated) -> dict[str, tuple[Count, ...]]:
    """For every facet and for years, how many of the documents have each value; `dated` says when they are from."""
    return {**{name: generation.counts(name, docnums) for name in FACETS}, "year": year_counts(dated)}


def choices(
    generation: Generation, planned: Plan, filters: Filters, deadline: Deadline
) -> dict[str, tuple[Count, ...]]:
    """For every facet of which values are chosen, how many hits each value would have if it were.

    A facet that was not counted whole when the time was over is left out.
    """
    counts = {}
    evaluator = Evaluator(generation.collection, generation.with_words, PLAIN, deadline)  # looks each word up once
    for name in filters.facets:
        if deadline.is_over():
            break
        matches = evaluator.evaluate_where(planned, allowed(generation, filters.without(name)))
        if not deadline.is_felt:
            counts[name] = _counts(generation, name, matches.found.docnums)
    return counts


def _counts(generation: Generation, facet: str, docnums: Column) -> tuple[Count, ...]:
    if facet == "year":
        return year_counts(generation.months.counted(docnums))
    return generation.counts(facet, docnums)
