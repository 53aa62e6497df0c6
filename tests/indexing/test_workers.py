"""Workers answer, die, hang or run out of memory: the run goes on or fails whole, and says what was being done."""

import gc
import os
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import indexer
from indexer.errors import BuildError
from indexer.indexing.vigil import Patience, Vigil
from indexer.indexing.workers import hoarding, open_pool

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc are Linux's here")

SOON = Patience(idle=2, busy=0.8, busy_a_megabyte=1)
MEGABYTE = bytes(2**20)


def die(how: int) -> None:
    os.kill(os.getpid(), how)


def leave(code: int) -> None:
    os._exit(code)


def sleep_for_ever() -> None:
    while True:
        time.sleep(100)


def compute(seconds: float, _load: bytes = b"") -> str:
    """Use the processor for so long."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return "готово"


def compute_for_ever() -> None:
    compute(float("inf"))


def take_all_memory(*_: object) -> bytes:
    return bytes(2**60)


def answer_too_much() -> bytes:
    """Room for the answer, none for a copy of it to be sent."""
    answer = bytes(400 * 2**20)
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + 2**20, resource.RLIM_INFINITY))
    return answer


FAULTS: list[tuple[Callable[..., object], tuple[object, ...], str]] = [
    (die, (signal.SIGKILL,), "рабочий процесс завершился (возможно, не хватило памяти), когда читал a.jsonl"),
    (die, (signal.SIGTERM,), "рабочий процесс завершился (сигнал 15), когда читал a.jsonl"),
    (leave, (3,), "рабочий процесс завершился (код 3), когда читал a.jsonl"),
    (leave, (0,), "рабочий процесс завершился (сам, без ошибки), когда читал a.jsonl"),
    (take_all_memory, (), "не хватило памяти, когда рабочий процесс читал a.jsonl"),
    (answer_too_much, (), "не хватило памяти, когда рабочий процесс читал a.jsonl"),
    (die, (signal.SIGSTOP,), "рабочий процесс завис (2\xa0секунды ничего не делает), когда читал a.jsonl"),
    (sleep_for_ever, (), "рабочий процесс завис (2\xa0секунды ничего не делает), когда читал a.jsonl"),
    (compute_for_ever, (), "рабочий процесс завис (1\xa0секунду занят одним и тем же), когда читал a.jsonl"),
]


@pytest.mark.parametrize(("function", "arguments", "said"), FAULTS, ids=[function.__name__ for function, *_ in FAULTS])
def test_a_worker_that_fails_takes_the_run_with_it_and_the_call_is_named(
    function: Callable[..., object], arguments: tuple[object, ...], said: str
) -> None:
    started = time.monotonic()
    with pytest.raises(BuildError) as fault, open_pool(2, SOON) as submit:
        well = [submit(compute, 0.01, doing="читал good.jsonl") for _ in range(4)]
        assert [future.result() for future in well] == ["готово"] * 4
        bad = submit(function, *arguments, doing="читал a.jsonl")
        others = [submit(compute, 0.2, doing="читал b.jsonl") for _ in range(3)]
        bad.result()
    told = re.sub("[12]\xa0секунд[уы] занят", "1\xa0секунду занят", str(fault.value))
    assert told == f"{said}: указатель не построен"
    assert time.monotonic() - started < 60  # the sleeper sleeps for ever
    for future in others:
        assert future.done()
        if error := future.exception():
            assert str(error) == str(fault.value)  # what followed is told by its cause


def test_a_slow_worker_is_no_hanging_one() -> None:
    """It computes longer than `idle` allows; and what it may use grows with what it was given."""
    with open_pool(2, SOON) as submit:
        assert submit(compute, 2.5, MEGABYTE * 3).result() == "готово"


def test_a_parent_that_was_stopped_with_its_workers_takes_none_for_hanging() -> None:
    """As by Ctrl-Z and `fg`: only looks count, and nobody looked."""
    vigil = Vigil(os.getpid(), 0, Patience(idle=3))
    assert vigil.look() is None
    time.sleep(2)
    assert vigil.look() is None


def test_without_processor_times_what_counts_is_how_long_we_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.indexing.vigil._processor_time", lambda _: None)
    vigil = Vigil(os.getpid(), 2 * 2**20, Patience(idle=1, busy=1, busy_a_megabyte=1))
    assert [bool(vigil.look()) for _ in range(4)] == [False, False, False, True]


def test_an_error_of_the_work_comes_back_and_the_workers_go_on() -> None:
    with open_pool(2) as submit:
        with pytest.raises(ZeroDivisionError) as fault:
            submit(divmod, 1, 0).result()
        assert "Traceback" in fault.value.__notes__[0]
        assert submit(divmod, 7, 2).result() == (3, 1)


def test_a_pool_leaves_the_interpreter_as_it_was() -> None:
    before = sys.getswitchinterval(), threading.enumerate()
    with pytest.raises(KeyError), open_pool(2):
        assert sys.getswitchinterval() != before[0]
        raise KeyError
    assert (sys.getswitchinterval(), threading.enumerate()) == before


def test_who_hoards_leaves_the_collector_as_it_was() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError), hoarding():
        assert gc.get_threshold() != before
        raise KeyError
    assert gc.get_threshold() == before


@pytest.mark.skipif("CS_GNU_LIBC_VERSION" not in os.confstr_names, reason="glibc alone learns")
def test_what_who_hoards_frees_is_there_for_the_next_one() -> None:
    """In a process of its own, for the allocator never forgets what it has learnt."""
    said = subprocess.run([sys.executable, "-c", _FAULTS], capture_output=True, text=True, check=True).stdout.split()
    at_first, hoarded = map(int, said)
    assert hoarded < at_first / 10


_FAULTS = """
from resource import RUSAGE_SELF, getrusage
from indexer.indexing.workers import hoarding

def faults():
    before = getrusage(RUSAGE_SELF).ru_minflt
    for _ in range(20):
        first, second = bytearray(b"a" * 2**20), bytearray(b"b" * 2**22)
        del first, second
    return getrusage(RUSAGE_SELF).ru_minflt - before

print(faults())
with hoarding():
    faults()
    print(faults())
"""


@pytest.mark.parametrize("workers", [1, 2])
def test_a_build_that_finds_no_memory_says_what_it_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr("indexer.building.run.prepare", take_all_memory)
    source = tmp_path / "a.jsonl"
    source.write_text('{"url": "a", "text": "Кластер"}\n{"url": "b", "text": "Завод"}\n', encoding="utf-8")
    with pytest.raises(BuildError) as fault:
        indexer.rebuild([str(source)], str(tmp_path / "index"), workers)
    assert str(fault.value).startswith(("не хватило памяти", "не хватает памяти"))
    if workers == 2:
        assert f"читал {source}, строки 1–2: " in str(fault.value)
    assert not list((tmp_path / "index").glob("gen-*"))


def test_ctrl_c_while_a_worker_is_forked_is_not_forgotten() -> None:
    """What a hook raises that runs after a fork, Python only prints."""
    child = os.fork()
    if not child:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT))
        code = 0
        try:
            with open_pool(2) as submit:
                submit(compute, 0.01).result()
        except KeyboardInterrupt:
            code = 130
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 130
