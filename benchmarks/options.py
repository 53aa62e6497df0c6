"""How are benchmarks asked? The options that several of them take, each told once.

parser = parser_of("compare", __doc__)
add_sources(parser)                      ->  python -m benchmarks.compare SOURCE…
"""

import argparse


def parser_of(name: str, told: str | None) -> argparse.ArgumentParser:
    """A parser whose help opens with the first line of a benchmark's docstring."""
    return argparse.ArgumentParser(prog=f"python -m benchmarks.{name}", description=(told or "").partition("\n")[0])


def add_sources(parser: argparse.ArgumentParser) -> None:
    """SOURCE…, what is to be indexed."""
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="files or folders, as innopoisk rebuild takes")


def add_queries(parser: argparse.ArgumentParser, count: int, which: str) -> None:
    """--queries and the --seed that chooses them; `which` they are."""
    parser.add_argument("--queries", type=int, default=count, metavar="N", help=f"queries {which} ({count})")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the choice of queries (1)")
