"""Batches of analysed articles in, the files of a generation out.

    builder = Builder(folder, submit)
    builder.add(batch)          # as often as there are batches; returns the urls that replaced earlier articles
    builder.finish()            # segments, few of them, and lexicon; the workers may go
    builder.conclude()          # stories and tables of contents

Memory is bounded: when enough chunks wait, they become a segment. Its postings are worked out by the workers, one for
each spelling of words, and so are the readings of new forms, while batches go on coming. They merge segments, too.
Segments of a base are linked, not copied; what new articles replace is masked there.
"""

from collections import deque
from concurrent.futures import Future
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from indexer.columnar.codec import ColumnarSegment
from indexer.columnar.files import link_segment, segment_bytes
from indexer.columnar.ragged import Column
from indexer.columnar.writer import TextColumn
from indexer.errors import IndexDamaged, IndexOutdated
from indexer.indexing.abbreviation_counts import Explained, nominatives, read_explained, write_abbreviations
from indexer.indexing.batch import Batch
from indexer.indexing.frequencies import Frequencies, write_words
from indexer.indexing.heap import give_back
from indexer.indexing.ledger import Ledger
from indexer.indexing.lexicon_table import LoadedLexicon, load_lexicon, write_lexicon
from indexer.indexing.merging import Size, evenly, worthwhile
from indexer.indexing.occurrences import exacts, lemmas
from indexer.indexing.schema import schema
from indexer.indexing.story_writer import write_stories
from indexer.indexing.vocabulary import FormReadings, Tables, Vocabulary, read
from indexer.indexing.waiting import Waiting
from indexer.indexing.worker_tasks import as_one, spelled
from indexer.indexing.workers import Submit
from indexer.opened.contents import INDEX_NAME, SegmentEntry, write_contents

if TYPE_CHECKING:  # only an update reads one
    from indexer.opened.generation import Generation

# Words that wait in memory before they become a segment; a million of them takes some 40 MB while it is inverted.
# A segment may grow as large as those before it together, so that a large corpus makes few of them.
LEAST_CHUNKS, MOST_CHUNKS = 5_500_000, 8_000_000
INVERTING, MERGING = "раскладывал слова по статьям", "объединял сегменты"
ASKED, SLICE = 16_000, 4_000  # new forms that wait to be read together, and those that one worker reads at a time


Spelled: TypeAlias = "Future[tuple[str, TextColumn]]"


class Segment(NamedTuple):
    """A segment that is written, or will be."""

    name: str
    documents: int


class Unwritten(NamedTuple):
    """A segment whose texts are being inverted."""

    name: str
    documents: Waiting
    spelled: tuple[Spelled, ...]

    def is_spelled(self) -> bool:
        """True when it can be written without a wait."""
        return all(one.done() for one in self.spelled)

    def write(self, folder: Path) -> None:
        """Write what its records do not hold, words last, as they come from the workers."""
        self.documents.write(folder, self.name, (one.result() for one in self.spelled))


