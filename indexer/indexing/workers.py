"""Who does the heavy reading: processes of ours, or this very process when one is enough.

    with open_pool(2) as submit:
        future = submit(function, argument, doing="читал news.jsonl, строки 1–812")

A worker that dies or hangs takes the run with it: BuildError says what it was doing, never a silent gap. Each has a
pipe of its own, so that one killed half-way through an answer ends its pipe; over the shared pipe of
`concurrent.futures` the parent would wait for the other half for ever. And when the parent is killed all pipes end,
and the workers with them.
"""

import gc
import mmap
import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple, Protocol

from indexer.errors import BuildError, shortage
from indexer.indexing.messages import Message, packed, receive, send
from indexer.indexing.vigil import LOOK, USUAL, Patience, Vigil
from indexer.indexing.worker import UNCOLLECTED, WORKING, Worker, death, started

DYING = 5  # seconds until a process whose pipe has ended is gone, and with it its memory
ROOM = 32 * 2**20  # bytes of addresses for a worker's thread, most of it for its stack
HOARDED = 31 * 2**20  # bytes of the largest block that is kept; glibc learns from none beyond 32 MB
SWITCH = 0.0005  # seconds that a thread which has an answer to take in waits for another one, at most


class Submit(Protocol):
    """Hands a call to whoever is free and gives its result later; all arguments must be picklable.

    `doing` ends the sentence «рабочий процесс завершился, когда …»; `reads` are the bytes of files that the call is to
    read, so that it is given more time.
    """

    def __call__(
        self, function: Callable[..., Any], *arguments: Any, doing: str = WORKING, reads: int = 0
    ) -> "Future[Any]": ...


class Call(NamedTuple):
    """What a worker is asked; packed by whoever asks, for the thread that sends it would have to wait its turn."""

    asked: Message
    doing: str
    reads: int
    future: "Future[Any]"


def available_workers() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def open_pool(workers: int, patience: Patience = USUAL) -> Iterator[Submit]:
    """A pool for the length of a block; on an error or Ctrl-C the workers are stopped at once."""
    if workers <= 1:
        yield _at_once
        return
    pool = _Pool(patience)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        pool.start(workers)
        yield pool.submit
        pool.finish()
    finally:
        sys.setswitchinterval(interval)
        pool.kill()


@contextmanager
def hoarding() -> Iterator[None]:
    """For the length of a block cycles are sought seldom, and memory that is freed is kept for what is made next.

    A generation's words are no garbage, and many to look through. And glibc hands large blocks back to the system, but
    for those no larger than one that it has handed back: of arrays that come and go, every page would be made anew.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(UNCOLLECTED)
    bytes(HOARDED)  # freed at once, and never touched
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


class _Pool:
    """Worker processes, for each a thread that hands it a call and waits for the answer, and one that looks at all."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._calls: SimpleQueue[Call | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._fault: str | None = None  # the first one: the others follow from it
        self._is_over = threading.Event()
        self._workers: list[Worker] = []
        self._servers: list[threading.Thread] = []
        self._watcher: threading.Thread | None = None

    def start(self, workers: int) -> None:
        """Start so many; BuildError where the system has no room for them."""
        try:
            mmap.mmap(-1, ROOM * workers).close()  # Python waits for ever for a thread that has no memory to begin with
            for _ in range(workers):
                self._workers.append(started([worker.pipe for worker in self._workers]))
            self._servers = [_running(self._serve, worker) for worker in self._workers]
            self._watcher = _running(self._watch)
        except (OSError, RuntimeError) as error:
            if short := shortage(error):
                raise BuildError(f"{short}: рабочие процессы не запускаются (поможет --workers 1)") from error
            raise

    def submit(
        self, function: Callable[..., Any], *arguments: Any, doing: str = WORKING, reads: int = 0
    ) -> "Future[Any]":
        """A call for whichever worker is free first."""
        future: Future[Any] = Future()
        try:
            asked = packed((function, arguments))
        except MemoryError:
            future.set_exception(BuildError(self._break(_short_of_memory(doing))))
            return future
        with self._lock:
            if self._fault is None:
                self._calls.put(Call(asked, doing, reads, future))
            else:
                future.set_exception(BuildError(self._fault))
        return future

    def finish(self) -> None:
        """Wait until all calls are answered and all workers have ended well."""
        for _ in self._workers:
            self._calls.put(None)
        for thread in self._servers:
            thread.join()
        self._is_over.set()
        for worker in self._workers:
            worker.pipe.close()
            worker.process.join(DYING)
            if worker.process.exitcode:
                self._break(death(worker))
            worker.process.kill()  # should it hang after all, it has answered whatever it was asked
        if self._fault is not None:
            raise BuildError(self._fault)

    def kill(self) -> None:
        """End the workers that still run, and with them what they were asked."""
        self._is_over.set()
        self._break("работа прервана")
        for thread in self._servers:
            thread.join()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        if self._watcher:
            self._watcher.join()

    def _serve(self, worker: Worker) -> None:
        while (call := self._calls.get()) is not None:
            try:
                answer, fault = self._asked(worker, call)
            except (EOFError, OSError):
                worker.process.join(DYING)
                call.future.set_exception(BuildError(self._break(death(worker))))
                return
            except Exception as error:  # noqa: BLE001 - no room for the answer; whoever waits must not wait for ever
                answer, fault = None, error
            if isinstance(fault, MemoryError):
                call.future.set_exception(BuildError(self._break(_short_of_memory(call.doing))))
            elif fault is None:
                call.future.set_result(answer)
            else:
                call.future.set_exception(fault)

    def _asked(self, worker: Worker, call: Call) -> tuple[Any, Exception | None]:
        worker.doing = call.doing
        size = sum(map(len, call.asked)) + call.reads
        worker.vigil = Vigil(worker.process.pid or 0, size, self._patience)
        send(worker.pipe, call.asked)
        answered: tuple[Any, Exception | None] = receive(worker.pipe)
        worker.vigil = None
        return answered

    def _watch(self) -> None:
        """A worker that hangs is killed, which ends its pipe, and all else follows from that."""
        while not self._is_over.wait(LOOK):
            for worker in self._workers:
                if (vigil := worker.vigil) and (why := vigil.look()):
                    self._break(f"рабочий процесс завис ({why}), когда {worker.doing}: указатель не построен")

    def _break(self, fault: str) -> str:
        """One for all: no call is answered any more; gives the fault that was the first."""
        with self._lock:
            self._fault = self._fault or fault
            for worker in self._workers:
                worker.process.kill()
            with suppress(Empty):
                while True:
                    if call := self._calls.get_nowait():
                        call.future.set_exception(BuildError(self._fault))
            for _ in self._workers:
                self._calls.put(None)
            return self._fault


def _running(what: Callable[..., None], *arguments: Any) -> threading.Thread:
    thread = threading.Thread(target=what, args=arguments, daemon=True)
    thread.start()
    return thread


def _short_of_memory(doing: str) -> str:
    return f"не хватило памяти, когда рабочий процесс {doing}: указатель не построен"


def _at_once(function: Callable[..., Any], *arguments: Any, doing: str = WORKING, reads: int = 0) -> "Future[Any]":
    future: Future[Any] = Future()
    try:
        future.set_result(function(*arguments))
    except Exception as error:  # noqa: BLE001 - handed on to whoever asks for the result, as a pool does
        future.set_exception(error)
    return future
