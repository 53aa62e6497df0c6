"""Form in, readings out: every plausible term of a word with its probability.

>>> readings("стали")
(Reading(term='стать', weight=62), Reading(term='сталь', weight=2))

A weight is a probability in 64ths (`CERTAIN` is 64): small enough for one byte in the index, exact in arithmetic.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from indexer.fields import CERTAIN
from indexer.later import later
from indexer.text.letters import fold_yo, is_capitals, is_cyrillic
from indexer.text.stem import SHORTEST_STEM, SURNAME_ENDINGS, english_stem, russian_stems
from indexer.text.twins import LEMMAS_OF_FORM, USUAL_LEMMA

if TYPE_CHECKING:
    from indexer.text.dictionary import lemmas, may_be_surname
    from indexer.text.guessing import guesses
else:
    guesses = later("indexer.text.guessing", "guesses")
    lemmas = later("indexer.text.dictionary", "lemmas")
    may_be_surname = later("indexer.text.dictionary", "may_be_surname")

READINGS_VERSION = 5  # one more whenever this module, `letters` or `tokens` would read some text otherwise
STEM_MARK = "~"  # no token holds it: the stem «дом~» of an unknown Домов never meets the lemma дом
LONGEST_WORD = 64  # characters; a longer run of letters is a term as it stands
_CAN_BE_DECLINED = re.compile(rf"^.{{{SHORTEST_STEM - 1},}}[бвгджзклмнпрстфхцчшщ]$")


class Reading(NamedTuple):
    """One way to read a form: the term it stands for, and how probable that is in 64ths."""

    term: str
    weight: int


def readings(form: str) -> tuple[Reading, ...]:
    """All readings of a form (see `letters.form`), the likeliest first; never empty, every weight 1 to CERTAIN."""
    word = form.lower()
    if len(form) > LONGEST_WORD or not form.replace("-", "").isalpha():
        return (Reading(fold_yo(word), CERTAIN),)
    if form.isascii() or not is_cyrillic(form):
        return (Reading(english_stem(word), CERTAIN),)
    if known := lemmas(word):
        found = _weighted(known)
        if word.endswith(SURNAME_ENDINGS) and may_be_surname(word):
            found = tuple({one.term: one for one in (*_of_unknown(fold_yo(word)), *found)}.values())
        return _with_others(word, found)
    if is_capitals(form):
        return _of_abbreviation(fold_yo(word))
    return _with_others(word, _of_unknown(fold_yo(word)))


def _weighted(shares: dict[str, float]) -> tuple[Reading, ...]:
    """Shares in 64ths; lemmas that differ in ё, or are twins, are one."""
    if len(shares) == 1:
        return (Reading(_term(next(iter(shares))), CERTAIN),)
    weights: dict[str, float] = {}
    for lemma, share in shares.items():
        weights[_term(lemma)] = weights.get(_term(lemma), 0.0) + share
    found = [Reading(term, min(CERTAIN, max(1, round(CERTAIN * share)))) for term, share in weights.items()]
    return tuple(sorted(found, key=lambda reading: -reading.weight))


def _with_others(word: str, found: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The readings, and those that the table adds: «должны» is должен too."""
    if word not in LEMMAS_OF_FORM:
        return found
    known = {reading.term for reading in found}
    return (*found, *(Reading(lemma, CERTAIN) for lemma in LEMMAS_OF_FORM[word] if lemma not in known))


def _of_abbreviation(word: str) -> tuple[Reading, ...]:
    """The word alone; one that ends in a consonant is its own stem too, for it is declined: «НОЦ» meets «НОЦа»."""
    own = Reading(word, CERTAIN)
    return (own, Reading(word + STEM_MARK, CERTAIN)) if _CAN_BE_DECLINED.search(word) else (own,)


def _of_unknown(word: str) -> tuple[Reading, ...]:
    """The word and its stems as certain, guessed lemmas by their shares: some of them meets every other form.

    An unknown compound is the word alone: its parts are words of their own, side by side.
    """
    if "-" in word:
        return (Reading(word, CERTAIN),)
    weights = dict.fromkeys((word, *(stem + STEM_MARK for stem in russian_stems(word))), CERTAIN)
    for reading in _weighted(guesses(word)):
        weights.setdefault(reading.term, reading.weight)
    return tuple(Reading(term, weight) for term, weight in weights.items())


def _term(lemma: str) -> str:
    folded = fold_yo(lemma)
    return USUAL_LEMMA.get(folded, folded)
