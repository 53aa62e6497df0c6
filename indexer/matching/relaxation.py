"""Which documents hold most of a query's words, where too few hold all of them?

A short query lets words go only when nothing holds all of them; a long one, a pasted headline say, also when fewer than
a page do: of sixteen words another article may happen to hold each. But where they stand side by side in one of these,
as the name of an association does, that is no chance, and nothing is let go.

A word counts by its idf, so that «о», «новый» and the like are soon let go; a phrase counts by its words; a word that
stands nowhere does not count. What holds all words is among the answer, with the greatest share. Conditions (НЕ, dates,
facets) are never let go.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

import numpy as np

from indexer.columnar.ragged import Column
from indexer.matching.ranking import Ranking
from indexer.opened.sets import NOTHING, Weighted, risen
from indexer.search.syntax import And, InField
from indexer.search.terms import AnyOf, Plan, Together, all_at
from indexer.text.stopwords import is_stopword
from indexer.text.wording import counted

NONE_HOLDS_ALL = "все слова вместе не встретились ни в одной статье: показаны те, где есть хотя бы часть слов"
NO_PHRASE = "точно такой фразы нет ни в одной статье: показаны те, где есть хотя бы часть её слов"
EVEN = 1e-9  # shares so near are equal: they were added up in another order


def is_enough(count: int, parts: Sequence[Plan], words: Sequence[Plan], ranking: Ranking) -> bool:
    """Whether `count` documents that hold all parts answer the query; `words` are the parts when it is loosened."""
    if len(parts) < 2:
        return count > 0 or length(words) < ranking.long_query
    return count >= (ranking.page if length(parts) >= ranking.long_query else 1)


def length(parts: Sequence[Plan]) -> int:
    """How many words there are; those that one abbreviation stands for count once."""
    terms = [{term for term, _ in part.terms} if isinstance(part, AnyOf) else set() for part in parts]
    return len(parts) - sum(not before.isdisjoint(after) for before, after in pairwise(terms))


def note(count: int, parts: int) -> str:
    """What to tell the person when `count` documents hold all parts."""
    if count:
        articles = counted(count, "статье", "статьях", "статьях")
        return f"все слова вместе есть только в {articles}: показаны и те, где есть часть слов"
    return NONE_HOLDS_ALL if parts > 1 else NO_PHRASE


def loosened(plan: Plan) -> Plan:
    """The plan with each phrase as its words, without those that mean nothing alone; an exact phrase stays."""
    match plan:
        case And(parts, places):
            placed = zip(parts, places or range(len(parts)), strict=True)
            return all_at((word, place + at) for part, place in placed for word, at in _words(part)) or plan
        case InField(name, part):
            return InField(name, loosened(part))
        case Together():
            return all_at(_words(plan)) or plan
    return plan


class Word(Protocol):
    """What `most` asks of a word of the query, or of an ИЛИ."""

    @property
    def idf(self) -> float:
        """How much it tells; 0 where it stands nowhere."""
        ...

    def scores(self) -> Weighted:
        """Its matches among the allowed documents."""
        ...

    def scores_in(self, docnums: Column) -> tuple[Column, Column]:
        """The scores of those documents, 0 of those that do not match, and which of them do."""
        ...


def most(words: Sequence[Word], ranking: Ranking) -> Weighted:
    """The documents that hold most of the words.

    Words that do not tell `least` all together need not be looked through: what holds only them is not shown. They are
    the frequent ones, and are looked up in the documents of the others.
    """
    total = sum(word.idf for word in words)
    rest = ranking.least * total - EVEN
    sought = []
    for word in sorted(words, key=lambda word: word.idf):
        rest -= word.idf
        if rest < 0:
            sought.append(word)
    found = _holding(words, sought, ranking)
    return found or _holding(words, words, ranking) or NOTHING


def _holding(words: Sequence[Word], sought: Sequence[Word], ranking: Ranking) -> Weighted | None:
    """What holds most, of the documents that have a word sought; None where others may hold more."""
    total = sum(word.idf for word in words)
    matches = {id(word): word.scores() for word in sought}
    docnums = risen([one.docnums for one in matches.values()])
    shares, scores = np.zeros(len(docnums)), np.zeros(len(docnums))
    for word in words:
        if id(word) in matches:
            mine = matches[id(word)]
            places = docnums.searchsorted(mine.docnums)
            shares[places] += word.idf
            scores[places] += mine.weights
        else:
            theirs, is_there = word.scores_in(docnums)
            shares += word.idf * is_there
            scores += theirs
    shares /= total or 1.0
    if len(sought) < len(words) and shares.max(initial=0.0) < ranking.least:
        return None
    if not len(docnums):
        return NOTHING
    is_kept = shares >= least_share(shares, ranking) - EVEN
    docnums, shares = docnums[is_kept], shares[is_kept]
    return Weighted(docnums, scores[is_kept] + share_score(shares, total, ranking))


def share_score(shares: Column, total: float, ranking: Ranking) -> Column:
    """What holding those shares of the words adds, the idf of all words together being `total`."""
    return ranking.share * total * shares**4


def least_share(shares: Column, ranking: Ranking) -> float:
    """The share that must be held: `most`; less while `few` hold it, but `least`; no more than the best holds."""
    need = ranking.most
    if np.count_nonzero(shares >= need - EVEN) < ranking.few:
        last = len(shares) - ranking.few
        need = max(ranking.least, float(np.partition(shares, last)[last]) if last > 0 else 0.0)
    return min(need, float(shares.max()))


def _words(part: Plan) -> list[tuple[Plan, int]]:
    """The words of a phrase, those that tell something, and how far from its first each stands; all else is one."""
    if not isinstance(part, Together) or any(word.exact for _, word in part.slots):
        return [(part, 0)]
    words: list[tuple[Plan, int]] = [(word, at) for at, word in part.slots if not is_stopword(word.text)]
    return words or [(word, at) for at, word in part.slots]
