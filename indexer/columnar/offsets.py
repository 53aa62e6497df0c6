"""Where each of many short runs begins, in a byte and a quarter for each: add_offsets, read_offsets.

>>> offsets = Offsets(*pack_offsets(np.array([7, 2])))
>>> offsets[1], offsets.size(1), offsets.between(range(2)).tolist()
(7, 2, [0, 7, 9])

The beginning of every RUNS_A_BLOCKth run is written, between them the sizes are added up. Drawn in `layout`.
"""

from bisect import bisect_left

import numpy as np

from indexer.columnar.arrays import Columns, ColumnsWriter
from indexer.columnar.layout import LONG_RUN, RUNS_A_BLOCK
from indexer.columnar.ragged import Column, bounds_of, narrowest


class Offsets:
    """The beginnings of runs by number."""

    def __init__(self, starts: Column, sizes: Column, longs: tuple[Column, Column]) -> None:
        # Single numbers are read through memoryviews: indexing an array would make a numpy object of each.
        self._starts = memoryview(starts.data)
        self._sizes = memoryview(sizes.data)
        self._long_rows, self._long_sizes = (memoryview(column.data) for column in longs)
        self._last = (0, 0)  # what was asked for last, and the answer: a record is asked for twice

    def __len__(self) -> int:
        return len(self._sizes)

    def __getitem__(self, row: int) -> int:
        """Where a run begins; of the row after the last, where that ends."""
        known, start = self._last
        if known != row:
            start = self._added_up(row)
            self._last = row, start
        return start

    def size(self, row: int) -> int:
        """How long a run is."""
        size = self._sizes[row]
        return size if size < LONG_RUN else self._long_sizes[bisect_left(self._long_rows, row)]

    def sizes(self, rows: range) -> Column:
        """How long neighbouring runs are (int64)."""
        sizes = np.array(self._sizes[rows.start : rows.stop], np.int64)
        first, last = bisect_left(self._long_rows, rows.start), bisect_left(self._long_rows, rows.stop)
        sizes[np.array(self._long_rows[first:last], np.int64) - rows.start] = self._long_sizes[first:last]
        return sizes

    def between(self, rows: range) -> Column:
        """Where neighbouring runs begin, and where the last one ends (int64)."""
        return self[rows.start] + bounds_of(self.sizes(rows))

    def _added_up(self, row: int) -> int:
        first = row - row % RUNS_A_BLOCK
        start: int = self._starts[row // RUNS_A_BLOCK]
        before = self._sizes[first:row].tobytes()
        start += sum(before)
        if LONG_RUN in before:
            place = bisect_left(self._long_rows, first)
            while place < len(self._long_rows) and self._long_rows[place] < row:
                start += self._long_sizes[place] - LONG_RUN
                place += 1
        return start


def pack_offsets(sizes: Column) -> tuple[Column, Column, tuple[Column, Column]]:
    """What `Offsets` reads, of runs of these sizes."""
    longs = np.flatnonzero(sizes >= LONG_RUN)
    starts = narrowest(bounds_of(sizes)[::RUNS_A_BLOCK])
    long_sizes = sizes[longs].astype(np.min_scalar_type(int(sizes.max(initial=0))))
    return starts, np.minimum(sizes, LONG_RUN).astype(np.uint8), (longs.astype(np.uint32), long_sizes)


def add_offsets(writer: ColumnsWriter, name: str, sizes: Column) -> None:
    """Write the offsets of runs of these sizes as four columns."""
    starts, short_sizes, (long_rows, long_sizes) = pack_offsets(sizes)
    writer.add(f"{name}/starts", starts)
    writer.add(f"{name}/sizes", short_sizes)
    writer.add(f"{name}/long_rows", long_rows)
    writer.add(f"{name}/long_sizes", long_sizes)


def read_offsets(columns: Columns, name: str) -> Offsets:
    """What `add_offsets` wrote."""
    longs = columns[f"{name}/long_rows"], columns[f"{name}/long_sizes"]
    return Offsets(columns[f"{name}/starts"], columns[f"{name}/sizes"], longs)
