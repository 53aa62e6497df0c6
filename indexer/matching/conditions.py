"""What is asked of an article beside its words: a day, a source, a region, and that something does not stand in it.

    published_mask(collection.days, Published(date(2016, 1, 1), None))   ->   mask of documents
    nothing_under("source", "ТАСС", ())                                  ->   "источника «ТАСС» в указателе нет"

The query language asks (`evaluator`), and so do the filters beside it (`filters`).
"""

from collections.abc import Sequence

from indexer.columnar.ragged import Column
from indexer.search.syntax import Not, Published
from indexer.search.terms import Valued

CONDITIONS = (Not, Published, Valued)  # find no words, and are never let go


def published_mask(days: Column, period: Published) -> Column:
    """Which days (ordinals, 0 unknown) lie in the period; an unknown day lies in none."""
    mask = days > 0
    if period.since is not None:
        mask &= days >= period.since.toordinal()
    if period.until is not None:
        mask &= days <= period.until.toordinal()
    return mask


def nothing_under(facet: str, name: str, values: Sequence[str]) -> str:
    """What to tell a person who asked for a source or region that no article has."""
    if facet != "region":
        return f"источника «{name}» в указателе нет"
    if not values:
        return f"региона «{name}» нет ни среди субъектов Федерации, ни в указателе"
    return f"статей о регионе «{'» или «'.join(values)}» в указателе нет"
