"""What does a text say its abbreviations stand for?

>>> definitions("В Ассоциации инновационных регионов России (АИРР) состоят 14 регионов.")
[Definition(abbreviation='АИРР', long_form='Ассоциации инновационных регионов России')]

Read are «long form (АИРР)», «АИРР (long form)» and «АИРР — long form», where the letters are the initials of the words;
small words («и», «по») may be left out of them, and a hyphenated word may give a letter or one of each part
(Schwartz and Hearst, PSB 2003, allow any letters of the words, which in Russian finds chance likenesses).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

MOST_LETTERS = 10
APART = "\n.\n"  # between texts that are read together: nothing is defined across the end of a sentence
FARTHEST = 160  # characters between an abbreviation and the far end of its long form

# Words that need not give a letter.
SMALL_WORDS = frozenset("и в во на по с со о об от из к у за для при до под над the of and for in on to".split())

_CAPITAL = "[А-ЯЁA-Z]"
_ABBREVIATION = rf"{_CAPITAL}[А-ЯЁиA-Z]{{0,{MOST_LETTERS - 2}}}{_CAPITAL}"
# One sign before all else: the regular expression skips to it at the speed of memory.
_BRACKET = re.compile(rf"\((?:(?<={_CAPITAL} \()|(?<={_CAPITAL}[»\"”] \()|(?=[«\"“]?{_CAPITAL}{{2}}))")
_DASHES = tuple(re.compile(rf"{dash}(?<={_CAPITAL} {dash}) ") for dash in "—–")
_IN_BRACKETS = re.compile(rf"\([«\"“]?({_ABBREVIATION})[»\"”]?\)")
_BEFORE = re.compile(rf"(?<![\w-])({_ABBREVIATION})[»\"”]?\s*$")
_SENTENCE_MARKS = re.compile(r"[.,;:!?()\n\r\[\]/|]")
_QUOTES = re.compile('[«»"“”„]')
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Definition(NamedTuple):
    """An abbreviation and the words it stands for, both as written."""

    abbreviation: str
    long_form: str


def definitions(text: str) -> list[Definition]:
    """Every definition in the text; costs little where there is none."""
    found = [one for sign in _BRACKET.finditer(text) if (one := _at_bracket(text, sign.start()))]
    for dash in _DASHES:
        found += [one for sign in dash.finditer(text) if (one := _after(text, *sign.span()))]
    return found


def _at_bracket(text: str, at: int) -> Definition | None:
    """«long form (АИРР)», or «АИРР (long form)»."""
    inside = _IN_BRACKETS.match(text, at)
    if inside is None:
        return _after(text, at, at + 1)
    before = _SENTENCE_MARKS.split(text[max(0, at - FARTHEST) : at])[-1]
    long_form = _ending_with(inside[1], before)
    return Definition(inside[1], long_form) if long_form else None


def _after(text: str, at: int, start: int) -> Definition | None:
    """«АИРР (long form», «АИРР — long form»: the abbreviation ends before `at`, its words begin at `start`."""
    abbreviation = _BEFORE.search(text, max(0, at - MOST_LETTERS - 3), at)
    if abbreviation is None:
        return None
    after = _SENTENCE_MARKS.split(text[start : start + FARTHEST], maxsplit=1)[0]
    long_form = _beginning_with(abbreviation[1], after)
    return Definition(abbreviation[1], long_form) if long_form else None


def _ending_with(abbreviation: str, text: str) -> str | None:
    """The last words of a text whose initials are the abbreviation."""
    words = list(_WORDS.finditer(text))
    initial = abbreviation[0].lower()
    for first in range(len(words) - 2, -1, -1):
        start = words[first].start()
        if text[start].lower() == initial and is_long_form(abbreviation, [word.group() for word in words[first:]]):
            return _tidy(text[start : words[-1].end()])
    return None


def _beginning_with(abbreviation: str, text: str) -> str | None:
    """The first words of a text whose initials are the abbreviation."""
    words = list(_WORDS.finditer(text))
    if not words or text[words[0].start()].lower() != abbreviation[0].lower():
        return None
    for last in range(1, len(words)):
        if is_long_form(abbreviation, [word.group() for word in words[: last + 1]]):
            return _tidy(text[words[0].start() : words[last].end()])
    return None


def is_long_form(abbreviation: str, words: Sequence[str]) -> bool:
    """Whether the letters are the initials of the words; the first and the last word must give one."""
    if len(words) < 2 or words[-1].lower() in SMALL_WORDS or words[0].lower() in SMALL_WORDS:
        return False
    return _fits(abbreviation.lower(), tuple(word.lower() for word in words))


def _tidy(text: str) -> str:
    """One blank between words, and no quotes, of which one may be missing."""
    return " ".join(_QUOTES.sub("", text).split())


def _fits(letters: str, words: tuple[str, ...]) -> bool:
    """Whether the words can give the letters; all ways are followed at once, for of small words there are thousands."""
    reached = {0}  # how many letters the words so far may have given
    for word in words:
        gives = {word[0], "".join(part[0] for part in word.split("-"))}
        given = {at + len(some) for at in reached for some in gives if letters.startswith(some, at)}
        reached = given | reached if word in SMALL_WORDS else given
    return len(letters) in reached
