"""What may a name mean where it stands? Its senses, weighed by the signs around it.

«Красногорском» before «районе» is the district of Красногорск, or one of three others; before «море» it is nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from indexer.places.districts import is_called_district, is_district, is_municipal
from indexer.places.gazetteer import BOUND, DOUBTFUL, PEOPLES, SURE, Kind, Pattern, Sense
from indexer.places.heads import is_region_of
from indexer.places.namesakes import is_of_people
from indexer.places.place import Place
from indexer.places.signs import (
    head_of,
    is_address,
    is_attribute,
    is_place,
    is_somebody,
    is_town,
    is_unlike,
)


class Candidate(NamedTuple):
    """What may be meant at text[start:stop]: for sure, or if the text names the region elsewhere."""

    start: int
    stop: int
    sure: Sequence[Sense]
    possible: Sequence[Sense]


def meanings(place: Place, pattern: Pattern) -> Candidate:
    """Which senses the signs around a place allow."""
    senses: Sequence[Sense] = pattern.senses
    if pattern.may_be_district:
        if is_called_district(place):
            return _district(place, senses)
        senses = [sense for sense in senses if sense.kind is not Kind.DISTRICT]
    adjectives = [sense for sense in senses if sense.kind is Kind.ADJECTIVE]
    if adjectives and len(adjectives) < len(senses):  # «Крымском»: of Крымск or крымский?
        adjectives = adjectives if is_attribute(place) else []
        senses = adjectives or [sense for sense in senses if sense.kind is not Kind.ADJECTIVE]
    if adjectives and (head := head_of(place)) and not is_unlike(place, Kind.ADJECTIVE):
        sure = [sense for sense in adjectives if is_region_of(head, sense)]
        if not sure and is_municipal(place):
            sure = [one._replace(kind=Kind.DISTRICT) for one in adjectives if one.is_town and one.mark == SURE]
        return Candidate(place.start, max(place.stop, head.stop), sure, ())
    if adjectives and (is_address(place) or is_of_people(place)):
        return Candidate(place.start, place.stop, (), ())
    senses = [sense for sense in senses if not is_unlike(place, sense.kind)]
    sure = [sense for sense in senses if _is_sure(place, sense)]
    if adjectives:  # «калужский» without «область» is said of Калуга, and of the region by it
        sure.sort(key=lambda sense: sense.is_subject)
        if is_district(place):
            sure = [sense._replace(kind=Kind.DISTRICT) for sense in sure if sense.is_town]
    possible = [sense for sense in senses if sense not in sure and _is_possible(place, sense)]
    return Candidate(place.start, place.stop, sure, possible)


def _district(place: Place, senses: Sequence[Sense]) -> Candidate:
    """The district of the town by that name; others are possible, and sure where there is no such town."""
    towns = [one for one in senses if one.kind is Kind.ADJECTIVE and one.is_town and one.mark == SURE]
    others = [one for one in senses if one.kind is Kind.DISTRICT]
    sure = [one._replace(kind=Kind.DISTRICT) for one in towns] or [one for one in others if one.mark == SURE]
    return Candidate(place.start, place.stop, sure, [one for one in others if one not in sure])


def _is_sure(place: Place, sense: Sense) -> bool:
    if sense.mark == SURE:
        return True
    if sense.kind is Kind.ADJECTIVE:
        return sense.mark == DOUBTFUL and place.word.islower()
    if sense.kind is Kind.NAME:
        return is_town(place) or (sense.mark == DOUBTFUL and is_place(place))
    return False


def _is_possible(place: Place, sense: Sense) -> bool:
    """What the region's name elsewhere would make sure."""
    if sense.kind is Kind.SHORT:
        return True
    if sense.kind is Kind.NAME:
        return not is_somebody(place) if sense.mark == DOUBTFUL else sense.mark == BOUND and is_place(place)
    return sense.mark == PEOPLES
