"""A server in a process of its own, for tests that break connections or stop it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HERE = Path(__file__).parent
Server = subprocess.Popen[str]


@contextmanager
def serving(script: str, *arguments: str, stdout: int = subprocess.PIPE) -> Iterator[tuple[Server, int]]:
    """A script that serves, in a process group as a shell would start it, and the port that it tells on stderr first.

    The script's first argument is the path of `conftest`.
    """
    with subprocess.Popen(
        [sys.executable, "-c", script, str(HERE / "conftest.py"), *arguments],
        cwd=HERE.parents[1],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as server:
        try:
            assert server.stderr is not None
            yield server, int(server.stderr.readline())
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
