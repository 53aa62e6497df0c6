"""The engine on disk: a query in, ranked and marked hits of the newest generation out.

with open_engine("index_data") as engine:
    results = engine.search("кластеры Татарстана")
"""

import datetime
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from indexer.article import Article
from indexer.engines.answering import answer_best, answer_typed
from indexer.engines.engine import TIMEOUT, Engine, Explanation, Stats, Status
from indexer.engines.facets import Counted, counted
from indexer.engines.hits import bare_hits, marks_in, show_hits
from indexer.engines.order import Order
from indexer.errors import IndexDamaged
from indexer.generations.serving import Served, current, open_serving
from indexer.later import later
from indexer.matching.deadline import NOTE, Deadline
from indexer.matching.filters import Filters, allowed, period, unknown
from indexer.matching.within import Within
from indexer.opened.generation import Generation
from indexer.opened.shelved import article_of
from indexer.search.marks import merged
from indexer.search.parser import parse
from indexer.search.reading import read_as
from indexer.search.results import Advice, MarkedArticle, Overview, Results, Suggestion
from indexer.search.syntax import show
from indexer.search.terms import plan

if TYPE_CHECKING:
    from indexer.engines.advice import advise
    from indexer.engines.explain import explain
    from indexer.engines.overview import overview
    from indexer.engines.similar import similar
    from indexer.engines.statistics import statistics
    from indexer.engines.suggestions import completer
    from indexer.engines.wider import wider
else:
    advise = later("indexer.engines.advice", "advise")
    explain = later("indexer.engines.explain", "explain")
    overview = later("indexer.engines.overview", "overview")
    similar = later("indexer.engines.similar", "similar")
    statistics = later("indexer.engines.statistics", "statistics")
    completer = later("indexer.engines.suggestions", "completer")
    wider = later("indexer.engines.wider", "wider")

ADVICE_TIMEOUT = 0.2  # seconds
MOST_SIMILAR = 5
MOST_REPRINTS = 50  # listed under an article


def open_engine(index: str | Path = "index_data") -> Engine:
    """The engine of an index; IndexMissing, IndexDamaged or IndexOutdated when it cannot be opened."""
    return DiskEngine(Path(index).absolute())  # which a later chdir does not move


class DiskEngine(Engine):
    """Searches the newest generation of an index folder."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._take(open_serving(index, Generation))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

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
        """See `Engine.search`."""
        if not isinstance(query, str):
            raise TypeError(f"query must be a text, not {query!r}")
        if limit < 0 or offset < 0:
            raise ValueError(f"limit and offset must not be negative, not {limit} and {offset}")
        started, deadline = time.perf_counter(), Deadline(timeout)
        served = self._served  # to the end, whatever is published meanwhile
        generation, filters = served.opened, Filters(regions, sources, years, *period(since, until))
        within = Within(generation, allowed(generation, filters), deadline)
        answer, correction = (answer_best if corrections else answer_typed)(within, query)
        docnums = answer.found.docnums
        ranked = Order(generation, answer.found, sort).best(offset + limit, reprints)[offset:]
        hits = show_hits(generation, answer.planned, ranked, deadline) if snippets else bare_hits(generation, ranked)
        counts = counted(within, answer.planned, docnums, filters) if facets else Counted()
        stories = generation.stories.count(docnums)
        warnings = filter(None, (served.fault, NOTE if deadline.is_felt else None))
        return Results(
            query=query,
            read_as=show(read_as(answer.tree, generation.analyzer)),
            total=answer.total,
            page=offset // limit + 1 if limit else 1,
            pages=math.ceil((answer.total if reprints else stories) / limit) if limit else 0,
            hits=hits,
            stories=stories,
            notes=(*warnings, *answer.notes, *unknown(generation, filters)),
            correction=correction,
            facets=counts.facets,
            choices=counts.choices,
            timeline=counts.timeline,
            timed_out=deadline.is_felt,
            took_ms=(time.perf_counter() - started) * 1000,
        )

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
        """See `Engine.count`."""
        generation, deadline = self._generation, Deadline(ADVICE_TIMEOUT)
        filters = Filters(regions, sources, years, *period(since, until))
        found = Within(generation, allowed(generation, filters), deadline).count_of(query)
        return 0 if deadline.is_felt else found

    def article(self, url: str, query: str = "", *, read: int | None = None) -> MarkedArticle | None:
        """See `Engine.article`."""
        generation = self._generation
        docnum = generation.collection.docnum(url)
        if docnum is None:
            return None
        record = generation.record(docnum)
        article = article_of(record)
        planned = plan(parse(query).tree, generation.analyzer) if query.strip() else None
        ((in_title, in_body),) = marks_in(generation, planned, [replace(article, body=article.body[:read])])
        return MarkedArticle(
            article=article,
            title_spans=merged(in_title),
            body_spans=merged(in_body),
            rules=record.get("rules", {}),
            reprints=_reprints(generation, docnum),
            similar=similar(generation, docnum, article, MOST_SIMILAR),
        )

    def articles(self) -> Iterator[Article]:
        """See `Engine.articles`."""
        return map(article_of, self._generation.records())

    def explain(self, query: str, url: str | None = None) -> Explanation:
        """See `Engine.explain`."""
        return explain(self._generation, query, url)

    def overview(self) -> Overview:
        """See `Engine.overview`."""
        return self._overview()

    def status(self) -> Status:
        """See `Engine.status`."""
        served = self._served
        generation = served.opened
        return Status(generation.folder.name, generation.collection.doc_count, generation.built, served.fault)

    def suggest(self, prefix: str, limit: int = 10) -> tuple[Suggestion, ...]:
        """See `Engine.suggest`."""
        return self._completer()(prefix, limit)

    def advise(self, query: str) -> Advice:
        """See `Engine.advise`."""
        return advise(Within(self._generation, deadline=Deadline(ADVICE_TIMEOUT)), query)

    def wider(self, results: Results) -> Suggestion | None:
        """See `Engine.wider`."""
        return wider(Within(self._generation, deadline=Deadline(ADVICE_TIMEOUT)), results)

    def stats(self) -> Stats:
        """See `Engine.stats`."""
        served = self._served
        return statistics(served.opened, served.fault)

    def refresh(self) -> bool:
        """See `Engine.refresh`."""
        try:
            newest = current(self._index)
        except IndexDamaged:
            if self._served.fault:  # which says so already
                return False
            raise
        if newest in (self._served.folder, self._served.passed_over):
            return False
        before = self._served.folder
        self._take(open_serving(self._index, Generation))
        return self._served.folder != before

    def close(self) -> None:
        """Let go of the lease; maps are let go with the last view of them."""
        if self._served.lease:
            self._served.lease.release()

    @property
    def _generation(self) -> Generation:
        return self._served.opened

    def _take(self, served: Served[Generation]) -> None:
        """Answer from a generation; searches that run still end on the one before."""
        self._served = served
        # Both are made when first asked for, and go with their generation.
        self._overview = cache(partial(overview, served.opened))
        self._completer = cache(partial(completer, served.opened))


def _reprints(generation: Generation, docnum: int) -> tuple[Article, ...]:
    """The first of the other articles of a document's story."""
    others = [member for member in generation.stories.members(docnum).tolist() if member != docnum]
    return tuple(generation.article(member) for member in others[:MOST_REPRINTS])
