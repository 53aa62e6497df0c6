"""The engine behind an app: opened when first asked for, moved to the newest generation at most once a second."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from flask import current_app, g

from indexer import (
    Advice,
    Article,
    Engine,
    InnopoiskError,
    MarkedArticle,
    Period,
    QueryError,
    Results,
    Suggestion,
    period_in,
    region_in,
)
from web.errors import ArticleMissing
from web.reading import LONGEST
from web.request import SearchRequest

PAUSE = 1.0  # seconds between two looks for a new generation
FEW_STORIES = 2  # found; where there are no more, articles on the same matter are shown too
NAME = "innopoisk"

log = logging.getLogger(__name__)


class LiveEngine:
    """Holds one engine for all threads. While there is no index each request tries to open it anew."""

    def __init__(self, open_it: Callable[[], Engine], timeout: float = 1.0) -> None:
        self.timeout = timeout  # seconds of a search
        self._open = open_it
        self._engine: Engine | None = None
        self._looked = 0.0
        self._lock = threading.Lock()

    def newest(self) -> Engine:
        """The engine at the newest generation, or at most a second behind it."""
        engine = self._engine
        if engine is None:
            return self._opened()
        if time.monotonic() - self._looked >= PAUSE and self._lock.acquire(blocking=False):
            try:
                self._look(engine)
            finally:
                self._lock.release()
        return engine

    def _opened(self) -> Engine:
        with self._lock:
            if self._engine is None:
                self._engine = self._open()
                self._looked = time.monotonic()
                _tell(self._engine.status().fault)
            return self._engine

    def _look(self, engine: Engine) -> None:
        self._looked = time.monotonic()
        before = engine.status().fault
        try:
            engine.refresh()
            if (fault := engine.status().fault) != before:
                _tell(fault)
        except (InnopoiskError, OSError, MemoryError) as fault:  # what cannot be opened must not stop what is open
            log.warning("the newest generation cannot be opened, serving the one before: %s", fault)


def _tell(fault: str | None) -> None:
    """Why not the newest generation answers, if so, goes to the log."""
    if fault:
        log.warning("%s", fault)


def engine() -> Engine:
    """The engine of the app that is answering now."""
    return _live().newest()


def search(asked: SearchRequest, *, is_bare: bool = False) -> Results:
    """The page of results that was asked for; `g.is_partial` says that not all of it was found in time.

    A bare one has no fragments and no facets.
    """
    results = engine().search(
        asked.query,
        limit=asked.size,
        offset=(asked.page - 1) * asked.size,
        sort=asked.sort,
        regions=asked.regions,
        sources=asked.sources,
        years=asked.years,
        since=asked.since,
        until=asked.until,
        snippets=not is_bare,
        facets=not is_bare,
        reprints=asked.reprints,
        timeout=_live().timeout,
    )
    g.is_partial = results.timed_out
    return results


def in_region(asked: SearchRequest, results: Results) -> tuple[SearchRequest, int] | None:
    """The same asked of the region that a query names, and how many articles that finds; None unless it finds more."""
    named = None if asked.regions or results.timed_out else region_in(asked.query)
    if named is None:
        return None
    meant = replace(asked, query=named.query, regions=(named.region,), page=1)
    count = _counted(meant)
    return (meant, count) if count > _counted(asked) else None


def in_period(asked: SearchRequest, results: Results) -> tuple[SearchRequest, str, int] | None:
    """The same asked of the days that a query names, their name, and how many articles that finds; None for none."""
    is_dated = asked.years or asked.since or asked.until
    named = None if is_dated or results.timed_out else period_in(asked.query)
    if named is None:
        return None
    meant = _asked_of(named, asked)
    count = _counted(meant)
    return (meant, named.name, count) if count else None


def _asked_of(period: Period, asked: SearchRequest) -> SearchRequest:
    """Where nothing but days is named, the query asks for them; else they are filters."""
    if not period.query:
        return replace(asked, query=period.as_query, page=1)
    if period.year:
        return replace(asked, query=period.query, years=(period.year,), page=1)
    return replace(asked, query=period.query, since=period.published.since, until=period.published.until, page=1)


def _counted(asked: SearchRequest) -> int:
    """How many articles hold all that is asked for."""
    return engine().count(
        asked.query,
        regions=asked.regions,
        sources=asked.sources,
        years=asked.years,
        since=asked.since,
        until=asked.until,
    )


def wider(asked: SearchRequest, results: Results) -> Suggestion | None:
    """The query with its places named otherwise too, if that finds more, and no filter says what is wanted."""
    return None if asked.is_filtered else engine().wider(results)


def similar(asked: SearchRequest, results: Results) -> tuple[Article, ...]:
    """Articles like the best hit, where hardly any other is found: a pasted headline finds not its retellings."""
    if asked.is_filtered or asked.page > 1 or not results.hits or results.stories > FEW_STORIES:
        return ()
    found = engine().article(results.hits[0].article.url, read=0)
    shown = {hit.article.url for hit in results.hits}
    return tuple(one for one in found.similar if one.url not in shown) if found else ()


def advise(asked: SearchRequest, results: Results) -> Advice | None:
    """What may help where nothing was found; None where something was, or nothing can be said of the query."""
    if results.total:
        return None
    try:
        return engine().advise(asked.query)
    except QueryError:
        return None


def find_article(url: str, query: str) -> MarkedArticle:
    """One article, marked as far as its page shows it; a query that cannot be read marks nothing in it."""
    current = engine()
    try:
        article = current.article(url, query, read=LONGEST)
    except QueryError:
        article = current.article(url)
    if article is None:
        raise ArticleMissing("такой новости в указателе нет")
    return article


def _live() -> LiveEngine:
    live: LiveEngine = current_app.extensions[NAME]
    return live
