"""A handful of articles as numbers: what a worker process sends back for the parent to invert.

    analyse([Article("a", "Кластеры", "Кластеры и …")])  ->  Batch(chunks=["Кластеры", "и"], texts={"title": …})

Texts become numbers of distinct chunks, so the expensive questions (which words, which readings) are asked once per
distinct chunk, not once per occurrence.
"""

import datetime
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

import numpy as np

from indexer.article import Article, CleanArticle
from indexer.columnar.ragged import Column
from indexer.fields import TEXT_FIELDS
from indexer.text.tokens import CHUNK


@dataclass(frozen=True, slots=True)
class ChunkColumn:
    """One text field of a batch: chunk numbers in order, and how many of them each document has."""

    chunks: Column
    counts: Column


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles ready to be inverted; every sequence but `chunks` has one item a document."""

    urls: Sequence[str]
    days: Sequence[int]
    sources: Sequence[str | None]
    regions: Sequence[tuple[str, ...]]
    records: Sequence[bytes]
    texts: dict[str, ChunkColumn]
    chunks: Sequence[str]

    def __len__(self) -> int:
        return len(self.urls)


def analyse(cleaned: Sequence[CleanArticle]) -> Batch:
    """Split the texts of articles into numbered chunks, and keep what is shown of them as records."""
    articles = [one.article for one in cleaned]
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    texts = {
        field.name: _column([getattr(article, field.name) for article in articles], numbers) for field in TEXT_FIELDS
    }
    return Batch(
        urls=[article.url for article in articles],
        days=[article.published.toordinal() if article.published else 0 for article in articles],
        sources=[article.source for article in articles],
        regions=[article.regions for article in articles],
        records=[_record(one) for one in cleaned],
        texts=texts,
        chunks=list(numbers),
    )


def article_of(record: dict[str, Any]) -> Article:
    """The article that a stored record holds."""
    return Article(
        url=record["url"],
        title=record["title"],
        body=record["body"],
        published=_day(record.get("published")),
        source=record.get("source"),
        regions=tuple(record.get("regions", ())),
        link=record.get("link"),
    )


def _column(texts: Sequence[str], numbers: defaultdict[str, int]) -> ChunkColumn:
    found = [CHUNK.findall(text) for text in texts]
    counts = np.fromiter(map(len, found), np.int32, len(found))
    chunks = np.fromiter(map(numbers.__getitem__, chain.from_iterable(found)), np.int32, int(counts.sum()))
    return ChunkColumn(chunks, counts)


def _record(cleaned: CleanArticle) -> bytes:
    article = cleaned.article
    record: dict[str, Any] = {"url": article.url, "title": article.title, "body": article.body}
    if article.published:
        record["published"] = article.published.isoformat()
    if article.source:
        record["source"] = article.source
    if article.regions:
        record["regions"] = article.regions
    if article.link:
        record["link"] = article.link
    if cleaned.rules:
        record["rules"] = cleaned.rules
    if cleaned.dropped:
        record["dropped"] = cleaned.dropped
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
