"""A server that may use little memory, or open few files: it says why it does not start, or it answers every time.

Where there is memory enough to start and not enough for a search, the answer is a 500 or 503 in its own words, and the
server stays up. Who holds connections open without a word keeps others from being answered for some seconds at most.
"""

import http.client
import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import indexer
from tests.torture.archive import write_source

COMMAND = Path(sys.executable).with_name("innopoisk")
LONGEST = 60  # seconds: whoever takes more hangs
AT_ONCE = 300  # connections held open while another asks: more than fit in most of the rungs
ASKED = 5
ADDRESS = "/api/search?q=" + quote("технопарк ИЛИ кластер")


def serve(folder: Path, rungs: int) -> int:
    """Start a server on so many rungs of memory and of open files; returns how many did not start."""
    index, refused = folder / "index", 0
    indexer.rebuild([str(write_source(folder / "a.jsonl", range(200)))], str(index), workers=1)
    for limit, rung_at in LADDERS.items():
        for number in range(rungs // 2):
            allowed = rung_at(number / (rungs // 2 - 1))
            refused += not _answers(index, limit, allowed)
    return refused


LADDERS: dict[int, Callable[[float], int]] = {
    resource.RLIMIT_AS: lambda share: int(2**20 * (100 + 900 * share)),
    resource.RLIMIT_NOFILE: lambda share: int(16 + 384 * share),
}


ANSWERS = {resource.RLIMIT_AS: {200, 500, 503}, resource.RLIMIT_NOFILE: {200}}


def _answers(index: Path, limit: int, allowed: int) -> bool:
    """Whether the server started; what it says and answers is checked."""
    rung = f"{allowed} of {limit}"
    with _started(index, limit, allowed) as (server, port):
        assert server.stderr is not None
        said = server.stderr.readline()
        if not said.startswith("поиск открыт"):
            said += server.stderr.read()
            assert server.wait(LONGEST) in (2, 4), f"{rung}: exit {server.returncode}, {said}"
            assert "Traceback" not in said, f"{rung}: {said}"
            return False
        with _held_open(port):
            codes = [_asked(port) for _ in range(ASKED)]
        assert set(codes) <= ANSWERS[limit], f"{rung}: {codes}"
        assert server.poll() is None, f"{rung}: died, {server.stderr.read()}"
        server.send_signal(signal.SIGTERM)
        server.wait(LONGEST)
        return True


@contextmanager
def _held_open(port: int) -> Iterator[None]:
    """Idle connections, which take a descriptor each."""
    held = [socket.create_connection(("127.0.0.1", port), LONGEST) for _ in range(AT_ONCE)]
    try:
        yield
    finally:
        for one in held:
            one.close()


def _asked(port: int) -> int:
    """The status of a search; 0 where the connection was closed without an answer."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)) as connection:
        try:
            connection.request("GET", ADDRESS)
            return connection.getresponse().status
        except (ConnectionError, http.client.HTTPException):
            return 0


@contextmanager
def _started(index: Path, limit: int, allowed: int) -> "Iterator[tuple[subprocess.Popen[str], int]]":
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with subprocess.Popen(
        [COMMAND, "serve", "--port", str(port), "--workers", "1", "--index", str(index)],
        preexec_fn=lambda: resource.setrlimit(limit, (allowed, allowed)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as server:
        try:
            yield server, port
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
