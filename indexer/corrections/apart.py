"""Which words of a query are one, written apart? «авиа билеты», «нано-технологии», «5 G»; asked where little was found.

    query = "авиа билеты"
    put_together(within, query, correctable(query), True)   ->   Correction("авиабилеты", "typo", True, "!авиа !билеты")

Only a word that the index has met is put together, and only where next to no article has its parts side by side. The
other way round, a compound that no article has is its words where some article has them all: «IT-парк», «5G-сети».
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.matching.within import Within
from indexer.search.results import Correction
from indexer.search.rewriting import Place, as_typed, rewritten
from indexer.search.syntax import Phrase, Word
from indexer.search.terms import plan
from indexer.text.letters import fold_yo, is_capitals, is_cyrillic
from indexer.text.stopwords import is_stopword

WITNESSED = 5  # documents that hold the word
MORE = 10  # times as many as hold its parts side by side
SHORTEST, SHORTEST_PART = 6, 2  # letters


def put_together(within: Within, query: str, correctable: Sequence[Place], is_sure: bool) -> Correction | None:
    """The query with such of its correctable words in one; None where there are none."""
    changes: dict[Place, str] = {}
    parts: list[Place] = []
    for places in _neighbours(query, correctable):
        texts = [text for place in places for text in place.text.split("-")]
        if any(place in parts for place in places) or (whole := _whole(within, texts)) is None:
            continue
        if _is_commoner(within, whole, texts):
            first, last = places[0], places[-1]
            changes[Place(query[first.start : last.stop], first.start, last.stop, first.mark)] = whole
            parts += places
    return Correction(rewritten(query, changes), "typo", is_sure, as_typed(query, parts)) if changes else None


def taken_apart(within: Within, query: str, correctable: Sequence[Place], is_sure: bool) -> Correction | None:
    """The query with blanks in those of its compounds that stand nowhere; None unless some article holds all words.

    It is offered, for «учебно-игровой» says more than its parts; «IT-парк» is an adjective and its noun.
    """
    compounds = [place for place in correctable if _is_compound(place.text) and not within.count_of(place.text)]
    if not compounds:
        return None
    text = rewritten(query, {place: place.text.replace("-", " ") for place in compounds})
    if not within.count_of(text):
        return None
    is_sure = is_sure and all(_begins_as_abbreviation(place.text) for place in compounds)
    return Correction(text, "typo", is_sure, as_typed(query, compounds))


def _is_compound(word: str) -> bool:
    """Parts of letters, or of figures with letters."""
    parts = word.split("-")
    return len(parts) > 1 and all(part.isalnum() and not part.isdigit() for part in parts)


def _begins_as_abbreviation(compound: str) -> bool:
    """«IT-», «5G-», «ГЧП-»."""
    first, _, _ = compound.partition("-")
    return not is_cyrillic(first) or is_capitals(first)


def _neighbours(query: str, places: Sequence[Place]) -> Iterator[tuple[Place, ...]]:
    """Words with a hyphen, and pairs of words with a blank between them."""
    for place in places:
        if "-" in place.text:
            yield (place,)
    for before, after in pairwise(places):
        if before.mark != after.mark and query[before.stop : after.start].isspace():
            yield before, after


def _whole(within: Within, texts: list[str]) -> str | None:
    """The word that those are together, as the index writes it."""
    whole = "".join(texts).lower()
    is_long = len(whole) >= SHORTEST and all(text.isalpha() and len(text) >= SHORTEST_PART for text in texts)
    if not is_long and not _is_model(texts):
        return None
    if any(is_stopword(fold_yo(text.lower())) for text in texts) and not _is_torn(within, texts):
        return None
    return whole if within.generation.met.is_written(whole) else None


def _is_torn(within: Within, texts: list[str]) -> bool:
    """Whether a part stands nowhere: «до машнее»."""
    return any(not within.generation.met.found(text) for text in texts)


def _is_model(texts: list[str]) -> bool:
    """A number beside letters: «5 G», «С-400»."""
    return len(texts) == 2 and sorted((text.isdigit(), text.isalpha()) for text in texts) == [
        (False, True),
        (True, False),
    ]


def _is_commoner(within: Within, whole: str, texts: list[str]) -> bool:
    """Whether articles have it in one word and not apart."""
    count = within.generation.met.found(whole)
    if count < WITNESSED:
        return False
    apart = plan(Phrase(tuple(map(Word, texts))), within.generation.analyzer)
    return apart is None or count >= MORE * len(within.evaluate(apart).found.docnums)
