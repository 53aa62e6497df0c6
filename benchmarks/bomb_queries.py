"""Queries made to cost a search engine dear: bombs(500) gives addresses of the server, kind by kind, from a seed.

    next(bombs(500)).query     ->  "экономика ИЛИ федерация ИЛИ …"

Stars, ranges and signs that other engines expand without bounds; what our own language can ask for at its widest; and
letters that are no letters. A kind is a function of `bomb_words` or `bomb_signs`, named for what
it is made of.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks import bomb_signs, bomb_words
from benchmarks.bomb_words import Chance

Kind = Callable[[Chance], str]


@dataclass(frozen=True, slots=True)
class Bomb:
    """One address to ask for, with its arguments, the query among them as it would be typed, and the kind it is of."""

    kind: str
    query: str
    path: str
    arguments: str


def bombs(count: int, seed: int = 1) -> Iterator[Bomb]:
    """So many bombs, the kinds in turn, each asked of one of the ASKED addresses."""
    chance = Chance(seed)
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        query = kind(chance)
        address, more = ASKED[number // len(KINDS) % len(ASKED)]
        said = urlencode({"q": query, **more}, errors="surrogatepass", doseq=True)
        yield Bomb(kind.__name__, query, address, said)


ASKED: tuple[tuple[str, dict[str, str | list[str]]], ...] = (
    ("/", {}),
    ("/api/search", {"size": "100", "reprints": "1"}),
    ("/", {"page": "10000", "sort": "date"}),
    ("/api/search", {"sort": "oldest", "year": [str(year) for year in range(2000, 2020)]}),
    ("/", {"region": "Республика Татарстан", "source": "lenta.ru", "year": "2016", "since": "0001-01-01"}),
    ("/feed", {}),
    ("/api/suggest", {"size": "100"}),
)
KINDS: tuple[Kind, ...] = (
    bomb_words.alternatives,
    bomb_words.short_alternatives,
    bomb_words.everything_at_once,
    bomb_words.small_words,
    bomb_words.many_readings,
    bomb_words.beginnings,
    bomb_words.single_letters,
    bomb_words.beginnings_without,
    bomb_words.beginnings_in_a_field,
    bomb_signs.deep_brackets,
    bomb_signs.wide_nests,
    bomb_words.long_phrases,
    bomb_words.near_phrases,
    bomb_words.one_word_near_itself,
    bomb_signs.exclusions,
    bomb_signs.years,
    bomb_signs.long_words,
    bomb_words.long_compounds,
    bomb_signs.odd_letters,
    bomb_signs.combining,
    bomb_signs.regexes,
    bomb_signs.wildcards,
    bomb_signs.empty_groups,
    bomb_signs.signs,
    bomb_words.facets,
    bomb_words.mistyped,
    bomb_words.unknown,
    bomb_words.latin,
    bomb_words.other_layout,
    bomb_words.exact_words,
    bomb_words.abbreviations,
    bomb_signs.numbers,
    bomb_words.repeated,
    bomb_signs.controls,
    bomb_words.at_the_limit,
)
