"""The whole chain from text to terms, the same for indexing and asking.

>>> [(word.form, word.position) for word in Analyzer().words("кластеров Ёлки-палки")]
[('кластеров', 0), ('ёлки-палки', 1), ('ёлки', 1), ('палки', 2)]

A form is read once: by memory, then by the lexicon of the index, and only then by the dictionary.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from indexer.text import lemma
from indexer.text.lemma import Reading
from indexer.text.letters import fold_yo, form
from indexer.text.tokens import Token, tokens

QUERIES_REMEMBERED = 1024  # words and phrases of queries, asked for once to search and once to print them back
Lookup = Callable[[str], tuple[Reading, ...] | None]


@dataclass(frozen=True, slots=True)
class AnalysedWord:
    """One token with its form; [start, stop) are characters of the text."""

    form: str
    position: int
    start: int
    stop: int


class Analyzer:
    """Text to forms, forms to readings; `lookup` knows forms that were read before."""

    def __init__(self, lookup: Lookup | None = None, memory: int = 1 << 16) -> None:
        self._lookup = lookup
        self.readings = lru_cache(maxsize=memory)(self._readings)
        self.words = lru_cache(maxsize=QUERIES_REMEMBERED)(self._words)

    def _words(self, text: str) -> tuple[AnalysedWord, ...]:
        """Every word of the text, a compound before its parts."""
        return tuple(analysed(token) for token in tokens(text))

    def _readings(self, word_form: str) -> tuple[Reading, ...]:
        """The readings of a form, the likeliest first; never empty."""
        known = self._lookup(word_form) if self._lookup else None
        return known or lemma.readings(word_form)


def analysed(token: Token) -> AnalysedWord:
    """The token with its form."""
    return AnalysedWord(form(token.text), token.position, token.start, token.stop)


def exact_term(word_form: str) -> str:
    """The term of a form in the `_exact` fields: lower case, ё as е.

    >>> exact_term("АИРР"), exact_term("ёлки")
    ('аирр', 'елки')
    """
    return fold_yo(word_form.lower())