class Builder:
    """Turns batches into segments in `folder`; `submit` hands work to the workers.

    `base` is what to add to; the forms that the generation `known` has met are not read again.
    """

    def __init__(
        self, folder: Path, submit: Submit, base: "Generation | None" = None, known: Path | None = None
    ) -> None:
        self._folder = folder
        self._submit = submit
        self._base = base
        self._known = base.folder if base else known
        self._vocabulary = Vocabulary()
        self._frequencies = Frequencies()
        self._learning: deque[tuple[Column, Future[FormReadings]]] = deque()
        self._waiting = Waiting()
        self._segments: list[Segment] = []
        self._unwritten: Unwritten | None = None
        self._written_chunks = 0
        self._last_name = -1
        self._entries: list[SegmentEntry] = []
        self.ledger = Ledger(base.collection if base else None)
        self._explained = _explained(base.folder if base else None, self._known)
        if base is not None:
            if self._loaded:
                self._vocabulary.number(self._loaded.forms)
            self._segments = [Segment(entry.name, entry.documents) for entry in base.contents.segments]
            self._last_name = max(int(one.name.rpartition("_")[2]) for one in self._segments)
            for one in self._segments:
                link_segment(base.folder, folder, one.name)

    def add(self, batch: Batch) -> list[str]:
        """Take a batch; returns the urls in it that replaced an article of this run."""
        replaced = self.ledger.put_all(batch.urls, (len(self._segments), len(self._waiting)))
        self._waiting.add(batch, self._vocabulary.take(batch.worker, batch.new_chunks))
        self._explained.counts.update(batch.definitions)
        if self._vocabulary.waiting >= ASKED:
            self._ask()
        if self._unwritten and self._unwritten.is_spelled():
            self._write()
        if self._waiting.chunks >= min(max(LEAST_CHUNKS, self._written_chunks), MOST_CHUNKS):
            self._learn_all()
            self._close_segment(self._vocabulary.tables())
        return replaced

    def finish(self) -> None:
        """Write what waits and the lexicon: all that workers help with."""
        self._learn_all()
        unshown = self._explained.unshown()
        shown = self._submit(nominatives if unshown else dict, unshown)  # the workers wait for the tables
        self.ledger.close()
        tables = self._vocabulary.tables()
        self._vocabulary = Vocabulary()  # the tables have it all, and memory is short while segments are written
        self._close_segment(tables, is_last=True)
        write_lexicon(self._folder, tables)
        write_words(self._folder, tables, self._frequencies, self._base.folder if self._base else None)
        del tables
        self._write()
        self._entries = self._merged()
        self._explained.shown.update(shown.result())
        write_abbreviations(self._folder, self._explained)

    def conclude(self) -> None:
        """Group stories, write the tables of contents."""
        write_stories(self._folder, self._entries)
        write_contents(self._folder, self._entries)
        segments = [ColumnarSegment.named(entry.name, entry.documents, entry.deleted) for entry in self._entries]
        TOC(schema(), segments, 1).write(FileStorage(str(self._folder)), INDEX_NAME)

    @cached_property
    def _loaded(self) -> LoadedLexicon | None:
        return load_lexicon(self._known) if self._known else None

    def _ask(self) -> None:
        """Have the waiting forms read, those that no lexicon knows by the workers; take what they have read."""
        numbers, forms = self._vocabulary.unread()
        if self._loaded:
            rows = self._loaded.rows.find(forms)
            known, unknown = np.flatnonzero(rows >= 0), np.flatnonzero(rows < 0)
            self._vocabulary.learn(numbers[known], self._loaded.read(rows[known]))
            numbers, forms = numbers[unknown], forms.taken(unknown)
        for start in range(0, len(forms), SLICE):
            part = np.arange(start, min(start + SLICE, len(forms)))
            self._learning.append((numbers[part], self._submit(read, forms.taken(part), doing="разбирал слова")))
        while self._learning and self._learning[0][1].done():
            self._learn_next()

    def _learn_all(self) -> None:
        self._ask()
        while self._learning:
            self._learn_next()

    def _learn_next(self) -> None:
        numbers, reading = self._learning.popleft()
        self._vocabulary.learn(numbers, reading.result())

    def _close_segment(self, tables: Tables, is_last: bool = False) -> None:
        """Have what waits inverted, and count its words; it is written when that is done."""
        self._write()
        waiting, self._waiting = self._waiting, Waiting()
        if len(waiting):
            name, cells = self._next_name(), waiting.joined()
            coming = (
                self._submit(spelled, exacts, cells, tables.of_exacts(), is_last, doing=INVERTING),
                self._submit(spelled, lemmas, cells, tables.of_lemmas(), is_last, doing=INVERTING),
            )
            self._frequencies.take(cells)
            waiting.write_records(self._folder, name)
            self._unwritten = Unwritten(name, waiting, coming)
            self._segments.append(Segment(name, len(waiting)))
            self._written_chunks += waiting.chunks
            give_back()

    def _write(self) -> None:
        """Write the segment that is being inverted, if any."""
        if self._unwritten:
            self._unwritten.write(self._folder)
            self._unwritten = None
            give_back()

    def _merged(self) -> list[SegmentEntry]:
        """The segments after the merges that are worth while, in the same order; workers merge side by side."""
        entries = [
            SegmentEntry(one.name, one.documents, tuple(sorted(self.ledger.deleted[place])))
            for place, one in enumerate(self._segments)
        ]
        sizes = [Size(one.documents, len(one.deleted)) for one in entries]
        ranges = worthwhile(sizes) if self._base else evenly(sizes)
        merges = [(several, self._merge(entries[several.start : several.stop])) for several in ranges]
        for several, merged in reversed(merges):
            entries[several.start : several.stop] = merged.result()
        return entries

    def _merge(self, old: list[SegmentEntry]) -> "Future[list[SegmentEntry]]":
        size = sum(segment_bytes(self._folder, one.name) for one in old)
        return self._submit(as_one, self._folder, old, self._next_name(), doing=MERGING, reads=size)

    def _next_name(self) -> str:
        self._last_name += 1
        return f"{INDEX_NAME}_{self._last_name:06}"


def _explained(base: Path | None, known: Path | None) -> Explained:
    """What the articles of the base explain; of another generation only the nominatives are of use."""
    if base is not None:
        return read_explained(base)
    try:
        return Explained(shown=read_explained(known).shown) if known else Explained()
    except (IndexDamaged, IndexOutdated):  # a rebuild is what mends it
        return Explained()
