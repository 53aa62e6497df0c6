"""What records of one kind have in common, known to the compressor beforehand: with it 3 kB shrink as 25 kB without.

    primer = primer_for(records, HEADS)        # b"" as long as there were too few of them to learn from
    compressor(primer).compress(block)

zstd calls a primer a dictionary, which here is a table of terms. Every process trains its own on the first records it
meets, and again as it goes, for sources and years differ; ever more seldom, for each primer has a decompressor that
takes memory and must come into the processor's cache. A block goes with the primer that it was compressed with.
"""

import threading
from collections.abc import Sequence
from functools import lru_cache

import zstandard

from indexer.columnar.layout import COMPRESSION, HEADS, RESTS, Stream

SAMPLE_BYTES = 384 * 1024  # records compressed with one primer, at least; half as many are enough to train one on
KEPT_SHARE = 1 / 4  # of all the bytes met, for which a primer is kept; a million articles have some forty of each kind
_SAMPLE_EACH = 8 * 1024  # of a record; sorting what is very long takes time and teaches no more
# zstd's k, d and f: to search for the best takes five times as long and gains nothing; a table of 2**20 entries, which
# it would take, two and a half times. Strides over the sample (accel) would save little more and cost 2 % of the bytes.
_SEGMENT, _PROBE, _TABLE_BITS = 256, 8, 18


class _Trainer:
    """The primer of this process for one stream, how well it serves, and what is gathered for the next one."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._primer = b""
        self._met = 0  # bytes of records
        self._due = 0  # how many will have been met when the next primer is trained
        self._sample: list[bytes] = []
        self._sampled = 0

    def primer_for(self, records: Sequence[bytes]) -> bytes:
        with self._lock:
            if self._met >= self._due:
                self._learn(records)
            self._met += sum(map(len, records))
            return self._primer

    def _learn(self, records: Sequence[bytes]) -> None:
        pieces = [record[:_SAMPLE_EACH] for record in records if record]
        self._sample += pieces
        self._sampled += sum(map(len, pieces))
        if self._sampled < SAMPLE_BYTES // 2:  # they would save less than a primer takes
            return
        self._primer = _trained(self._sample, self._stream.primer_bytes) or self._primer
        self._sample, self._sampled = [], 0
        self._due = self._met + max(self._stream.kept_bytes, int(KEPT_SHARE * self._met))


_TRAINERS = {stream: _Trainer(stream) for stream in (HEADS, RESTS)}


def primer_for(records: Sequence[bytes], stream: Stream) -> bytes:
    """The primer to compress these records with, packed; they may be those that a new one is trained on."""
    return _TRAINERS[stream].primer_for(records)


def compressor(primer: bytes) -> zstandard.ZstdCompressor:
    """A compressor for one thread; it keeps the size of what it is given, which is what `decompress` needs."""
    if not primer:
        return zstandard.ZstdCompressor(level=COMPRESSION)
    return zstandard.ZstdCompressor(level=COMPRESSION, dict_data=_digested(primer), write_dict_id=False)


def decompressor(primer: bytes) -> zstandard.ZstdDecompressor:
    """A decompressor for one thread; ZstdError where the primer is damaged."""
    if not primer:
        return zstandard.ZstdDecompressor()
    return zstandard.ZstdDecompressor(dict_data=_unpacked(primer))


def _trained(sample: Sequence[bytes], size: int) -> bytes:
    try:
        found = zstandard.train_dictionary(size, list(sample), k=_SEGMENT, d=_PROBE, f=_TABLE_BITS)
    except zstandard.ZstdError:  # nothing in common, or too few records though long ones
        return b""
    return zstandard.compress(found.as_bytes(), COMPRESSION)


@lru_cache(maxsize=2 * len(_TRAINERS))
def _digested(primer: bytes) -> zstandard.ZstdCompressionDict:
    """A primer with the tables that a compressor would make of it, each anew; threads may share them."""
    found = _unpacked(primer)
    found.precompute_compress(level=COMPRESSION)
    return found


def _unpacked(primer: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(zstandard.decompress(primer), dict_type=zstandard.DICT_TYPE_FULLDICT)
