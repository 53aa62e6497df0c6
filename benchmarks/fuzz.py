"""Queries that nobody should type, read in a row: python -m benchmarks.fuzz [--count 100000] [--seed 1]

Half are signs and letters at random, half are good queries spoiled. None may fail but with QueryError, take longer
than 50 ms, or be printed so that it is read otherwise. Prints what did, how many were read, and the slowest.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.errors import QueryError
from indexer.search.limits import LONGEST_QUERY, MOST_WORDS
from indexer.search.parser import parse
from indexer.search.reading import read_as
from indexer.search.syntax import show
from indexer.search.terms import plan
from indexer.text.analyzer import Analyzer

SLOWEST = 0.05  # seconds
MOST_PIECES = 60

PIECES = (
    "кластер Татарстана стали АИРР технопарк-мордовия C++ R&D №5 10,5 50% т.е. И.о. e-mail@host.ru http://a.ru/b?c=1 ё "
    "И ИЛИ НЕ AND OR NOT и или не заголовок: регион: источник: год: дата: год:2016 дата:2012..2016 дата:31.05.2016 "
    "заголовок:( регион:рт site:a.ru \"умный «промышленный » “ ” „ ‟ ‹ › ' ’ ` ~ ~5 ~999 * кла* *стер ** ( ) ! + - − "
    "– — | || & && , ; . … ? / \\ [ ] { } ^ $ # @ % 😀 \u0301 \u200b \u200e \u202e \u2066 \ufeff \x00 \x1b \ud800 \t "
    "\n ıİß 漢字"
).split(" ")
BASES = (
    "кластеры Татарстана",
    '"промышленный кластер"~5 НЕ туристический',
    "(технопарк ИЛИ кластер) заголовок:открытие год:2016",
    "!стали -регион:рт источник:татар-информ дата:2012..2016",
    "Ассоциация инновационных регионов России (АИРР) — форум",
)


@dataclass(frozen=True, slots=True)
class Offender:
    """A query and what is wrong with it."""

    query: str
    fault: str


def random_query(chance: random.Random) -> str:
    """One query, spoiled or made of scraps."""
    if chance.random() < 0.5:
        glue = chance.choice(("", " ", ""))
        return glue.join(chance.choices(PIECES, k=chance.randint(1, MOST_PIECES)))
    spoiled = list(chance.choice(BASES))
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(spoiled) + 1)
        spoiled[at : at + chance.randint(0, 2)] = chance.choice(PIECES) * chance.choice((1, 1, 1, 30))
    return "".join(spoiled)


def offences(query: str, analyzer: Analyzer) -> Iterator[str]:
    """What is wrong with how one query is read; nothing, or a QueryError that says where, is right."""
    try:
        parsed = parse(query)
    except QueryError as error:
        if not 0 <= error.position <= len(query):
            yield f"place {error.position}"
        return
    took = min(_seconds(query) for _ in range(2))  # the collector of garbage may come between once
    if took > SLOWEST:
        yield f"{took * 1000:.0f} ms"
    plan(parsed.tree, analyzer)
    for tree in (parsed.tree, read_as(parsed.tree, analyzer)):
        shown = show(tree)
        if len(shown) <= LONGEST_QUERY and len(shown.split()) <= MOST_WORDS and parse(shown).tree != tree:
            yield f"printed as {shown!r}"


def _seconds(query: str) -> float:
    started = time.thread_time()
    parse(query)
    return time.thread_time() - started


def run(count: int, seed: int) -> tuple[list[Offender], float]:
    """The offenders among `count` queries, and the seconds that the slowest took."""
    chance, analyzer = random.Random(seed), Analyzer()
    analyzer.readings("слово")  # the dictionary is loaded before the clock runs
    offenders: list[Offender] = []
    slowest = 0.0
    for _ in range(count):
        query = random_query(chance)
        started = time.thread_time()
        try:
            offenders += [Offender(query, fault) for fault in offences(query, analyzer)]
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we are looking for
            offenders.append(Offender(query, repr(error)))
        slowest = max(slowest, time.thread_time() - started)
    return offenders, slowest


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the offenders; 1 when there is any."""
    parser = argparse.ArgumentParser(description="Random and spoiled queries against the parser.")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    offenders, slowest = run(options.count, options.seed)
    for one in offenders[:20]:
        print(f"{one.fault}: {one.query!r}")
    print(f"{options.count} queries, {len(offenders)} offenders; the slowest took {slowest * 1000:.1f} ms in all")
    return 1 if offenders else 0


if __name__ == "__main__":
    sys.exit(main())
