"""Who does the heavy reading: a pool of processes, or this very process when one is enough.

    with open_pool(2) as submit:
        future = submit(function, argument)

A worker that dies takes the run with it: BuildError, never a silent gap.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeAlias, TypeVar

from indexer.errors import BuildError

T = TypeVar("T")


# Hands a call to whoever is free: submit(function, *arguments) -> its result, later. All must be picklable.
Submit: TypeAlias = "Callable[..., Future[Any]]"


def available_workers() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def open_pool(workers: int) -> Iterator[Submit]:
    """A pool for the length of a block; on an error or Ctrl-C the work that has not begun is dropped."""
    if workers <= 1:
        yield _at_once
        return
    # fork shares what is loaded already; elsewhere than on Linux it is not safe.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context)
    try:
        yield pool.submit
    except BrokenProcessPool as error:
        raise BuildError("рабочий процесс остановлен (возможно, не хватило памяти): указатель не построен") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _at_once(function: Callable[..., T], *arguments: Any) -> "Future[T]":
    future: Future[T] = Future()
    try:
        future.set_result(function(*arguments))
    except Exception as error:  # noqa: BLE001 - handed on to whoever asks for the result, as a pool does
        future.set_exception(error)
    return future
