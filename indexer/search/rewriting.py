"""Which words of a query may be put right, and the query with some of them replaced.

>>> [place.text for place in correctable('кластр -томск заголовок:"умный дм" !стал источник:информ')]
['кластр', 'умный', 'дм']
>>> query = "кластр И томск"
>>> rewritten(query, {correctable(query)[0]: "кластер"}), as_typed(query, correctable(query)[:1])
('кластер И томск', '!кластр И томск')

Exact words, excluded ones, prefixes, values of facets, dates, addresses (ivan@mail.ru) and fields that there are not
(site:lenta.ru) are meant as they stand.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from indexer.fields import PREFIXES
from indexer.fields import Kind as FieldKind
from indexer.search.lexer import YEAR_PREFIXES, Kind, Lexeme, lexemes

_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"\w")
_KEPT = re.compile(r"\S+@\S|\w+://|[^\W\d_]{2,}:[^\W\d]")
_WORDY = (Kind.WORD, Kind.PHRASE, Kind.OPEN_PHRASE)


@dataclass(frozen=True, slots=True)
class Place:
    """One word of a query: its text, its characters [start, stop), and where a «!» makes it exact."""

    text: str
    start: int
    stop: int
    mark: int


def correctable(query: str) -> list[Place]:
    """The words that may be put right, in order."""
    found: list[Place] = []
    depth = 0  # of brackets whose content stays as it is
    is_kept = False
    for lexeme in lexemes(query):
        if depth or (is_kept and lexeme.kind is Kind.OPEN):
            depth += (lexeme.kind is Kind.OPEN) - (lexeme.kind is Kind.CLOSE)
            is_kept = False
        elif _keeps(lexeme):
            is_kept = True
        elif lexeme.kind is not Kind.FIELD and lexeme.kind is not Kind.MUST:
            if lexeme.kind in _WORDY and not is_kept:
                found += _places(lexeme)
            is_kept = False
    return found


def rewritten(query: str, changes: Mapping[Place, str]) -> str:
    """The query with words replaced; a capital at the beginning of a word stays: «Екатеринбруг» is a name."""
    for place in sorted(changes, key=lambda place: -place.start):
        meant = changes[place]
        if place.text[:1].isupper() and not place.text.isupper() and meant[1:2] != " ":  # «И» alone is an operator
            meant = meant[:1].upper() + meant[1:]
        query = query[: place.start] + meant + query[place.stop :]
    return query


def as_typed(query: str, places: Iterable[Place]) -> str:
    """The query in which those words are exact, so that nothing is put right."""
    for mark in sorted({place.mark for place in places}, reverse=True):
        query = query[:mark] + "!" + query[mark:]
    return query


def _keeps(lexeme: Lexeme) -> bool:
    """True before what must stay as it is typed."""
    if lexeme.kind is Kind.FIELD:
        return lexeme.text in YEAR_PREFIXES or PREFIXES[lexeme.text].kind is not FieldKind.TEXT
    return lexeme.kind in (Kind.EXACT, Kind.NOT)


def _places(lexeme: Lexeme) -> Iterator[Place]:
    shift = lexeme.start + (lexeme.kind is not Kind.WORD)  # the quote
    for match in _WORD.finditer(lexeme.text):
        if _KEPT.match(match.group()):
            continue
        if _LETTER.search(match.group()) or lexeme.kind is Kind.WORD:
            yield Place(match.group(), shift + match.start(), shift + match.end(), lexeme.start)
