"""Ctrl-C at random moments of a rebuild: it always stops the command with its own exit code and sentence.

What is swallowed where nothing can be raised (in a hook after a fork, in a finalizer) would go on to exit 0.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

import indexer
from indexer.cli import main
from tests.torture.archive import held, orphans, write_source
from tests.torture.kills import LONGER, SHORTER, forked

INTERRUPTED = 130
SENTENCE = "остановлено; указатель, если он был, цел\n"
OLD, NEW = {1}, set(range(2, 1500))
LONGEST = 1.1  # times what an undisturbed run takes


def interrupt(folder: Path, times: int, workers: int = 2, seed: int = 1) -> int:
    """Interrupt so many rebuilds; returns how many were not yet published then, which must all have been stopped."""
    index, dice, stopped = folder / "index", random.Random(seed), 0
    old, new = write_source(folder / "old.jsonl", OLD), write_source(folder / "new.jsonl", sorted(NEW))
    indexer.rebuild([str(old)], str(index), workers=1)
    arguments = ["rebuild", str(new), "--workers", str(workers), "--index", str(index)]
    assert held(index) == OLD
    usual = min(_time_of(arguments) for _ in range(2))
    for number in range(times):
        indexer.rebuild([str(old)], str(index), workers=1)
        assert not orphans(index), f"before interrupt {number}: {orphans(index)}"
        before = (index / "CURRENT").read_bytes()
        child, heard = _rebuilding(arguments)
        time.sleep(dice.random() * usual * LONGEST)
        is_early = (index / "CURRENT").read_bytes() == before
        os.kill(child, signal.SIGINT)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        with os.fdopen(heard, "rb") as told:
            said = told.read().decode()
        assert code in ((INTERRUPTED,) if is_early else (INTERRUPTED, 0)), f"interrupt {number}: exit {code}, {said}"
        stopped_well = said == SENTENCE if is_early else said.endswith(SENTENCE)  # in the midst of its report
        assert code == 0 or stopped_well, f"interrupt {number}: {said}"
        assert held(index) in ((OLD, NEW) if is_early else (NEW,)), f"interrupt {number}"
        stopped += is_early
        usual *= LONGER if is_early else SHORTER
    return stopped


def _time_of(arguments: list[str]) -> float:
    started = time.perf_counter()
    child, heard = _rebuilding(arguments)
    os.waitpid(child, 0)
    os.close(heard)
    return time.perf_counter() - started


def _rebuilding(arguments: list[str]) -> tuple[int, int]:
    """A child that runs the command, ready to be interrupted from its first moment, and what it says."""
    heard, said = os.pipe()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

    def work() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.dup2(said, 2)
        os.close(said)
        sys.stderr = os.fdopen(2, "w")
        sys.argv = ["innopoisk", *arguments]
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            main()
        except KeyboardInterrupt:  # before its first line
            os.write(2, SENTENCE.encode())
            os._exit(INTERRUPTED)
        except SystemExit as stop:
            sys.stderr.flush()
            os._exit(int(stop.code or 0))

    child = forked(work)
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    os.close(said)
    return child, heard
