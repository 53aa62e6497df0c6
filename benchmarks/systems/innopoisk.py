"""innopoisk as its users call it: `indexer.rebuild`, then `engine.search`."""

from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import indexer
from benchmarks.corpus import Corpus
from benchmarks.queries import Query
from benchmarks.systems.system import LIMIT
from indexer.generations.serving import current

NAME = "innopoisk"
REMARK = "reads and cleans the raw files; exact totals; with snippets also facets"
HAS_SNIPPETS = True


def version() -> str:
    """The version in setup.cfg."""
    return metadata.version("innopoisk")


def build(corpus: Corpus, folder: Path) -> None:
    """A rebuild with all processors; over an index that is there already when it is called again."""
    report = indexer.rebuild(list(corpus.sources), str(folder))
    if report.indexed != corpus.count:
        raise ValueError(f"{report.indexed} articles were indexed, the peers have {corpus.count}")


def index_folder(folder: Path) -> Path:
    """The generation that serves, without the one before it."""
    return current(folder)


def open_searcher(folder: Path) -> "InnopoiskSearcher":
    """Open the newest generation."""
    return InnopoiskSearcher(indexer.open_engine(folder))


def as_typed(query: Query) -> str:
    """What a person would type.

    >>> as_typed(Query("or", ("кластер", "завод"))), as_typed(Query("phrase", ("новый", "завод")))
    ('кластер ИЛИ завод', '"новый завод"')
    """
    match query.kind:
        case "or":
            return " ИЛИ ".join(query.words)
        case "phrase":
            return f'"{" ".join(query.words)}"'
        case _:
            return " ".join(query.words)


class InnopoiskSearcher:
    """An open engine."""

    def __init__(self, engine: indexer.Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """See `Searcher.close`."""
        self._engine.close()

    def ask(self, query: Query, snippets: bool) -> Sequence[str]:
        """See `Searcher.ask`."""
        results = self._engine.search(as_typed(query), limit=LIMIT, snippets=snippets, facets=snippets)
        return [hit.article.title for hit in results.hits]

    def count(self, query: Query) -> int:
        """See `Searcher.count`."""
        return self._engine.search(as_typed(query), limit=1, snippets=False, facets=False).total
