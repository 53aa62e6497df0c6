"""Numbers below 2**24 in three bytes each, read where they lie: add_split(file, "rows", rows), then

    rows = read_split(columns, "rows")
    rows[slice(1, 3)]   ->   array([70000, 5], dtype=uint32)

They lie as two columns, `name`/low (u2) and `name`/high (u1, and u2 as soon as one of the numbers is 2**24 or more).
"""

from typing import Any

import numpy as np

from indexer.columnar.arrays import Columns, ColumnsWriter
from indexer.columnar.ragged import Column

_LOW_BITS = 16


class SplitNumbers:
    """The numbers by place: of a slice, or of an array of places."""

    def __init__(self, low: Column, high: Column) -> None:
        self._low, self._high = low, high
        # The few numbers of a short run are read through memoryviews, without an array of them.
        self._lows, self._highs = memoryview(low.data), memoryview(high.data)

    def __len__(self) -> int:
        return len(self._low)

    def __getitem__(self, places: Any) -> Column:
        """Some of the numbers (uint32)."""
        numbers: Column = self._high[places].astype(np.uint32) << np.uint32(_LOW_BITS)
        numbers |= self._low[places]
        return numbers

    def listed(self, places: slice) -> list[int]:
        """The numbers of a short slice as ints of Python."""
        return [high << _LOW_BITS | low for high, low in zip(self._highs[places], self._lows[places], strict=True)]


def add_split(writer: ColumnsWriter, name: str, numbers: Column) -> None:
    """Write numbers below 2**32 as two columns."""
    high = numbers >> _LOW_BITS
    writer.add(f"{name}/low", (numbers & (1 << _LOW_BITS) - 1).astype("<u2"))
    writer.add(f"{name}/high", high.astype("|u1" if high.max(initial=0) < 1 << 8 else "<u2"))


def read_split(columns: Columns, name: str) -> SplitNumbers:
    """What `add_split` wrote."""
    return SplitNumbers(columns[f"{name}/low"], columns[f"{name}/high"])
