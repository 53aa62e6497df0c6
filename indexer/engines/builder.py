"""Batches of analysed articles in, the files of a generation out.

    builder = Builder(folder, submit)
    builder.add(batch)          # as often as there are batches; returns the urls that replaced earlier articles
    builder.finish()            # segments, lexicon, and Whoosh's table of contents

Memory is bounded: when MOST_CHUNKS wait, they are written as a segment. What new chunks mean is found out by the
workers meanwhile.
"""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from indexer.columnar import writer
from indexer.columnar.codec import ColumnarSegment
from indexer.columnar.documents import FacetColumn
from indexer.columnar.inversion import THREADS, TextColumn
from indexer.columnar.ragged import Column, bounds_of
from indexer.engines.batch import Batch, ChunkColumn
from indexer.engines.contents import INDEX_NAME, SegmentEntry, write_contents
from indexer.engines.lexicon import write_lexicon
from indexer.engines.occurrences import exact_spelling, expand, lemma_spelling
from indexer.engines.schema import schema
from indexer.engines.vocabulary import Meanings, Tables, Vocabulary, meanings
from indexer.engines.workers import Submit
from indexer.fields import TEXT_FIELDS
from indexer.text.analyzer import Analyzer

MOST_CHUNKS = 8_000_000  # words that wait in memory before they become a segment, some 600 MB while it is written
SLICE = 8_000  # new chunks whose meanings one worker finds out at a time


def read_meanings(chunks: Sequence[str]) -> Meanings:
    """What chunks mean; runs in a worker process."""
    return meanings(chunks, Analyzer(memory=0))


@dataclass(slots=True)
class _Waiting:
    """Documents that are not yet in a segment; the chunks of their texts bear the vocabulary's numbers."""

    batches: list[Batch] = field(default_factory=list)
    texts: dict[str, list[ChunkColumn]] = field(default_factory=lambda: {one.name: [] for one in TEXT_FIELDS})
    documents: int = 0
    chunks: int = 0
    deleted: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Builder:
    """Turns batches into segments in `folder`; `submit` hands work to the workers."""

    folder: Path
    submit: Submit
    _vocabulary: Vocabulary = field(default_factory=Vocabulary)
    _learning: deque[Future[Meanings]] = field(default_factory=deque)
    _waiting: _Waiting = field(default_factory=_Waiting)
    _segments: list[ColumnarSegment] = field(default_factory=list)
    _numbers: dict[int, Column] = field(default_factory=dict)  # of each worker: its chunk numbers -> the vocabulary's
    _places: dict[str, tuple[int, int]] = field(default_factory=dict)  # url -> (segment, docnum)

    def add(self, batch: Batch) -> list[str]:
        """Take a batch; returns the urls in it that stood in an earlier document, which is left out from now on."""
        replaced = self._replace(batch.urls)
        new = self._vocabulary.number(batch.chunks)
        numbers = np.concatenate((self._numbers.get(batch.worker, new[:0]), new))
        self._numbers[batch.worker] = numbers
        for name, column in batch.texts.items():
            self._waiting.texts[name].append(ChunkColumn(numbers[column.chunks], column.counts))
            self._waiting.chunks += len(column.chunks)
        self._waiting.batches.append(batch)
        self._waiting.documents += len(batch)
        if self._vocabulary.waiting >= SLICE:
            self._ask()
        if self._waiting.chunks >= MOST_CHUNKS:
            self._write_segment()
        return replaced

    def finish(self) -> None:
        """Write what waits, the lexicon and the tables of contents."""
        self._learn_all()
        lexicon = self.submit(write_lexicon, self.folder, self._vocabulary.tables())
        self._write_segment()
        lexicon.result()
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
                self._waiting.deleted.append(before[1])
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
        batches = waiting.batches
        documents = writer.Batch(
            doc_count=waiting.documents,
            texts=_texts(waiting.texts, self._vocabulary.tables()),
            facets={
                "source": _single([one for batch in batches for one in batch.sources]),
                "region": _multiple([one for batch in batches for one in batch.regions]),
            },
            days=np.concatenate([np.array(batch.days, np.int32) for batch in batches]),
            keys=[url for batch in batches for url in batch.urls],
        )
        records = chain.from_iterable(batch.records for batch in batches)
        segment = writer.write_segment(self.folder, _name(len(self._segments)), documents, records)
        for docnum in waiting.deleted:
            segment.delete_document(docnum)
        self._segments.append(segment)


def _name(number: int) -> str:
    return f"{INDEX_NAME}_{number:06}"


def _texts(columns: Mapping[str, Sequence[ChunkColumn]], tables: Tables) -> dict[str, TextColumn]:
    """The occurrences of every text field in both spellings; numpy lets threads work side by side."""
    lemmas, exacts = lemma_spelling(tables), exact_spelling(tables)
    wholes = {name: _whole(parts) for name, parts in columns.items()}
    with ThreadPoolExecutor(THREADS) as threads:
        expanding = {
            name: threads.submit(expand, wholes[one.name], tables.widths, spelling)
            for one in TEXT_FIELDS
            for name, spelling in ((one.name, lemmas), (one.exact, exacts))
        }
        return {name: future.result() for name, future in expanding.items()}


def _whole(parts: Sequence[ChunkColumn]) -> ChunkColumn:
    return ChunkColumn(np.concatenate([part.chunks for part in parts]), np.concatenate([part.counts for part in parts]))


def _single(values: Sequence[str | None]) -> FacetColumn:
    """A facet of which a document has one value or none."""
    codes: defaultdict[str, int] = defaultdict(count().__next__)
    column = np.array([-1 if value is None else codes[value] for value in values], np.int32)
    return FacetColumn(list(codes), column)


def _multiple(values: Sequence[tuple[str, ...]]) -> FacetColumn:
    """A facet of which a document may have several values."""
    codes: defaultdict[str, int] = defaultdict(count().__next__)
    column = np.array([codes[value] for several in values for value in several], np.int32)
    return FacetColumn(list(codes), column, bounds_of(np.array([len(several) for several in values], np.int64)))
