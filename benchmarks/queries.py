"""Questions made from the articles themselves, the same for every system and every run with the same seed.

    make_queries(articles, count=200, seed=1)  ->  [Query("one", ("кластеров",)), … Query("headline", ("В", …))]

Words come in the form in which an article has them, in turn from three bands of document frequency: frequent (in at
least one article of a hundred), rare (in fewer than one of two thousand), middle. The words of an AND and of a
headline stand in one article, those of a phrase side by side; those of an OR need not meet anywhere.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from benchmarks.corpus import Row
from indexer.text.letters import SILENT, fold_yo
from indexer.text.stopwords import is_stopword

KINDS = {
    "one": "one word",
    "and": "two AND",
    "or": "three OR",
    "phrase": "phrase of two",
    "headline": "headline",
}
FREQUENT, RARE = 1 / 100, 1 / 2000  # of the articles

_JOINED = rf"[\w{SILENT}]"  # «Горбаче́в» is one word, though a stress mark stands in it
_WHOLE = rf"(?<!{_JOINED})[а-яё]{{3,}}(?!{_JOINED})"
_WORD = re.compile(_WHOLE, re.IGNORECASE)
_PAIR = re.compile(rf"(?=({_WHOLE}) ({_WHOLE}))", re.IGNORECASE)
_HEADLINE_WORD = re.compile(r"\w+(?:-\w+)*")
_OPERATORS = frozenset({"И", "ИЛИ", "НЕ", "AND", "OR", "NOT", "IN", "TO"})

Bands: TypeAlias = list[list[str]]


@dataclass(frozen=True, slots=True)
class Query:
    """One question: its kind, a key of KINDS, and its words as an article has them, without stopwords."""

    kind: str
    words: tuple[str, ...]


def make_queries(articles: Iterable[Row], count: int, seed: int) -> list[Query]:
    """`count` queries of every kind, kinds mixed."""
    rows = list(articles)
    chance = random.Random(seed)
    frequencies = _frequencies(rows)
    bands = _bands(frequencies, len(rows))
    band_of = {word: number for number, band in enumerate(bands) for word in band}
    makers: dict[str, Callable[[int], tuple[str, ...]]] = {
        "one": lambda number: (chance.choice(bands[number % len(bands)]),),
        "and": lambda number: _together(chance, rows, band_of, number),
        "or": lambda number: tuple(chance.choice(band) for band in _rotated(bands, number)),
        "phrase": lambda number: _phrase(chance, rows),
        "headline": lambda number: _headline(chance, rows),
    }
    queries = [Query(kind, make(number)) for kind, make in makers.items() for number in range(count)]
    chance.shuffle(queries)
    return queries


def _frequencies(rows: Sequence[Row]) -> Counter[str]:
    """In how many articles each form stands."""
    return Counter(word for row in rows for word in _forms(row))


def _forms(row: Row) -> list[str]:
    """The distinct forms of an article in lower case, in order of appearance; capitals would be abbreviations."""
    return list(dict.fromkeys(word.lower() for word in _WORD.findall(f"{row.title}\n{row.body}") if _counts(word)))


def _counts(word: str) -> bool:
    return not word.isupper() and not is_stopword(fold_yo(word.lower()))


def _bands(frequencies: Counter[str], articles: int) -> Bands:
    """Forms that stand in two articles or more: frequent, middle, rare; a small corpus may leave a band empty."""
    bands: defaultdict[int, list[str]] = defaultdict(list)
    for word, found in sorted(frequencies.items()):
        if found > 1:
            bands[0 if found >= FREQUENT * articles else 2 if found < RARE * articles else 1].append(word)
    return [bands[number] for number in sorted(bands)] or [sorted(frequencies)]


def _rotated(bands: Bands, number: int) -> list[list[str]]:
    """Three bands, each in its turn; two queries of three have at least two bands in them."""
    if number % 3 == 0:
        return [bands[number // 3 % len(bands)]] * 3
    return [bands[place % len(bands)] for place in range(3)]


def _together(chance: random.Random, rows: Sequence[Row], band_of: dict[str, int], number: int) -> tuple[str, ...]:
    """Two words of one article, by turns of any band and of the two bands that come next."""
    while True:
        forms = [word for word in _forms(chance.choice(rows)) if word in band_of]
        wanted = {number % 3, (number + 1) % 3}
        chosen = [word for word in forms if number % 2 or band_of[word] in wanted]
        if len(chosen) >= 2 or len(forms) >= 2:
            return tuple(chance.sample(chosen if len(chosen) >= 2 else forms, 2))


def _phrase(chance: random.Random, rows: Sequence[Row]) -> tuple[str, ...]:
    while True:
        pairs = _PAIR.findall(chance.choice(rows).body)
        pairs = [pair for pair in pairs if all(map(_counts, pair))]
        if pairs:
            return tuple(word.lower() for word in chance.choice(pairs))


def _headline(chance: random.Random, rows: Sequence[Row]) -> tuple[str, ...]:
    while True:
        words = [word for word in _HEADLINE_WORD.findall(chance.choice(rows).title) if word not in _OPERATORS]
        meaningful = tuple(islice((word for word in words if not is_stopword(fold_yo(word.lower()))), 40))
        if len(meaningful) >= 3:
            return meaningful
