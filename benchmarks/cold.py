"""How long does a command take that starts, answers and ends? python -m benchmarks.cold INDEX [--runs 20]

Each command is a process of its own, the files in the page cache. The shortest of the runs says what it costs on a
quiet machine; processor seconds (user and system) are trusted sooner on a busy one.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path

import indexer
from benchmarks.machine import described
from benchmarks.options import parser_of
from benchmarks.table import markdown

COMMANDS = (
    ("--help",),
    ("search", "инновационное развитие региона"),
    ("search", "инновационное развитие региона", "--json"),
    ("search", "иновационное развитее региона"),  # corrections, and the dictionary
    ("suggest", "промышленный кл"),
    ("stats",),
)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: seconds by the clock and of the processor, and the most memory it held, in bytes."""

    wall: float
    cpu: float
    memory: int


def run(arguments: Sequence[str]) -> Run:
    """Run a command of innopoisk to its end; what it prints is thrown away."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "indexer", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"innopoisk {' '.join(arguments)}: exit code {process.returncode}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def row(arguments: Sequence[str], runs: Sequence[Run]) -> list[str]:
    """The command and its figures: milliseconds and megabytes."""
    walls, cpus = [one.wall * 1000 for one in runs], [one.cpu * 1000 for one in runs]
    figures = (min(walls), statistics.median(walls), min(cpus), statistics.median(cpus))
    return [" ".join(arguments), *(f"{one:.0f}" for one in figures), f"{max(one.memory for one in runs) / 1e6:.0f}"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = parser_of("cold", __doc__)
    parser.add_argument("index", metavar="INDEX", help="an index that innopoisk has built")
    parser.add_argument("--runs", type=int, default=20, metavar="N", help="of each command (20)")
    asked = parser.parse_args(arguments)
    rows = []
    for command in COMMANDS:
        whole = command if command[0].startswith("-") else (*command, "--index", asked.index)
        run(whole)
        rows.append(row(command, [run(whole) for _ in range(asked.runs)]))
    print(markdown(["innopoisk …", "wall min, ms", "median", "processor min, ms", "median", "peak MB"], rows))
    compiled = (
        "ready" if Path(cache_from_source(indexer.__file__)).exists() else "not kept: each run compiles the program"
    )
    print(f"\n{described()}; bytecode {compiled}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
