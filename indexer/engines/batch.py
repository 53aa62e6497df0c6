"""A handful of articles as numbers: what a worker process sends back for the parent to invert.

    analyse([clean article], [record], numbers)  ->  Batch(chunks=["Кластеры", "и"], texts={…})

Texts become numbers of distinct chunks, so the expensive questions (which words, which readings) are asked once per
distinct chunk, not once per occurrence. A worker keeps its numbers from batch to batch and sends a chunk only once.
"""

import datetime
import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, count, islice
from typing import Any, TypeAlias

import numpy as np
import orjson

from indexer.article import Article, CleanArticle
from indexer.columnar.ragged import Column
from indexer.columnar.stored import Block, compress_records
from indexer.fields import TEXT_FIELDS
from indexer.text.tokens import CHUNK

Numbers: TypeAlias = "defaultdict[str, int]"  # chunk -> number, the next number for a new one


@dataclass(frozen=True, slots=True)
class ChunkColumn:
    """One text field of a batch: chunk numbers in order, and how many of them each document has."""

    chunks: Column
    counts: Column


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles ready to be inverted; sequences have one item a document, but for two.

    `records` are the stored records of all documents, compressed; `chunks` are those that this worker numbered for
    the first time, in the order of their numbers. Batches of one worker must be taken in the order it made them.
    """

    urls: Sequence[str]
    days: Sequence[int]
    sources: Sequence[str | None]
    regions: Sequence[tuple[str, ...]]
    records: Sequence[Block]
    digests: Sequence[int]
    texts: dict[str, ChunkColumn]
    chunks: Sequence[str]
    worker: int

    def __len__(self) -> int:
        return len(self.urls)


def analyse(cleaned: Sequence[CleanArticle], records: Sequence[bytes], numbers: Numbers) -> Batch:
    """Split the texts of articles into numbered chunks; `records` are theirs (`record_of`)."""
    articles = [one.article for one in cleaned]
    known = len(numbers)
    texts = {
        field.name: _column([getattr(article, field.name) for article in articles], numbers) for field in TEXT_FIELDS
    }
    return Batch(
        urls=[article.url for article in articles],
        days=[article.published.toordinal() if article.published else 0 for article in articles],
        sources=[article.source for article in articles],
        regions=[article.regions for article in articles],
        records=list(compress_records(records)),
        digests=list(map(digest, records)),
        texts=texts,
        chunks=list(islice(numbers, known, None)),
        worker=os.getpid(),
    )


def digest(record: bytes) -> int:
    """64 bits that tell a changed record from an unchanged one."""
    return int.from_bytes(blake2b(record, digest_size=8).digest(), "little")


@lru_cache(maxsize=1)
def numbers_of(run: str) -> Numbers:
    """The chunk numbers of this process in one run; those of an earlier run are forgotten."""
    return defaultdict(count().__next__)


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


def _column(texts: Sequence[str], numbers: Numbers) -> ChunkColumn:
    found = [CHUNK.findall(text) for text in texts]
    counts = np.fromiter(map(len, found), np.int32, len(found))
    chunks = np.fromiter(map(numbers.__getitem__, chain.from_iterable(found)), np.int32, int(counts.sum()))
    return ChunkColumn(chunks, counts)


def record_of(cleaned: CleanArticle) -> bytes:
    """What is stored of an article: what is shown of it, and the rules that found it, as JSON."""
    article = cleaned.article
    record: dict[str, Any] = {"url": article.url, "title": article.title, "body": article.body}
    if article.published:
        record["published"] = article.published
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
    return orjson.dumps(record)


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
