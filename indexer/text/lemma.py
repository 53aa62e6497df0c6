"""Form in, readings out: every plausible term of a word with its probability.

>>> readings("стали")
(Reading(term='стать', weight=62), Reading(term='сталь', weight=2))

A weight is a probability in 64ths (`CERTAIN` is 64): small enough for one byte in the index, exact in arithmetic.
The dictionary (pymorphy3) is loaded at the first word that nobody has read before, never on import.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from indexer.fields import CERTAIN
from indexer.text.letters import fold_yo, is_capitals, is_cyrillic
from indexer.text.stem import english_stem, russian_stems

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

STEM_MARK = "~"  # no token holds it: the stem «дом~» of an unknown Домов never meets the lemma дом
LONGEST_WORD = 64  # characters; a longer run of letters is a term as it stands

# pymorphy3 gives a bookish lemma for some words that everybody writes otherwise; forms of both must meet.
LEMMA_TWINS = {
    "счастие": "счастье",  # «счастья» -> счастие, though «счастье» -> счастье
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a form: the term it stands for, and how probable that is in 64ths."""

    term: str
    weight: int


def readings(form: str) -> tuple[Reading, ...]:
    """All readings of a form (see `letters.form`), the likeliest first; never empty, every weight 1 to CERTAIN."""
    if len(form) > LONGEST_WORD or not form.replace("-", "").isalpha():
        return (Reading(fold_yo(form.lower()), CERTAIN),)
    if not is_cyrillic(form):
        return (Reading(english_stem(form.lower()), CERTAIN),)
    is_known = _dictionary().word_is_known(form.lower())
    if is_known:
        return _of_known(form.lower())
    if is_capitals(form):
        return (Reading(fold_yo(form.lower()), CERTAIN),)
    return _of_unknown(fold_yo(form))


def _of_known(word: str) -> tuple[Reading, ...]:
    shares: dict[str, float] = {}
    for lemma, score in _parses(word):
        shares[lemma] = shares.get(lemma, 0.0) + score
    return tuple(
        Reading(lemma, max(1, round(CERTAIN * share)))
        for lemma, share in sorted(shares.items(), key=lambda item: -item[1])
    )


def _of_unknown(word: str) -> tuple[Reading, ...]:
    """Guessed lemmas by their shares, and the word and its stems as certain: some of them meets every other form."""
    weights = {reading.term: reading.weight for reading in _of_known(word)}
    weights[word] = CERTAIN
    for stem in russian_stems(word):
        weights[stem + STEM_MARK] = CERTAIN
    return tuple(Reading(term, weight) for term, weight in sorted(weights.items(), key=lambda item: -item[1]))


def _parses(word: str) -> Iterator[tuple[str, float]]:
    parses = _dictionary().parse(word)
    total = sum(parse.score for parse in parses) or 1.0
    for parse in parses:
        lemma = fold_yo(parse.normal_form)
        yield LEMMA_TWINS.get(lemma, lemma), parse.score / total


@cache
def _dictionary() -> "MorphAnalyzer":
    import pymorphy3  # 15 MB and a third of a second: only for a word that the index does not know

    return pymorphy3.MorphAnalyzer()
