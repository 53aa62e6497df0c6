"""Which words of a query say what region it is about? Asked where no article holds them all, and offered otherwise.

>>> about_regions(And((Word("завод"), Word("Удмуртской"), Word("республики")))).regions
('Удмуртская Республика',)

An article of a plant in Ижевск is about Удмуртия, whether it says so or not.
"""

from collections.abc import Sequence
from typing import NamedTuple

from indexer.search.parser import parse
from indexer.search.syntax import And, InField, Phrase, Tree, Word, joined
from indexer.text.letters import fold_yo, form
from indexer.text.region_lookup import subject_named
from indexer.text.region_short import may_begin_name
from indexer.text.stopwords import is_stopword

LONGEST = 4  # words of a name: «Чукотский АО», «Еврейская автономная область», «Республика Северная Осетия Алания»


class About(NamedTuple):
    """A query in which names of regions are conditions, their constitutional names, and the words that were names."""

    tree: Tree
    regions: tuple[str, ...]
    words: frozenset[str]
    has_more: bool


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
    tree: Tree = And(tuple(map(Word, words)))
    if not any(map(may_begin_name, words)) or parse(query).tree != tree:
        return None
    asked = about_regions(tree)
    if asked is None or len(asked.regions) > 1:
        return None
    rest = [word for word in words if form(word) not in asked.words]
    while rest and _is_small(rest[-1]):
        rest.pop()
    return InRegion(" ".join(rest), asked.regions[0]) if not all(map(_is_small, rest)) else None


def _is_small(word: str) -> bool:
    return is_stopword(fold_yo(word.lower()))


def about_regions(tree: Tree) -> About | None:
    """The tree with those of its words that name a region asked for in the facet; None where there are none."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    conditions: dict[str, Tree] = {}
    rest: list[Tree] = []
    named: set[str] = set()
    place = 0
    while place < len(parts):
        words, subject = _name_at(parts, place)
        if subject:
            conditions[subject] = InField("region", Phrase(words))
            named.update(form(word.text) for word in words)
        else:
            rest.append(parts[place])
        place += len(words) or 1
    asked = joined(And, (*rest, *conditions.values()))
    return About(asked, tuple(conditions), frozenset(named), bool(rest)) if asked and conditions else None


def _name_at(parts: Sequence[Tree], start: int) -> tuple[tuple[Word, ...], str | None]:
    """The longest name of a region that begins at a part: its words, and whose name it is."""
    words: list[Word] = []
    for part in parts[start : start + LONGEST]:
        if not isinstance(part, Word) or part.exact:
            break
        words.append(part)
    if not words or not may_begin_name(words[0].text):
        return (), None
    for count in range(len(words), 0, -1):
        if subject := subject_named(" ".join(word.text for word in words[:count])):
            return tuple(words[:count]), subject
    return (), None
