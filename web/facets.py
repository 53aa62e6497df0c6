"""Filters as a reader sees them: what may be chosen beside the hits, and what is chosen already."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from indexer import Count, Results
from indexer.text.wording import day_in_words, grouped, month_in_words
from web.links import Links, in_html
from web.request import FILTERS
from web.timeline import month_of

TITLES = {"region": "Регион", "source": "Источник", "year": "Год"}
BY = {"region": "региону", "source": "источнику", "year": "году"}
OPEN = 7  # values of a facet shown at once
CHOSEN = ' aria-current="true"'
FOLDED = 13  # values more behind «ещё»: the page must stay under 40 kB
USUAL = 120  # letters of an address; where the filters chosen make it longer, fewer values are folded


class Choice(NamedTuple):
    """One value of a facet and how many hits have it; following `address` puts it on or takes it off."""

    value: str
    hits: str
    is_chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """One facet: the first values, those behind a fold (open where one of them is chosen), how many are left out."""

    title: str
    by: str  # the title after «отобрать по»
    choices: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    left_out: int
    is_unfolded: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is on; following `address` takes it off."""

    label: str
    address: str


def groups(links: Links, results: Results) -> tuple[Group, ...]:
    """The facets that have anything to choose, in the order of TITLES; a facet is not narrowed by its own filter."""
    facets = {**(results.facets or {}), **(results.choices or {})}
    return tuple(group(links, name, facets[name]) for name in TITLES if facets.get(name))


def group(links: Links, name: str, counts: tuple[Count, ...]) -> Group:
    """Years run from the newest; the rest stands as the engine counted it."""
    if name == "year":
        counts = tuple(sorted(counts, key=lambda count: count.value, reverse=True))
    most = OPEN + FOLDED * USUAL // max(USUAL, links.length)
    choices = tuple(
        Choice(count.value, grouped(count.count), links.holds(name, count.value), links.toggled(name, count.value))
        for count in counts[:most]
    )
    left_out = max(0, len(counts) - most)
    is_unfolded = any(choice.is_chosen for choice in choices[OPEN:])
    return Group(TITLES[name], BY[name], choices[:OPEN], choices[OPEN:], left_out, is_unfolded)


def drawn(choices: Iterable[Choice]) -> Markup:
    """Values as a list of links; written here and not in a template, for there are fifty."""
    items = [
        f'<li><a href="{in_html(address)}"{CHOSEN if is_chosen else ""}>'
        f'<span>{shown(value)}</span> <span class="count">{hits}</span></a></li>\n'
        for value, hits, is_chosen, address in choices
    ]
    return Markup(f"<ul>\n{''.join(items)}</ul>")


@lru_cache(maxsize=4096)  # regions and sources are the same on all pages
def shown(value: str) -> str:
    """A value as HTML says it."""
    return str(escape(value))


def chips(links: Links) -> Iterator[Chip]:
    """Every filter that is on, whether or not any hit still has it; the days of one month are one."""
    asked = links.asked
    for name, attribute in FILTERS.items():
        for value in getattr(asked, attribute):
            label = f"{value} год" if name == "year" else value
            yield Chip(label, links.toggled(name, str(value)))
    if asked.since and asked.until and (asked.since, asked.until) == month_of(asked.since):
        yield Chip(month_in_words(asked.since.year, asked.since.month), links.otherwise(since=None, until=None))
        return
    if asked.since:
        yield Chip(f"с {day_in_words(asked.since)}", links.otherwise(since=None))
    if asked.until:
        yield Chip(f"по {day_in_words(asked.until)}", links.otherwise(until=None))
