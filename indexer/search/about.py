"""Which words of a query surely name a region? Its articles are about it, whether they say so or not.

>>> regions_in((Word("завод"), Word("Удмуртской"), Word("республики")))
(Named(start=1, stop=3, subject='Удмуртская Республика'),)
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.places.region_lookup import subject_named
from indexer.places.region_short import may_begin_name
from indexer.search.beside_names import is_small, spared
from indexer.search.parser import parse
from indexer.search.syntax import And, Tree, Word

LONGEST = 4  # words of a name: «Чукотский АО», «Еврейская автономная область», «Республика Северная Осетия Алания»


class Named(NamedTuple):
    """Words of a query that name a region: the place of the first, the place after the last, the federal subject."""

    start: int
    stop: int
    subject: str


class InRegion(NamedTuple):
    """A query without the words that name a region, and the region by its constitutional name."""

    query: str
    region: str


def region_in(query: str) -> InRegion | None:
    """What a query asks of the one region that it names beside other words; None where it is more than words.

    >>> region_in("кластеры в Татарстане")
    InRegion(query='кластеры', region='Республика Татарстан')
    """
    words = query.split()
    parts = tuple(map(Word, words))
    if not any(map(may_begin_name, words)) or parse(query).tree != And(parts):
        return None
    named = regions_in(parts)
    if len({one.subject for one in named}) != 1:
        return None
    of_names = {place for one in named for place in range(one.start, one.stop)}
    rest = [place for place in range(len(words)) if place not in of_names]
    while rest and is_small(parts[rest[-1]]):
        rest.pop()
    small = spared(parts)
    if all(place in small or is_small(parts[place]) for place in rest):
        return None
    return InRegion(" ".join(words[place] for place in rest), named[0].subject)


def regions_in(parts: Sequence[Tree]) -> tuple[Named, ...]:
    """The names of regions among the parts of a query, in their order, each as long as may be."""
    return tuple(_names(parts))


def _names(parts: Sequence[Tree]) -> Iterator[Named]:
    stop = 0
    for start in range(len(parts)):
        if start >= stop and (named := _name_at(parts, start)):
            stop = named.stop
            yield named


def _name_at(parts: Sequence[Tree], start: int) -> Named | None:
    words: list[str] = []
    for part in parts[start : start + LONGEST]:
        if not isinstance(part, Word) or part.exact:
            break
        words.append(part.text)
    if not words or not may_begin_name(words[0]):
        return None
    for count in range(len(words), 0, -1):
        if subject := subject_named(" ".join(words[:count])):
            return Named(start, start + count, subject)
    return None
