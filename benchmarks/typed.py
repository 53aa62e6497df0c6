"""Queries as a person types them, in twelve kinds, made from the words of the articles themselves.

    make_typed(articles, count=2000, seed=1)  ->  [Typed("not", "завод -стекло"), … Typed("homonym", "стали")]

They take their words from the queries of `benchmarks.queries`: any band of document frequency, any form.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.corpus import Row
from benchmarks.queries import make_queries
from indexer.text.analyzer import Analyzer
from indexer.text.letters import form

FIRST_YEAR, LAST_YEAR = 2005, 2024
LEAST_PREFIX = 5  # letters; fewer may begin more words than a star stands for


@dataclass(frozen=True, slots=True)
class Typed:
    """One query and its kind, a key of TYPED_KINDS."""

    kind: str
    text: str


Words = tuple[str, ...]
Maker = Callable[[Words, random.Random], str]


def _prefix(words: Words, chance: random.Random) -> str:
    return f"{words[0][: max(LEAST_PREFIX, len(words[0]) - chance.randint(0, 3))]}*"


def _exact(words: Words, chance: random.Random) -> str:
    return chance.choice(['!"{0} {1}"', "!{0} {1}", "!{0} !{1}"]).format(*words)


def _title(words: Words, chance: random.Random) -> str:
    shapes = ["заголовок:{0}", "заголовок:{0} {1}", 'заголовок:"{0} {1}"', "текст:{0} -заголовок:{1}"]
    return chance.choice(shapes).format(*words)


def _distance(words: Words, chance: random.Random) -> str:
    first, second = chance.sample(words[:4], 2)
    return f'"{first} {second}"~{chance.randint(1, 8)}'


def _homonym(words: Words, chance: random.Random) -> str:
    return chance.choice(["{0}", "{0}", "{0} {1}", '"{0} {1}"', '"{0} {1}"~20', "{0} -{1}"]).format(*words)


def _year(words: Words, chance: random.Random) -> str:
    since = chance.randint(FIRST_YEAR, LAST_YEAR)
    return f"{words[0]} " + chance.choice([f"год:{since}", f"дата:{since}-05..", f"НЕ дата:..{since}"])


# What a kind is called, the kind of `benchmarks.queries` that gives its words, and how it is typed.
TYPED_KINDS: dict[str, tuple[str, str, Maker]] = {
    "one": ("one word", "one", lambda words, _: words[0]),
    "and": ("two AND", "and", lambda words, _: " ".join(words)),
    "or": ("three OR", "or", lambda words, _: " ИЛИ ".join(words)),
    "phrase": ("phrase of two", "phrase", lambda words, _: f'"{" ".join(words)}"'),
    "exact": ("exact forms", "phrase", _exact),
    "prefix": ("prefix", "one", _prefix),
    "not": ("NOT", "and", lambda words, _: " -".join(words)),
    "title": ("in the title", "phrase", _title),
    "distance": ("distance", "headline", _distance),
    "homonym": ("homonyms", "homonym", _homonym),
    "year": ("dates", "one", _year),
    "headline": ("headline", "headline", lambda words, _: " ".join(words)),
}


def make_typed(articles: Iterable[Row], count: int, seed: int) -> list[Typed]:
    """At least `count` queries where the articles have the words for them, as many of every kind."""
    each = -(-count // len(TYPED_KINDS))
    chance = random.Random(seed)
    words = _words(articles, 3 * each, seed)
    found = []
    for kind, (_, source, typed) in TYPED_KINDS.items():
        found += [
            Typed(kind, typed(one, chance)) for one in chance.sample(words[source], min(each, len(words[source])))
        ]
    return found


def _words(articles: Iterable[Row], count: int, seed: int) -> dict[str, Sequence[Words]]:
    """The words of queries of every kind, and of those that begin with a homonym."""
    words: defaultdict[str, list[Words]] = defaultdict(list)
    readings = Analyzer().readings
    for query in make_queries(articles, count, seed):
        words[query.kind].append(query.words)
        if query.kind == "and":
            words["homonym"] += [pair for pair in (query.words, query.words[::-1]) if len(readings(form(pair[0]))) > 1]
    words["homonym"] += [(one, other) for one, other in words["phrase"] if len(readings(form(one))) > 1]
    return dict(words)
