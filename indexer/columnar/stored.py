"""Stored records: opaque bytes, one a document, in compressed blocks of which only the asked one is unpacked."""

import threading
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import zstandard

from indexer.columnar.arrays import Columns, ColumnsWriter
from indexer.columnar.layout import BLOCK_BYTES
from indexer.columnar.primers import SAMPLE_BYTES, compressor, decompressor, judge, primer_for
from indexer.columnar.ragged import Column, narrowest
from indexer.errors import IndexDamaged

_BLOCKS_KEPT = 64  # unpacked blocks of one segment that stay in memory, about 300 kB


@dataclass(frozen=True, slots=True)
class Block:
    """Records of consecutive documents, compressed together; `ends` says where all but the last one end (uint16).

    Blocks share the bytes of their primer, so that pickled together they carry it once.
    """

    data: bytes
    ends: Column
    primer: bytes = b""

    def __len__(self) -> int:
        return len(self.ends) + 1


def compress_records(records: Iterable[bytes]) -> Iterator[Block]:
    """Records as blocks: may run in another process than the one that writes the segment."""
    for several in _groups(records, SAMPLE_BYTES):
        given = 0
        for block in _blocks(several, primer_for(several)):
            given += len(block.data)
            yield block
        judge(sum(map(len, several)), given)


def _blocks(records: Iterable[bytes], primer: bytes) -> Iterator[Block]:
    packer = compressor(primer)
    for several in _groups(records, BLOCK_BYTES):
        ends = np.fromiter(accumulate(map(len, several[:-1])), np.uint16, len(several) - 1)
        yield Block(packer.compress(b"".join(several)), ends, primer)


def _groups(records: Iterable[bytes], least: int) -> Iterator[list[bytes]]:
    """The records in order, in groups that end as soon as they have so many bytes."""
    gathered: list[bytes] = []
    size = 0
    for record in records:
        gathered.append(record)
        size += len(record)
        if size >= least:
            yield gathered
            gathered, size = [], 0
    if gathered:
        yield gathered


def write_blocks(writer: ColumnsWriter, blocks: Iterable[Block]) -> int:
    """Stream the blocks into a file; returns the number of documents."""
    starts, docs, ends = [0], [0], [np.empty(0, np.uint16)]
    primers: dict[bytes, int] = {b"": 0}
    codes = []

    def data() -> Iterator[bytes]:
        for block in blocks:
            starts.append(starts[-1] + len(block.data))
            docs.append(docs[-1] + len(block))
            ends.append(block.ends)
            codes.append(primers.setdefault(block.primer, len(primers)))
            yield block.data

    writer.add_pieces("blocks", "|u1", data())
    writer.add("block_starts", narrowest(np.array(starts)))
    writer.add("block_docs", np.array(docs, np.uint32))
    writer.add("block_primers", np.array(codes, np.min_scalar_type(len(primers))))
    writer.add("primers", np.frombuffer(b"".join(primers), np.uint8))
    writer.add("primer_ends", np.cumsum([len(primer) for primer in primers]).astype(np.uint32))
    writer.add("record_ends", np.concatenate(ends))
    return docs[-1]


class StoredRecords:
    """Records by docnum; threads may share it."""

    def __init__(self, columns: Columns, name: str) -> None:
        # Single numbers are read through memoryviews: indexing an array would make a numpy object of each.
        self._blocks = memoryview(columns["blocks"].data)
        self._starts = memoryview(columns["block_starts"].data)
        self._docs = memoryview(columns["block_docs"].data)
        self._ends = memoryview(columns["record_ends"].data)
        self._codes = memoryview(columns["block_primers"].data)
        packed, ends = columns["primers"].tobytes(), columns["primer_ends"].tolist()
        self._primers = [packed[start:stop] for start, stop in zip([0, *ends], ends, strict=False)]
        self._name = name
        self._kept: dict[int, bytes] = {}
        self._lock = threading.Lock()
        self._local = threading.local()  # a zstd context serves one thread at a time

    def __len__(self) -> int:
        return self._docs[-1]

    def __getitem__(self, docnum: int) -> bytes:
        if not 0 <= docnum < self._docs[-1]:
            raise IndexError(docnum)
        block = bisect_right(self._docs, docnum) - 1
        text = self._kept.get(block)
        if text is None:
            text = self._unpacked(block)
        place = docnum - block  # in `ends`, which has none of the last record of a block
        start = 0 if docnum == self._docs[block] else self._ends[place - 1]
        return text[start:] if docnum + 1 == self._docs[block + 1] else text[start : self._ends[place]]

    def blocks(self, is_kept: Column) -> Iterator[Block]:
        """The records of the documents kept: blocks kept whole go as they are, the rest are compressed anew."""
        loose: list[bytes] = []
        primer = b""
        for block, (first, last) in enumerate(zip(self._docs[:-1], self._docs[1:], strict=True)):
            kept = is_kept[first:last]
            if not kept.all():
                loose.extend(self[docnum] for docnum in (first + np.flatnonzero(kept)).tolist())
                continue
            yield from _blocks(loose, primer)
            loose = []
            primer = self._primers[self._codes[block]]
            ends = np.array(self._ends[first - block : last - block - 1], np.uint16)
            yield Block(self._compressed(block).tobytes(), ends, primer)
        yield from _blocks(loose, primer)

    def _compressed(self, block: int) -> memoryview:
        return self._blocks[self._starts[block] : self._starts[block + 1]]

    def _unpacked(self, block: int) -> bytes:
        try:
            unpacked: bytes = self._decompressor(self._codes[block]).decompress(self._compressed(block))
        except zstandard.ZstdError as error:
            raise IndexDamaged(
                f"{self._name} повреждён (блок {block}): постройте указатель заново (innopoisk rebuild)"
            ) from error
        with self._lock:
            self._kept[block] = unpacked
            if len(self._kept) > _BLOCKS_KEPT:
                del self._kept[next(iter(self._kept))]
        return unpacked

    def _decompressor(self, code: int) -> zstandard.ZstdDecompressor:
        if not hasattr(self._local, "decompressors"):
            self._local.decompressors = {}
        mine: dict[int, zstandard.ZstdDecompressor] = self._local.decompressors
        found = mine.get(code)
        if found is None:
            found = mine[code] = decompressor(self._primers[code])
        return found
