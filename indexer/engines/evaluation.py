"""How well does an engine answer judged queries?

    evaluation = evaluate(engine, "queries.jsonl")
    evaluation.overall.mrr, evaluation.kinds["title"].recall

Reprints count as articles of their own, for they were judged so; a query that cannot be read finds nothing.
"""

import gzip
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.engines.engine import Engine
from indexer.errors import QueryError, SourceError
from indexer.search.judging import DEEPEST, Judged, Means, Measured, means, measured, read_judgements


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The means over all queries, and by kind; of queries of no kind there are none by kind."""

    overall: Means
    kinds: dict[str, Means]

    def as_json(self) -> dict[str, Any]:
        """The object that `evaluate --json` prints."""
        return self.overall.as_json() | {"kinds": {kind: one.as_json() for kind, one in self.kinds.items()}}


def evaluate(engine: Engine, judgements: str | Path) -> Evaluation:
    """Ask all queries of a file of JSON Lines, plain or `.gz`; SourceError when it cannot be read."""
    path = Path(judgements)
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8-sig") as lines:
            judged = list(read_judgements(lines))
    except FileNotFoundError:
        raise SourceError(f"{path}: такого файла нет") from None
    except IsADirectoryError:
        raise SourceError(f"{path}: это папка, а нужен файл с оценками") from None
    except (UnicodeDecodeError, EOFError, gzip.BadGzipFile, zlib.error):
        raise SourceError(f"{path}: не читается как текст UTF-8") from None
    except SourceError as fault:
        raise SourceError(f"{path}: {fault}") from None
    if not judged:
        raise SourceError(f"{path}: нет ни одного запроса")
    return evaluated(engine, judged)


def evaluated(engine: Engine, judged: Iterable[Judged]) -> Evaluation:
    """Ask at least one judged query."""
    figures: defaultdict[str, list[Measured]] = defaultdict(list)
    for one in judged:
        figures[one.kind].append(measured(one, _urls(engine, one.query)))
    overall = means([one for of_kind in figures.values() for one in of_kind])
    return Evaluation(overall, {kind: means(figures[kind]) for kind in sorted(figures) if kind})


def _urls(engine: Engine, query: str) -> Sequence[str]:
    try:
        found = engine.search(query, limit=DEEPEST, reprints=True, snippets=False, facets=False)
    except QueryError:
        return ()
    return [hit.article.url for hit in found.hits]
