"""Is «Москва» the city, or the government that sits there? «Москва и Вашингтон договорились» tells nothing of the city.

    powers("Связи между Пекином и Москвой. Москва ждёт", [(22, 29), (31, 37)])       ->  {0, 1}
    powers("Конференция в Берлине и Москве, дорога из Москвы", [(24, 30), (42, 48)])  ->  set()

Signs are another government beside it, a verb of diplomacy behind it, a noun of it before: powers.tsv, where every stem
has its witness. Once there is such a sign, «Москва» in the nominative is the government in all the text.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from indexer.places.gazetteer import table

_FAR = 40  # characters before a name in which a sign may begin
_BLANK = r"[ \xa0]"
_JOINING = ("и", "или")
_LINKING = frozenset("с со к ко на против".split())
_LINKING_TWO = (("со", "стороны"), ("в", "отношении"))
_OF_PLACE = frozenset("в во из до под".split())


class _Signs(NamedTuple):
    """How peers and nouns begin; what stands behind a power, and behind one in the nominative."""

    peers: tuple[str, ...]
    nouns: tuple[str, ...]
    behind: re.Pattern[str]
    deed: re.Pattern[str]


def powers(text: str, places: Sequence[tuple[int, int]]) -> set[int]:
    """Which of the names at text[start:stop] are a government's, by their numbers."""
    found = {number for number, (start, stop) in enumerate(places) if _is_power(text, start, stop)}
    if found:
        found |= {number for number, (start, stop) in enumerate(places) if _is_nominative(text, start, stop)}
    return found


def _is_power(text: str, start: int, stop: int) -> bool:
    """Whether the words around a name tell of a government."""
    words = ["", "", "", *text[max(0, start - _FAR) : start].split()[-3:]][-3:]
    if words[-1].lower() in _OF_PLACE:
        return False
    signs = _signs()
    if _is_told_ahead(words, signs) or signs.behind.match(text, stop):
        return True
    return _is_nominative(text, start, stop) and bool(signs.deed.match(text, stop))


def _is_told_ahead(words: Sequence[str], signs: _Signs) -> bool:
    """Whether the three words before a name end in a peer and «и», or in a noun with its preposition."""
    third, second, first = words
    if not first[-1:].isalpha():
        return False
    if first in _JOINING:
        return second.startswith(signs.peers) and third.lower() not in _OF_PLACE
    noun = third if (second, first) in _LINKING_TWO else second if first in _LINKING else first
    return noun.lower().startswith(signs.nouns)


def _is_nominative(text: str, start: int, stop: int) -> bool:
    return text[start:stop] == "Москва"


@cache
def _signs() -> _Signs:
    peers, verbs, nouns = (_stems(sign) for sign in ("peer", "verb", "noun"))
    adverbs = rf"(?:(?:не|уже|также|официально|неоднократно|давно|пока|всегда){_BLANK})*"
    return _Signs(
        peers,
        nouns,
        re.compile(rf"(?:,{_BLANK}так)?{_BLANK}(?:и|или|с|со)(?:{_BLANK}для)?{_BLANK}(?:{'|'.join(peers)})"),
        re.compile(rf"{_BLANK}{adverbs}(?:{'|'.join(verbs)})"),
    )


def _stems(sign: str) -> tuple[str, ...]:
    """The stems of one sign."""
    return tuple(stem for kind, words, _ in table("powers.tsv") if kind == sign for stem in words.split("|"))
