"""`python -m tests.torture`: every kind of trial, so many as are asked for, and a line of figures for each."""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.torture import flips, kills, power, switches, syscalls


def main() -> None:
    """Run the trials; the first broken promise ends them with its name."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    for name, usual in (
        ("kills", 300),
        ("worker-kills", 50),
        ("states", 500),
        ("faults", 1000),
        ("flips", 2000),
        ("switches", 1000),
        ("readers", 16),
        ("queries", 10_000),
    ):
        parser.add_argument(f"--{name}", type=int, default=usual, help=f"{usual} by default")
    asked = parser.parse_args()
    _try("writers killed", lambda at: kills.kill_writers(at, asked.kills, 2, asked.seed), "died before they were done")
    _try("workers killed", lambda at: kills.kill_workers(at, asked.worker_kills, asked.seed), "runs failed whole")
    _try("power lost", lambda at: power.lose_power(at, asked.states, asked.seed), "states of the disk")
    _try("system calls refused", lambda at: syscalls.inject(at, asked.faults, asked.seed), "felt by the program")
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
