"""A whole dictionary unpacked at once, by array operations: what `pack_dictionary` made, as lines.

>>> from indexer.columnar.dictionary_writer import pack_dictionary
>>> unpacked(*pack_dictionary([b"aa", b"ab", b"b"])).tobytes()
b'aa\\nab\\nb\\n'

The n-th terms of all blocks are unpacked together, for each begins with letters of the one before.
"""

import numpy as np

from indexer.columnar.layout import LONG_NAME, TERMS_A_BLOCK
from indexer.columnar.ragged import Column, bounds_of, run_indices, take_runs
from indexer.errors import IndexDamaged

_LINE_END = ord("\n")


def unpacked(heads: Column, names: Column, count: int) -> Column:
    """The terms of a dictionary, a line end behind each (u1); IndexDamaged where they cannot be read."""
    try:
        shared, fresh, at = _parts(heads.astype(np.int64), names, count)
        if (at + fresh).max(initial=0) > len(names):
            raise IndexError
        bounds = bounds_of(shared + fresh + 1)
        lines = np.full(int(bounds[-1]), _LINE_END, np.uint8)
        lines[run_indices(bounds[:-1] + shared, fresh)] = names.take(run_indices(at, fresh))
    except (IndexError, ValueError, MemoryError) as error:
        raise IndexDamaged("имена в указателе повреждены: постройте указатель заново (innopoisk rebuild)") from error
    for step in range(1, TERMS_A_BLOCK):
        mine = slice(step, None, TERMS_A_BLOCK)
        before = bounds[:-1][step - 1 : -1 : TERMS_A_BLOCK]
        lines[run_indices(bounds[:-1][mine], shared[mine])] = lines.take(run_indices(before, shared[mine]))
    return lines


def _parts(heads: Column, names: Column, count: int) -> tuple[Column, Column, Column]:
    """How many bytes each term shares with the one before, how many of its own it has, and where these lie."""
    if -(-count // TERMS_A_BLOCK) != len(heads):
        raise IndexError
    shared, fresh, starts = np.zeros((3, count), np.int64)
    at = heads
    for step in range(min(TERMS_A_BLOCK, count)):
        mine = slice(step, None, TERMS_A_BLOCK)
        at = at[: len(shared[mine])]
        shared[mine], fresh[mine] = names[at], names[at + 1]
        at = at + 2
        longs = np.flatnonzero(fresh[mine] == LONG_NAME)
        fresh[longs * TERMS_A_BLOCK + step] = take_runs(names, at[longs], np.ones(len(longs), np.int64), "<u4")
        at[longs] += 4
        starts[mine] = at
        at = at + fresh[mine]
    return shared, fresh, starts
