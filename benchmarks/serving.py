"""A server of its own process for a while: `with serving(["--index", index]) as server: ask(server.port)`."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.children import memory

LONGEST_START = 60  # seconds


class ServerFailed(Exception):
    """A server has not begun to answer."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers at a port of this machine."""

    port: int
    pid: int

    def megabytes(self) -> float:
        """What the server and its processes hold, pages shared by several counted once; 0 where that is unknown."""
        return memory(self.pid, 0) / 2**20


@contextmanager
def serving(options: Sequence[str]) -> Iterator[Running]:
    """`innopoisk serve` with those options and a free port."""
    port = free_port()
    with running([sys.executable, "-m", "indexer", "serve", "--port", str(port), *options], port) as server:
        yield server


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[Running]:
    """Any server, once it answers; it is told to stop at the end."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            _await(server, port)
            yield Running(port, server.pid)
        finally:
            server.terminate()


def free_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(server: "subprocess.Popen[bytes]", port: int) -> None:
    for _ in range(LONGEST_START * 10):
        if server.poll() is not None:
            break  # it has said why
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/?q=%D0%B0", timeout=5).close()
            return
        except urllib.error.HTTPError as answer:
            answer.close()
            return
        except OSError:
            time.sleep(0.1)
    raise ServerFailed(f"no server at port {port}")
