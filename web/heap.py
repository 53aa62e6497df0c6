"""Where do the threads of a server take their memory? From one heap.

    keep_one_heap()   ->   True on Linux with glibc, where it matters

The C library of most Linuxes (glibc) gives threads heaps of their own, eight for every core, so that they need not wait
for each other; Python lets them wait anyway. What one answer leaves free in one heap is of no use to the next in
another, so that each grows to the size of the largest answers: a process of 24 threads was seen to hold 255 MB after
four minutes at 60 searches a second, and to grow on; with one heap 193, and no more from the second minute on.
"""

import ctypes
from contextlib import suppress

M_ARENA_MAX = -8  # malloc.h: the number of heaps; a call before the first thread, and the workers inherit it


def keep_one_heap() -> bool:
    """Ask for one; false where the C library has no such question."""
    with suppress(AttributeError, OSError, TypeError):
        return bool(ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1))
    return False
