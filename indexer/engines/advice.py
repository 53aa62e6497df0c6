"""What may help a person who found nothing? Each word alone, words near those that stand nowhere, the words unquoted.

advise(Within(generation), '"кластер бегемотище"')
->  Advice(words=(WordAlone("кластер", 38), WordAlone("бегемотище", 0, ("бегемот",))), plain=None)
"""

from collections.abc import Iterator

import numpy as np

from indexer.corrections.known import KnownWords
from indexer.fields import TEXT_FIELDS
from indexer.matching.within import Within
from indexer.opened.words import ALONE, LEMMA_BIT, Words
from indexer.search.limits import cut
from indexer.search.parser import parse
from indexer.search.results import Advice, Suggestion, WordAlone
from indexer.search.syntax import And, InField, Not, Or, Phrase, Tree, Word
from indexer.search.terms import plan
from indexer.text.letters import fold_yo
from indexer.text.stopwords import is_stopword

MOST_WORDS = 6  # of a query
MOST_NEAR = 4  # for one of them
EDITS = 2
SHORTEST = 4  # letters of a beginning by which a word is thought to be near
RANKED = 8  # words that begin so, for each that is shown: forms of one lemma are shown once

_TEXTS = frozenset(field.name for field in TEXT_FIELDS)


def advise(within: Within, query: str) -> Advice:
    """See `Engine.advise`."""
    asked = cut(query)
    texts = [text for text in dict.fromkeys(sought(parse(asked).tree)) if not is_stopword(fold_yo(text.lower()))]
    words = tuple(_alone(within, text) for text in within.deadline.each(texts[:MOST_WORDS]))
    plain = " ".join(texts)
    count = _count(within, And(tuple(map(Word, texts)))) if len(texts) > 1 and plain != query.strip() else 0
    return Advice(words, Suggestion(plain, count) if count else None)


def sought(tree: Tree) -> Iterator[str]:
    """The words of a tree that are to stand in a text, as typed."""
    match tree:
        case Word(text):
            yield text
        case Phrase(words):
            yield from (word.text for word in words)
        case InField(name, part) if name in _TEXTS:
            yield from sought(part)
        case And(parts) | Or(parts):
            for part in parts:
                if not isinstance(part, Not):
                    yield from sought(part)


def near_words(within: Within, word: str) -> tuple[str, ...]:
    """Words of the index within two edits, the likeliest first, then those that begin alike; one of each lemma."""
    words, folded = within.generation.words, fold_yo(word.lower())
    found: dict[int, int] = {}  # lemma -> row
    for one in KnownWords(within).near(folded, EDITS, least=1):
        row = words.row(one)
        if row is not None:
            found.setdefault(_lemma(words, row), row)
    for length in range(len(folded) - 1, max(SHORTEST, len(folded) // 2) - 1, -1):
        if len(found) >= MOST_NEAR:
            break
        alike = words.prefixed(folded[:length])
        counts = words.counts[alike.start : alike.stop]
        for place in np.argsort(counts, kind="stable")[::-1][: RANKED * MOST_NEAR].tolist():
            found.setdefault(_lemma(words, alike.start + place), alike.start + place)
    return tuple(words.spelled(row) for row in [*found.values()][:MOST_NEAR])


def _alone(within: Within, text: str) -> WordAlone:
    count = _count(within, Word(text))
    return WordAlone(text, count, () if count else near_words(within, text))


def _count(within: Within, tree: Tree) -> int:
    planned = plan(tree, within.generation.analyzer)
    return len(within.evaluate(planned).found.docnums) if planned else 0


def _lemma(words: Words, row: int) -> int:
    """A number of the lemma of a word; its own where it says nothing alone."""
    group = int(words.groups[row])
    return -1 - row if group == ALONE else group & ~LEMMA_BIT
