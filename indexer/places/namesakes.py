"""What only bears the name of a place? «Эхо Москвы» is a radio, «река Ухта» a river, and no region by themselves.

    is_namesake(…)      «Московский патриархат», «через реку Ухта»
    is_of_people(…)     «татарский язык»
    denials(places)     «группа „Ленинград“»: what a text may say that takes back its mentions of these places

namesakes.tsv tells them by the word before or behind, denials.tsv by what the text says somewhere; every row has its
witness.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from indexer.places.gazetteer import table
from indexer.places.place import CODE, Place
from indexer.text.letters import fold_yo

_AGREEING = "(?:ий|ая|ое|ие|ого|ой|ому|ую|им|их|ими|ом)"
_BLANK = r"[ \xa0]"
_HEAD = 3  # letters of a sign
_OF_PEOPLE = re.compile(  # behind «татарский»: «язык», «народный поэт», «и башкирский языки»
    rf"(?:,|{_BLANK}и)?{_BLANK}(?:[а-яё]+[сц]к{_AGREEING}(?:,{_BLANK}|{_BLANK}и{_BLANK}|{_BLANK})){{0,8}}"
    rf"(?:(?:национальн|народн)[а-я]{{2,3}}{_BLANK})?"
    "(?:язык|народ|кухн|поэ[тз]|писател|литератур|песн|танц|обыча|диаспор|фамили|акцент|происхожд)"
)


class Denial(NamedTuple):
    """Where `sign` stands in a text, `place` is not named by `name`, or not at all where that is empty."""

    sign: re.Pattern[str]
    place: str
    name: str


def has_namesake_sign(words: list[bytes], number: int, behind: int) -> bool:
    """Whether a word beside the name words[number:behind] begins as some sign does: asked first, nearly none does."""
    heads = _heads()
    return (number > 0 and words[number - 1][:_HEAD] in heads) or (
        behind < len(words) and words[behind][:_HEAD] in heads
    )


def is_namesake(place: Place) -> bool:
    """Whether the words beside a name make it the name of something else."""
    return bool(_namesakes().match(fold_yo(f"{place.before} {place.word} {place.after}".lower())))


def is_of_people(place: Place) -> bool:
    """A people's, not a region's: «татарский язык», «на чувашском и марийском языках»."""
    return bool(_OF_PEOPLE.match(place.text, place.stop))


def denials(places: set[str]) -> Sequence[Denial]:
    """What may take back a mention of these places."""
    return [each for place in _denials().keys() & places for each in _denials()[place]]


@cache
def _namesakes() -> re.Pattern[str]:
    """«before name behind» of all rows, a word that does not matter being any or none."""
    rows = [[_words(cell) for cell in row[:3]] for row in table("namesakes.tsv")]
    return re.compile("|".join(rf"{before} {name} {after}\Z" for before, name, after in rows))


@cache
def _heads() -> frozenset[bytes]:
    """How the words begin that stand beside a namesake, small or capital."""
    cells = [word for before, _, after, _ in table("namesakes.tsv") for word in (before or after).split("|")]
    return frozenset(form[:_HEAD].encode(CODE) for word in cells for form in (word, word.capitalize()))


@cache
def _denials() -> dict[str, list[Denial]]:
    found: dict[str, list[Denial]] = {}
    for sign, place, name, _ in table("denials.tsv"):
        found.setdefault(place, []).append(Denial(re.compile(sign), place, name))
    return found


def _words(cell: str) -> str:
    """A cell as a regular expression: `*` for any ending, nothing for any word."""
    return f"(?:{cell.replace('*', '[а-я-]*')})" if cell else "[^ ]*"
