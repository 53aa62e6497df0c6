"""Which process takes a new connection? The one that holds fewest.

    Server(worker_class=EvenWorker, child_exit=EvenWorker.gone)

Browsers and proxies keep connections open, and each stays with the process that took it. All processes wait at one
socket, so that by chance one may take them all: eight of eight were seen, while the other process slept.
"""

import mmap
import time
from array import array
from typing import Any, ClassVar

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

PLACES = 64  # processes that may live at once
NOBODY = 2**31 - 1  # the count of an empty place: more than anybody holds
PAUSE = 0.0005  # seconds before a process looks again at a connection that it left to another
PATIENCE = 20  # times; then the other is busy or dead, and whoever is here takes it


class EvenWorker(ThreadWorker):  # type: ignore[misc]
    """A threaded worker that leaves a connection to another that has fewer; the counts lie in shared memory."""

    counts: ClassVar[memoryview | None] = None

    def __init__(self, age: int, *rest: Any) -> None:
        super().__init__(age, *rest)  # in the master, before the fork
        self._place = age % PLACES
        self._left = 0
        if EvenWorker.counts is None:
            EvenWorker.counts = memoryview(mmap.mmap(-1, array("i").itemsize * PLACES)).cast("i")
            EvenWorker.counts[:] = array("i", [NOBODY]) * PLACES
        self.tell(0)

    def accept(self, *listener: Any) -> None:
        """Called where a connection waits: take it, or let another."""
        assert self.counts is not None
        if self.nr_conns > min(self.counts) and self._left < PATIENCE:
            self._left += 1
            time.sleep(PAUSE)  # the connection goes on waiting, and this is called again
            return
        self._left = 0
        super().accept(*listener)
        self.tell(self.nr_conns)

    def notify(self) -> None:
        """Called in every round of the loop, so after connections have ended."""
        super().notify()
        self.tell(self.nr_conns)

    def tell(self, count: int) -> None:
        """Let the other processes know how many connections this one holds."""
        assert self.counts is not None
        self.counts[self._place] = count

    @staticmethod
    def gone(_arbiter: Any, worker: "EvenWorker") -> None:
        """Called in the master when a process has ended, however it did."""
        worker.tell(NOBODY)
