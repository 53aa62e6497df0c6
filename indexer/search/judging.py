"""How good are rankings, where people have judged what is relevant? MRR, nDCG@10, recall@10, queries with no hit.

>>> judged = Judged("кластеры", {"a": 1, "b": 1})
>>> measured(judged, ["c", "a"]).reciprocal_rank, measured(judged, ["c", "a"]).recall
(0.5, 0.5)

Grades are numbers: 0 and less is not relevant, more is more relevant. Arithmetic alone; `engines.evaluation` asks.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.errors import SourceError

DEPTH = 10  # hits of the first page, which nDCG and recall look at
GREATEST = 1e9  # a grade is below it
DEEPEST = 100  # hits among which the first relevant one is sought


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and the grades of what is relevant to it (url -> more than 0); `kind` groups queries."""

    query: str
    grades: Mapping[str, float]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one query, each from 0 to 1."""

    reciprocal_rank: float
    ndcg: float
    recall: float
    has_hits: bool


@dataclass(frozen=True, slots=True)
class Means:
    """The means over some queries; `no_hit` is the share of those that found nothing at all."""

    queries: int
    mrr: float
    ndcg: float
    recall: float
    no_hit: float

    def as_json(self) -> dict[str, float]:
        """The figures to four places."""
        figures = {"mrr": self.mrr, f"ndcg@{DEPTH}": self.ndcg, f"recall@{DEPTH}": self.recall, "no_hit": self.no_hit}
        return {"queries": self.queries} | {name: round(value, 4) for name, value in figures.items()}


def measured(judged: Judged, urls: Sequence[str]) -> Measured:
    """The figures of a query that found those urls, best first."""
    return Measured(
        reciprocal_rank(judged.grades, urls), ndcg(judged.grades, urls), recall(judged.grades, urls), bool(urls)
    )


def reciprocal_rank(grades: Mapping[str, float], urls: Sequence[str]) -> float:
    """One over the rank of the first relevant hit among DEEPEST, 0 without one.

    Its mean is MRR: Voorhees, The TREC-8 Question Answering Track Report (1999).
    """
    return next((1 / rank for rank, url in enumerate(urls[:DEEPEST], 1) if grades.get(url, 0) > 0), 0.0)


def ndcg(grades: Mapping[str, float], urls: Sequence[str]) -> float:
    """The gain of the first hits over that of the best order: sum of grade / log2(rank + 1), as trec_eval has it.

    Järvelin and Kekäläinen, Cumulated Gain-Based Evaluation of IR Techniques (ACM TOIS 20, 2002).
    """
    best = _gain(sorted(grades.values(), reverse=True)[:DEPTH])
    return _gain([grades.get(url, 0) for url in urls[:DEPTH]]) / best


def recall(grades: Mapping[str, float], urls: Sequence[str]) -> float:
    """The share of all that is relevant which stands among the first hits (where more than DEPTH are, below 1)."""
    relevant = {url for url, grade in grades.items() if grade > 0}
    return len(relevant & set(urls[:DEPTH])) / len(relevant)


def means(figures: Sequence[Measured]) -> Means:
    """The means of at least one query's figures."""
    count = len(figures)
    return Means(
        count,
        math.fsum(one.reciprocal_rank for one in figures) / count,
        math.fsum(one.ndcg for one in figures) / count,
        math.fsum(one.recall for one in figures) / count,
        sum(not one.has_hits for one in figures) / count,
    )


def read_judgements(lines: Iterable[str]) -> Iterator[Judged]:
    """The judged queries of JSON Lines; SourceError names the line that cannot be read. Blank lines are passed over.

    `{"query": …, "relevant": [url, …] or {url: grade, …}, "kind": …}`, where `kind` may be missing.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _judged(json.loads(line))
            except (json.JSONDecodeError, RecursionError):
                raise SourceError(f"строка {number}: не JSON") from None
            except ValueError as fault:
                raise SourceError(f"строка {number}: {fault}") from None


def _judged(row: Any) -> Judged:
    if not isinstance(row, dict):
        raise ValueError("не объект JSON")
    query, relevant, kind = row.get("query"), row.get("relevant"), row.get("kind")
    if not isinstance(query, str) or not query.strip():
        raise ValueError("нет query — строки с запросом")
    if kind is not None and not isinstance(kind, str):
        raise ValueError("kind не строка")
    if isinstance(relevant, list):
        relevant = dict.fromkeys(map(_url, relevant), 1)
    if not isinstance(relevant, dict):
        raise ValueError("нет relevant — списка адресов или адресов с оценками")
    if not all(isinstance(grade, int | float) and abs(grade) < GREATEST for grade in relevant.values()):
        raise ValueError("оценка в relevant — не число меньше миллиарда")
    grades = {url: float(grade) for url, grade in relevant.items() if grade > 0}
    if not grades:
        raise ValueError("в relevant нет ни одной подходящей статьи")
    return Judged(query, grades, kind or "")


def _url(one: Any) -> str:
    if isinstance(one, str | int) and not isinstance(one, bool):
        return str(one)
    raise ValueError("адрес в relevant — не строка")


def _gain(grades: Sequence[float]) -> float:
    return math.fsum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))
