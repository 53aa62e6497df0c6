"""`python -m tests.torture`: every kind of trial, so many as are asked for, and a line of figures for each."""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.torture import flips, interrupts, kills, ladders, power, switches, syscalls


def main() -> None:
    """Run the trials; the first broken promise ends them with its name."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    for name, usual in (
        ("kills", 300),
        ("worker-kills", 50),
        ("worker-hangs", 20),
        ("interrupts", 300),
        ("states", 500),
        ("faults", 1000),
        ("disk-rungs", 200),
        ("memory-rungs", 80),
        ("descriptor-rungs", 120),
        ("flips", 2000),
        ("switches", 1000),
        ("readers", 16),
        ("queries", 10_000),
    ):
        parser.add_argument(f"--{name}", type=int, default=usual, help=f"{usual} by default")
    asked = parser.parse_args()
    _try("writers killed", lambda at: kills.kill_writers(at, asked.kills, 2, asked.seed), "died before they were done")
    _try("workers killed", lambda at: kills.kill_workers(at, asked.worker_kills, asked.seed), "runs failed whole")
    _try("workers stopped", lambda at: kills.hang_workers(at, asked.worker_hangs, asked.seed), "runs failed whole")
    _try("interrupts", lambda at: interrupts.interrupt(at, asked.interrupts, 2, asked.seed), "stopped in time")
    _try("power lost", lambda at: power.lose_power(at, asked.states, asked.seed), "states of the disk")
    _try("system calls refused", lambda at: syscalls.inject(at, asked.faults, asked.seed), "felt by the program")
    _try("rungs of disk", lambda at: ladders.fill_disk(at, asked.disk_rungs), "refused")
    _try("rungs of memory", lambda at: ladders.memory(at, asked.memory_rungs), "refused")
    _try("rungs of open files", lambda at: ladders.descriptors(at, asked.descriptor_rungs), "refused")
    _try("files damaged", lambda at: flips.damage(at, asked.flips, asked.seed), "told by check")
    _try("switches", lambda at: switches.switch(at, asked.switches, asked.readers), "answers")
    _try("openings and queries", lambda at: switches.open_and_ask(at, 1000, asked.queries), "gained")


def _try(what: str, trial: Callable[[Path], object], counted: str) -> None:
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        found = trial(Path(folder))
    print(f"{what}: {found} {counted}, {time.perf_counter() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
