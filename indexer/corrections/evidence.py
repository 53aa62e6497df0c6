"""Is it sure that one word was typed for another? may_be_sure(known, "кластир", "кластер", is_alone=True) == True

What is guessed with the least evidence (a Latin name, one word of several) must be well known to the index; a word
alone is rewritten only by one so much more frequent and so like it that it is no word that merely no article has.
"""

import math

from indexer.corrections.known import KnownWords
from indexer.search import typos
from indexer.text.letters import fold_yo, is_capitals, is_cyrillic

WELL_KNOWN = 20  # documents that make a name in capitals worth reading in Russian: «Skolkovo», not «Pegas»
WITNESSED = 5  # documents that make a word more than a curiosity: not «SOSUS», which one article names
OF = 100_000  # documents among which a word is counted before the logarithm of its frequency is taken
LETTER = 0.8  # what every letter of a word tells against its being another by chance, in logarithms of frequency
NAME = 3.0  # how much more must tell against a word with a capital, «Кукмор» is no «Комкор», or in Latin letters
LONG = 8  # letters of a word that has few neighbours one edit away


def may_be_sure(known: KnownWords, word: str, meant: str, is_alone: bool) -> bool:
    """True when the index witnesses what a word is taken for as often as the word leaves room for others."""
    if is_cyrillic(word):
        if is_alone:
            return tells_enough(known, word, meant, is_name=word[:1].isupper() and not word.isupper())
        if len(word) >= LONG and is_likely(word, meant):
            return True
        has_few_neighbours = len(word) >= LONG and bool(typos.near(fold_yo(word.lower()), [fold_yo(meant)], 1))
        return known.is_held(meant, WITNESSED if has_few_neighbours else WELL_KNOWN)
    return word.islower() and known.is_held(meant, WELL_KNOWN)


def tells_enough(known: KnownWords, word: str, meant: str, is_name: bool) -> bool:
    """Whether a word with no others beside it is a slip rather than a word that no article has: «Сырцев» is no «сырье».

    A short word in capitals is an abbreviation, and has neighbours that are others: «ФГБОУ» and «ФГБУ».
    """
    if is_capitals(word):
        return False
    frequency = OF * known.found(meant) / known.within.generation.collection.doc_count
    return _price(word, meant) + NAME * is_name <= math.log(frequency + 1) + LETTER * len(word)


def is_likely(typed: str, meant: str) -> bool:
    """Whether one likely mistake makes the difference: a letter left out, doubled or not, or exchanged by ear."""
    return _price(typed, meant) <= typos.SOUND


def _price(typed: str, meant: str) -> float:
    return typos.price(fold_yo(typed.lower()), fold_yo(meant.lower()))
