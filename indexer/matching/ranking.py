"""How much each merit of a match weighs: BM25F is the measure, the others lift it by shares of a word's idf.

    score = BM25F of the words + exact forms + nearness of neighbours (+ the share of words, where some were let go)

`python -m benchmarks.relevance` prints the table from which these figures were chosen; round ones were preferred.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ranking:
    """Weights of what is added to BM25F, and when words may be let go.

    The lifts are looked for in the best `candidates` only, and in those that are as good as the last of them.
    """

    exact: float = 0.3  # of the BM25F that a word has where it stands in the very form that was typed
    nearness: float = 1.0  # of the lesser idf of two neighbouring words, over their distance
    share: float = 0.5  # of the idf of all words, times the fourth power of the share that is held
    candidates: int = 300

    long_query: int = 4  # words; a shorter query lets words go only when nothing holds all of them
    page: int = 10  # articles; a long query lets words go when fewer hold all of them
    together: float = 0.5  # but not when in one of these all neighbours are so near: at most a word between two
    most: float = 0.5  # articles that hold this share of the words' idf are shown
    few: int = 100  # articles; when fewer hold so much, those that hold most of the others are shown too
    least: float = 0.25  # but none that holds less than this share, unless no article holds so much

    def nearness_of_each(self, pairs: int) -> float:
        """What the nearness of each of so many pairs of neighbours weighs: two words alone are one thing more often.

        >>> Ranking(nearness=1.0).nearness_of_each(1), Ranking(nearness=1.0).nearness_of_each(10)
        (2.0, 1.1)
        """
        return self.nearness * (1 + 1 / pairs)


MEASURED = Ranking()
PLAIN = Ranking(exact=0.0, nearness=0.0, share=0.0)  # BM25F alone, which any road can compute
