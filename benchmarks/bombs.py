"""Does every query end? `python -m benchmarks.bombs INDEX [--count 500] [--seed 1]`

Asks the server's app, in this process, for every address of `benchmarks.bomb_queries`. None may take longer than 1.2 s,
need more than 100 MB beside what the process holds, or be answered by anything but 200 or 400. Prints the slowest, the
greediest and how many there are of each status; exits with 1 when one broke a bound. Memory is known on Linux only.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

import indexer
from benchmarks.bomb_queries import Bomb, bombs
from indexer.matching.deadline import NOTE
from web import create_app

LONGEST = 1.2  # seconds
MOST = 100 * 2**20  # bytes
STATUSES = (200, 400)
SHOWN = 60  # characters of a query


@dataclass(frozen=True, slots=True)
class Blast:
    """What a bomb did: the status of its answer, seconds, bytes that were needed at most, whether all was told."""

    bomb: Bomb
    status: int
    seconds: float
    bytes: int
    is_partial: bool

    @property
    def is_bounded(self) -> bool:
        """Whether it kept every bound."""
        return self.status in STATUSES and self.seconds <= LONGEST and self.bytes <= MOST


def explode(app: Flask, found: Iterable[Bomb]) -> Iterator[Blast]:
    """Ask for each."""
    for bomb in found:
        asked = create_environ(bomb.path, query_string=bomb.arguments)
        before = _reset_peak()
        started = time.perf_counter()
        answer, status, _ = run_wsgi_app(app.wsgi_app, asked, buffered=True)
        seconds = time.perf_counter() - started
        needed = max(0, _peak() - before)
        yield Blast(bomb, int(status[:3]), seconds, needed, NOTE in b"".join(answer).decode("utf-8").casefold())


def _reset_peak() -> int:
    """Bytes held now; the peak is counted anew from here."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _peak()


def _peak() -> int:
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) << 10
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what the bombs did; 1 when one broke a bound."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bombs", description=__doc__)
    parser.add_argument("index", help="folder of an index")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shown", type=int, default=10, help="of the slowest and of the greediest (10)")
    asked = parser.parse_args(arguments)
    with indexer.open_engine(asked.index) as engine:
        app = create_app(engine=engine)
        for query in ("разогрев", "разогрефь"):  # as the server does before it answers
            engine.search(query)
        blasts = list(explode(app, bombs(asked.count, asked.seed)))
        documents = engine.status().documents
    for title, key in (("slowest", "seconds"), ("greediest", "bytes")):
        print(f"{title}:")
        for blast in sorted(blasts, key=lambda one: -getattr(one, key))[: asked.shown]:
            print(f"  {describe(blast)}")
    broken = [blast for blast in blasts if not blast.is_bounded]
    print(summary(blasts, documents))
    for blast in broken:
        print(f"broke a bound: {describe(blast)}")
    return 1 if broken else 0


def describe(blast: Blast) -> str:
    """One line: 812 ms, 43 MB, 200, partial, beginnings: 'при* …'."""
    partial = ", partial" if blast.is_partial else ""
    figures = f"{blast.seconds * 1000:.0f} ms, {blast.bytes / 2**20:.0f} MB, {blast.status}{partial}"
    return f"{figures}, {blast.bomb.path} {blast.bomb.kind}: {blast.bomb.query[:SHOWN]!r}"


def summary(blasts: Sequence[Blast], documents: int) -> str:
    """How many there were and what the worst did."""
    seconds = sorted(blast.seconds for blast in blasts)
    statuses = ", ".join(
        f"{count} x {status}" for status, count in sorted(Counter(one.status for one in blasts).items())
    )
    return (
        f"{len(blasts)} bombs on {documents} articles: median {seconds[len(seconds) // 2] * 1000:.1f} ms, "
        f"95 % {seconds[len(seconds) * 95 // 100] * 1000:.0f} ms, slowest {seconds[-1] * 1000:.0f} ms, "
        f"most memory {max(one.bytes for one in blasts) / 2**20:.0f} MB, statuses {statuses}, "
        f"{sum(one.is_partial for one in blasts)} partial, {sum(not one.is_bounded for one in blasts)} out of bounds"
    )


if __name__ == "__main__":
    sys.exit(main())
