"""One system measured: built in a process of its own, asked in two others, one of them with snippets.

build("tantivy_stems", corpus, folder)                     ->   Built(seconds=4.3, size=…, peak_bytes=…)
ask("tantivy_stems", folder, queries, snippets=True, rounds=1)   ->   Asked(opening=…, kinds={…}, overall=…)
"""

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from statistics import median

from benchmarks.children import apart
from benchmarks.corpus import Corpus
from benchmarks.queries import KINDS, Query
from benchmarks.systems import load
from benchmarks.systems.system import Searcher
from benchmarks.timing import Spread, by_kind, spread

WARM_UP = 5  # queries of every kind asked before the clock runs, so that no import is timed; they come from the end
# Asked with them, for whoever puts right what stands nowhere, and knows regions where words do not meet.
SELDOM = Query("phrase", ("разогрефь", "двигатль")), Query("and", ("бегемотами", "чувашии"))


@dataclass(frozen=True, slots=True)
class Built:
    """How long a build took, what lies on disk after it, and the most memory its processes held together."""

    seconds: float
    size: int
    peak_bytes: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """How long opening took and how long the queries did, in milliseconds: by kind, and all of them together."""

    opening: float
    kinds: dict[str, Spread]
    overall: Spread


def build(system: str, corpus: Corpus, folder: Path) -> Built:
    """Build an index in a child process."""
    done = apart(_build, system, corpus, folder)
    size = sum(path.stat().st_size for path in load(system).index_folder(folder).rglob("*") if path.is_file())
    return Built(done.result, size, done.peak_bytes)


def ask(system: str, folder: Path, queries: Sequence[Query], snippets: bool, rounds: int) -> Asked:
    """Ask an index in a child process."""
    opening, seconds = apart(_ask, system, folder, queries, snippets, rounds).result
    return Asked(opening * 1000, by_kind(queries, seconds), spread(seconds))


def _build(system: str, corpus: Corpus, folder: Path) -> float:
    module = load(system)
    started = time.perf_counter()
    module.build(corpus, folder)
    return time.perf_counter() - started


def _ask(system: str, folder: Path, queries: Sequence[Query], snippets: bool, rounds: int) -> tuple[float, list[float]]:
    """Seconds of opening and of every query, the median of its rounds."""
    module = load(system)
    module.open_searcher(folder).close()
    started = time.perf_counter()
    opened = module.open_searcher(folder)
    opening = time.perf_counter() - started
    with closing(opened) as searcher:
        for query in _warm_up(queries):
            searcher.ask(query, snippets)
        taken = [[_timed(searcher, query, snippets) for query in queries] for _ in range(rounds)]
    return opening, [median(of_query) for of_query in zip(*taken, strict=True)]


def _warm_up(queries: Sequence[Query]) -> list[Query]:
    last = (islice((one for one in reversed(queries) if one.kind == kind), WARM_UP) for kind in KINDS)
    return [*chain.from_iterable(last), *SELDOM]


def _timed(searcher: Searcher, query: Query, snippets: bool) -> float:
    started = time.perf_counter()
    searcher.ask(query, snippets)
    return time.perf_counter() - started
