"""`python -m tests.torture`: every kind of trial, so many as are asked for, and a line of figures for each."""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.torture import flips, interrupts, kills, ladders, power, serving, switches, syscalls


class Trial(NamedTuple):
    """One kind: its option, how many there usually are, what they are, how to make them, and what is counted."""

    option: str
    usual: int
    what: str
    make: Callable[[Path, int, argparse.Namespace], object]
    counted: str


TRIALS = (
    Trial("kills", 300, "writers killed", lambda at, n, by: kills.kill_writers(at, n, 2, by.seed), "died in time"),
    Trial("worker-kills", 50, "workers killed", lambda at, n, by: kills.kill_workers(at, n, by.seed), "runs failed"),
    Trial("worker-hangs", 20, "workers stopped", lambda at, n, by: kills.hang_workers(at, n, by.seed), "runs failed"),
    Trial("interrupts", 300, "Ctrl-C", lambda at, n, by: interrupts.interrupt(at, n, 2, by.seed), "stopped in time"),
    Trial("states", 500, "power lost", lambda at, n, by: power.lose_power(at, n, by.seed), "states of the disk"),
    Trial("faults", 1000, "system calls refused", lambda at, n, by: syscalls.inject(at, n, by.seed), "felt"),
    Trial("disk-rungs", 200, "rungs of disk", lambda at, n, _: ladders.fill_disk(at, n), "refused"),
    Trial("memory-rungs", 80, "rungs of memory", lambda at, n, _: ladders.memory(at, n), "refused"),
    Trial("file-rungs", 120, "rungs of open files", lambda at, n, _: ladders.descriptors(at, n), "refused"),
    Trial("server-rungs", 24, "rungs of a server", lambda at, n, _: serving.serve(at, n), "refused"),
    Trial("flips", 2000, "files damaged", lambda at, n, by: flips.damage(at, n, by.seed), "told by check"),
    Trial("switches", 1000, "switches", lambda at, n, by: switches.switch(at, n, by.readers), "answers"),
    Trial("queries", 10_000, "1,000 openings and queries", lambda at, n, _: switches.open_and_ask(at, 1000, n), "more"),
)


def main() -> None:
    """Run the trials; the first broken promise ends them with its name."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=f"{__doc__} 0 leaves a kind out.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--readers", type=int, default=16)
    for one in TRIALS:
        parser.add_argument(f"--{one.option}", type=int, default=one.usual, help=f"{one.what}, usually {one.usual}")
    asked = parser.parse_args()
    for one in TRIALS:
        if number := getattr(asked, one.option.replace("-", "_")):
            _try(one, number, asked)


def _try(one: Trial, number: int, asked: argparse.Namespace) -> None:
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        found = one.make(Path(folder), number, asked)
    print(f"{one.what}: {number} tried, {found} {one.counted}, {time.perf_counter() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
