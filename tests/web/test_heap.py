"""Memory of a server's threads."""

import platform
import re
import subprocess
import sys

import pytest

# Eight threads at work at once; then glibc tells of its heaps.
SCRIPT = """
import ctypes, sys, threading
from web.heap import keep_one_heap

if sys.argv[1] == "one":
    assert keep_one_heap()
meet = threading.Barrier(8)

def take():
    meet.wait()
    kept.append([bytes(1000 + number) for number in range(1000)])
    meet.wait()

kept = []
threads = [threading.Thread(target=take) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc = ctypes.CDLL(None)
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""
IS_GLIBC = platform.libc_ver()[0] == "glibc"


@pytest.mark.skipif(not IS_GLIBC, reason="only glibc gives threads heaps of their own")
@pytest.mark.parametrize(("said", "is_one"), [("one", True), ("many", False)])
def test_threads_share_a_heap(said: str, is_one: bool) -> None:
    told = subprocess.run([sys.executable, "-c", SCRIPT, said], capture_output=True, text=True, check=True).stdout
    heaps = set(re.findall(r'<heap nr="(\d+)"', told))
    assert heaps
    assert (len(heaps) == 1) is is_one
