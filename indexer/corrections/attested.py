"""What was the word meant as that stands nowhere, if articles hold the others with it? «Сергей Собянен».

    attested(within, "Сергей Собянен", correctable("Сергей Собянен"), unmet={"собянен"})
    ->  Correction("Сергей Собянин", "typo", True, "Сергей !Собянен")

Asked last: of a name, or of a word that the dictionary knows, likeness alone does not tell that it was mistyped.
"""

from collections.abc import Collection, Sequence

from indexer.corrections.evidence import WELL_KNOWN
from indexer.corrections.known import KnownWords
from indexer.matching.within import Within
from indexer.search import typos
from indexer.search.results import Correction
from indexer.search.rewriting import Place, as_typed, rewritten
from indexer.text.letters import fold_yo, form, is_cyrillic

MOST_WORDS = 5  # of a query; hardly any document holds all of more
MOST_TRIED = 4  # words that may have been meant
DEAREST = 2 * typos.SOUND  # mistakes of one word: «Пупкинов» is no «Пушкино»
NEAR = 4  # words between a name and its neighbour


def attested(within: Within, query: str, places: Sequence[Place], unmet: Collection[str]) -> Correction | None:
    """The query with its word that stands nowhere put right, so that some document holds all of it.

    Of a name it is enough that it stands beside its neighbour: «министр Монтуров» of a longer query.
    """
    doubted = [place for place in places if form(place.text) in unmet]
    if len(doubted) != 1 or len(places) == 1 or not doubted[0].text.isalpha() or not is_cyrillic(doubted[0].text):
        return None
    place = doubted[0]
    word = fold_yo(place.text.lower())
    edits = typos.most_edits(word, is_alone=False)
    is_held = edits and len(places) <= MOST_WORDS and within.count_of(query[: place.start] + query[place.stop :])
    if not is_held and not (edits and place.text[:1].isupper()):
        return None
    known = KnownWords(within)
    for near in known.near(word, edits, least=1)[:MOST_TRIED]:
        row, price = known.words.row(near), typos.price(word, near)
        if row is None or price > DEAREST:
            continue
        meant = known.words.spelled(row)
        text = rewritten(query, {place: meant})
        if (is_held and within.count_of(text)) or (
            place.text[:1].isupper() and _is_beside(within, places, place, meant)
        ):
            is_sure = price <= typos.SOUND and known.found(near) >= WELL_KNOWN
            return Correction(text, "typo", is_sure, as_typed(query, [place]))
    return None


def _is_beside(within: Within, places: Sequence[Place], place: Place, meant: str) -> bool:
    """Whether some document has the word near one that it stands beside in the query: «министр Денис Мантуров»."""
    number = places.index(place)
    beside = (*places[:number][-1:], *places[number + 1 :][:1])
    return any(within.count_of(f'"{one.text} {meant}"~{NEAR}') for one in beside)
