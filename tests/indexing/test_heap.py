"""What was freed goes back to the system, though something small still stands behind it."""

import platform
import subprocess
import sys

import pytest

from indexer.indexing.heap import give_back

FREED = """
from indexer.indexing.heap import give_back

def resident():
    with open("/proc/self/status", encoding="ascii") as file:
        return 1024 * int(next(line.split()[1] for line in file if line.startswith("VmRSS")))

pieces = [(bytearray(60_000), bytearray(600)) for _ in range(1000)]
pieces = [small for _, small in pieces]
before = resident()
give_back()
print(before - resident())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries give back in their own ways")
def test_pages_between_what_is_needed_are_given_back() -> None:
    """In a process of its own, for what lies free in another is anybody's guess."""
    run = subprocess.run([sys.executable, "-c", FREED], capture_output=True, check=True)
    assert int(run.stdout) > 30_000_000


def test_where_the_c_library_has_no_such_call_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda _: object())
    give_back()
