"""What a search gives back, ready to be shown: hits with marked fragments, counts, notes.

Spans are (start, stop) character offsets into the very text they stand beside; colours and <mark> are the
business of whoever shows them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from indexer.article import Article

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fragment:
    """One stretch of a text with the places to mark in it."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The reprints a hit belongs to: how many articles tell the story, and the url of the first."""

    size: int
    first: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One found article; `matched` lists the word forms that were found in it, in order of appearance."""

    article: Article
    score: float
    title_spans: tuple[Span, ...] = ()
    matched: tuple[str, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    story: Story | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Another reading of the query: `kind` is layout, translit or typo; `applied` says whether it was searched.

    `as_typed` is the typed query in a form that is not corrected: its doubtful words are exact.
    """

    query: str
    kind: str
    applied: bool
    as_typed: str = field(default="", compare=False)

    @property
    def note(self) -> str:
        """What was searched instead of the query, and how to search the query itself."""
        return f"показано по запросу «{self.query}»; искать как набрано: {self.as_typed}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to go on with an unfinished query: the whole query, and how often what was added occurs."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class WordAlone:
    """A word of a query, how many articles hold it in any form, and words near one that none holds."""

    text: str
    count: int
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """What may help who found nothing: each word alone, and all of them without quotes and signs if that finds any."""

    words: tuple[WordAlone, ...] = ()
    plain: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many hits hold one value of a facet."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """How many articles were published when: years in a row («2016»), or the twelve months of one («2016-05»)."""

    counts: tuple[Count, ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """What an index holds, to be shown before anybody asks; counts run from the most."""

    newest: tuple[Article, ...]
    regions: tuple[Count, ...]
    sources: tuple[Count, ...]
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to one query: a page of hits, and how the query was read.

    `total` counts articles, `stories` those that are no reprints of a better hit, `pages` what is shown. `facets`
    counts articles over all hits; `choices` has the facets of which values are chosen, counted as if they were not,
    so that it shows what else may be chosen. An answer that `timed_out` is a part of the whole, as a note says.
    """

    query: str
    read_as: str
    total: int
    page: int
    pages: int
    took_ms: float
    hits: tuple[Hit, ...]
    stories: int
    notes: tuple[str, ...] = ()
    correction: Correction | None = None
    facets: Mapping[str, tuple[Count, ...]] | None = None
    choices: Mapping[str, tuple[Count, ...]] | None = None
    timeline: Timeline | None = None
    timed_out: bool = False

    @property
    def searched(self) -> str:
        """The query that was answered: the correction where it was applied."""
        return self.correction.query if self.correction and self.correction.applied else self.query


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """One whole article with the forms of a query marked in it, and the rules that cleaned it (question -> rule).

    `reprints` are the other articles of its story, the first published first, `similar` those on the same matter.
    """

    article: Article
    title_spans: tuple[Span, ...]
    body_spans: tuple[Span, ...]
    rules: Mapping[str, str]
    reprints: tuple[Article, ...] = ()
    similar: tuple[Article, ...] = ()


def as_json(results: Results) -> dict[str, Any]:
    """The object that `search --json` and `/api/search` print."""
    correction = results.correction
    return {
        "query": results.query,
        "read_as": results.read_as,
        "total": results.total,
        "page": results.page,
        "pages": results.pages,
        "took_ms": round(results.took_ms, 1),
        "notes": list(results.notes),
        "correction": correction
        and {"query": correction.query, "kind": correction.kind, "applied": correction.applied},
        "hits": [hit_as_json(hit) for hit in results.hits],
        "facets": _counts_as_json(results.facets),
        "choices": _counts_as_json(results.choices),
        "stories": results.stories,
        "timed_out": results.timed_out,
    }


def _counts_as_json(facets: Mapping[str, tuple[Count, ...]] | None) -> dict[str, Any]:
    return {
        name: [{"value": count.value, "count": count.count} for count in counts]
        for name, counts in (facets or {}).items()
    }


def suggestions_as_json(query: str, found: Sequence[Suggestion]) -> dict[str, Any]:
    """The object that `suggest --json` and `/api/suggest` print."""
    return {"query": query, "suggestions": [{"text": one.text, "count": one.count} for one in found]}


def hit_as_json(hit: Hit) -> dict[str, Any]:
    """One hit of `as_json`."""
    article = hit.article
    return {
        "url": article.url,
        "title": article.title,
        "title_spans": [list(span) for span in hit.title_spans],
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "regions": list(article.regions),
        "score": round(hit.score, 4),
        "matched": list(hit.matched),
        "fragments": [
            {"text": fragment.text, "spans": [list(span) for span in fragment.spans]} for fragment in hit.fragments
        ],
        "story": hit.story and {"size": hit.story.size, "first": hit.story.first},
    }
