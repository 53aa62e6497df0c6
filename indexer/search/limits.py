"""How much of a query is read? Four hundred characters and forty words; what is longer is cut, with a note.

>>> len(cut("слово " * 100, lambda note, place: print(note, place)))
запрос длиннее 400 знаков: учтено только начало 400
395
"""

import re
from collections.abc import Callable, Sequence

from indexer.search.lexer import Kind, Lexeme

LONGEST_QUERY = 400  # characters
MOST_WORDS = 40
MOST_SIGNS = 8  # of НЕ, +, ! and fields before one word

Fault = Callable[[str, int], None]  # (note, place)

_LEADING = (Kind.NOT, Kind.MUST, Kind.EXACT, Kind.FIELD)
_WORDY = (Kind.WORD, Kind.PREFIX, Kind.PHRASE, Kind.OPEN_PHRASE)
_WORDS = re.compile(r"\S+")


def cut(query: str, fault: Fault | None = None) -> str:
    """The query up to the last whole word within the limit; without `fault` nobody is told what is left out."""
    if len(query) <= LONGEST_QUERY:
        return query
    if fault is not None:
        fault(f"запрос длиннее {LONGEST_QUERY} знаков: учтено только начало", LONGEST_QUERY)
    whole = query[: LONGEST_QUERY + 1].rsplit(maxsplit=1)
    return whole[0][:LONGEST_QUERY] if whole else ""


def within_limits(found: Sequence[Lexeme], fault: Fault) -> list[Lexeme]:
    """The lexemes of the first words, without heaps of signs."""
    kept: list[Lexeme] = []
    words = signs = 0
    for lexeme in found:
        words += len(_WORDS.findall(lexeme.text)) if lexeme.kind in _WORDY else 0
        signs = signs + 1 if lexeme.kind in _LEADING else 0
        if words > MOST_WORDS:
            fault(f"в запросе больше {MOST_WORDS} слов: учтены только первые", lexeme.start)
            break
        if signs <= MOST_SIGNS:
            kept.append(lexeme)
        else:
            fault(f"больше {MOST_SIGNS} знаков подряд: лишние пропущены", lexeme.start)
    return kept
