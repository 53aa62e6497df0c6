"""Where and with what a table was made: "2026-11-22, AMD EPYC 7B13, 2 cores, Python 3.11.7"."""

import datetime
import os
import platform
from pathlib import Path


def described() -> str:
    """The day, the processor, the cores this process may use, the memory and the Python."""
    today = datetime.datetime.now(datetime.UTC).date()
    return (
        f"{today}, {_processor()}, {_cores()} cores, {_memory()}"
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB, "
    except (ValueError, OSError, AttributeError):
        return ""
