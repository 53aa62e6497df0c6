"""Which words of a query are two, typed without the blank or the hyphen? «640тысяч», «деньрождения», «Су57».

    taken_apart(within, "деньрождения")   ->   "день рождения"
    taken_apart(within, "Су57")           ->   "Су-57"

Asked only of a word that stands nowhere. Both parts must be written in articles, and somewhere side by side; behind a
number that is not asked, for the very number may be another's.
"""

import re
from collections.abc import Iterator

from indexer.matching.within import Within
from indexer.opened.met import MetWords
from indexer.search.syntax import Phrase, Tree, Word
from indexer.search.terms import plan
from indexer.text.letters import fold_yo
from indexer.text.shortened import shortened

SHORTEST_PART = 3  # letters; there are shorter words, but too many strings are one
BEFORE_OTHERS = frozenset(("в", "до", "за", "и", "из", "к", "на", "не", "о", "об", "от", "по", "с", "у"))
BEHIND_OTHERS = frozenset(("него", "нему", "ней", "нею", "ним", "ними", "них"))  # stand behind a preposition only

_NUMBER = re.compile(r"(\d[\d.,]*)([^\W\d_]+)")  # «51,7га»
_MODEL = re.compile(r"([^\W\d_]+)(\d\w*)")  # «Ту154М»


def taken_apart(within: Within, word: str) -> str | None:
    """The two words that were probably meant, in small letters, with a blank between; None where it is one word."""
    if number := _NUMBER.fullmatch(word):
        unit = number[2].lower()
        is_word = len(unit) >= SHORTEST_PART or shortened(unit)
        return f"{number[1]} {number[2]}" if is_word and within.generation.met.is_written(unit) else None
    if model := _MODEL.fullmatch(word):
        return _model(within, (model[1], model[2]))
    small = word.lower()  # «НЕ» is an operator
    together = ((_side_by_side(within, pair), pair) for pair in _pairs(within.generation.met, small))
    count, pair = max(together, default=(0, ("", "")))
    return " ".join(pair) if count else None


def _model(within: Within, parts: tuple[str, str]) -> str | None:
    """A name with its number: with a hyphen, as articles have it, or with a blank behind a word: «Sims 4»."""
    together = "-".join(parts)
    if within.generation.met.is_written(together):
        return together
    is_word = len(parts[0]) >= SHORTEST_PART
    return " ".join(parts) if is_word and _count(within, Word(together)) else None


def _pairs(met: MetWords, word: str) -> Iterator[tuple[str, str]]:
    """The ways to put one blank into a word, so that either part is written in articles."""
    if not word.isalpha():
        return
    for place in range(1, len(word) - SHORTEST_PART + 1):
        before, after = word[:place], word[place:]
        if place < SHORTEST_PART and fold_yo(before.lower()) not in BEFORE_OTHERS:
            continue
        if before in BEHIND_OTHERS:
            continue
        if met.is_written(before) and met.is_written(after):
            yield before, after


def _side_by_side(within: Within, pair: tuple[str, str]) -> int:
    """How many documents have the two words one after the other, in these forms: «у семейный» stands nowhere."""
    return _count(within, Phrase(tuple(Word(part, exact=True) for part in pair)))


def _count(within: Within, tree: Tree) -> int:
    """How many documents hold it, whatever the filters."""
    planned = plan(tree, within.generation.analyzer)
    return len(within.evaluator().evaluate(planned).docnums) if planned else 0
