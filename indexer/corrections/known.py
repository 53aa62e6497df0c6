"""Which words of the index are near one that is doubted?

known = KnownWords(within)
known.nearest("кластир", 2, least=1)  ->  "кластер"
"""

import numpy as np

from indexer.corrections.glued import taken_apart
from indexer.matching.within import Within
from indexer.opened.words import LONGEST_WORD, Words, encoded, mask_of
from indexer.search import typos
from indexer.text.dictionary import lemmas
from indexer.text.letters import fold_yo, is_cyrillic

MOST_TRIED = 12  # candidates for one word, by their rank
ONE_OF = 1000  # documents must hold, in a small index, what is well known there


class KnownWords:
    """The words of one generation, as readers may have meant them; looked for while there is time."""

    def __init__(self, within: Within) -> None:
        self.within = within
        self.found = within.generation.met.found

    @property
    def words(self) -> Words:
        """All of them with their counts, unpacked when a word is first doubted."""
        return self.within.generation.words

    def nearest(self, word: str, edits: int, least: int) -> str | None:
        """The word that was probably mistyped so, with `edits` edits at most, of those that occur `least` times."""
        folded = fold_yo(word.lower())
        near = self.near(folded, min(edits, typos.most_edits(folded)), least)
        rows = (self.words.row(one) for one in near[:MOST_TRIED] if self.found(one))
        return next((self.words.spelled(row) for row in rows if row is not None), None)

    def near(self, word: str, edits: int, least: int) -> list[str]:
        """Words within so many edits that occur `least` times or more, the likeliest first."""
        code = encoded(word)
        if code is None or not edits:
            return []
        words = self.words
        some = np.flatnonzero(words.counts >= least) if least > 1 else slice(None)
        # An edit changes a word's length by one and its set of letters by one, or the length not and the set by two.
        lengths = words.lengths[some].astype(np.int8) - np.int8(min(len(code), LONGEST_WORD + 2))
        apart = np.bitwise_count(words.masks[some] ^ np.uint32(mask_of(code)))
        rows = np.flatnonzero(apart + np.abs(lengths) <= 2 * edits)
        rows = rows if isinstance(some, slice) else some[rows]
        found: list[tuple[str, int, int]] = []
        for length in range(len(code) - edits, len(code) + edits + 1):
            mine = rows[words.lengths[rows] == length]
            texts = words.texts(mine, length) if len(mine) else []
            for place, distance in typos.near(word, texts, edits) if texts else ():
                found.append((texts[place], distance, int(words.counts[mine[place]])))
        return typos.ranked(word, found)

    def taken_apart(self, word: str) -> str | None:
        """The two words that were probably typed without the blank."""
        return taken_apart(self.within, word)

    def is_word(self, word: str) -> bool:
        """True when the index holds the form, or the dictionary knows it and the index another form of it."""
        row = self.words.row(fold_yo(word.lower()))
        return (row is not None or is_in_dictionary(word)) and self.found(word) > 0

    def is_held(self, word: str, by: int) -> bool:
        """True when so many documents hold a word; in a small index fewer do."""
        enough: int = min(by, 1 + self.within.generation.collection.doc_count // ONE_OF)
        return self.found(word) >= enough


def is_in_dictionary(word: str) -> bool:
    """True for a Russian word that the dictionary has."""
    return is_cyrillic(word) and bool(lemmas(word.lower()))  # a Latin word need not load the dictionary
