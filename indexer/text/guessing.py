"""Which lemmas may a word have that the dictionary does not know? Those of words that end, or begin, as it does.

>>> guesses("миннихановым")
{'минниханов': 0.67…, 'миннихановый': 0.32…}

A guess needs no more of pymorphy3's tables than the endings of known words. Tests hold the lemmas against `parse`.
"""

from functools import cache, lru_cache

from indexer.text.dictionary import Change, Entries, by_share, change_of, entries, morph, sums, tag_of

LONGEST_ENDING = 5  # letters by which pymorphy3's prediction tables know words
SHORTEST_GUESSED = 4  # letters; a shorter word has no ending to speak of
LONGEST_PREFIX = 5  # letters before a known word: «нано|технопарк»
SHORTEST_REST = 4  # letters of that known word


def guesses(word: str) -> dict[str, float]:
    """Lemmas that an unknown lower-case word may have with their shares, the likeliest first."""
    for length in range(1, min(LONGEST_PREFIX, len(word) - SHORTEST_REST) + 1):
        found = entries(word[length:])
        if found and (rest := _productive_lemmas(found)):
            return {word[:length] + lemma: 1 / len(rest) for lemma in rest}
    if len(word) < SHORTEST_GUESSED:
        return {}
    for length in range(min(LONGEST_ENDING, len(word) - 1), 0, -1):
        if alike := _alike(word[-length:]):
            return by_share(sums((change(word), count) for change, count in alike))
    return {}


def _productive_lemmas(found: Entries) -> list[str]:
    """The distinct lemmas that new words may have."""
    return list(
        dict.fromkeys(
            change_of(paradigm, place)(spelled)
            for spelled, parses in found
            for paradigm, place in parses
            if _is_productive(paradigm, place)
        )
    )


@lru_cache(maxsize=1 << 15)
def _alike(ending: str) -> tuple[tuple[Change, float], ...]:
    """How known words that end so become lemmas, and how many do so."""
    known = morph().dictionary.prediction_suffixes_dawgs[0].similar_items(ending, morph().char_substitutes)
    counted = sums(
        (_at_end(change_of(paradigm, place), spelled), count)
        for spelled, parses in known
        for count, paradigm, place in parses
        if _is_productive(paradigm, place)
    )
    return tuple(counted.items())


def _at_end(change: Change, ending: str) -> Change:
    """The same change for a word whose ending has е where this one may have ё."""
    kept = len(ending) - change.cut_end
    if kept <= 0:
        return change
    return Change(change.cut_start, len(ending), change.start, ending[:kept] + change.end)


def _is_productive(paradigm: int, place: int) -> bool:
    """False for pronouns, prepositions and other closed classes, to which no new word belongs."""
    return _is_productive_tag(tag_of(paradigm, place))


@cache
def _is_productive_tag(tag: int) -> bool:
    return bool(morph().dictionary.gramtab[tag].is_productive())
