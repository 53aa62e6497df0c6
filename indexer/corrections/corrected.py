"""What was meant where the query as typed finds little: wrong keyboard layout, Latin for Russian, no blank, a typo.

    corrected(within, "rfpfym", correctable("rfpfym"))   ->   Correction("казань", "layout", True, as_typed="!rfpfym")

`guesses` says of each word what it was meant as; a correction is sure, and applied, when one of them is.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from indexer.corrections.guesses import MUCH_MORE, Doubt, Guess, guess, transliterated
from indexer.corrections.known import KnownWords
from indexer.corrections.transliterated import spelled_in_russian
from indexer.matching.within import Within
from indexer.search import layout, translit, typos
from indexer.search.results import Correction
from indexer.search.rewriting import Place, as_typed, rewritten

MOST_REWRITTEN = 4  # words of one query


def corrected(within: Within, query: str, places: Sequence[Place]) -> Correction | None:
    """The query that was probably meant, of which `places` may be put right; None where every word may stay."""
    known = KnownWords(within)
    guesses = dict(islice(_guesses(known, places), MOST_REWRITTEN))
    if not guesses:
        return None
    is_sure = any(one.is_sure for one in guesses.values())
    chosen = {
        place: one
        for place, one in guesses.items()
        # Who surely mistyped one word mistyped the other too, though some article has it so: «президнт росии».
        if one.is_sure or not is_sure or known.found(place.text)
    }
    if any(one.kind == "layout" for one in chosen.values()):
        chosen |= _small_words(places)
    if is_sure and any(one.kind == "translit" for one in chosen.values()):
        chosen |= _latin_words(known, places)
    return Correction(
        query=rewritten(query, {place: one.text for place, one in chosen.items()}),
        kind=next(iter(chosen.values())).kind,
        applied=is_sure,
        as_typed=as_typed(query, chosen),
    )


def _guesses(known: KnownWords, places: Sequence[Place]) -> Iterator[tuple[Place, Guess]]:
    """The words that were meant as others, while there is time."""
    deadline = known.within.deadline
    if deadline.is_over():
        return
    is_alone = len(places) == 1
    for place in deadline.each(places):
        is_first = place is places[0] and not known.found(place.text)  # every sentence begins with a capital
        is_name = not is_alone and not is_first and place.text[:1].isupper()
        edits = 0 if is_name else typos.most_edits(place.text, is_alone)
        if meant := guess(known, Doubt(place.text, edits, is_alone)):
            yield place, meant


def _small_words(places: Sequence[Place]) -> dict[Place, Guess]:
    """What was typed in the other layout among others that were: «d» is «в» beside «rfpfym»."""
    meant = ((place, layout.small_word(place.text)) for place in places)
    return {place: Guess(text, "layout") for place, text in meant if text is not None}


def _latin_words(known: KnownWords, places: Sequence[Place]) -> dict[Place, Guess]:
    """The words of a query all in small Latin letters of which some are Russian: «v» is «в» in «obschestvo v mire»."""
    if not all(translit.is_spelled(place.text) for place in places):
        return {}
    meant = ((place, spelled_in_russian(known, place.text)) for place in places)
    return {
        place: Guess(text, "translit")
        for place, text in meant
        if text is not None and known.found(text) >= MUCH_MORE[transliterated] * known.found(place.text)
    }
