"""How many of the documents found are of each region, source, year, month; and how many would be, were another chosen?

counted(within, planned, docnums, filters).facets["year"]   ->   (Count("2016", 3), Count("2015", 1))
"""

from collections.abc import Mapping
from typing import NamedTuple

from indexer.columnar.ragged import Column
from indexer.engines.timeline import timeline, year_counts
from indexer.fields import FACETS
from indexer.matching.evaluator import Evaluator
from indexer.matching.filters import Filters, allowed
from indexer.matching.ranking import PLAIN
from indexer.matching.within import Within
from indexer.opened.generation import Generation
from indexer.search.results import Count, Timeline
from indexer.search.terms import Plan


class Counted(NamedTuple):
    """What `Results` says of all that was found under the same names; all None where nobody asked for it."""

    facets: Mapping[str, tuple[Count, ...]] | None = None
    choices: Mapping[str, tuple[Count, ...]] | None = None
    timeline: Timeline | None = None


def counted(within: Within, planned: Plan, docnums: Column, filters: Filters) -> Counted:
    """The counts of the documents that a plan has found under those filters."""
    generation = within.generation
    others = choices(within, planned, filters)
    dated = generation.months.counted(docnums)
    facets = {**{name: generation.facets.counts(name, docnums) for name in FACETS}, "year": year_counts(dated)}
    return Counted(facets, others, timeline(dated))


def choices(within: Within, planned: Plan, filters: Filters) -> dict[str, tuple[Count, ...]]:
    """For every facet of which values are chosen, how many hits each value would have if it were.

    A facet that was not counted whole when the time was over is left out.
    """
    generation, deadline = within.generation, within.deadline
    counts = {}
    evaluator = Evaluator(generation.collection, generation.facets, PLAIN, deadline)  # looks each word up once
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
    return generation.facets.counts(facet, docnums)
