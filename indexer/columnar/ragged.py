"""Many short runs in one array, without a loop over runs: where each element of each run lies.

>>> run_indices(np.array([10, 50]), np.array([2, 3])).tolist()
[10, 11, 50, 51, 52]
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, starmap
from typing import Any

import numpy as np

Column = np.ndarray[Any, np.dtype[Any]]  # what numpy.typing calls NDArray[Any]; that takes 4 ms to import


def bounds_of(counts: Column) -> Column:
    """Where each run begins, and where the last one ends (int64)."""
    bounds = np.zeros(len(counts) + 1, np.int64)
    np.add.accumulate(counts, dtype=np.int64, out=bounds[1:])
    return bounds


def joined(parts: Sequence[Column], kind: type) -> Column:
    """Arrays one behind another: one alone is not copied, none are an empty one of that kind."""
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.empty(0, kind)


def gathered(sizes: Column, about: int) -> Iterator[range]:
    """The places of `sizes` in ranges of neighbours that add up to about `about`; a larger size has its own range."""
    range_of = np.cumsum(sizes) // about
    edges = np.flatnonzero(np.diff(range_of, prepend=-1, append=-1)).tolist()
    return starmap(range, pairwise(edges))


def run_indices(starts: Column, counts: Column) -> Column:
    """Indices of all elements of runs that begin at `starts` and are `counts` long (int32 where they fit, int64)."""
    bounds = bounds_of(counts)
    shifts = np.asarray(starts, np.int64) - bounds[:-1]
    total = int(bounds[-1])
    if total <= len(_FEW):
        indices: Column = shifts.repeat(counts)
        indices += _FEW[:total]
        return indices
    fits = total < 1 << 31 and (not len(starts) or int(np.max(starts)) + total < 1 << 31)
    kind = np.int32 if fits else np.int64
    indices = np.repeat(shifts.astype(kind), counts)
    indices += np.arange(total, dtype=kind)
    return indices


_FEW = np.arange(2048)  # below that many the checks would take longest


def count_by_run(places: Column, bounds: Column) -> Column:
    """How many of the sorted `places` fall in each run; run i is bounds[i]:bounds[i + 1]."""
    return np.diff(np.searchsorted(places, bounds))


def put_runs(out: Column, starts: Column, counts: Column, values: Column) -> None:
    """Write runs of little-endian `values` into the bytes `out`, each from its byte in `starts`."""
    width = values.dtype.itemsize
    out[run_indices(starts, counts * width)] = np.ascontiguousarray(values).view(np.uint8)


def take_runs(source: Column, starts: Column, counts: Column, dtype: str) -> Column:
    """Read what `put_runs` wrote: all runs one after another, as one array of `dtype`."""
    width = np.dtype(dtype).itemsize
    return source.take(run_indices(starts, counts * width)).view(dtype)


def narrowest(values: Column) -> Column:
    """Offsets as u4 where they fit, u8 where they do not."""
    return values.astype("<u4" if not len(values) or values[-1] < 1 << 32 else "<u8")
