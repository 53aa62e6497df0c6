"""Named columns in one file, read in place.

    with create_columns(path) as writer:
        writer.add("days", np.array([737791, 0], np.int32))
    open_columns(path)["days"]   ->   array([737791, 0], dtype=int32), a view of the mapped file

The frame is drawn in `layout`. The footer comes last so that long columns can be streamed; whatever of the frame is
not as written is refused by name: another VERSION is IndexOutdated, all else IndexDamaged.
"""

import json
import mmap
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import numpy as np

from indexer.columnar.layout import ALIGNMENT, DTYPES, MAGIC, VERSION
from indexer.columnar.ragged import Column
from indexer.errors import IndexDamaged, IndexOutdated, reason, shortage

_HEAD = struct.Struct("<8sII")
_TRAILER = struct.Struct("<IIQ8s")


class Writable(Protocol):
    """A file open for writing, ours or Whoosh's."""

    def write(self, data: Any, /) -> Any: ...

    def close(self) -> Any: ...


class ColumnsWriter:
    """Writes columns one after another, in a `with` block.

    A block that ends well adds the footer, without which the file is refused; the file is closed in any case.
    """

    def __init__(self, file: Writable) -> None:
        self.facts: dict[str, Any] = {}
        self._file = file
        self._columns: dict[str, tuple[str, int, int, int]] = {}
        self._offset = 0
        self._write(_HEAD.pack(MAGIC, VERSION, 0))

    def add(self, name: str, column: Column) -> None:
        """A whole column."""
        self.add_pieces(name, column.dtype.newbyteorder("<").str, (column,))

    def add_pieces(self, name: str, dtype: str, pieces: Iterable[Column | bytes]) -> None:
        """A column that comes in pieces, each an array of `dtype` or its bytes."""
        if name in self._columns or dtype not in DTYPES:
            raise ValueError(f"column {name} of {dtype}")
        self._write(bytes(-self._offset % ALIGNMENT))
        start, checksum = self._offset, 0
        for piece in pieces:
            data = piece if isinstance(piece, bytes) else np.ascontiguousarray(piece, dtype)
            checksum = zlib.crc32(data if isinstance(data, bytes) else data.data, checksum)
            self._write(data)
        self._columns[name] = (dtype, start, (self._offset - start) // np.dtype(dtype).itemsize, checksum)

    def add_alias(self, name: str, written: str) -> None:
        """Another name of a column that was written."""
        self._columns[name] = self._columns[written]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        try:
            if error is None:
                self._write_footer()
        finally:
            self._file.close()

    def _write_footer(self) -> None:
        footer = {"columns": self._columns, "facts": self.facts}
        text = json.dumps(footer, ensure_ascii=False).encode()
        self._write(text)
        self._write(_TRAILER.pack(len(text), zlib.crc32(text), self._offset + _TRAILER.size, MAGIC))

    def _write(self, data: bytes | Column) -> None:
        size = len(data) if isinstance(data, bytes) else data.nbytes
        if size:
            self._file.write(data if isinstance(data, bytes) else memoryview(data.data).cast("B"))
        self._offset += size


class Columns:
    """The columns of one file by name, as views that stay valid as long as any of them is held.

    IndexOutdated where another version of the program wrote the file, IndexDamaged where its frame is not as written.
    """

    def __init__(self, name: str, data: bytes | mmap.mmap) -> None:
        self.name = name
        self._data = data
        footer = self._read_footer()
        try:
            self.facts: dict[str, Any] = dict(footer["facts"])
            self._columns = {str(key): self._checked(*place[:3]) for key, place in footer["columns"].items()}
            self._checksums = {str(key): int(place[3]) for key, place in footer["columns"].items()}
        except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
            raise self._damaged("оглавление не читается") from error

    def __contains__(self, name: str) -> bool:
        return name in self._columns

    def __getitem__(self, name: str) -> Column:
        if name not in self._columns:
            raise self._damaged(f"нет столбца {name}")
        dtype, offset, count = self._columns[name]
        if not count:
            return np.empty(0, dtype)
        return np.frombuffer(self._data, dtype, count, offset)

    def fact(self, name: str) -> Any:
        """One of the facts beside the columns; IndexDamaged where it is missing."""
        if name not in self.facts:
            raise self._damaged(f"нет сведений {name}")
        return self.facts[name]

    def get(self, name: str) -> Column | None:
        """A column, or None where there is none of that name."""
        if name not in self._columns:
            return None
        return self[name]

    def verify(self) -> None:
        """Read every column; IndexDamaged names the first whose bytes are not those that were written."""
        for name, checksum in self._checksums.items():
            if zlib.crc32(self[name].data) != checksum:
                raise self._damaged(f"столбец {name} изменён")

    def let_go(self) -> None:
        """Let go of the pages that were read of a mapped file; they come again when they are asked for."""
        if isinstance(self._data, mmap.mmap):
            self._data.madvise(mmap.MADV_DONTNEED)

    def sizes(self) -> dict[str, int]:
        """Bytes of every column; of a column with two names, for the first."""
        firsts = {place: name for name, place in reversed(self._columns.items())}
        return {name: np.dtype(place[0]).itemsize * place[2] for place, name in firsts.items()}

    def _read_footer(self) -> Any:
        data = self._data
        if len(data) < _HEAD.size + _TRAILER.size:
            raise self._damaged("файл слишком короткий")
        magic, version, _ = _HEAD.unpack(data[: _HEAD.size])
        if magic != MAGIC:
            raise self._damaged("это не файл указателя")
        if version != VERSION:
            raise IndexOutdated(
                f"{self.name} записан другой версией программы ({version}, нужна {VERSION}): "
                "постройте указатель заново (innopoisk rebuild)"
            )
        length, checksum, size, magic = _TRAILER.unpack(data[-_TRAILER.size :])
        if magic != MAGIC or size != len(data) or length > size - _HEAD.size - _TRAILER.size:
            raise self._damaged("файл обрезан или дописан")
        text = data[size - _TRAILER.size - length : size - _TRAILER.size]
        if zlib.crc32(text) != checksum:
            raise self._damaged("оглавление изменено")
        try:
            return json.loads(text)
        except ValueError as error:
            raise self._damaged("оглавление не читается") from error

    def _checked(self, dtype: str, offset: int, count: int) -> tuple[str, int, int]:
        if dtype not in DTYPES or min(offset, count) < 0 or offset % ALIGNMENT:
            raise ValueError(dtype)
        if offset + count * np.dtype(dtype).itemsize > len(self._data):
            raise ValueError(offset)
        return dtype, offset, count

    def _damaged(self, what: str) -> IndexDamaged:
        return IndexDamaged(f"{self.name} повреждён ({what}): постройте указатель заново (innopoisk rebuild)")


def create_columns(path: Path) -> ColumnsWriter:
    """A writer of a new file; what was there before is lost."""
    return ColumnsWriter(path.open("wb"))


def open_columns(path: Path) -> Columns:
    """Map a file and check its frame, as `Columns` does; nothing else is read. IndexDamaged where it is missing."""
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (FileNotFoundError, ValueError) as error:  # mmap calls an empty file a ValueError
        raise IndexDamaged(f"{path.name} пуст или пропал: постройте указатель заново (innopoisk rebuild)") from error
    except OSError as error:
        if shortage(error):
            raise
        raise IndexDamaged(f"{path.name} не читается: {reason(error)}") from error
    return Columns(path.name, data)
