"""A handful of articles as numbers: what a worker process sends back for the parent to invert.

    analyse([clean article], [record], chunks)  ->  Batch(texts={"body": …}, new_chunks=…)

Texts become numbers of distinct chunks, so the expensive questions (which words, which readings) are asked once per
distinct chunk, not once per occurrence.
"""

import datetime
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import orjson

from indexer.article import Article, CleanArticle
from indexer.columnar.ragged import Column
from indexer.columnar.stored import Block, compress_records
from indexer.engines.chunks import ChunkColumn, Chunks, NewChunks
from indexer.engines.signatures import signatures
from indexer.fields import TEXT_FIELDS
from indexer.text.definitions import Definition, definitions


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles ready to be inverted; sequences have one item a document, but for three.

    `records` are the stored records of all documents, compressed; `definitions` are those of all their texts;
    `new_chunks` are those that this worker met for the first time. Batches of one worker must be taken in the order
    it made them.
    """

    urls: Sequence[str]
    days: Sequence[int]
    sources: Sequence[str | None]
    regions: Sequence[tuple[str, ...]]
    records: Sequence[Block]
    digests: Sequence[int]
    signatures: Column
    texts: dict[str, ChunkColumn]
    definitions: Sequence[Definition]
    new_chunks: NewChunks
    worker: int

    def __len__(self) -> int:
        return len(self.urls)


def analyse(cleaned: Sequence[CleanArticle], records: Sequence[bytes], chunks: Chunks) -> Batch:
    """Split the texts of articles into numbered chunks; `records` are theirs (`record_of`)."""
    articles = [one.article for one in cleaned]
    texts = {
        field.name: chunks.numbered([getattr(article, field.name) for article in articles]) for field in TEXT_FIELDS
    }
    return Batch(
        urls=[article.url for article in articles],
        days=[article.published.toordinal() if article.published else 0 for article in articles],
        sources=[article.source for article in articles],
        regions=[article.regions for article in articles],
        records=list(compress_records(records)),
        digests=list(map(digest, records)),
        signatures=signatures(list(texts.values()), chunks.hashes()),
        texts=texts,
        definitions=[one for article in articles for one in definitions(article.body)],
        new_chunks=chunks.new(),
        worker=os.getpid(),
    )


def digest(record: bytes) -> int:
    """64 bits that tell a changed record from an unchanged one."""
    return int.from_bytes(blake2b(record, digest_size=8).digest(), "little")


@lru_cache(maxsize=1)
def chunks_of(run: str) -> Chunks:
    """The chunks of this process in one run; those of an earlier run are forgotten."""
    return Chunks()


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
