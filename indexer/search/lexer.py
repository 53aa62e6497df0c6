"""Which signs a query is made of: one line of text in, lexemes with their places out.

>>> [(lexeme.kind.name, lexeme.text) for lexeme in lexemes('-"умный дом"~5 И заголовок:кластер*')]
... # doctest: +NORMALIZE_WHITESPACE
[('NOT', '-'), ('PHRASE', 'умный дом'), ('SLOP', '5'), ('AND', 'И'), ('FIELD', 'заголовок'), ('PREFIX', 'кластер')]
"""

import re
from enum import Enum, auto
from typing import NamedTuple

from indexer.fields import PREFIXES


class Kind(Enum):
    """What a lexeme is."""

    WORD = auto()
    PREFIX = auto()  # text without its star
    PHRASE = auto()  # text without its quotes
    OPEN_PHRASE = auto()  # a phrase whose closing quote is missing
    CLOSING_QUOTE = auto()  # one that closes nothing
    SLOP = auto()  # the number after ~, which may be missing
    FIELD = auto()  # the name before the colon
    EXACT = auto()  # ! before a word or a phrase
    MUST = auto()  # + before anything: И, said twice
    AND = auto()
    OR = auto()
    NOT = auto()
    OPEN = auto()
    CLOSE = auto()


class Lexeme(NamedTuple):
    """One sign of the query; `start` is its character offset."""

    kind: Kind
    text: str
    start: int


YEAR_PREFIXES = ("год", "year")
OPERATORS = {
    "И": Kind.AND,
    "AND": Kind.AND,
    "&": Kind.AND,
    "&&": Kind.AND,
    "ИЛИ": Kind.OR,
    "OR": Kind.OR,
    "НЕ": Kind.NOT,
    "NOT": Kind.NOT,
}
_SIGNS = {"-": Kind.NOT, "−": Kind.NOT, "–": Kind.NOT, "+": Kind.MUST, "!": Kind.EXACT, "(": Kind.OPEN, ")": Kind.CLOSE}
CLOSING = {
    "«": "»",
    "“": "”",
    "„": "“”",
    "‟": "”",
    "”": "”",
    "‹": "›",
    '"': '"',
}  # an opening quote -> what may close it
ONLY_CLOSING = "»›"
QUOTES = "".join(CLOSING) + ONLY_CLOSING
_NAMES = "|".join(sorted((*PREFIXES, *YEAR_PREFIXES), key=len, reverse=True))
_LEXEME = re.compile(
    rf"""
      \s+
    | (?P<closing>[{ONLY_CLOSING}])
    | (?P<quote>[{QUOTES}])
    | (?P<bracket>[()])
    | (?P<sign>(?<![^\s()|:!+\-−–{QUOTES}])[-−–+!](?=[-−–+!]*[^\s)|\-−–+!]))
    | (?P<field>(?<![^\s()|:!+\-−–{QUOTES}])(?:{_NAMES}):(?=[^\s)]))
    | (?P<word>[^\s()|{QUOTES}]+)
    | (?P<bar>\|+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SLOP = re.compile(r"\s*~[ \t]*(\d*)")
# Signs that turn the direction of writing, and those that cannot be seen at all: others must not be misled by them.
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_TAMED = dict.fromkeys((*range(0x20), 0x7F, *range(0x80, 0xA0)), " ") | dict.fromkeys(
    (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), UNSEEN[1]
)


def lexemes(query: str) -> list[Lexeme]:
    """The lexemes of a query in order; never fails, what is nothing else is a word."""
    if not query.isprintable():
        query = query.translate(_TAMED)  # one for one: places stay
    found: list[Lexeme] = []
    place = 0
    while match := _LEXEME.match(query, place):
        place = match.end()
        kind = match.lastgroup
        if kind == "quote":
            phrase, place = _phrase(query, match.start())
            found.append(phrase)
            if slop := _SLOP.match(query, place):
                found.append(Lexeme(Kind.SLOP, slop[1], place))
                place = slop.end()
        elif kind:
            found.append(_lexeme(kind, match.group(), match.start()))
    return found


def _lexeme(kind: str, text: str, start: int) -> Lexeme:
    if kind in ("sign", "bracket"):
        return Lexeme(_SIGNS[text], text, start)
    if kind == "field":
        return Lexeme(Kind.FIELD, text[:-1].lower(), start)
    if kind == "closing":
        return Lexeme(Kind.CLOSING_QUOTE, text, start)
    if kind == "bar":
        return Lexeme(Kind.OR, text, start)
    if text in OPERATORS:
        return Lexeme(OPERATORS[text], text, start)
    if text.endswith("*"):
        return Lexeme(Kind.PREFIX, text.rstrip("*"), start)
    return Lexeme(Kind.WORD, text, start)


def _phrase(query: str, start: int) -> tuple[Lexeme, int]:
    """The phrase whose quote opens at `start`, and where the text goes on; a missing end is the query's end."""
    stop = _closing(query, start)
    if stop is None:
        return Lexeme(Kind.OPEN_PHRASE, query[start + 1 :], start), len(query)
    return Lexeme(Kind.PHRASE, query[start + 1 : stop], start), stop + 1


def _closing(query: str, start: int) -> int | None:
    """Where the quote is closed that opens at `start`: by its own kind, «ООО «Ромашка»», else by any."""
    opening = query[start]
    depth = 1
    for place in range(start + 1, len(query)):
        if query[place] in CLOSING[opening]:
            depth -= 1
            if not depth:
                return place
        elif query[place] == opening:
            depth += 1
    return next((place for place in range(start + 1, len(query)) if query[place] in QUOTES), None)
