"""Memory that a process has freed goes back to the system: give_back(), after what took much of it.

The C library of most Linuxes (glibc) gives back the end of its heap only. Of a build of a million articles, after a
segment, 250 MB lay free before the few bytes at the end that were still needed, and as much in each worker; what the
one had free the others had to ask for anew. To have arrays of megabytes mapped by themselves (M_MMAP_THRESHOLD) left
half of it, for batches are smaller than that, and costs time at each array.
"""

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Give back the pages in which nothing lies; where the C library knows no such call, nothing happens."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
