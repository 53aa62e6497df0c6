"""Seconds in, what is said of them out: spread([0.001, 0.002, 0.009]) -> Spread(p50=2.0, p95=8.3, highest=9.0) ms."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.queries import KINDS, Query


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, ninety-fifth percentile, longest and mean, in milliseconds."""

    p50: float
    p95: float
    highest: float
    mean: float

    def __str__(self) -> str:
        return "/".join(shown(value) for value in (self.p50, self.p95, self.highest))


def spread(seconds: Sequence[float]) -> Spread:
    """The spread of some durations."""
    times = np.array(seconds) * 1000
    p50, p95 = np.percentile(times, (50, 95)).tolist()
    return Spread(p50, p95, float(times.max()), float(times.mean()))


def by_kind(queries: Sequence[Query], seconds: Sequence[float]) -> dict[str, Spread]:
    """The spread of each kind of query; durations stand in the order of the queries."""
    return {
        kind: spread([took for query, took in zip(queries, seconds, strict=True) if query.kind == kind])
        for kind in KINDS
    }


def shown(value: float) -> str:
    """Two or three digits that mean something: 0.04, 1.3, 67.

    >>> shown(0.041), shown(1.26), shown(67.3)
    ('0.04', '1.3', '67')
    """
    return f"{value:.2f}" if value < 1 else f"{value:.1f}" if value < 20 else f"{value:,.0f}"
