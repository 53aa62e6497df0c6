"""Which lemmas may a word have that the dictionary does not know? Those of words that end, or begin, as it does.

>>> guesses("мальсаговым")
{'мальсаговый': 0.9…, 'мальсагов': 0.0…}

A guess needs no more of pymorphy3's tables than the endings of known words. Tests hold the lemmas against `parse`.
"""

from functools import lru_cache

from indexer.text.dictionary import Change, by_share, change_of, entries, is_productive, morph, productive_lemmas, sums

LONGEST_ENDING = 5  # letters by which pymorphy3's prediction tables know words
SHORTEST_GUESSED = 4  # letters; a shorter word has no ending to speak of
LONGEST_PREFIX = 5  # letters before a known word: «нано|технопарк»
SHORTEST_REST = 4  # letters of that known word


def guesses(word: str) -> dict[str, float]:
    """Lemmas that an unknown lower-case word may have with their shares, the likeliest first."""
    for length in range(1, min(LONGEST_PREFIX, len(word) - SHORTEST_REST) + 1):
        found = entries(word[length:])
        if found and (rest := productive_lemmas(found)):
            return {word[:length] + lemma: 1 / len(rest) for lemma in rest}
    if len(word) < SHORTEST_GUESSED:
        return {}
    for length in range(min(LONGEST_ENDING, len(word) - 1), 0, -1):
        if alike := _alike(word[-length:]):
            return by_share(sums((change(word), count) for change, count in alike))
    return {}


@lru_cache(maxsize=1 << 15)
def _alike(ending: str) -> tuple[tuple[Change, float], ...]:
    """How known words that end so become lemmas, and how many do so."""
    known = morph().dictionary.prediction_suffixes_dawgs[0].similar_items(ending, morph().char_substitutes)
    counted = sums(
        (_at_end(change_of(paradigm, place), spelled), count)
        for spelled, parses in known
        for count, paradigm, place in parses
        if is_productive(paradigm, place)
    )
    return tuple(counted.items())


def _at_end(change: Change, ending: str) -> Change:
    """The same change for a word whose ending has е where this one may have ё."""
    kept = len(ending) - change.cut_end
    if kept <= 0:
        return change
    return Change(change.cut_start, len(ending), change.start, ending[:kept] + change.end)
