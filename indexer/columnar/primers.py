"""What records of one kind have in common, known to the compressor beforehand: with it 4 kB shrink as 32 kB without.

    primer = primer_for(records)        # b"" as long as there were too few of them to learn from
    compressor(primer).compress(block)

zstd calls a primer a dictionary, which here is a table of terms. Every process trains its own, on the first records it
meets; and another when records shrink less than they did, for sources differ. A block goes with the primer that it was
compressed with. Fewer primers are read faster, for each has a decompressor that must come into the processor's cache.
"""

import threading
from collections.abc import Sequence

import zstandard

from indexer.columnar.layout import COMPRESSION

PRIMER_BYTES = 64 * 1024  # packed for the disk 24 kB
SAMPLE_BYTES = 512 * 1024  # records compressed with one primer, at least; half as many are enough to train one on
KEPT_BYTES = 8 * 1024 * 1024  # of records, before a primer is judged
WORN = 1.07  # 83,227 articles: 8 primers, 26.0 MB; trained once only 28.3 MB; again each KEPT_BYTES 11 primers, 25.8 MB
_SAMPLE_EACH = 8 * 1024  # of a record; sorting what is very long takes time and teaches no more
_SEGMENT, _PROBE = 256, 8  # zstd's k and d: to search for the best takes five times as long and gains nothing


class _Trainer:
    """The primer of this process, how well it serves, and what is gathered for the next one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._primer = b""
        self._is_worn = True
        self._taken = 0  # bytes of records since it was trained
        self._expected = 0.0  # what share of their size records shrink to; 0 before it is known
        self._sample: list[bytes] = []
        self._sampled = 0

    def primer_for(self, records: Sequence[bytes]) -> bytes:
        with self._lock:
            if self._is_worn:
                self._learn(records)
            return self._primer

    def judge(self, taken: int, given: int) -> None:
        with self._lock:
            self._taken += taken
            if taken < SAMPLE_BYTES or self._taken < 2 * SAMPLE_BYTES:  # the first were those that it was trained on
                return
            share = given / taken
            self._expected = self._expected or share
            self._is_worn |= self._taken >= KEPT_BYTES and share > WORN * self._expected

    def _learn(self, records: Sequence[bytes]) -> None:
        pieces = [record[:_SAMPLE_EACH] for record in records if record]
        self._sample += pieces
        self._sampled += sum(map(len, pieces))
        if self._sampled < SAMPLE_BYTES // 2:  # they would save less than a primer takes
            return
        self._primer = _trained(self._sample) or self._primer
        self._sample, self._sampled = [], 0
        self._is_worn, self._taken, self._expected = False, 0, 0.0


_TRAINER = _Trainer()


def primer_for(records: Sequence[bytes]) -> bytes:
    """The primer to compress these records with, packed; they may be those that a new one is trained on."""
    return _TRAINER.primer_for(records)


def judge(taken: int, given: int) -> None:
    """Learn how many bytes of records became how many with the primer of this process."""
    _TRAINER.judge(taken, given)


def compressor(primer: bytes) -> zstandard.ZstdCompressor:
    """A compressor for one thread; it keeps the size of what it is given, which is what `decompress` needs."""
    if not primer:
        return zstandard.ZstdCompressor(level=COMPRESSION)
    return zstandard.ZstdCompressor(level=COMPRESSION, dict_data=_unpacked(primer), write_dict_id=False)


def decompressor(primer: bytes) -> zstandard.ZstdDecompressor:
    """A decompressor for one thread; ZstdError where the primer is damaged."""
    if not primer:
        return zstandard.ZstdDecompressor()
    return zstandard.ZstdDecompressor(dict_data=_unpacked(primer))


def _trained(sample: Sequence[bytes]) -> bytes:
    try:
        found = zstandard.train_dictionary(PRIMER_BYTES, list(sample), k=_SEGMENT, d=_PROBE)
    except zstandard.ZstdError:  # nothing in common, or too few records though long ones
        return b""
    return zstandard.compress(found.as_bytes(), COMPRESSION)


def _unpacked(primer: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(zstandard.decompress(primer), dict_type=zstandard.DICT_TYPE_FULLDICT)
