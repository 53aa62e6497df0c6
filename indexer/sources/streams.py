"""A file's bytes, unzipped on the way, in blocks of about 1 MB: blocks(file) never holds more than one of them."""

import io
import os
from collections.abc import Iterator
from typing import cast

from indexer.errors import reason, shortage
from indexer.sources.parcels import BLOCK, Problem, SourceFile

try:
    from isal import isal_zlib as unpacker  # half of zlib's time
except ImportError:  # it is not made for every machine
    import zlib as unpacker  # type: ignore[no-redef]

_BROKEN = cast(type[Exception], unpacker.error)
_MAGIC = b"\x1f\x8b"
_GZIP = 31  # what zlib calls the greatest window, with the head and the end of gzip
_PACKED = 1 << 17  # bytes that are unpacked at a time


def blocks(file: SourceFile, size: int = BLOCK) -> Iterator[bytes | Problem]:
    """The file's content block by block; where the file is broken, a Problem after all that could be read."""
    block = bytearray()
    why = ""
    try:
        # Should a pipe have taken the file's place since it was found, O_NONBLOCK keeps us from waiting for a writer.
        with os.fdopen(os.open(file.path, os.O_RDONLY | os.O_NONBLOCK), "rb") as raw:
            for piece in (_unpacked if file.is_gzip else _plain)(raw, size):
                block += piece
                if len(block) >= size:
                    yield bytes(block)
                    block.clear()
    except (OSError, EOFError, _BROKEN) as fault:
        why = _why(fault)
    if block:
        yield bytes(block)
    if why:
        yield Problem(file.source, why)


def _plain(raw: io.BufferedReader, size: int) -> Iterator[bytes]:
    while piece := raw.read1(size):
        yield piece


def _unpacked(raw: io.BufferedReader, size: int) -> Iterator[bytes]:
    """The content of a gzip file in pieces of `size` bytes at most: all that stands before a break is given."""
    inflater = unpacker.decompressobj(_GZIP)
    is_open = False
    while packed := raw.read(_PACKED):
        if not is_open:
            packed = packed.lstrip(b"\0")
        while packed:
            if not is_open and not packed.startswith(_MAGIC[: len(packed)]):
                raise _BROKEN("neither gzip nor zeros")
            is_open = True
            yield inflater.decompress(packed, size)
            packed = inflater.unconsumed_tail
            if inflater.eof:  # there may be another one behind it, or zeros that fill a block of a tape
                packed = inflater.unused_data.lstrip(b"\0")
                inflater, is_open = unpacker.decompressobj(_GZIP), False
    if is_open:
        raise EOFError


def _why(fault: Exception) -> str:
    if shortage(fault):
        raise fault
    match fault:
        case EOFError():
            return "архив gzip обрывается"
        case _ if isinstance(fault, _BROKEN):
            return "архив gzip повреждён"
        case FileNotFoundError():
            return "файла больше нет"
        case PermissionError():
            return "нет прав на чтение"
    return f"не читается: {reason(cast(OSError, fault))}"
