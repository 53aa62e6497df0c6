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

from indexer.text.gazetteer import table

_FAR = 40  # characters before a name in which a sign may begin
_BLANK = r"[ \xa0]"
_OF_PLACE = re.compile(rf"(?:\A|[^а-яё])(?:[Вв]о?|[Ии]з|[Дд]о|[Пп]од){_BLANK}\Z")


class _Signs(NamedTuple):
    """What stands behind a power, behind one in the nominative, and before one, up to the name."""

    behind: re.Pattern[str]
    deed: re.Pattern[str]
    ahead: re.Pattern[str]


def powers(text: str, places: Sequence[tuple[int, int]]) -> set[int]:
    """Which of the names at text[start:stop] are a government's, by their numbers."""
    found = {number for number, (start, stop) in enumerate(places) if _is_power(text, start, stop)}
    if found:
        found |= {number for number, (start, stop) in enumerate(places) if _is_nominative(text, start, stop)}
    return found


def _is_power(text: str, start: int, stop: int) -> bool:
    """Whether the words around a name tell of a government."""
    signs = _signs()
    before = text[max(0, start - _FAR) : start]
    if signs.ahead.search(before) or (_is_nominative(text, start, stop) and signs.deed.match(text, stop)):
        return True
    return bool(signs.behind.match(text, stop)) and not _OF_PLACE.search(before)


def _is_nominative(text: str, start: int, stop: int) -> bool:
    return text[start:stop] == "Москва"


@cache
def _signs() -> _Signs:
    peer, verb, noun = (_stems(sign) for sign in ("peer", "verb", "noun"))
    adverbs = rf"(?:(?:не|уже|также|официально|неоднократно|давно|пока|всегда){_BLANK})*"
    linking = rf"{_BLANK}(?:(?:с|со|к|ко|на|против|со стороны|в отношении){_BLANK})?"
    ahead = rf"(?<![вВ] )(?<![а-яё])(?:{peer}{_BLANK}(?:и|или){_BLANK}|(?i:{noun}){linking})\Z"
    return _Signs(
        re.compile(rf"{_BLANK}(?:и|или|с|со){_BLANK}{peer}"),
        re.compile(rf"{_BLANK}{adverbs}{verb}"),
        re.compile(ahead),
    )


def _stems(sign: str) -> str:
    """The stems of one sign with any ending, as a group."""
    words = "|".join(words for kind, words, _ in table("powers.tsv") if kind == sign)
    return rf"(?:{words})[а-яё]*"
