"""What does a capital letter in a query say? «губернатор Орлов» asks for the surname before the eagle.

And which word may be a surname though the dictionary knows it otherwise: «Токаев» is the genitive of Tokaj wines.

>>> as_name("орлов", (("орлов", 47), ("орел", 17)))
(('орлов', 47), ('орел', 8))

A hint, no more: the other readings count half and are found still.
"""

from collections.abc import Iterable, Sequence

from indexer.fields import CERTAIN
from indexer.search.syntax import Tree, Word
from indexer.text.analyzer import Analyzer
from indexer.text.lemma import STEM_MARK
from indexer.text.stem import SURNAME_ENDINGS

SHORTEST = 5  # letters of a surname
SINGULAR = ("а", "у", "ым", "ом", "ой", "е")  # how its cases end: «Токаевым»; «литровы» is a mistake
FAINT = CERTAIN // 8  # what a surname counts in a word without a capital


def is_name(word: Word) -> bool:
    """A capital is a hint; all capitals are an abbreviation, or shouting."""
    return word.text[:1].isupper() and not word.text.isupper() and not word.exact


def without_first_capital(parts: tuple[Tree, ...]) -> tuple[Tree, ...]:
    """«Орлов выступил» begins as every sentence does: its capital says nothing, unless others have one too."""
    first, *others = parts
    if not isinstance(first, Word) or not is_name(first) or not others:
        return parts
    if any(isinstance(part, Word) and part.text[:1].isupper() for part in others):
        return parts
    return (Word(first.text.lower()), *others)


def as_name(own: str, terms: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Weighted terms of a word that is spelled `own`: the reading that is spelled so counts whole, the others half.

    Names in the nominative look like other words in the genitive; in other cases they rarely look like any. A word that
    no dictionary knows stays as it is: its stem is what other cases of it meet.
    """
    if (own, FAINT) in terms:  # a surname's other readings count whole: its nominative is indexed under them
        return tuple((term, CERTAIN if term in (own, own + STEM_MARK) else weight) for term, weight in terms)
    if own not in {term for term, _ in terms} or any(term.endswith(STEM_MARK) for term, _ in terms):
        return terms
    weighed = [(term, weight if term == own else max(1, weight // 2)) for term, weight in terms]
    return tuple(sorted(weighed, key=lambda one: -one[1]))


def with_surname(own: str, terms: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """The terms of a word that is spelled `own`, and those of a surname in the nominative, if it looks like one.

    >>> with_surname("токаев", (("токай", 64),))
    (('токай', 64), ('токаев', 8), ('токаев~', 8))

    Its other cases, «Токаева», are unknown words, and indexed under its lemma and its stem.
    """
    if not may_be_surname(own, [term for term, _ in terms]):
        return terms
    return (*terms, (own, FAINT), (own + STEM_MARK, FAINT))


def may_be_surname(own: str, terms: Sequence[str]) -> bool:
    """Whether a word that the dictionary reads otherwise looks like a surname in the nominative: «Токаев», «Шнуров»."""
    if not own.endswith(SURNAME_ENDINGS) or len(own) < SHORTEST or "-" in own:
        return False
    return not any(term == own or term.endswith(STEM_MARK) for term in terms)


def nominative_of_surname(word: str, terms: Iterable[str], analyzer: Analyzer) -> str | None:
    """The surname of which an unknown word may be a case, if the dictionary takes it for another word.

    «Токаева» is unknown, and meets other cases by its stem; but «Токаев» is indexed as Tokaj wine and not by a stem.
    """
    if not word.endswith(SINGULAR):
        return None
    for term in terms:
        own = term.removesuffix(STEM_MARK)
        if own not in (term, word) and may_be_surname(own, [reading.term for reading in analyzer.readings(own)]):
            return own
    return None
