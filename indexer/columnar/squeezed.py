"""Columns that few commands ask for, packed whole by zstd: add_squeezed(file, "counts", counts), then

    read_squeezed(columns, "counts", "<u4")   ->   array([7, 300, 1], dtype=uint32)

What is asked for by every search lies in the file as it is, mapped; this is unpacked into memory, 400 MB a second
or more. The column `name` holds one zstd frame (u1), the fact `name` how many numbers there are.
"""

import numpy as np
import zstandard

from indexer.columnar.arrays import Columns, ColumnsWriter
from indexer.columnar.layout import COMPRESSION
from indexer.columnar.ragged import Column
from indexer.errors import IndexDamaged


def add_squeezed(writer: ColumnsWriter, name: str, column: Column) -> None:
    """Write a whole column, packed."""
    data = np.ascontiguousarray(column, column.dtype.newbyteorder("<"))
    writer.facts[name] = len(data)
    writer.add(name, np.frombuffer(zstandard.compress(data.tobytes(), COMPRESSION), np.uint8))


def read_squeezed(columns: Columns, name: str, dtype: str) -> Column:
    """What `add_squeezed` wrote, of that dtype; IndexDamaged where it cannot be unpacked to so many numbers."""
    packed, count = columns[name].tobytes(), columns.fact(name)
    try:
        if zstandard.frame_content_size(packed) == count * np.dtype(dtype).itemsize:  # before memory is taken for it
            return np.frombuffer(zstandard.decompress(packed), dtype)
    except zstandard.ZstdError as error:
        raise _damaged(columns, name) from error
    raise _damaged(columns, name)


def _damaged(columns: Columns, name: str) -> IndexDamaged:
    return IndexDamaged(f"{columns.name} повреждён (столбец {name}): постройте указатель заново (innopoisk rebuild)")
