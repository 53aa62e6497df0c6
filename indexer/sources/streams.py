"""A file's bytes, unzipped on the way, in blocks of about 1 MB: blocks(file) never holds more than one of them."""

import gzip
import os
import zlib
from collections.abc import Iterator
from typing import cast

from indexer.errors import reason, shortage
from indexer.sources.parcels import BLOCK, Problem, SourceFile


def blocks(file: SourceFile, size: int = BLOCK) -> Iterator[bytes | Problem]:
    """The file's content block by block; where the file is broken, a Problem after all that could be read."""
    block = bytearray()
    why = ""
    try:
        # Should a pipe have taken the file's place since it was found, O_NONBLOCK keeps us from waiting for a writer.
        with os.fdopen(os.open(file.path, os.O_RDONLY | os.O_NONBLOCK), "rb") as raw:
            stream = gzip.GzipFile(fileobj=raw) if file.is_gzip else raw
            # read1, not read: read would throw away what it holds when the gzip breaks off.
            while piece := stream.read1(size):
                block += piece
                if len(block) >= size:
                    yield bytes(block)
                    block.clear()
    except (OSError, EOFError, zlib.error) as fault:
        why = _why(fault)
    if block:
        yield bytes(block)
    if why:
        yield Problem(file.source, why)


def _why(fault: Exception) -> str:
    if shortage(fault):
        raise fault
    match fault:
        case EOFError():
            return "архив gzip обрывается"
        case gzip.BadGzipFile() | zlib.error():
            return "архив gzip повреждён"
        case FileNotFoundError():
            return "файла больше нет"
        case PermissionError():
            return "нет прав на чтение"
    return f"не читается: {reason(cast(OSError, fault))}"
