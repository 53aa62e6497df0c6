"""Writers are killed at random moments; what they acknowledged stays, and the next one leaves no trace of them.

A template process that has loaded everything forks a writer for each trial, so that a kill falls into the work itself.
"""

import os
import random
import re
import signal
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from unittest import mock

import indexer
from indexer.indexing.vigil import Patience
from indexer.indexing.workers import open_pool
from tests.torture.archive import held, orphans, write_source

LONGEST = 1.5  # times what an undisturbed run takes
# Times what it took so far, after a run that ended before the blow and after one that did not: a machine whose speed
# changes is followed, and of five runs about four are struck.
SHORTER, LONGER = 0.7, 1.1
REFUSED = 3
SOON = Patience(idle=2)
# What the worker that was struck had in hand.
NAMED = re.compile(
    r"когда (читал .*new\.jsonl, строки \d+–\d+|разбирал слова|раскладывал слова по статьям|строил указатель): "
)


def forked(work: Callable[[], object]) -> int:
    """A child that does the work and exits with 0, or 1 when it raised; its process number."""
    child = os.fork()
    if not child:
        warnings.simplefilter("ignore", ResourceWarning)  # pytest asks for them, users do not
        code = 1
        try:
            work()
            code = 0
        except BaseException:  # noqa: BLE001 - the parent is told by the exit code
            code = 1
        finally:
            os._exit(code)
    return child


def kill_writers(folder: Path, kills: int, workers: int = 1, seed: int = 1) -> int:
    """Kill so many writers; returns how many died before they had acknowledged."""
    index, dice, died = folder / "index", random.Random(seed), 0
    indexer.rebuild([str(write_source(folder / "0.jsonl", [0]))], str(index), workers=1)
    acknowledged, usual = {0}, _usual_time(folder, workers)
    for number in range(1, kills + 1):
        is_update = bool(number % 3)
        work = indexer.update if is_update else indexer.rebuild
        numbers = {number} if is_update else {number, number + 1_000_000}
        source = write_source(folder / "next.jsonl", sorted(numbers))
        child = forked(lambda work=work, source=source: work([str(source)], str(index), workers=workers))
        time.sleep(dice.random() * usual * LONGEST)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        is_done = os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0
        assert is_done or os.WIFSIGNALED(status), f"kill {number}: exit {status}"
        died += not is_done
        usual *= SHORTER if is_done else LONGER
        after, found = (acknowledged | numbers if is_update else numbers), held(index)
        assert found == after or (found == acknowledged and not is_done), f"kill {number}: {found ^ after}"
        acknowledged = found
        if not number % 10:
            indexer.update([str(source)], str(index), workers=1)
            acknowledged |= numbers
            assert held(index) == acknowledged, f"after kill {number}"
            assert not orphans(index), f"after kill {number}: {orphans(index)}"
    return died


def _usual_time(folder: Path, workers: int) -> float:
    started = time.perf_counter()
    child = forked(lambda: indexer.rebuild([str(folder / "0.jsonl")], str(folder / "usual"), workers=workers))
    os.waitpid(child, 0)
    return time.perf_counter() - started


def kill_workers(folder: Path, kills: int, seed: int = 1) -> int:
    """Kill one worker in each of so many rebuilds; returns how many of these failed, which must be all."""
    return _strike_workers(folder, kills, signal.SIGKILL, seed)


def hang_workers(folder: Path, hangs: int, seed: int = 1) -> int:
    """Stop one worker for ever in each of so many rebuilds; returns how many failed, in bounded time."""
    return _strike_workers(folder, hangs, signal.SIGSTOP, seed)


def _strike_workers(folder: Path, strikes: int, blow: signal.Signals, seed: int) -> int:
    index, dice, failed = folder / "index", random.Random(seed), 0
    indexer.rebuild([str(write_source(folder / "old.jsonl", [1]))], str(index), workers=1)
    source, usual, said = write_source(folder / "new.jsonl", range(2, 4000)), 0.0, folder / "said"
    while failed < strikes:
        started = time.perf_counter()
        child = forked(lambda: _rebuild(source, index, said))
        time.sleep(dice.random() * usual)
        workers = _children(child)
        if workers:
            os.kill(dice.choice(workers), blow)
        _, status = os.waitpid(child, 0)
        took = time.perf_counter() - started
        if not workers or status == 0:  # the run was over, or its worker was, before the blow
            usual = usual or took
            indexer.rebuild([str(folder / "old.jsonl")], str(index), workers=1)
            continue
        failed += 1
        told = said.read_text(encoding="utf-8")
        assert os.waitstatus_to_exitcode(status) == REFUSED, f"{blow.name} {failed}: exit {status}"
        assert NAMED.search(told), f"{blow.name} {failed}: {told}"
        assert took < usual + SOON.idle * LONGEST + 30, f"{blow.name} {failed}: {took:.0f} s"
        assert held(index) == {1}, f"{blow.name} {failed}: {held(index)}"
        assert not orphans(index), f"{blow.name} {failed}: {orphans(index)}"
    return failed


def _rebuild(source: Path, index: Path, said: Path) -> None:
    """Rebuild with little patience, and write down why it failed."""
    with mock.patch("indexer.building.open_pool", partial(open_pool, patience=SOON)):
        try:
            indexer.rebuild([str(source)], str(index), workers=2)
        except indexer.BuildError as fault:
            said.write_text(str(fault), encoding="utf-8")
            os._exit(REFUSED)


def _children(process: int) -> list[int]:
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(number) for number in found.split()]
