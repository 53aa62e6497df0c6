"""Batches of analysed articles in, the files of a generation out.

    builder = Builder(folder, submit)
    builder.add(batch)          # as often as there are batches; returns the urls that replaced earlier articles
    builder.finish()            # segments, lexicon, and Whoosh's table of contents

Memory is bounded: when MOST_CHUNKS wait, they are written as a segment. What new chunks mean is found out by the
workers meanwhile.
"""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import chain, compress
from pathlib import Path
from typing import TypeAlias, TypeVar

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from indexer.columnar import writer
from indexer.columnar.codec import ColumnarSegment
from indexer.columnar.documents import FacetColumn
from indexer.columnar.inversion import TextColumn
from indexer.columnar.ragged import Column, bounds_of
from indexer.engines.batch import Batch, ChunkColumn
from indexer.engines.contents import INDEX_NAME, SegmentEntry, write_contents
from indexer.engines.lexicon import write_lexicon
from indexer.engines.occurrences import ReadingTables, expand, reading_tables
from indexer.engines.schema import schema
from indexer.engines.vocabulary import Meanings, Vocabulary, meanings
from indexer.engines.workers import Submit
from indexer.fields import TEXT_FIELDS
from indexer.text.analyzer import Analyzer

T = TypeVar("T")
Mask: TypeAlias = Column  # bool, one a document

MOST_CHUNKS = 8_000_000  # words that wait in memory before they become a segment, some 600 MB while it is written
SLICE = 8_000  # new chunks whose meanings one worker finds out at a time


def read_meanings(chunks: Sequence[str]) -> Meanings:
    """What chunks mean; runs in a worker process."""
    return meanings(chunks, Analyzer(memory=0))


@dataclass(slots=True)
class _Waiting:
    """Documents that are not yet in a segment."""

    batches: list[Batch] = field(default_factory=list)
    numbers: list[Column] = field(default_factory=list)  # of each batch: its chunk numbers -> the vocabulary's
    documents: int = 0
    chunks: int = 0
    replaced: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Builder:
    """Turns batches into segments in `folder`; `submit` hands work to the workers."""

    folder: Path
    submit: Submit
    _vocabulary: Vocabulary = field(default_factory=Vocabulary)
    _learning: deque[Future[Meanings]] = field(default_factory=deque)
    _waiting: _Waiting = field(default_factory=_Waiting)
    _segments: list[ColumnarSegment] = field(default_factory=list)
    _places: dict[str, tuple[int, int]] = field(default_factory=dict)  # url -> (segment, docnum)

    def add(self, batch: Batch) -> list[str]:
        """Take a batch; returns the urls in it that stood in an earlier document, which is left out from now on."""
        replaced = self._replace(batch.urls)
        numbers = self._vocabulary.number(batch.chunks)
        self._waiting.batches.append(batch)
        self._waiting.numbers.append(numbers)
        self._waiting.documents += len(batch)
        self._waiting.chunks += sum(len(column.chunks) for column in batch.texts.values())
        if self._vocabulary.waiting >= SLICE:
            self._ask()
        if self._waiting.chunks >= MOST_CHUNKS:
            self._write_segment()
        return replaced

    def finish(self) -> None:
        """Write what waits, the lexicon and the tables of contents."""
        self._write_segment()
        write_lexicon(self.folder, self._vocabulary.tables())
        write_contents(
            self.folder,
            [
                SegmentEntry(_name(number), segment.doc_count_all(), tuple(sorted(segment.deleted_docs())))
                for number, segment in enumerate(self._segments)
            ],
        )
        TOC(schema(), self._segments, 1).write(FileStorage(str(self.folder)), INDEX_NAME)

    def _replace(self, urls: Sequence[str]) -> list[str]:
        here = len(self._segments)
        replaced = []
        for docnum, url in enumerate(urls, self._waiting.documents):
            before = self._places.get(url)
            self._places[url] = (here, docnum)
            if before is None:
                continue
            replaced.append(url)
            if before[0] == here:
                self._waiting.replaced.add(before[1])
            else:
                self._segments[before[0]].delete_document(before[1])
        return replaced

    def _ask(self) -> None:
        self._learning.append(self.submit(read_meanings, self._vocabulary.unlearned()))
        while self._learning and self._learning[0].done():
            self._vocabulary.learn(self._learning.popleft().result())

    def _learn_all(self) -> None:
        unlearned = self._vocabulary.unlearned()
        for start in range(0, len(unlearned), SLICE):
            self._learning.append(self.submit(read_meanings, unlearned[start : start + SLICE]))
        while self._learning:
            self._vocabulary.learn(self._learning.popleft().result())

    def _write_segment(self) -> None:
        waiting, self._waiting = self._waiting, _Waiting()
        if not waiting.documents:
            return
        self._learn_all()
        tables = reading_tables(self._vocabulary.tables())
        kept = np.ones(waiting.documents, np.bool_)
        kept[list(waiting.replaced)] = False
        documents = writer.Batch(
            doc_count=int(kept.sum()),
            texts=_texts(waiting, kept, tables),
            facets=_facets(waiting.batches, kept),
            days=np.concatenate([np.array(batch.days, np.int32) for batch in waiting.batches])[kept],
            keys=_kept([batch.urls for batch in waiting.batches], kept),
        )
        name = _name(len(self._segments))
        records = _kept([batch.records for batch in waiting.batches], kept)
        self._segments.append(writer.write_segment(self.folder, name, documents, records))
        if waiting.replaced:
            self._renumber(len(self._segments) - 1, documents.keys)

    def _renumber(self, segment: int, urls: Sequence[str]) -> None:
        for docnum, url in enumerate(urls):
            self._places[url] = (segment, docnum)


def _name(number: int) -> str:
    return f"{INDEX_NAME}_{number:06}"


def _texts(waiting: _Waiting, kept: Mask, tables: ReadingTables) -> dict[str, TextColumn]:
    texts: dict[str, TextColumn] = {}
    for one in TEXT_FIELDS:
        columns = [batch.texts[one.name] for batch in waiting.batches]
        counts = np.concatenate([column.counts for column in columns])
        chunks = np.concatenate(
            [numbers[column.chunks] for numbers, column in zip(waiting.numbers, columns, strict=True)]
        )
        if not kept.all():
            chunks = chunks[np.repeat(kept, counts)]
        texts[one.name], texts[one.exact] = expand(ChunkColumn(chunks, counts[kept]), tables)
    return texts


def _facets(batches: Sequence[Batch], kept: Mask) -> dict[str, FacetColumn]:
    sources = _kept([batch.sources for batch in batches], kept)
    regions = _kept([batch.regions for batch in batches], kept)
    places: dict[str, int] = {}
    source_codes = np.array(
        [-1 if source is None else places.setdefault(source, len(places)) for source in sources], np.int32
    )
    regional: dict[str, int] = {}
    region_codes = np.array([regional.setdefault(one, len(regional)) for of_one in regions for one in of_one], np.int32)
    starts = bounds_of(np.array([len(of_one) for of_one in regions], np.int64))
    return {
        "source": FacetColumn(list(places), source_codes),
        "region": FacetColumn(list(regional), region_codes, starts),
    }


def _kept(parts: Sequence[Sequence[T]], kept: Mask) -> list[T]:
    everything = chain.from_iterable(parts)
    return list(everything) if kept.all() else list(compress(everything, kept.tolist()))
