"""A share of the torture that fits into every run; `python -m tests.torture` runs the whole."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.torture import flips, interrupts, kills, ladders, power, serving, switches, syscalls

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kills, leases and /proc are Linux's here")


@pytest.mark.parametrize("workers", [1, 2])
def test_killed_writers_lose_nothing_and_leave_nothing(tmp_path: Path, workers: int) -> None:
    assert kills.kill_writers(tmp_path, 20, workers) > 5


def test_a_killed_worker_publishes_nothing(tmp_path: Path) -> None:
    assert kills.kill_workers(tmp_path, 5) == 5


def test_a_worker_that_hangs_publishes_nothing_and_is_not_waited_for(tmp_path: Path) -> None:
    assert kills.hang_workers(tmp_path, 2) == 2


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_always_stops(tmp_path: Path, workers: int) -> None:
    assert interrupts.interrupt(tmp_path, 10, workers) > 3


@pytest.mark.parametrize("is_ours", [True, False], ids=["a small disk", "small files"])
def test_a_disk_that_fills_up_costs_nothing_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_ours: bool
) -> None:
    if not is_ours:
        monkeypatch.setattr(ladders, "MOUNT", "false")
    assert ladders.fill_disk(tmp_path, 12) >= 6


def test_too_little_memory_is_one_sentence(tmp_path: Path) -> None:
    assert ladders.memory(tmp_path, 12) >= 4


def test_too_few_open_files_are_one_sentence(tmp_path: Path) -> None:
    assert ladders.descriptors(tmp_path, 16) >= 4


def test_a_server_with_too_little_says_so_and_one_with_little_answers(tmp_path: Path) -> None:
    assert serving.serve(tmp_path, 4) == 2


def test_power_lost_at_any_step_leaves_the_index_as_before_or_as_after(tmp_path: Path) -> None:
    assert power.lose_power(tmp_path, 150) >= 150


@pytest.mark.skipif(shutil.which("strace") is None and "CI" not in os.environ, reason="strace is not installed")
def test_no_refused_system_call_is_taken_for_success(tmp_path: Path) -> None:
    assert syscalls.inject(tmp_path, 40) > 10


def test_every_damage_is_noticed_and_the_generation_before_answers(tmp_path: Path) -> None:
    assert flips.damage(tmp_path, 200) > 150


def test_readers_never_notice_a_switch(tmp_path: Path) -> None:
    assert switches.switch(tmp_path, 40, readers=4) > 100


def test_nothing_is_held_after_many_openings_and_queries(tmp_path: Path) -> None:
    gained = switches.open_and_ask(tmp_path, 100, 1000)
    assert gained["files"] <= 2
    assert gained["threads"] <= 2
    assert gained["kilobytes"] < 20_000
