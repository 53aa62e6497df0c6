"""What stands between a call and its figure: child processes, percentiles, cells."""

import os
import time
from pathlib import Path

import pytest

from benchmarks import children
from benchmarks.children import ChildFailed, apart
from benchmarks.timing import shown, spread


def test_spread_in_milliseconds() -> None:
    of_hundred = spread([number / 1000 for number in range(101)])
    assert (of_hundred.p50, of_hundred.p95, of_hundred.highest, of_hundred.mean) == pytest.approx((50, 95, 100, 50))
    assert str(of_hundred) == "50/95/100"


@pytest.mark.parametrize(("value", "text"), [(0.041, "0.04"), (1.26, "1.3"), (67.3, "67"), (12345, "12,345")])
def test_digits_that_mean_something(value: float, text: str) -> None:
    assert shown(value) == text


def test_a_call_apart_gives_its_result() -> None:
    assert apart(sorted, "вба").result == ["а", "б", "в"]


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="only Linux tells how memory is shared")
def test_peak_memory_is_of_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "MODESTY", 1)  # on a loaded machine a look is slow, and the call would be over
    small, large = (apart(_hold, size).peak_bytes for size in (1, 200_000_000))
    assert small is not None
    assert large is not None
    assert 190_000_000 < large - small < 230_000_000


def _hold(size: int) -> None:
    kept = b"\1" * size
    time.sleep(1)  # the parent looks ten times a second
    assert kept


def test_a_call_that_fails_brings_its_traceback() -> None:
    with pytest.raises(ChildFailed, match="ZeroDivisionError"):
        apart(divmod, 1, 0)


def test_a_process_that_dies_is_told_of() -> None:
    with pytest.raises(ChildFailed, match="exit code 7"):
        apart(os._exit, 7)
