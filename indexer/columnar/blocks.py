"""Stored records on their way into a segment: packed into blocks, maybe in another process, and written.

stored = compressed([b'{"url": "a"}', b'{"url": "b"}'])
write_stored(file, stored)   ->   2
"""

from collections.abc import Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from indexer.columnar.arrays import ColumnsWriter
from indexer.columnar.layout import HEADS, RESTS, Stream
from indexer.columnar.narrow import narrowed
from indexer.columnar.primers import SAMPLE_BYTES, compressor, primer_for
from indexer.columnar.ragged import Column, bounds_of, narrowest


@dataclass(frozen=True, slots=True)
class Blocks:
    """Records of consecutive documents in blocks with one primer, each of which is unpacked by itself.

    Block i has the next sizes[i] bytes of `data` and counts[i] records; `ends` says where all but the last one of each
    end (uint16). Blocks share the bytes of their primer, so that pickled together they carry it once.
    """

    data: Column
    sizes: Column
    counts: Column
    ends: Column
    primer: bytes = b""

    def __len__(self) -> int:
        return int(self.counts.sum())


class Stored(NamedTuple):
    """The records of a segment in two streams: of each document what a list of hits shows, and the rest."""

    heads: Iterable[Blocks]
    rests: Iterable[Blocks]


def compress_records(records: Iterable[bytes], stream: Stream) -> Iterator[Blocks]:
    """Heads or rests as blocks: may run in another process than the one that writes the segment."""
    for several in _groups(map(narrowed, records), SAMPLE_BYTES):
        yield from packed(several, primer_for(several, stream), stream)


def compressed(records: Iterable[bytes]) -> Stored:
    """Whole JSON objects as heads and rests: a head is all but the last brace, for a list of hits to show."""
    whole = list(records)
    heads, rests = (record[:-1] for record in whole), (record[-1:] for record in whole)
    return Stored(compress_records(heads, HEADS), compress_records(rests, RESTS))


def packed(records: Iterable[bytes], primer: bytes, stream: Stream) -> Iterator[Blocks]:
    """Narrowed records (`narrow`) as blocks compressed with one primer; no Blocks where there are no records."""
    groups = list(_groups(records, stream.block_bytes))
    if groups:
        packer = compressor(primer)
        data = [packer.compress(b"".join(several)) for several in groups]
        ends = [end for several in groups for end in accumulate(map(len, several[:-1]))]
        yield Blocks(
            np.frombuffer(b"".join(data), np.uint8), _lengths(data), _lengths(groups), np.array(ends, np.uint16), primer
        )


def _lengths(several: Sequence[Sized]) -> Column:
    return np.fromiter(map(len, several), np.int64, len(several))


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


def write_stored(writer: ColumnsWriter, stored: Stored) -> int:
    """Write both streams; returns the number of documents."""
    heads, rests = write_blocks(writer, stored.heads, HEADS), write_blocks(writer, stored.rests, RESTS)
    if heads != rests:
        raise ValueError(f"{heads} heads of records, {rests} rests")
    return heads


def write_blocks(writer: ColumnsWriter, blocks: Iterable[Blocks], stream: Stream) -> int:
    """Stream the blocks into a file; returns the number of documents."""
    name = stream.name
    sizes, counts, ends, codes = ([np.empty(0, kind)] for kind in (np.uint32, np.uint32, np.uint16, np.uint16))
    primers: dict[bytes, int] = {b"": 0}

    def data() -> Iterator[Column]:
        for some in blocks:
            sizes.append(some.sizes.astype(np.uint32))
            counts.append(some.counts.astype(np.uint32))
            ends.append(some.ends)
            codes.append(np.full(len(some.sizes), primers.setdefault(some.primer, len(primers)), np.uint16))
            yield some.data

    writer.add_pieces(f"{name}/blocks", "|u1", data())
    docs = bounds_of(np.concatenate(counts))
    writer.add(f"{name}/block_starts", narrowest(bounds_of(np.concatenate(sizes))))
    writer.add(f"{name}/block_docs", docs.astype(np.uint32))
    writer.add(f"{name}/block_primers", np.concatenate(codes).astype(np.min_scalar_type(len(primers))))
    writer.add(f"{name}/primers", np.frombuffer(b"".join(primers), np.uint8))
    writer.add(f"{name}/primer_ends", np.cumsum([len(primer) for primer in primers]).astype(np.uint32))
    writer.add(f"{name}/record_ends", np.concatenate(ends))
    return int(docs[-1])
