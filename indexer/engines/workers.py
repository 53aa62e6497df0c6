"""Who does the heavy reading: processes of ours, or this very process when one is enough.

    with open_pool(2) as submit:
        future = submit(function, argument)

A worker that dies takes the run with it: BuildError, never a silent gap. Each has a pipe of its own, so that one killed
half-way through an answer ends its pipe; over the shared pipe of `concurrent.futures` the parent would wait for the
other half for ever. And when the parent is killed all pipes end, and the workers with them.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import Empty, SimpleQueue
from typing import Any, TypeAlias, TypeVar

from indexer.errors import BuildError

T = TypeVar("T")

UNCOLLECTED = 100_000  # objects made before cycles are sought among them; each search walks pymorphy3's tables, too

# Hands a call to whoever is free: submit(function, *arguments) -> its result, later. All must be picklable.
Submit: TypeAlias = "Callable[..., Future[Any]]"
Call: TypeAlias = "tuple[Callable[..., Any], tuple[Any, ...], Future[Any]]"

DIED = "рабочий процесс остановлен (возможно, не хватило памяти): указатель не построен"


def available_workers() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def open_pool(workers: int) -> Iterator[Submit]:
    """A pool for the length of a block; on an error or Ctrl-C the workers are stopped at once."""
    if workers <= 1:
        yield _at_once
        return
    pool = _Pool(workers)
    try:
        yield pool.submit
        pool.finish()
    finally:
        pool.kill()


class _Pool:
    """Worker processes, and for each a thread that hands it a call and waits for the answer."""

    def __init__(self, workers: int) -> None:
        self._calls: SimpleQueue[Call | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._is_broken = False
        self._workers = _start(workers)
        self._threads = [threading.Thread(target=self._serve, args=(pipe,), daemon=True) for _, pipe in self._workers]
        for thread in self._threads:
            thread.start()

    def submit(self, function: Callable[..., Any], *arguments: Any) -> "Future[Any]":
        """A call for whichever worker is free first."""
        future: Future[Any] = Future()
        with self._lock:
            if self._is_broken:
                future.set_exception(BuildError(DIED))
            else:
                self._calls.put((function, arguments, future))
        return future

    def finish(self) -> None:
        """Wait until all calls are answered and all workers have ended well."""
        for _ in self._threads:
            self._calls.put(None)
        for thread in self._threads:
            thread.join()
        for process, pipe in self._workers:
            pipe.close()
            process.join()
        if self._is_broken or any(process.exitcode for process, _ in self._workers):
            raise BuildError(DIED)

    def kill(self) -> None:
        """End the workers that still run, and with them what they were asked."""
        self._break()
        for thread in self._threads:
            thread.join()
        for process, pipe in self._workers:
            process.join()
            pipe.close()

    def _serve(self, pipe: Connection) -> None:
        while (call := self._calls.get()) is not None:
            function, arguments, future = call
            try:
                pipe.send((function, arguments))
                answer, fault = pipe.recv()
            except (EOFError, OSError):
                future.set_exception(BuildError(DIED))
                self._break()
                return
            if fault is None:
                future.set_result(answer)
            else:
                future.set_exception(fault)

    def _break(self) -> None:
        """One for all: no call is answered any more."""
        with self._lock:
            self._is_broken = True
            for process, _ in self._workers:
                process.kill()
            with suppress(Empty):
                while True:
                    if call := self._calls.get_nowait():
                        call[2].set_exception(BuildError(DIED))
            for _ in self._threads:
                self._calls.put(None)


def _start(workers: int) -> list[tuple[BaseProcess, Connection]]:
    # fork shares what is loaded already; elsewhere than on Linux it is not safe.
    is_fork = sys.platform == "linux"
    context: Any = multiprocessing.get_context("fork" if is_fork else "spawn")
    started: list[tuple[BaseProcess, Connection]] = []
    for _ in range(workers):
        ours, theirs = context.Pipe()
        inherited = [ours, *(pipe for _, pipe in started)] if is_fork else []
        process = context.Process(target=_work, args=(theirs, inherited), daemon=True)
        process.start()
        theirs.close()
        started.append((process, ours))
    return started


def _work(pipe: Connection, inherited: Sequence[Connection]) -> None:
    """A worker's life: it ends when the other end of its pipe does, that is, with the pool or the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    gc.set_threshold(UNCOLLECTED)
    for other in inherited:
        other.close()
    with suppress(EOFError, OSError):
        while True:
            function, arguments = pipe.recv()
            pipe.send(_answer(function, arguments))


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, Exception | None]:
    try:
        return function(*arguments), None
    except Exception as error:  # noqa: BLE001 - handed on to whoever asks for the result
        error.add_note(traceback.format_exc())
        return None, error


def _at_once(function: Callable[..., T], *arguments: Any) -> "Future[T]":
    future: Future[T] = Future()
    try:
        future.set_result(function(*arguments))
    except Exception as error:  # noqa: BLE001 - handed on to whoever asks for the result, as a pool does
        future.set_exception(error)
    return future
