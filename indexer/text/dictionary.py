"""What the dictionary says of a word: its lemmas with their shares, and lemmas guessed for words it does not know.

>>> lemmas("стали")
{'стать': 0.975…, 'сталь': 0.024…}
>>> guesses("мальсаговым")
{'мальсаговый': 0.9…, 'мальсагов': 0.0…}

This is the only module that knows pymorphy3. Its tables are asked directly, for `MorphAnalyzer.parse` makes an object
with a grammatical tag of every reading: of ten words nine have one lemma and need no probabilities, and a guess needs
no more than the endings of known words. Tests hold both against `parse`.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

LONGEST_ENDING = 5  # letters by which pymorphy3's prediction tables know words
SHORTEST_GUESSED = 4  # letters; a shorter word has no ending to speak of
LONGEST_PREFIX = 5  # letters before a known word: «нано|технопарк»
SHORTEST_REST = 4  # letters of that known word


def lemmas(word: str) -> dict[str, float]:
    """The lemmas of a lower-case word with their probabilities, the likeliest first; empty for an unknown word."""
    morph = _morph()
    known = _known(word)
    if len(known) < 2:
        return dict.fromkeys(known, 1.0)
    shares: dict[str, float] = defaultdict(float)
    for parse in morph.parse(word):
        shares[parse.normal_form] += parse.score
    return _by_share(shares)


def guesses(word: str) -> dict[str, float]:
    """Lemmas that an unknown lower-case word may have, by its likeness to known words, the likeliest first."""
    for length in range(1, min(LONGEST_PREFIX, len(word) - SHORTEST_REST) + 1):
        rest = _known(word[length:], only_productive=True)
        if rest:
            return {word[:length] + lemma: 1 / len(rest) for lemma in rest}
    if len(word) < SHORTEST_GUESSED:
        return {}
    for length in range(min(LONGEST_ENDING, len(word) - 1), 0, -1):
        counts = _alike(word, length)
        if counts:
            return _by_share(counts)
    return {}


def _known(word: str, only_productive: bool = False) -> list[str]:
    """The distinct lemmas of a word of the dictionary; е may stand for ё."""
    tables = _morph().dictionary
    if "е" in word:
        found = tables.words.similar_items(word, _morph().char_substitutes)
    else:
        found = [(word, tables.words.get(word) or ())]
    return list(
        dict.fromkeys(
            tables.build_normal_form(paradigm, place, spelled)
            for spelled, parses in found
            for paradigm, place in _one_a_paradigm(parses)
            if not only_productive or _is_productive(paradigm, place)
        )
    )


def _one_a_paradigm(parses: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Forms that look alike within one paradigm («стали» of сталь: four cases) have one lemma."""
    return dict(parses).items()


def _alike(word: str, length: int) -> dict[str, float]:
    """How many known words that end so have which lemma ending, put on this word."""
    tables = _morph().dictionary
    start, end = word[:-length], word[-length:]
    counts: dict[str, float] = defaultdict(float)
    for spelled, parses in tables.prediction_suffixes_dawgs[0].similar_items(end, _morph().char_substitutes):
        for count, paradigm, place in parses:
            if _is_productive(paradigm, place):
                counts[tables.build_normal_form(paradigm, place, start + spelled)] += count
    return counts


@cache
def _is_productive(paradigm: int, place: int) -> bool:
    """False for pronouns, prepositions and other closed classes, to which no new word belongs."""
    return bool(_morph().dictionary.build_tag_info(paradigm, place).is_productive())


def _by_share(counts: dict[str, float]) -> dict[str, float]:
    total = sum(counts.values()) or 1.0
    return {lemma: count / total for lemma, count in sorted(counts.items(), key=lambda item: -item[1])}


@cache
def _morph() -> Any:
    import pymorphy3  # 15 MB and a third of a second: only for a word that the index does not know

    return pymorphy3.MorphAnalyzer()
