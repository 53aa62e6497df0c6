"""How does innopoisk grow? `python -m benchmarks.scale SOURCE… [--sizes 100000,300000,1000000]`.

The articles are repeated under new urls up to each size, built, asked, and thrown away; one row of the table is one
size. Repetition adds postings and stored text but no new words, so a real corpus of that size would learn more forms.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import Corpus, prepare, read_articles, repeated
from benchmarks.machine import described
from benchmarks.measure import Asked, Built, ask, build
from benchmarks.options import add_queries, add_sources, parser_of
from benchmarks.queries import KINDS, Query, make_queries
from benchmarks.table import markdown
from benchmarks.timing import shown

OURS = "innopoisk"
HEADS = ("articles", "build, s", "articles/s", "peak MB", "MB", "open, ms", *KINDS.values())


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    asked = _parser().parse_args(arguments)
    rows = []
    with tempfile.TemporaryDirectory() as temporary:
        corpus = prepare(asked.sources, Path(temporary))
        queries = make_queries(read_articles(corpus.path), asked.queries, asked.seed)
        for size in asked.sizes:
            print(f"{size:,} articles", file=sys.stderr, flush=True)
            rows.append(_measured(corpus, queries, size))
    print(markdown(HEADS, rows))
    print()
    print(f"{corpus.count:,} articles repeated; {asked.queries} queries of each kind, seed {asked.seed}.")
    print("Queries: p50/p95/max in milliseconds, without snippets. Memory: PSS summed over processes.")
    print(f"Made {described()}.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = parser_of("scale", __doc__)
    add_sources(parser)
    parser.add_argument("--sizes", type=_sizes, default=(100_000, 300_000, 1_000_000), help="articles, comma apart")
    add_queries(parser, 200, "of each kind")
    return parser


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(size) for size in text.split(","))


def _measured(corpus: Corpus, queries: Sequence[Query], size: int) -> list[str]:
    """The row of one size; its files are gone afterwards."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        index = folder / "index"
        index.mkdir()
        built = build(OURS, repeated(corpus, size, folder), index)
        return _cells(size, built, ask(OURS, index, queries, False, 1))


def _cells(size: int, built: Built, asked: Asked) -> list[str]:
    return [
        f"{size:,}",
        f"{built.seconds:.1f}",
        f"{size / built.seconds:,.0f}",
        "–" if built.peak_bytes is None else shown(built.peak_bytes / 1e6),
        shown(built.size / 1e6),
        shown(asked.opening),
        *(str(asked.kinds[kind]) for kind in KINDS),
    ]


if __name__ == "__main__":
    sys.exit(main())
