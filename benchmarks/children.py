"""One call in a process of its own: what it gave, and the most memory that it and its children held together.

    apart(build, module, corpus, folder)  ->  Apart(result=4.3, peak_bytes=412_000_000)

Memory is the proportional set size (PSS) of Linux, summed over the process and all its descendants, looked at every
tenth of a second or a little less often: pages that several of them share are counted once. Elsewhere than on Linux
it stays unknown.
"""

import multiprocessing
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Generic, TypeVar

T = TypeVar("T")
PAUSE = 0.1  # seconds between two looks
MODESTY = 20  # times longer than a look, which walks all pages of a process, is the pause after it


class ChildFailed(Exception):
    """A system could not be built or asked; the message is the child's traceback."""


@dataclass(frozen=True, slots=True)
class Apart(Generic[T]):
    """What a call gave, and its peak memory; None where /proc does not tell."""

    result: T
    peak_bytes: int | None


def apart(function: Callable[..., T], *arguments: Any) -> Apart[T]:
    """Call a function of a module in a fresh process; ChildFailed when it fails or dies."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(there, function, arguments))
    child.start()
    there.close()
    peak, looking = 0, 0.0
    while not here.poll(max(PAUSE, looking * MODESTY)):
        started = time.perf_counter()
        peak = max(peak, memory(child.pid or 0, peak))
        looking = time.perf_counter() - started
    try:
        result, fault = here.recv()
    except EOFError:
        child.join()
        raise ChildFailed(f"the process died with exit code {child.exitcode}") from None
    child.join()
    if fault:
        raise ChildFailed(fault)
    return Apart(result, peak or None)


def _answer(answer: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    try:
        answer.send((function(*arguments), None))
    except Exception:  # noqa: BLE001 - the parent is told, whatever it was
        answer.send((None, traceback.format_exc()))


def memory(pid: int, peak: int) -> int:
    """The PSS of a process tree; the cheap resident size instead where even that is below the peak so far."""
    if sys.platform != "linux":
        return 0
    processes = list(_tree(pid))
    resident = sum(_kilobytes(process, "status", "VmRSS:") for process in processes) << 10
    if resident <= peak:
        return resident
    return sum(_kilobytes(process, "smaps_rollup", "Pss:") for process in processes) << 10


def _tree(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _kilobytes(pid: int, name: str, key: str) -> int:
    """One figure of a file in /proc; nought once the process has gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/{name}").read_text().splitlines():
            if line.startswith(key):
                return int(line.split()[1])
    return 0
