"""Which signs a query is made of: one line of text in, lexemes with their places out.

>>> [(lexeme.kind.name, lexeme.text) for lexeme in lexemes('-"умный дом"~5 И заголовок:кластер*')]
... # doctest: +NORMALIZE_WHITESPACE
[('NOT', '-'), ('PHRASE', 'умный дом'), ('SLOP', '5'), ('AND', 'И'), ('FIELD', 'заголовок'), ('PREFIX', 'кластер')]
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from indexer.fields import PREFIXES


class Kind(Enum):
    """What a lexeme is."""

    WORD = auto()
    PREFIX = auto()  # text without its star
    PHRASE = auto()  # text without its quotes
    OPEN_PHRASE = auto()  # a phrase whose closing quote is missing
    SLOP = auto()  # the number after ~
    FIELD = auto()  # the name before the colon
    EXACT = auto()  # ! before a word or a phrase
    MUST = auto()  # + before anything: И, said twice
    AND = auto()
    OR = auto()
    NOT = auto()
    OPEN = auto()
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One sign of the query; `start` is its character offset."""

    kind: Kind
    text: str
    start: int


YEAR_PREFIXES = ("год", "year")
OPERATORS = {
    "И": Kind.AND,
    "AND": Kind.AND,
    "&": Kind.AND,
    "ИЛИ": Kind.OR,
    "OR": Kind.OR,
    "|": Kind.OR,
    "НЕ": Kind.NOT,
    "NOT": Kind.NOT,
}
_SIGNS = {"-": Kind.NOT, "−": Kind.NOT, "–": Kind.NOT, "+": Kind.MUST, "!": Kind.EXACT, "(": Kind.OPEN, ")": Kind.CLOSE}
_QUOTES = '"«»“”„‟'
_NAMES = "|".join(sorted((*PREFIXES, *YEAR_PREFIXES), key=len, reverse=True))
_LEXEME = re.compile(
    rf"""
      \s+
    | (?P<quote>[{_QUOTES}])
    | (?P<slop>(?<=[{_QUOTES}])~\d{{1,3}})
    | (?P<bracket>[()])
    | (?P<sign>(?<![^\s()|:!+\-−–{_QUOTES}])[-−–+!](?=[^\s)|]))
    | (?P<field>(?<![^\s()|!+\-−–{_QUOTES}])(?:{_NAMES}):(?=[^\s)]))
    | (?P<word>[^\s()|{_QUOTES}]+)
    | (?P<bar>\|)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def lexemes(query: str) -> list[Lexeme]:
    """The lexemes of a query in order; never fails, what is nothing else is a word."""
    found: list[Lexeme] = []
    place = 0
    while match := _LEXEME.match(query, place):
        place = match.end()
        kind = match.lastgroup
        if kind == "quote":
            phrase, place = _phrase(query, match.start())
            found.append(phrase)
        elif kind:
            found.append(_lexeme(kind, match.group(), match.start()))
    return found


def _lexeme(kind: str, text: str, start: int) -> Lexeme:
    if kind in ("sign", "bracket"):
        return Lexeme(_SIGNS[text], text, start)
    if kind == "field":
        return Lexeme(Kind.FIELD, text[:-1].lower(), start)
    if kind == "slop":
        return Lexeme(Kind.SLOP, text[1:], start)
    if text in OPERATORS:
        return Lexeme(OPERATORS[text], text, start)
    if text.endswith("*"):
        return Lexeme(Kind.PREFIX, text.rstrip("*"), start)
    return Lexeme(Kind.WORD, text, start)


def _phrase(query: str, start: int) -> tuple[Lexeme, int]:
    """The phrase whose quote opens at `start`, and where the text goes on; a missing end is the query's end."""
    stop = next((place for place in range(start + 1, len(query)) if query[place] in _QUOTES), None)
    if stop is None:
        return Lexeme(Kind.OPEN_PHRASE, query[start + 1 :], start), len(query)
    return Lexeme(Kind.PHRASE, query[start + 1 : stop], start), stop + 1
