"""What stops a server? Ctrl-C, SIGTERM and the end of its window, each in peace; a second Ctrl-C at once.

    HearingArbiter(app).run()

and of gunicorn's settings `hear` is its `post_worker_init`, the others are called `when_ready`.
"""

import signal
import sys
from types import FrameType
from typing import Any

from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]

STOPPING = {signal.SIGINT, signal.SIGTERM, signal.SIGQUIT}


class HearingArbiter(Arbiter):  # type: ignore[misc]
    """A master whose workers hear that they are to stop from their first moment on.

    A fork inherits the master's handlers. Told to stop before it has its own, it would take the word for the master's,
    drop it, and be waited for until the grace is over; so what is said in that moment is kept for `hear`.
    """

    def spawn_worker(self) -> Any:
        heard = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
        try:
            return super().spawn_worker()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def hear(_worker: Any) -> None:
    """Called in a worker that has its own handlers: what was said meanwhile is heard now.

    A terminal sends Ctrl-C to the workers too, but the master tells them when to go.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)


def stop_gracefully_on_interrupt(arbiter: Any) -> None:
    """The first Ctrl-C as SIGTERM: gunicorn by itself would drop the answers under way. The second as it is."""

    def interrupt(_signal: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, arbiter.signal)
        arbiter.signal(signal.SIGTERM, frame)

    signal.signal(signal.SIGINT, interrupt)


def stop_with_the_terminal(arbiter: Any) -> None:
    """A server in a window ends with it; gunicorn by itself would start its workers anew and hold the port for ever."""
    if sys.stdin is not None and sys.stdin.isatty():
        signal.signal(signal.SIGHUP, lambda _, frame: arbiter.signal(signal.SIGTERM, frame))
