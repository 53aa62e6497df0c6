"""Stored records: a head and a rest for each document, in compressed blocks of which only the asked one is unpacked.

records = SegmentRecords(columns)
records[7]                          ->   b'{"url": "a", "title": "b", "body": "c"}'
widened(records.narrow_head(7))     ->   b'{"url": "a", "title": "b"'
"""

import threading
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import zstandard

from indexer.columnar.arrays import Columns
from indexer.columnar.blocks import Blocks, Stored, packed
from indexer.columnar.layout import HEADS, RESTS, Stream
from indexer.columnar.narrow import widened
from indexer.columnar.primers import decompressor
from indexer.columnar.ragged import Column
from indexer.errors import IndexDamaged

_BLOCKS_KEPT = 128  # unpacked blocks of one stream of a segment that stay in memory, about 200 kB


class SegmentRecords:
    """Records by docnum."""

    def __init__(self, columns: Columns) -> None:
        self._heads = StoredRecords(columns, HEADS)
        self._rests = StoredRecords(columns, RESTS)

    def __len__(self) -> int:
        return len(self._heads)

    def __getitem__(self, docnum: int) -> bytes:
        """The whole JSON object."""
        return self._heads[docnum] + self._rests[docnum]

    def narrow_head(self, docnum: int) -> bytes:
        """The part of the object that a list of hits shows, without a last brace, with one byte a letter (`narrow`)."""
        return self._heads.narrow(docnum)

    def narrow_rest(self, docnum: int) -> bytes:
        """The other part, with the brace."""
        return self._rests.narrow(docnum)

    def kept(self, is_kept: Column) -> Stored:
        """The records of the documents that a mask keeps, ready to be written into another segment."""
        return Stored(self._heads.blocks(is_kept), self._rests.blocks(is_kept))


class StoredRecords:
    """One stream by docnum; threads may share it."""

    def __init__(self, columns: Columns, stream: Stream) -> None:
        # Single numbers are read through memoryviews: indexing an array would make a numpy object of each.
        self._blocks = memoryview(columns[f"{stream.name}/blocks"].data)
        self._starts = memoryview(columns[f"{stream.name}/block_starts"].data)
        self._docs = memoryview(columns[f"{stream.name}/block_docs"].data)
        self._ends = memoryview(columns[f"{stream.name}/record_ends"].data)
        self._codes = memoryview(columns[f"{stream.name}/block_primers"].data)
        primers, ends = columns[f"{stream.name}/primers"].tobytes(), columns[f"{stream.name}/primer_ends"].tolist()
        self._primers = [primers[start:stop] for start, stop in zip([0, *ends], ends, strict=False)]
        self._name = columns.name
        self._stream = stream
        self._kept: dict[int, bytes] = {}
        # A zstd context serves one thread at a time, and with its primer takes 170 kB: each thread its own would be a
        # hundred megabytes for a server, to save microseconds of waiting.
        self._decompressors: dict[int, zstandard.ZstdDecompressor] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return self._docs[-1]

    def __getitem__(self, docnum: int) -> bytes:
        try:
            return widened(self.narrow(docnum))
        except ValueError as error:
            raise self._damaged(self._block(docnum)) from error

    def narrow(self, docnum: int) -> bytes:
        """A record as it lies in its block, unpacked."""
        block = self._block(docnum)
        text = self._kept.get(block)
        if text is None:
            text = self._unpacked(block)
        place = docnum - block  # in `ends`, which has none of the last record of a block
        start = 0 if docnum == self._docs[block] else self._ends[place - 1]
        return text[start:] if docnum + 1 == self._docs[block + 1] else text[start : self._ends[place]]

    def _block(self, docnum: int) -> int:
        """The block that holds a record; IndexError where there is none."""
        if not 0 <= docnum < self._docs[-1]:
            raise IndexError(docnum)
        return bisect_right(self._docs, docnum) - 1

    def blocks(self, is_kept: Column) -> Iterator[Blocks]:
        """The records of the documents kept: blocks kept whole go as they are, the rest are compressed anew."""
        loose: list[bytes] = []
        primer = b""
        for first, last, is_whole in self._runs(is_kept):
            documents = range(self._docs[first], self._docs[last])
            if not is_whole:
                kept = documents.start + np.flatnonzero(is_kept[documents.start : documents.stop])
                loose.extend(map(self.narrow, kept.tolist()))
                continue
            yield from packed(loose, primer, self._stream)
            loose = []
            primer = self._primers[self._codes[first]]
            yield Blocks(
                np.frombuffer(self._blocks[self._starts[first] : self._starts[last]], np.uint8),
                np.diff(np.array(self._starts[first : last + 1], np.int64)),
                np.diff(np.array(self._docs[first : last + 1], np.int64)),
                np.array(self._ends[documents.start - first : documents.stop - last], np.uint16),
                primer,
            )
        yield from packed(loose, primer, self._stream)

    def _runs(self, is_kept: Column) -> Iterator[tuple[int, int, bool]]:
        """Neighbouring blocks of one primer: the first, the one after the last, and whether all of each is kept."""
        codes = np.array(self._codes, np.int64)
        if not len(codes):
            return
        is_whole = np.logical_and.reduceat(is_kept, np.array(self._docs[:-1], np.int64))
        edges = np.flatnonzero((np.diff(codes) != 0) | (np.diff(is_whole) != 0)) + 1
        for first, last in pairwise([0, *edges.tolist(), len(codes)]):
            yield first, last, bool(is_whole[first])

    def _unpacked(self, block: int) -> bytes:
        code, block_bytes = self._codes[block], self._blocks[self._starts[block] : self._starts[block + 1]]
        with self._lock:
            try:
                if code not in self._decompressors:
                    self._decompressors[code] = decompressor(self._primers[code])
                unpacked: bytes = self._decompressors[code].decompress(block_bytes)
            except zstandard.ZstdError as error:
                raise self._damaged(block) from error
            self._kept[block] = unpacked
            if len(self._kept) > _BLOCKS_KEPT:
                del self._kept[next(iter(self._kept))]
        return unpacked

    def _damaged(self, block: int) -> IndexDamaged:
        return IndexDamaged(f"{self._name} повреждён (блок {block}): постройте указатель заново (innopoisk rebuild)")
