"""How is a Latin word spelled in Russian letters, of all the ways the one that articles have?

spelled_in_russian(known, "skolkovo")   ->   "сколково"
"""

import math
from itertools import islice

from indexer.corrections.known import MOST_TRIED, KnownWords
from indexer.search import translit

SHORTEST_BY_STEM = 7  # letters
RARER = 2.5  # a spelling dearer by one must be e**2.5 = 12 times as frequent


def spelled_in_russian(known: KnownWords, latin: str) -> str | None:
    """The likeliest spelling that the index holds, in that form or in another."""
    return _spelled(known, latin.lower()) or _spelled_by_stem(known, latin)


def _spelled(known: KnownWords, latin: str) -> str | None:
    """The likeliest spelling that is a word of the index, or a form, known to the dictionary, of such a word."""
    words = known.words
    rows = [
        (row, price)
        for one, price in translit.spellings(latin, lambda start: len(words.prefixed(start)) > 0)
        if (row := words.row(one)) is not None and known.found(one)
    ]
    if rows:
        row, _ = max(rows, key=lambda one: (math.log(words.counts[one[0]] + 1) - RARER * one[1], -one[0]))
        return words.spelled(row)
    return next((one for one in _likely(latin) if known.is_word(one)), None)


def _spelled_by_stem(known: KnownWords, latin: str) -> str | None:
    """«innopolis», where articles have but «в Иннополисе»; a name with a capital, «Priest», is no such word.

    Short words have stems that are others' too: «veeam» is not «вьееам».
    """
    if not latin.islower() or len(latin) < SHORTEST_BY_STEM:
        return None
    return next((one for one in _likely(latin) if known.found(one)), None)


def _likely(latin: str) -> list[str]:
    return [one for one, _ in islice(translit.spellings(latin, lambda _: True), MOST_TRIED)]
