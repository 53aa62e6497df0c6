"""How long may a query still take? What is not begun when its time is over is left out, and the answer says so.

    deadline = Deadline(1.0)
    found = [look_up(word) for word in deadline.each(words)]    # the first of them at least
    deadline.is_felt                                            # whether anything was left out

Asked between the words of a query, never inside an operation on arrays: each of these takes milliseconds. So it costs
nothing, and needs neither signals, which only a process's main thread gets, nor threads to watch.
"""

import math
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

NOTE = "время на поиск вышло: ответ неполный, часть запроса могла остаться без внимания"

T = TypeVar("T")


class Deadline:
    """So many seconds from now; infinity for no bound."""

    __slots__ = ("_clock", "_end", "is_felt")

    def __init__(self, seconds: float = math.inf, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._end = clock() + seconds
        self.is_felt = False

    def is_over(self) -> bool:
        """Whether the time is over; who is told so leaves something out."""
        if self._clock() < self._end:
            return False
        self.is_felt = True
        return True

    def each(self, parts: Iterable[T]) -> Iterator[T]:
        """The parts as long as there is time, and the first whether or not."""
        for number, part in enumerate(parts):
            if number and self.is_over():
                return
            yield part
