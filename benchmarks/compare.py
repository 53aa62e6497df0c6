"""innopoisk beside its peers on the same articles, in one run: `python -m benchmarks.compare SOURCE…`.

Prints one Markdown table (building, bytes, memory, five kinds of query), then where and with what it was made, and
the ratios that the project holds itself to. Progress goes to standard error.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.children import ChildFailed
from benchmarks.corpus import Corpus, prepare, read_articles
from benchmarks.goals import GOALS
from benchmarks.machine import described
from benchmarks.measure import Asked, ask, build
from benchmarks.options import add_queries, add_sources, parser_of
from benchmarks.queries import KINDS, Query, make_queries
from benchmarks.row import Row
from benchmarks.systems import SYSTEMS, load
from benchmarks.systems.system import System
from benchmarks.table import markdown

OURS = "innopoisk"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured: the articles, the queries, how often each is asked, and where indexes may lie meanwhile."""

    corpus: Corpus
    queries: Sequence[Query]
    rounds: int
    folder: Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when a system that is installed failed."""
    asked = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _say("reading the sources")
        corpus = prepare(asked.sources, folder)
        queries = make_queries(read_articles(corpus.path), asked.queries, asked.seed)
        plan = Plan(corpus, queries, asked.rounds, folder)
        rows: dict[str, Row] = {}
        remarks: list[str] = []
        for name in asked.systems:
            _measure(name, plan, rows, remarks)
    print(markdown(_heads(), [row.cells(corpus.count) for row in rows.values()]))
    print()
    print(f"{corpus.count:,} articles; {asked.queries} queries of each kind, seed {asked.seed}, rounds {asked.rounds}.")
    print("Queries: p50/p95/max in milliseconds, top ten with titles. Memory: PSS summed over processes.")
    print(f"Made {described()}.\n")
    print("\n".join(f"- {remark}" for remark in remarks))
    print()
    print("\n".join(f"- {line}" for goal in GOALS if (line := goal(rows))))
    return 1 if any("FAILED" in remark for remark in remarks) else 0


def _parser() -> argparse.ArgumentParser:
    parser = parser_of("compare", __doc__)
    add_sources(parser)
    add_queries(parser, 200, "of each kind")
    parser.add_argument("--rounds", type=int, default=1, metavar="N", help="times each is asked; the median counts (1)")
    parser.add_argument("--systems", nargs="+", default=SYSTEMS, choices=SYSTEMS, help="only these")
    return parser


def _measure(name: str, plan: Plan, rows: dict[str, Row], remarks: list[str]) -> None:
    """Measure one system; what could not be measured becomes a remark."""
    try:
        system = load(name)
    except ImportError as error:
        remarks.append(f"{name} is left out: {error}")
        return
    remarks.append(f"{system.NAME} {system.version()}: {system.REMARK}")
    try:
        folder = plan.folder / name
        folder.mkdir()
        _say(f"{system.NAME}: building")
        built = build(name, plan.corpus, folder)
        _say(f"{system.NAME}: built in {built.seconds:.1f} s, asking")
        rows[name] = Row(system.NAME, built, *_asked(name, system, plan))
        if name == OURS:
            _say(f"{system.NAME}: building again")
            rows["again"] = Row(f"{system.NAME}, built again", build(name, plan.corpus, folder))
            remarks.append("built again: a rebuild into the same folder, where every word form is known by now")
    except ChildFailed as fault:
        remarks.append(f"{system.NAME} FAILED: {fault}")


def _asked(name: str, system: System, plan: Plan) -> tuple[Asked, Asked | None]:
    folder = plan.folder / name
    plain = ask(name, folder, plan.queries, False, plan.rounds)
    return plain, ask(name, folder, plan.queries, True, plan.rounds) if system.HAS_SNIPPETS else None


def _heads() -> list[str]:
    kinds = list(KINDS.values())
    return ["system", "build, s", "articles/s", "MB", "peak MB", *kinds, *(f"{kind} + snippets" for kind in kinds)]


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
