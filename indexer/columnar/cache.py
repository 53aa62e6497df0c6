"""What was asked for last, kept in so many bytes: cache.put(("body", "сталь"), postings); cache.get(("body", "сталь")).

For postings already unpacked; answers to queries are not kept.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, Protocol, TypeVar

from indexer.columnar.layout import CACHE_BYTES

_OBJECTS = 1024  # bytes that Python takes for an entry of the cache besides its arrays, roughly


class Sized(Protocol):
    """What knows how many bytes its arrays take."""

    @property
    def nbytes(self) -> int:
        """Bytes held, always as many."""
        ...


Kept = TypeVar("Kept", bound=Sized)


class Cache(Generic[Kept]):
    """At most `limit` bytes; threads may share it."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Kept | None:
        """What was put under the key, if it is still kept."""
        found = self._kept.get(key)
        if found is None:
            return None
        try:
            self._kept.move_to_end(key)  # one step for the interpreter, which needs no lock
        except KeyError:
            return found  # another thread has let go of it meanwhile
        return found

    def put(self, key: Hashable, kept: Kept) -> None:
        """Keep it, and let go of what was not asked for longest."""
        size = _size(kept)
        if size > self._limit:
            return
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = kept
            self._size += size
            while self._size > self._limit:
                self._size -= _size(self._kept.popitem(last=False)[1])


def _size(kept: Sized) -> int:
    return kept.nbytes + _OBJECTS
