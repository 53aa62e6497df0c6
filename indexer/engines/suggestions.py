"""How an unfinished query may go on: «промышл» -> промышленный, промышленность, «промышленный кластер»…

    Completer(generation).suggest("промышл", limit=10)   ->   (Suggestion("промышленный", 512), …)

Words are offered once a lemma, by how often the lemma occurs; phrases by how often titles say them. After other words
phrases that begin with those come first, then what stands behind the last of them in articles, as it stands there:
«кластеры татарстана». Where nothing does, words that stand in articles with it, more often than elsewhere.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

import numpy as np

from indexer.columnar.ragged import Column
from indexer.columnar.topk import top_k
from indexer.fields import TEXT_FIELDS
from indexer.opened.collection import Cells
from indexer.opened.generation import Generation
from indexer.opened.joined import JoinedPostings
from indexer.opened.sets import common
from indexer.opened.words import ALONE, LEMMA_BIT, MOST_WORDS, NO_WORD
from indexer.search.results import Suggestion
from indexer.search.suggest import Agreement, Unfinished, agreement, unfinished
from indexer.text.letters import form
from indexer.text.stopwords import is_stopword

PHRASES_SHOWN = 0.4  # at most this share of the suggestions for a first word
RANKED = 8  # words ranked for each that is shown: forms of one lemma are shown once
AGREEING = 100  # and where only one form in ten may do
MOST_CELLS = 4000  # titles and texts with the word before, in which is looked for what stands behind it
ADJECTIVES = ("ый", "ий", "ой")
QUERIES_REMEMBERED = 4096  # everybody types the same first letters
LONGEST_QUERY = 400  # characters


def completer(generation: Generation) -> Callable[[str, int], tuple[Suggestion, ...]]:
    """`Completer.suggest` that remembers what it was asked last."""
    return lru_cache(maxsize=QUERIES_REMEMBERED)(Completer(generation).suggest)


class Completer:
    """Completes queries by the words of one generation; safe to share between threads."""

    def __init__(self, generation: Generation) -> None:
        self._words = generation.words
        self._collection = generation.collection
        self._lexicon = generation.lexicon
        self._analyzer = generation.analyzer
        self._columns = [memoryview(column.data) for column in self._words.phrases]

    def suggest(self, query: str, limit: int) -> tuple[Suggestion, ...]:
        """At most `limit` ways to go on; in the other keyboard layout where nothing begins as typed."""
        asked = unfinished(query[:LONGEST_QUERY])
        found = self._completed(asked, limit)
        if not found and (meant := asked.in_other_layout(self._is_word)) is not None:
            found = self._completed(meant, limit)
        return tuple(_whole(found))

    def _completed(self, asked: Unfinished, limit: int) -> list[Suggestion]:
        if not asked.prefix and not asked.context:
            return []
        rows = self._words.prefixed(asked.prefix) if asked.prefix else range(len(self._words))
        if asked.context:
            after = self._after(asked, rows, limit)
            return self._filled(asked, after, rows, limit) if asked.prefix else after[:limit]
        phrases = self._phrases(asked, (), rows, round(limit * PHRASES_SHOWN))
        words = list(islice(self._single(asked, rows, limit), limit - len(phrases)))
        return sorted([*words, *phrases], key=lambda one: -one.count)

    def _after(self, asked: Unfinished, rows: range, limit: int) -> list[Suggestion]:
        """Phrases that begin with the words before, the more of them the better."""
        found: dict[str, Suggestion] = {}
        for start in range(len(asked.context)):
            context = [self._words.row(word) for word in asked.context[start:]]
            known = tuple(row for row in context if row is not None)
            if len(known) == len(context):
                for one in self._phrases(asked, known, rows, limit):
                    found.setdefault(one.text, one)
        return list(found.values())

    def _filled(self, asked: Unfinished, after: list[Suggestion], rows: range, limit: int) -> list[Suggestion]:
        """Phrases, and words after them."""
        texts = {one.text for one in after}
        if len(after) < limit and (found := self._behind(asked, rows, limit)):
            return list(islice((*after, *(one for one in found if one.text not in texts)), limit))
        agreed = agreement(asked.context[-1]) if self._is_adjective(asked.context[-1]) else None
        singles = self._beside(asked, self._single(asked, rows, limit, agreed)) if agreed else []
        singles = singles or self._beside(asked, self._single(asked, rows, limit))
        words = (one for one in singles if one.text not in texts)
        return list(islice((*after, *words), limit))

    def _behind(self, asked: Unfinished, rows: range, limit: int) -> list[Suggestion]:
        """Forms that stand right behind the last word before, the most frequent joins first.

        Behind a small word first what stands there in articles with the word before it: «кластер в т» asks for
        «татарстане».
        """
        *earlier, last = asked.context
        before = self._collection.postings(last, is_exact=True)
        found = []
        if earlier and is_stopword(last):
            found = self._joined(asked, rows, limit, before, common(before.cells, self._cells(earlier[-1])))
        return found or self._joined(asked, rows, limit, before, before.cells)

    def _joined(
        self, asked: Unfinished, rows: range, limit: int, before: JoinedPostings, cells: Cells
    ) -> list[Suggestion]:
        """Forms that stand right behind a word in some of its cells."""
        cells = cells[:MOST_CELLS]
        places = before.occurrences(before.cells.searchsorted(cells)) + 1
        found = []
        for row in _most(self._words.counts, rows, RANKED * limit) if len(cells) else ():
            if int(self._words.groups[row]) != ALONE and not self._is_torn(row):
                text = self._words.text(row)
                joins = len(common(places, self._collection.occurrences(text, TEXT_FIELDS, True, cells)))
                if joins:
                    found.append(Suggestion(asked.head + self._words.spelled(row), joins))
        return sorted(found, key=lambda one: -one.count)[:limit]

    def _beside(self, asked: Unfinished, words: Iterable[Suggestion]) -> list[Suggestion]:
        """Those that stand in one field of an article with the last word before; all, where it stands nowhere."""
        before = self._cells(asked.context[-1])
        if not len(before):
            return list(words)
        found: list[tuple[float, Suggestion]] = []
        for one in words:
            cells = self._cells(one.text.removeprefix(asked.head))
            if together := len(common(before, cells)):
                found.append((together / math.sqrt(len(cells)), replace(one, count=together)))
        return [one for _, one in sorted(found, key=lambda each: -each[0])]

    def _cells(self, word: str) -> Column:
        """Where the likeliest lemma of a word stands."""
        return self._collection.postings(self._analyzer.readings(form(word))[0].term).cells

    def _is_adjective(self, word: str) -> bool:
        """Whether the likeliest lemma of a word of the index ends as adjectives do."""
        readings = self._lexicon.readings(word) or ()
        return any(reading.term.endswith(ADJECTIVES) for reading in readings[:1])

    def _single(
        self, asked: Unfinished, rows: range, limit: int, agreed: Agreement | None = None
    ) -> Iterator[Suggestion]:
        """Words that agree, the most frequent first, each lemma once."""
        words = self._words
        met: set[int] = set()
        ranked = _most(words.counts, rows, (AGREEING if agreed else RANKED) * limit)
        for row in ranked:
            group = int(words.groups[row])
            if agreed and not agreed.holds(words.text(row), bool(group & LEMMA_BIT)):
                continue
            if not words.counts[row]:
                return
            if group == ALONE or group & ~LEMMA_BIT in met or not self._is_alive(row) or self._is_torn(row):
                continue
            met.add(group & ~LEMMA_BIT)
            yield Suggestion(asked.head + words.spelled(row), int(words.counts[row]))

    def _phrases(self, asked: Unfinished, context: tuple[int, ...], rows: range, limit: int) -> list[Suggestion]:
        """The most frequent phrases of those words and one of `rows`."""
        if len(context) >= MOST_WORDS:
            return []
        low, high = 0, len(self._columns[0])
        for column, row in zip(self._columns, context, strict=False):
            low, high = bisect_left(column, row, low, high), bisect_right(column, row, low, high)
        column = self._columns[len(context)]
        low, high = bisect_left(column, rows.start, low, high), bisect_left(column, rows.stop, low, high)
        found = []
        for place in _most(self._words.phrase_counts, range(low, high), limit):
            said = [column[place] for column in self._columns[len(context) :] if column[place] != NO_WORD]
            if all(map(self._is_alive, said)):
                text = asked.head + " ".join(map(self._words.spelled, said))
                found.append(Suggestion(text, int(self._words.phrase_counts[place])))
        return found

    def _is_word(self, word: str) -> bool:
        return self._words.row(word.lower()) is not None

    def _is_torn(self, row: int) -> bool:
        """Whether a hyphen is but the end of a line, as in «промышлен-ников»: whole, the word is met more often."""
        word = self._words.text(row)
        whole = self._words.row(word.replace("-", "")) if "-" in word else None
        return whole is not None and self._words.counts[whole] > self._words.counts[row]

    def _is_alive(self, row: int) -> bool:
        """False for a word that only deleted articles hold."""
        if self._collection.alive is None:
            return True
        return len(self._collection.postings(self._words.text(row), is_exact=True).cells) > 0


def _whole(found: Sequence[Suggestion]) -> Iterator[Suggestion]:
    """Without beginnings of others: «санкт» beside «санкт-петербург»."""
    for one in found:
        if not any(other.text.startswith(f"{one.text}-") for other in found):
            yield one


def _most(counts: Column, rows: range, limit: int) -> list[int]:
    """The rows of the greatest counts, the greatest first; of equal ones the first in order."""
    places: list[int] = (rows.start + top_k(counts[rows.start : rows.stop].astype(np.int64), limit)).tolist()
    return places
