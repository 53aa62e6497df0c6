"""A handful of articles as numbers: what a worker process sends back for the parent to invert.

    texts, may_name = numbered([article], chunks)
    analyse([article], [record], texts, chunks)   ->   Batch(cells=ChunkColumn(…), new_chunks=…)

Texts become numbers of distinct chunks, so the expensive questions (which words, which readings) are asked once per
distinct chunk, not once per occurrence.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import orjson

from indexer.article import Article, CleanArticle
from indexer.columnar.blocks import Stored, compress_records
from indexer.columnar.layout import HEADS, RESTS
from indexer.columnar.ragged import Column
from indexer.fields import TEXT_FIELDS
from indexer.indexing.chunks import ChunkColumn, Chunks, NewChunks, side_by_side
from indexer.indexing.signatures import signatures
from indexer.text.definitions import APART, Definition, definitions

Texts: TypeAlias = "dict[str, ChunkColumn]"  # by field


class Record(NamedTuple):
    """What is stored of an article, as one JSON object in two pieces: the head is what a list of hits shows."""

    head: bytes
    rest: bytes

    @property
    def whole(self) -> bytes:
        """The object."""
        return self.head + self.rest


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles ready to be inverted.

    `urls`, `days` (ordinals, 0 unknown), `sources`, `regions`, `digests` and `signatures` (uint8, rows of SAMPLES) have
    one item a document; `records` are the stored records of all documents, compressed; `cells` are their texts, a title
    and a body for each (`columnar.cells`). `definitions` are those that stand in any of the texts. `new_chunks` are the
    chunks that `worker`, a process number, met for the first time: its batches must be taken in the order it made them.
    """

    urls: Sequence[str]
    days: Sequence[int]
    sources: Sequence[str | None]
    regions: Sequence[tuple[str, ...]]
    records: Stored
    digests: Sequence[int]
    signatures: Column
    cells: ChunkColumn
    definitions: Sequence[Definition]
    new_chunks: NewChunks
    worker: int

    def __len__(self) -> int:
        return len(self.urls)


def numbered(articles: Sequence[Article], chunks: Chunks) -> tuple[Texts, Column]:
    """The texts of articles as numbers of chunks, and which articles may name a place (bool)."""
    met = {one.name: chunks.met([getattr(article, one.name) for article in articles]) for one in TEXT_FIELDS}
    may_name = np.logical_or.reduce([one.may_name for one in met.values()])
    return {name: one.column for name, one in met.items()}, may_name


def analyse(articles: Sequence[Article], records: Sequence[Record], texts: Texts, chunks: Chunks) -> Batch:
    """All that the parent needs of articles; `records` are theirs (`record_of`), and `texts` (`numbered`)."""
    return Batch(
        urls=[article.url for article in articles],
        days=[article.published.toordinal() if article.published else 0 for article in articles],
        sources=[article.source for article in articles],
        regions=[article.regions for article in articles],
        records=Stored(
            list(compress_records([record.head for record in records], HEADS)),
            list(compress_records([record.rest for record in records], RESTS)),
        ),
        digests=[digest(record.whole) for record in records],
        signatures=signatures(list(texts.values()), chunks.hashes()),
        cells=side_by_side(list(texts.values())),
        definitions=definitions(APART.join([article.body for article in articles])),
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


def record_of(cleaned: CleanArticle) -> Record:
    """What is shown of an article; its text, and the rules that found it."""
    article = cleaned.article
    head: dict[str, Any] = {"url": article.url, "title": article.title}
    if article.published:
        head["published"] = article.published
    if article.source:
        head["source"] = article.source
    if article.regions:
        head["regions"] = article.regions
    if article.link:
        head["link"] = article.link
    rest: dict[str, Any] = {"body": article.body}
    if cleaned.rules:
        rest["rules"] = cleaned.rules
    if cleaned.dropped:
        rest["dropped"] = cleaned.dropped
    return Record(orjson.dumps(head)[:-1], b"," + orjson.dumps(rest)[1:])
