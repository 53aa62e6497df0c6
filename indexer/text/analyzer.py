"""The whole chain from text to terms, the same for indexing and asking.

>>> [(word.form, word.position) for word in Analyzer().words("кластеров Ёлки-палки")]
[('кластеров', 0), ('ёлки-палки', 1), ('ёлки', 1), ('палки', 2)]

A form is read once: by memory, then by the lexicon of the index, and only then by the dictionary.
"""

from collections.abc import Callable
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from indexer.later import later
from indexer.text import lemma
from indexer.text.lemma import Reading
from indexer.text.letters import fold_yo, form
from indexer.text.long_forms import LongForms
from indexer.text.tokens import Token, pieces_of, tokens

if TYPE_CHECKING:
    from indexer.text.dictionary import parses
else:
    parses = later("indexer.text.dictionary", "parses")

QUERIES_REMEMBERED = 4096  # words and phrases of queries, asked for once to search and once to print them back
Lookup = Callable[[str], tuple[Reading, ...] | None]


class AnalysedWord(NamedTuple):
    """One token with its form; [start, stop) are characters of the text."""

    form: str
    position: int
    start: int
    stop: int


class Analyzer:
    """Text to forms, forms to readings; `lookup` knows forms that were read before.

    `long_forms` loads what abbreviations stand for, when a query first asks.
    """

    def __init__(
        self,
        lookup: Lookup | None = None,
        memory: int = 1 << 16,
        long_forms: Callable[[], LongForms] = LongForms,
    ) -> None:
        self._load_long_forms = long_forms
        # Not methods of this object: what remembers them would keep it, and it what remembers.
        self.readings = lru_cache(maxsize=memory)(partial(_readings, lookup))
        self.words = lru_cache(maxsize=QUERIES_REMEMBERED)(_words)

    @cached_property
    def long_forms(self) -> LongForms:
        """What the abbreviations of the articles stand for."""
        return self._load_long_forms()

    def is_known(self, word: str) -> bool:
        """Whether the dictionary knows a word; a guess is not knowledge."""
        found = self.readings(form(word))
        return not any(reading.term.endswith(lemma.STEM_MARK) for reading in found)

    def is_ordinary(self, word: str) -> bool:
        """Whether the dictionary knows a word, and not as an abbreviation."""
        return self.is_known(word) and not any("Abbr" in parse.tag for parse in parses(word.lower())[:1])

    def may_be_place(self, word: str) -> bool:
        """Whether a word is an adjective or a place in the dictionary, or unknown to it, as many villages are."""
        return not self.is_known(word) or any({"Geox", "ADJF"} & parse.tag.grammemes for parse in parses(word))


def _words(text: str) -> tuple[AnalysedWord, ...]:
    """Every word of the text, a compound before its parts."""
    return tuple([analysed(token) for token in tokens(text, pieces_of)])


def _readings(lookup: Lookup | None, word_form: str) -> tuple[Reading, ...]:
    """The readings of a form, the likeliest first; never empty."""
    known = lookup(word_form) if lookup else None
    return known or lemma.readings(word_form)


def analysed(token: Token) -> AnalysedWord:
    """The token with its form."""
    return AnalysedWord(form(token.text), token.position, token.start, token.stop)


def exact_term(word_form: str) -> str:
    """The term of a form in the `_exact` fields: lower case, ё as е.

    >>> exact_term("АИРР"), exact_term("ёлки")
    ('аирр', 'елки')
    """
    lowered = word_form.lower()
    return fold_yo(word_form if lowered == word_form else lowered)  # as a rule the very same string, not a copy
