"""Documents that wait to become a segment: batches are gathered as columns, and written when there are enough of them.

waiting = Waiting()
waiting.add(batch, numbers)     # `numbers` are the vocabulary's for the chunks of the batch
cells = waiting.joined()
waiting.write_records(folder, "MAIN_000001")
waiting.write(folder, "MAIN_000001", spelled)     # `spelled` are the postings of the texts, in both spellings
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import numpy as np

from indexer.columnar.blocks import Blocks, Stored
from indexer.columnar.documents import FacetColumn
from indexer.columnar.layout import SAMPLES
from indexer.columnar.ragged import Column, bounds_of
from indexer.columnar.writer import NewSegment, TextColumn, write_columns, write_records
from indexer.indexing.batch import Batch
from indexer.indexing.chunks import ChunkColumn


@dataclass(slots=True)
class Waiting:
    """The columns of batches one behind another, one item a document, but for the last two.

    `cells` hold the texts, their chunks by the numbers that the vocabulary gave; `chunks` counts these.
    """

    urls: list[str] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    sources: list[str | None] = field(default_factory=list)
    regions: list[tuple[str, ...]] = field(default_factory=list)
    heads: list[Blocks] = field(default_factory=list)
    rests: list[Blocks] = field(default_factory=list)
    digests: list[int] = field(default_factory=list)
    signatures: list[Column] = field(default_factory=list)
    cells: list[ChunkColumn] = field(default_factory=list)
    chunks: int = 0

    def __len__(self) -> int:
        return len(self.urls)

    def add(self, batch: Batch, numbers: Column) -> None:
        """Take the documents of a batch."""
        self.urls += batch.urls
        self.days += batch.days
        self.sources += batch.sources
        self.regions += batch.regions
        self.heads += batch.records.heads
        self.rests += batch.records.rests
        self.digests += batch.digests
        self.signatures.append(batch.signatures)
        self.cells.append(ChunkColumn(numbers.take(batch.cells.chunks), batch.cells.counts))
        self.chunks += len(batch.cells.chunks)

    def joined(self) -> ChunkColumn:
        """The texts, cell after cell; they are not kept here any longer."""
        parts, self.cells = self.cells, []
        nothing = np.empty(0, np.int32)
        return ChunkColumn(
            np.concatenate([nothing, *(part.chunks for part in parts)]),
            np.concatenate([nothing, *(part.counts for part in parts)]),
        )

    def write_records(self, folder: Path, name: str) -> None:
        """Write the stored records as a segment of that name; they are not kept here any longer."""
        stored, self.heads, self.rests = Stored(self.heads, self.rests), [], []
        write_records(folder, name, stored, len(self))

    def write(self, folder: Path, name: str, spelled: Iterable[tuple[str, TextColumn]]) -> None:
        """Write the segment's other two files; `spelled` are its texts, which may still be in the making."""
        new = NewSegment(
            doc_count=len(self),
            texts=spelled,
            facets={"source": _single(self.sources), "region": _multiple(self.regions)},
            days=np.array(self.days, np.int32),
            keys=self.urls,
            digests=np.array(self.digests, np.uint64),
            signatures=np.concatenate([np.empty((0, SAMPLES), np.uint8), *self.signatures]),
        )
        write_columns(folder, name, new)


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
