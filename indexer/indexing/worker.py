"""One worker: how its process is started, how it lives, and what its death is told as.

worker = started([])
send(worker.pipe, packed((function, arguments)))       # of `messages`
answer, fault = receive(worker.pipe)                   # fault is what the function raised, or None
"""

import gc
import multiprocessing
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from indexer.indexing.messages import packed, receive, send
from indexer.indexing.vigil import Vigil

UNCOLLECTED = 1_000_000  # objects made before cycles are sought among them; each search walks pymorphy3's tables, too
WORKING = "строил указатель"


@dataclass(slots=True)
class Worker:
    """A process, our end of its pipe, and who watches the call that it has in hand."""

    process: BaseProcess
    pipe: Connection
    doing: str = WORKING
    vigil: Vigil | None = None


def started(others: Sequence[Connection]) -> Worker:
    """A new process; `others` are our ends of the pipes of those that run already."""
    # fork shares what is loaded already; elsewhere than on Linux it is not safe.
    is_fork = sys.platform == "linux"
    context: Any = multiprocessing.get_context("fork" if is_fork else "spawn")
    ours, theirs = context.Pipe()
    inherited = [ours, *others] if is_fork else []
    process = context.Process(target=_work, args=(theirs, inherited), daemon=True)
    with _no_interrupt():
        process.start()
    theirs.close()
    return Worker(process, ours)


def death(worker: Worker) -> str:
    """How a worker ended that should have gone on, and with what in hand."""
    code = worker.process.exitcode or 0
    why = {0: "сам, без ошибки", -signal.SIGKILL: "возможно, не хватило памяти"}.get(code) or (
        f"сигнал {-code}" if code < 0 else f"код {code}"
    )
    return f"рабочий процесс завершился ({why}), когда {worker.doing}: указатель не построен"


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Ctrl-C waits: in what others have registered to run after a fork, Python would print and forget it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection, inherited: Sequence[Connection]) -> None:
    """A worker's life: it ends when the other end of its pipe does, that is, with the pool or the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    gc.set_threshold(UNCOLLECTED)
    gc.freeze()  # what the parent has made is no garbage, and its memory is shared as long as nobody touches it
    for other in inherited:
        other.close()
    with suppress(EOFError, OSError):
        while True:
            try:
                send(pipe, packed(_answer(*receive(pipe))))
            except MemoryError as error:  # no room for the question, or for the answer
                send(pipe, packed((None, error)))


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, Exception | None]:
    try:
        return function(*arguments), None
    except Exception as error:  # noqa: BLE001 - handed on to whoever asks for the result
        error.add_note(traceback.format_exc())
        return None, error
