"""The one thing every engine can do: search, and show what it holds."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from indexer.article import Article
from indexer.search.results import Advice, MarkedArticle, Overview, Results, Suggestion

SORTS = ("relevance", "date", "oldest")
TIMEOUT = 10.0  # seconds that a search may take, unless told otherwise


@dataclass(frozen=True, slots=True)
class Status:
    """Which generation answers, with how many articles; `fault` says in Russian why not the newest, None when it is."""

    generation: str
    documents: int
    built: datetime.datetime
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Stats:
    """What an index holds: `terms` and `lengths` are counts by field name, `bytes` is its size on disk.

    `fault` says in Russian why not the newest generation serves; None when it does.
    """

    documents: int
    terms: dict[str, int]
    lengths: dict[str, int]
    segments: int
    bytes: int
    generation: str
    built: datetime.datetime
    fault: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The object that `stats --json` prints."""
        return asdict(self) | {"fields": list(self.terms), "built": self.built.isoformat()}


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a query was read and why an article was found, as lines for people; `is_found` is false when it was not."""

    lines: tuple[str, ...]
    is_found: bool = True


class Engine(AbstractContextManager["Engine"], Protocol):
    """Anything that searches articles; safe to share between threads."""

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: str = "relevance",
        regions: Sequence[str] = (),
        sources: Sequence[str] = (),
        years: Sequence[int] = (),
        since: datetime.date | str | None = None,
        until: datetime.date | str | None = None,
        snippets: bool = True,
        facets: bool = True,
        reprints: bool = True,
        corrections: bool = True,
        timeout: float = TIMEOUT,
    ) -> Results:
        """The best `limit` articles after `offset`; QueryError when nothing of the query can be read.

        `since` and `until` are days, also as text: «2016-05-31», «2016». With a limit of 0 articles are only counted.
        Without `reprints` only the best is shown of the articles that tell one story. With `corrections` a query that
        finds little may be answered by what was probably meant; the results say so. What is not begun after `timeout`
        seconds is left out; the results say that too.
        """

    def count(
        self,
        query: str,
        *,
        regions: Sequence[str] = (),
        sources: Sequence[str] = (),
        years: Sequence[int] = (),
        since: datetime.date | str | None = None,
        until: datetime.date | str | None = None,
    ) -> int:
        """How many articles hold all that is typed, no word let go and none put right.

        0 where the query cannot be read, or not all of it be looked through at once.
        """

    def article(self, url: str, query: str = "", *, read: int | None = None) -> MarkedArticle | None:
        """One article whole, with the words of `query` marked; None when the index does not hold it.

        Where `read` is given, words are marked in so many first characters of the body only.
        """

    def articles(self) -> Iterator[Article]:
        """Every article of the index, in the order of indexing."""

    def explain(self, query: str, url: str | None = None) -> Explanation:
        """How the query was read; for one article what its score is made of, and the rules that cleaned it."""

    def overview(self) -> Overview:
        """What is inside, to be shown before anybody asks."""

    def status(self) -> Status:
        """Which generation answers; costs nothing, so it may be asked with every request."""

    def suggest(self, prefix: str, limit: int = 10) -> tuple[Suggestion, ...]:
        """Ways to go on with an unfinished query, the likeliest first; none where nothing begins so."""

    def advise(self, query: str) -> Advice:
        """What may help who found nothing; filters are passed over. QueryError when nothing can be read."""

    def wider(self, results: Results) -> Suggestion | None:
        """What may find more than these results did without filters: the same with places named otherwise too.

        «(казанский ИЛИ Казань) И технопарк» of «казанский технопарк», and how many articles hold all of it. None where
        much was found, or no more would be, or no place is named beside other words.
        """

    def stats(self) -> Stats:
        """What the index holds, counted through."""

    def refresh(self) -> bool:
        """Move to the newest published generation; true when it is another one."""

    def close(self) -> None:
        """Let go of the files."""
