"""What a search may find at all: several values of one filter are OR, different filters AND.

filters = Filters(regions=("Калужская область", "Республика Мордовия"), years=(2016,))
allowed(generation, filters)                       ->   mask of documents, None where nothing is filtered
allowed(generation, filters.without("region"))     ->   the same whatever the region
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import SupportsIndex, TypeAlias

import numpy as np

from indexer.columnar.ragged import Column
from indexer.matching.conditions import nothing_under, published_mask
from indexer.opened.generation import Generation
from indexer.places.region_lookup import named
from indexer.search.syntax import Published
from indexer.search.when import published_in

Day: TypeAlias = datetime.date | str | None
ATTRIBUTES = {"region": "regions", "source": "sources", "year": "years"}  # facet -> what of `Filters` chooses it


@dataclass(frozen=True, slots=True)
class Filters:
    """What was chosen beside the query's words; TypeError for one name, whose letters would be several, or one year."""

    regions: Sequence[str] = ()
    sources: Sequence[str] = ()
    years: Sequence[int] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None

    def __post_init__(self) -> None:
        for name in ("regions", "sources"):
            if isinstance(getattr(self, name), str):
                raise TypeError(f"{name} must be a sequence of names, not one string")
        if isinstance(self.years, int) or not all(isinstance(year, SupportsIndex) for year in self.years):
            raise TypeError(f"years must be a sequence of whole numbers, not {self.years!r}")

    @property
    def facets(self) -> list[str]:
        """The facets of which values are chosen."""
        return [facet for facet, attribute in ATTRIBUTES.items() if getattr(self, attribute)]

    def without(self, facet: str) -> "Filters":
        """These filters with nothing chosen of one facet."""
        return replace(self, **{ATTRIBUTES[facet]: ()})  # type: ignore[arg-type]


def period(since: Day, until: Day) -> tuple[datetime.date | None, datetime.date | None]:
    """The days meant by dates, or by texts as in queries, «2016» being the first or the last of its days.

    ValueError for another text, TypeError for anything else.
    """
    return _published("since", since).since, _published("until", until).until


def _published(name: str, day: Day) -> Published:
    if isinstance(day, datetime.date | None):
        return Published(day, day)
    if not isinstance(day, str):
        raise TypeError(f"{name} must be a datetime.date or a text, not {day!r}")
    found = published_in(day)
    if found is None or found.since is None or found.until is None:
        raise ValueError(f"{name} must be a day like 2016-05-31, not {day!r}")
    return found


def meant(facet: str, name: str) -> tuple[str, ...]:
    """The values of a facet that a name stands for: itself, and the federal subjects that go by it."""
    return (name, *named(name)) if facet == "region" else (name,)


def unknown(generation: Generation, filters: Filters) -> tuple[str, ...]:
    """What to tell a person of chosen regions and sources that no article has."""
    notes = []
    for facet, names in (("region", filters.regions), ("source", filters.sources)):
        values = {value.casefold() for value in generation.facets.values(facet)} if names else set()
        for name in names:
            wanted = meant(facet, name)
            if values.isdisjoint(value.casefold() for value in wanted):
                notes.append(nothing_under(facet, name, wanted[1:]))
    return tuple(notes)


def allowed(generation: Generation, filters: Filters) -> Column | None:
    """Which documents the filters let through; None lets all through."""
    masks = [
        reduce(np.logical_or, [generation.facets.with_value(facet, *meant(facet, name)) for name in names])
        for facet, names in (("region", filters.regions), ("source", filters.sources))
        if names
    ]
    days = generation.collection.days
    if filters.years:
        spans = [Published(datetime.date(year, 1, 1), datetime.date(year, 12, 31)) for year in filters.years]
        masks.append(reduce(np.logical_or, [published_mask(days, span) for span in spans]))
    if filters.since or filters.until:
        masks.append(published_mask(days, Published(filters.since, filters.until)))
    return reduce(np.logical_and, masks) if masks else None
