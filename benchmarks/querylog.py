"""A log of real queries asked of an index: python -m benchmarks.querylog LOG.jsonl --index DIR [--offenders 20]

A row is `{"query": …}`. Every query must be answered; where not all its words were found together a note must say so;
and none may come back without a hit unless no word of it stands in any article. Prints what failed, shares and times
of the whole search, snippets and facets included (each query the faster of two), and the offenders.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson

import indexer
from indexer.errors import QueryError
from indexer.search.parser import parse
from indexer.search.syntax import And, InField, Not, Or, Phrase, Prefix, Tree, Word, show

RELAXED = "показаны"  # is in every note that says so
TURNS = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """One query, what it gave, and what is wrong with that; `fault` is empty when nothing is."""

    query: str
    total: int
    is_relaxed: bool
    seconds: float
    fault: str


def ask(engine: indexer.Engine, query: str) -> Asked:
    """Search as a page does, and judge the answer."""
    try:
        parse(query)
    except QueryError as error:
        return Asked(query, 0, False, 0.0, "" if error.position <= len(query) else "place")
    times, results = [], None
    for _ in range(TURNS):
        started = time.perf_counter()
        results = engine.search(query)
        times.append(time.perf_counter() - started)
    assert results is not None
    is_relaxed = any(RELAXED in note for note in results.notes)
    fault = ""
    if not results.total and (known := known_words(engine, query)):
        fault = f"no hit, though known: {' '.join(known)}"
    return Asked(query, results.total, is_relaxed, min(times), fault)


def known_words(engine: indexer.Engine, query: str) -> list[str]:
    """The words of a query that find something alone."""
    words = dict.fromkeys(_words(parse(query).tree))
    return [word for word in words if engine.search(word, limit=1, snippets=False, facets=False).total]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures and the offenders; 1 when there is any."""
    parser = argparse.ArgumentParser(description="A log of real queries.")
    parser.add_argument("log")
    parser.add_argument("--index", default="index_data")
    parser.add_argument("--offenders", type=int, default=20)
    options = parser.parse_args(arguments)
    queries = [orjson.loads(line)["query"] for line in Path(options.log).read_bytes().splitlines()]
    with indexer.open_engine(options.index) as engine:
        asked = [ask(engine, query) for query in queries]
    print(*figures(asked), sep="\n")
    offenders = [one for one in asked if one.fault]
    for one in offenders[: options.offenders]:
        print(f"    {one.query!r}: {one.fault}")
    return 1 if offenders else 0


def figures(asked: Sequence[Asked]) -> Iterator[str]:
    """Lines to print."""
    times = np.array([one.seconds for one in asked]) * 1000
    yield f"{len(asked)} queries, {sum(bool(one.fault) for one in asked)} offenders"
    yield f"relaxed: {sum(one.is_relaxed for one in asked)}; without a hit: {sum(not one.total for one in asked)}"
    yield f"ms: median {np.median(times):.1f}, p95 {np.percentile(times, 95):.1f}, most {times.max():.1f}"


def _words(tree: Tree) -> Iterator[str]:
    match tree:
        case Word() | Prefix():
            yield show(tree)
        case Phrase(words):
            yield from (word.text for word in words)
        case InField(_, part):
            yield from _words(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _words(part)
        case Not():
            return


if __name__ == "__main__":
    sys.exit(main())
