"""What is «Калужская»: an область, a край? The words that say so, and whether they fit a federal subject.

head_kind("области")                                ->  "область"
is_region_of(Head("край", 0), …)                    ->  True for Алтайский край, False for Республика Алтай
"""

from functools import cache
from typing import NamedTuple

from indexer.places.declension import cases
from indexer.places.gazetteer import Sense

# What stands before a town's name.
TOWN = frozenset(
    "г гор город города городу городом городе городов городах мэр мэра наукоград наукограда наукограде".split()
)
_FORMER = {"область": "край"}  # the Пермская область of 2004


class Head(NamedTuple):
    """The word that says what an adjective belongs to, and where it ends if it follows at once."""

    kind: str
    stop: int


def is_region_of(head: Head, sense: Sense) -> bool:
    """Whether the adjective and its head name this federal subject: «Алтайский» with «край», not with «область»."""
    kinds = {head.kind, _FORMER.get(head.kind)}
    return sense.is_subject and (head.kind == "регион" or kind_of(sense.subject) in kinds)


@cache
def kind_of(subject: str) -> str:
    """What a federal subject is: «область», «край», «республика», «округ», or nothing for a city."""
    words = subject.lower().split(" ")
    return next((kind for kind in ("округ", "область", "край", "республика") if kind in words), "")


def head_kind(word: str) -> str:
    """«область» for any form of it, nothing for another word."""
    return _heads().get(word.lower(), "")


@cache
def _heads() -> dict[str, str]:
    """Forms of «область», «край» … -> the word itself."""
    table = {"обл": "область", "ао": "округ"}
    for kind, genitive, plural, genitives in (
        ("область", "области", "области", "областей"),
        ("край", "края", "края", "краев"),
        ("республика", "республики", "республики", "республик"),
        ("округ", "округа", "округа", "округов"),
        ("регион", "региона", "регионы", "регионов"),
        ("губерния", "губернии", "губернии", "губерний"),
    ):
        table |= dict.fromkeys(cases(kind, genitive), kind)
        stem = genitive[:-1] + ("я" if genitive.endswith("я") or kind in ("область", "губерния") else "а")
        table |= dict.fromkeys((plural, genitives, stem + "м", stem + "ми", stem + "х"), kind)
    return table | {"краёв": "край"}
