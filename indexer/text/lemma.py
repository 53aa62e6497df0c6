"""Form in, readings out: every plausible term of a word with its probability.

>>> readings("стали")
(Reading(term='стать', weight=62), Reading(term='сталь', weight=2))

A weight is a probability in 64ths (`CERTAIN` is 64): small enough for one byte in the index, exact in arithmetic.
"""

import re
from operator import itemgetter
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

READINGS_VERSION = 6  # one more whenever this module, `letters` or `tokens` would read some text otherwise
STEM_MARK = "~"  # no token holds it: the stem «дом~» of an unknown Домов never meets the lemma дом
LONGEST_WORD = 64  # characters; a longer run of letters is a term as it stands
_SURNAME_OR_VILLAGE = (*SURNAME_ENDINGS, *(ending + case for ending in SURNAME_ENDINGS for case in "ауе"))
_CAN_BE_DECLINED = re.compile(rf"^.{{{SHORTEST_STEM - 1},}}[бвгджзклмнпрстфхцчшщ]$")


class Reading(NamedTuple):
    """One way to read a form: the term it stands for, and how probable that is in 64ths."""

    term: str
    weight: int


def readings(form: str) -> tuple[Reading, ...]:
    """All readings of a form (see `letters.form`), the likeliest first; never empty, every weight 1 to CERTAIN."""
    return tuple(map(Reading._make, weights(form).items()))


def weights(form: str) -> dict[str, int]:
    """The same as terms with their weights: a build reads forms by the hundred thousand."""
    word = form.lower()
    if len(form) > LONGEST_WORD or not form.replace("-", "").isalpha():
        return {fold_yo(word): CERTAIN}
    if form.isascii() or not is_cyrillic(form):
        return {english_stem(word): CERTAIN}
    if known := lemmas(word):
        found = _weighted(known)
        if word.endswith(_SURNAME_OR_VILLAGE) and may_be_surname(word):
            found = found | _of_unknown(fold_yo(word)) | found
    elif is_capitals(form):
        return _of_abbreviation(fold_yo(word))
    else:
        found = _of_unknown(fold_yo(word))
    return found | dict.fromkeys(LEMMAS_OF_FORM[word], CERTAIN) | found if word in LEMMAS_OF_FORM else found


def _weighted(shares: dict[str, float]) -> dict[str, int]:
    """Shares in 64ths, the greatest first; lemmas that differ in ё, or are twins, are one."""
    if len(shares) == 1:
        [lemma] = shares
        return {_term(lemma): CERTAIN}
    found: dict[str, float] = {}
    for lemma, share in shares.items():
        term = _term(lemma)
        found[term] = found.get(term, 0.0) + share
    weighed = [(term, min(CERTAIN, round(CERTAIN * share)) or 1) for term, share in found.items()]
    return dict(sorted(weighed, key=itemgetter(1), reverse=True))


def _of_abbreviation(word: str) -> dict[str, int]:
    """The word alone; one that ends in a consonant is its own stem too, for it is declined: «НОЦ» meets «НОЦа»."""
    return dict.fromkeys((word, word + STEM_MARK) if _CAN_BE_DECLINED.search(word) else (word,), CERTAIN)


def _of_unknown(word: str) -> dict[str, int]:
    """The word and its stems as certain, guessed lemmas by their shares: some of them meets every other form.

    An unknown compound is the word alone: its parts are words of their own, side by side.
    """
    if "-" in word:
        return {word: CERTAIN}
    certain = dict.fromkeys((word, *(stem + STEM_MARK for stem in russian_stems(word))), CERTAIN)
    return certain | _weighted(guesses(word)) | certain


def _term(lemma: str) -> str:
    folded = lemma.replace("ё", "е")  # half of `fold_yo`: lemmas have no capitals
    return USUAL_LEMMA.get(folded, folded)
