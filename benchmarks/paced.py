"""Requests at a steady pace, whatever becomes of them: how long does each wait from the moment it was due?

    answers = paced(port, paths, rate=100, seconds=600)
    Summary.of(answers)   ->   60000 answers: p50 6 ms, p99 41 ms, …, statuses 60000 x 200

Readers do not wait for one another, so a request is sent when its time comes, not when the one before was answered: a
server that stalls for a second keeps a hundred waiting, and each of these counts (Tene, How NOT to measure latency).
Each comes by a connection of its own.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle

LONGEST = 30.0  # seconds that an answer is waited for
NO_ANSWER = 0  # the status of none


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request: its status, when it was due (`time.monotonic`), seconds from then on, and its body."""

    status: int
    due: float
    seconds: float
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Summary:
    """How many answers of each status, and the percentiles of the seconds of those that are 200."""

    statuses: dict[int, int]
    p50: float
    p95: float
    p99: float
    slowest: float

    @classmethod
    def of(cls, answers: Sequence[Answer]) -> "Summary":
        """The summary of some answers."""
        seconds = sorted(one.seconds for one in answers if one.status == 200) or [0.0]
        middle, high, higher = (
            seconds[min(len(seconds) - 1, int(len(seconds) * share))] for share in (0.5, 0.95, 0.99)
        )
        return cls(dict(sorted(Counter(one.status for one in answers).items())), middle, high, higher, seconds[-1])

    def __str__(self) -> str:
        found = ", ".join(f"{count} x {status or 'no answer'}" for status, count in self.statuses.items())
        times = (self.p50, self.p95, self.p99, self.slowest)
        p50, p95, p99, slowest = (f"{1000 * one:.0f} ms" for one in times)
        return f"{found}; p50 {p50}, p95 {p95}, p99 {p99}, slowest {slowest}"


def paced(
    port: int,
    paths: Sequence[str],
    *,
    rate: float,
    seconds: float,
    keep: bool = False,
    watch: Callable[[], None] | None = None,
) -> list[Answer]:
    """Ask for the paths in turn at so many requests a second; `keep` their bodies. `watch` is called once a second."""
    return asyncio.run(_paced(port, paths, rate=rate, seconds=seconds, keep=keep, watch=watch))


async def _paced(
    port: int, paths: Sequence[str], *, rate: float, seconds: float, keep: bool, watch: Callable[[], None] | None
) -> list[Answer]:
    started, waiting, answers = time.monotonic(), set(), list[Answer]()
    for number, path in zip(range(round(rate * seconds)), cycle(paths), strict=False):
        due = started + number / rate
        if (early := due - time.monotonic()) > 0:
            await asyncio.sleep(early)
        task = asyncio.create_task(_answer(port, path, due, keep))
        task.add_done_callback(lambda done: answers.append(done.result()))
        waiting.add(task)
        task.add_done_callback(waiting.discard)
        if watch and number % max(1, round(rate)) == 0:
            watch()
    if waiting:
        await asyncio.wait(set(waiting))
    return sorted(answers, key=lambda one: one.due)


async def _answer(port: int, path: str, due: float, keep: bool) -> Answer:
    asked = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    try:
        async with asyncio.timeout(LONGEST):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(asked.encode())
                said = await reader.read(-1)
            finally:
                writer.close()
    except (OSError, TimeoutError):
        said = b""
    head, _, body = said.partition(b"\r\n\r\n")
    status = int(head.split(maxsplit=2)[1]) if head.startswith(b"HTTP/1.1 ") else NO_ANSWER
    return Answer(status, due, time.monotonic() - due, body if keep else b"")
