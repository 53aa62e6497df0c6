"""Stored records: opaque bytes, one a document, in compressed blocks of which only the asked one is unpacked."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import zstandard

from indexer.columnar.arrays import Columns, ColumnsWriter
from indexer.columnar.layout import BLOCK_BYTES, COMPRESSION
from indexer.columnar.ragged import Column
from indexer.errors import IndexDamaged

_BLOCKS_KEPT = 32  # unpacked blocks of one segment that stay in memory, about 1 MB


@dataclass(frozen=True, slots=True)
class Block:
    """Records of consecutive documents, compressed together; `ends` says where each ends (uint32)."""

    data: bytes
    ends: Column


def compress_records(records: Iterable[bytes]) -> Iterator[Block]:
    """Records as blocks: may run in another process than the one that writes the segment."""
    compressor = zstandard.ZstdCompressor(level=COMPRESSION)
    gathered: list[bytes] = []
    size = 0
    for record in records:
        gathered.append(record)
        size += len(record)
        if size >= BLOCK_BYTES:
            yield _block(compressor, gathered)
            gathered, size = [], 0
    if gathered:
        yield _block(compressor, gathered)


def _block(compressor: zstandard.ZstdCompressor, records: list[bytes]) -> Block:
    ends = np.cumsum(np.fromiter(map(len, records), np.int64, len(records)))
    return Block(compressor.compress(b"".join(records)), ends.astype(np.uint32))


def write_blocks(writer: ColumnsWriter, blocks: Iterable[Block]) -> int:
    """Stream the blocks into a file; returns the number of documents."""
    starts, docs, ends = [0], [0], [np.empty(0, np.uint32)]

    def data() -> Iterator[bytes]:
        for block in blocks:
            starts.append(starts[-1] + len(block.data))
            docs.append(docs[-1] + len(block.ends))
            ends.append(block.ends)
            yield block.data

    writer.add_pieces("blocks", "|u1", data())
    writer.add("block_starts", np.array(starts, np.uint64))
    writer.add("block_docs", np.array(docs, np.uint32))
    writer.add("record_ends", np.concatenate(ends))
    return docs[-1]


class StoredRecords:
    """Records by docnum; threads may share it."""

    def __init__(self, columns: Columns, name: str) -> None:
        self._blocks = columns["blocks"]
        self._starts = columns["block_starts"]
        self._docs = columns["block_docs"]
        self._ends = columns["record_ends"]
        self._name = name
        self._kept: OrderedDict[int, bytes] = OrderedDict()
        self._lock = threading.Lock()
        self._local = threading.local()  # a zstd context serves one thread at a time

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, docnum: int) -> bytes:
        if not 0 <= docnum < len(self._ends):
            raise IndexError(docnum)
        block = int(np.searchsorted(self._docs, np.uint32(docnum), "right")) - 1
        text = self._unpacked(block)
        start = 0 if docnum == self._docs[block] else int(self._ends[docnum - 1])
        return text[start : int(self._ends[docnum])]

    def blocks(self, is_kept: Column) -> Iterator[Block]:
        """The records of the documents kept: blocks kept whole go as they are, the rest are compressed anew."""
        loose: list[bytes] = []
        for block, (first, last) in enumerate(zip(self._docs[:-1].tolist(), self._docs[1:].tolist(), strict=True)):
            kept = is_kept[first:last]
            if not kept.all():
                loose.extend(self[docnum] for docnum in (first + np.flatnonzero(kept)).tolist())
                continue
            yield from compress_records(loose)
            loose = []
            yield Block(self._compressed(block), self._ends[first:last])
        yield from compress_records(loose)

    def _compressed(self, block: int) -> bytes:
        return self._blocks[int(self._starts[block]) : int(self._starts[block + 1])].tobytes()

    def _unpacked(self, block: int) -> bytes:
        with self._lock:
            text = self._kept.get(block)
            if text is not None:
                self._kept.move_to_end(block)
                return text
        if not hasattr(self._local, "decompressor"):
            self._local.decompressor = zstandard.ZstdDecompressor()
        try:
            unpacked: bytes = self._local.decompressor.decompress(self._compressed(block))
        except zstandard.ZstdError as error:
            raise IndexDamaged(f"{self._name} повреждён (блок {block}): постройте индекс заново") from error
        with self._lock:
            self._kept[block] = unpacked
            if len(self._kept) > _BLOCKS_KEPT:
                self._kept.popitem(last=False)
        return unpacked
