"""Is a worker still at work on a call, or does it hang? Told by the processor time that it uses.

    vigil = Vigil(process, size, Patience())    # when a call of `size` bytes is handed to a worker
    vigil.look()                                # once a second: None, or why it is taken for hanging, in Russian

A clock on the wall would take a slow machine for a hang. Processor time does not pass while others have the processor,
while a terminal has stopped us all (Ctrl-Z stops the one who looks too) or while the machine sleeps, and what a call
may use of it grows with the call, so that a huge article is only a long one.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from indexer.text.wording import counted

SECONDS = ("секунду", "секунды", "секунд")
MEGABYTE = 2**20
LOOK = 1.0  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a worker is waited for, in seconds; a megabyte of news usually takes a fifth of one.

    `idle` are looks in a row at which it had used no processor time at all; `busy` is the processor time that it may
    use on one call, and `busy_a_megabyte` how much more for each megabyte that it was given.
    """

    idle: float = 120
    busy: float = 60
    busy_a_megabyte: float = 30


USUAL = Patience()


class Vigil:
    """What has been seen of a worker since it was given its call."""

    def __init__(self, process: int, size: int, patience: Patience) -> None:
        self._process = process
        self._idle = patience.idle
        self._busy = patience.busy + patience.busy_a_megabyte * size / MEGABYTE
        self._first = self._last = _processor_time(process)
        self._looks = self._idle_looks = 0

    def look(self) -> str | None:
        """One more look, `LOOK` seconds after the last; why the worker hangs, or None while it may be at work."""
        self._looks += 1
        now = _processor_time(self._process)
        if now is None or self._first is None:  # no Linux: what passes is the time that we look on
            used = self._looks * LOOK
        else:
            self._idle_looks = self._idle_looks + 1 if now == self._last else 0
            self._last, used = now, now - self._first
        if self._idle_looks * LOOK >= self._idle:
            return f"{counted(round(self._idle), *SECONDS)} ничего не делает"
        if used > self._busy:
            return f"{counted(round(used), *SECONDS)} занят одним и тем же"
        return None


def _processor_time(process: int) -> float | None:
    """Seconds that all threads of a process have used; None where the system does not say."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    user, system = told.rpartition(")")[2].split()[11:13]  # the name in brackets may hold anything; see proc(5)
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
