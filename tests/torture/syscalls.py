"""Every system call of a publish is refused, once or for good, or kills its caller; strace does it from outside.

Never is "ok" said without the data: exit 0 means that the new articles are there, anything else that the index is as
it was, or, where the fault fell after the switch, as it should become.
"""

import os
import random
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import indexer
from tests.torture.archive import held, orphans, write_source
from tests.torture.kills import forked

STRACE = shutil.which("strace")
CALLS = ("write", "openat", "fsync", "rename", "mkdir", "linkat,link", "unlink,unlinkat", "chmod,fchmodat", "close")
ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EROFS")
OK, REFUSED, BROKEN = 0, 3, 1
BEFORE, NEW = {1, 2}, 3


@dataclass(frozen=True, slots=True)
class Fault:
    """What strace is to do: `calls` fail with `error` (KILL kills) from the `when`th on, or only then."""

    calls: str
    error: str
    when: int
    is_lasting: bool

    def __str__(self) -> str:
        effect = "signal=KILL" if self.error == "KILL" else f"error={self.error}"
        return f"inject={self.calls}:{effect}:when={self.when}{'+' if self.is_lasting else ''}"


def inject(folder: Path, faults: int, seed: int = 1) -> int:
    """Try so many faults, of all kinds; returns how many the program felt."""
    sound, index, felt = folder / "sound", folder / "index", 0
    indexer.rebuild([str(write_source(folder / "old.jsonl", sorted(BEFORE)))], str(sound), workers=1)
    source = write_source(folder / "new.jsonl", [NEW])

    def update() -> None:
        indexer.update([str(source)], str(index), workers=1)

    def restore() -> None:
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(sound, index)

    for fault in _chosen(faults, seed, _made(folder, restore, update)):
        restore()
        code = _traced(update, ["-e", f"trace={fault.calls}", "-e", str(fault), "-o", os.devnull])
        assert code in (OK, REFUSED, -signal.SIGKILL), f"{fault}: {code}"
        felt += code != OK
        found = held(index)
        assert found == BEFORE | {NEW} or (found == BEFORE and code != OK), f"{fault}: exit {code}, {found}"
        update()
        assert held(index) == BEFORE | {NEW}, f"after {fault}"
        assert not orphans(index), f"after {fault}: {orphans(index)}"
    return felt


def _chosen(count: int, seed: int, made: Mapping[str, int]) -> list[Fault]:
    """So many of the faults that an update can meet, which makes so many calls of each kind."""
    every = [
        Fault(calls, error, when, is_lasting)
        for calls in CALLS
        for when, error, is_lasting in product(range(1, made[calls] + 1), (*ERRORS, "KILL"), (False, True))
        if not (error == "KILL" and is_lasting)
    ]
    return random.Random(seed).sample(every, min(count, len(every)))


def _made(folder: Path, restore: Callable[[], None], work: Callable[[], object]) -> dict[str, int]:
    """How many calls of each kind the work makes on an index as `restore` leaves it."""
    made = {}
    for calls in CALLS:
        restore()
        log = folder / "calls.log"
        assert _traced(work, ["-e", f"trace={calls}", "-o", str(log)]) == OK
        made[calls] = sum("(" in line for line in log.read_text(encoding="utf-8", errors="replace").splitlines())
    return made


def _traced(work: Callable[[], object], options: list[str]) -> int:
    """The exit code of a child that works under strace; minus the signal that killed it."""
    theirs, ours = os.pipe()

    def wait_and_work() -> None:
        os.read(theirs, 1)  # nothing is closed before: the tracer, once it is there, may refuse that too
        try:
            work()
        except (indexer.InnopoiskError, OSError):  # the command line has a sentence for each
            os._exit(REFUSED)

    child = forked(wait_and_work)
    os.close(theirs)
    with subprocess.Popen([str(STRACE), "-qq", "-f", "-p", str(child), *options], stderr=subprocess.PIPE) as tracer:
        _await_tracer(child)
        os.write(ours, b"!")
        os.close(ours)
        _, status = os.waitpid(child, 0)
        tracer.wait(30)
    return os.waitstatus_to_exitcode(status)


def _await_tracer(child: int) -> None:
    """strace says nothing when it is quiet; the system knows who traces whom."""
    while True:
        status = Path(f"/proc/{child}/status").read_text(encoding="ascii")
        if "TracerPid:\t0\n" not in status:
            return
