"""What a benchmark asks of a system. A module is one: its functions are named as here."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from benchmarks.corpus import Corpus
from benchmarks.queries import Query

LIMIT = 10  # hits whose titles are fetched


class Searcher(Protocol):
    """An opened index."""

    def ask(self, query: Query, snippets: bool) -> Sequence[str]:
        """The titles of the best LIMIT articles, each with its snippet made where asked for."""

    def count(self, query: Query) -> int:
        """How many articles the query finds."""

    def close(self) -> None:
        """Let go of the files."""


class System(Protocol):
    """One search engine."""

    NAME: str
    REMARK: str  # what a reader of the table must know of how it was used
    HAS_SNIPPETS: bool

    def version(self) -> str:
        """The library's version."""

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Index the articles into an empty folder, all of it on disk at the end."""

    def index_folder(self, folder: Path) -> Path:
        """Where under `folder` the index lies whose bytes count."""

    def open_searcher(self, folder: Path) -> Searcher:
        """Open what was built."""
