"""The ratios that the project holds itself to, each with the figure asked for: functions of the measured rows.

    GOALS[0](rows)  ->  "build: 1.1 times tantivy's (at most 1.2)"

A goal says nothing where a row that it needs was not measured.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from benchmarks.queries import KINDS
from benchmarks.row import Row
from benchmarks.timing import Spread, shown

Rows: TypeAlias = Mapping[str, Row]
Goal: TypeAlias = Callable[[Rows], str | None]

OURS, AGAIN, TANTIVY, STOCK = "innopoisk", "again", "tantivy_stems", "stock_whoosh"


def build_against_tantivy(rows: Rows) -> str | None:
    """A build that knows no word yet."""
    if not {OURS, TANTIVY} <= rows.keys():
        return None
    ratio = rows[OURS].built.seconds / rows[TANTIVY].built.seconds
    return f"build: {shown(ratio)} times tantivy's seconds (at most 1.2)"


def known_build_against_tantivy(rows: Rows) -> str | None:
    """A rebuild that knows the words."""
    if not {AGAIN, TANTIVY} <= rows.keys():
        return None
    ratio = rows[AGAIN].built.seconds / rows[TANTIVY].built.seconds
    return f"build again: {shown(ratio)} times tantivy's seconds (below 1)"


def build_against_stock(rows: Rows) -> str | None:
    """A build that knows no word yet."""
    if not {OURS, STOCK} <= rows.keys():
        return None
    ratio = rows[STOCK].built.seconds / rows[OURS].built.seconds
    return f"build: {shown(ratio)} times faster than stock Whoosh (at least 10)"


def bytes_against_tantivy(rows: Rows) -> str | None:
    """Stored text included on both sides."""
    if not {OURS, TANTIVY} <= rows.keys():
        return None
    ratio = rows[OURS].built.size / rows[TANTIVY].built.size
    return f"bytes: {shown(ratio)} times tantivy's (at most 1.3)"


def memory(rows: Rows) -> str | None:
    """All processes of the build together."""
    peak = rows[OURS].built.peak_bytes if OURS in rows else None
    return f"peak memory of the build: {peak / 1e6:,.0f} MB (at most 1,000)" if peak else None


def headline_against_stock(rows: Rows) -> str | None:
    """The median of whole headlines."""
    plain = _plain(rows, OURS, STOCK)
    if plain is None:
        return None
    ratio = plain[STOCK]["headline"].p50 / plain[OURS]["headline"].p50
    return f"headline: p50 {shown(ratio)} times faster than stock Whoosh (at least 40)"


def no_kind_slower_than_stock(rows: Rows) -> str | None:
    """The worst of p50, p95 and max over the kinds."""
    plain = _plain(rows, OURS, STOCK)
    if plain is None:
        return None
    ratio, kind, figure = max(
        (ours / stock, name, figure)
        for kind, name in KINDS.items()
        for figure, ours, stock in zip(
            ("p50", "p95", "max"), _figures(plain[OURS][kind]), _figures(plain[STOCK][kind]), strict=True
        )
    )
    return f"nearest to stock Whoosh: {kind} {figure}, {shown(ratio)} of its time (at most 1)"


def mean_against_tantivy(rows: Rows) -> str | None:
    """The mean over all queries, which are as many of every kind."""
    if not {OURS, TANTIVY} <= rows.keys():
        return None
    ours, theirs = rows[OURS].plain, rows[TANTIVY].plain
    if ours is None or theirs is None:
        return None
    means = f"{shown(ours.overall.mean)} ms against {shown(theirs.overall.mean)} ms"
    return (
        f"mean over five kinds: {shown(ours.overall.mean / theirs.overall.mean)} times tantivy's, {means} (at most 3)"
    )


def with_snippets_and_facets(rows: Rows) -> str | None:
    """Over all kinds together, and the slowest kind."""
    asked = rows[OURS].with_snippets if OURS in rows else None
    if asked is None:
        return None
    worst = max(one.p95 for one in asked.kinds.values())
    overall = asked.overall
    return (
        f"with snippets and facets: p50 {shown(overall.p50)} ms, p95 {shown(overall.p95)} ms "
        f"(at most 3 and 8), p95 of the slowest kind {shown(worst)} ms"
    )


GOALS: tuple[Goal, ...] = (
    build_against_tantivy,
    known_build_against_tantivy,
    build_against_stock,
    headline_against_stock,
    no_kind_slower_than_stock,
    mean_against_tantivy,
    with_snippets_and_facets,
    bytes_against_tantivy,
    memory,
)


def _plain(rows: Rows, *names: str) -> dict[str, dict[str, Spread]] | None:
    """The spreads without snippets of those systems; None unless all were asked."""
    found = {name: rows[name].plain for name in names if name in rows}
    spreads = {name: asked.kinds for name, asked in found.items() if asked is not None}
    return spreads if len(spreads) == len(names) else None


def _figures(one: Spread) -> tuple[float, float, float]:
    return one.p50, one.p95, one.highest
