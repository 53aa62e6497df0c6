"""A real server over a real socket: two workers, a stop that lets answers finish, a busy port."""

import http.client
import json
import os
import signal
import socket
import time
from collections import Counter
from contextlib import ExitStack, closing

import pytest

from indexer import InnopoiskError
from tests.web.processes import serving
from web.errors import ServeError
from web.serve import GRACE, listen

# A slow answer at /slow stands for a query that is under way when the server is told to stop.
SCRIPT = """
import os, runpy, sys, time
from web import create_app
from web.serve import Place, listen, run

tiny = runpy.run_path(sys.argv[1])["TinyEngine"]
app = create_app(engine=tiny())
app.add_url_rule("/process", "process", view_func=lambda: str(os.getpid()))
app.add_url_rule("/slow", "slow", view_func=lambda: time.sleep(1) or "done")
with listen("127.0.0.1", 0) as listener:
    port = listener.getsockname()[1]
    run(app, listener, Place(workers=2), on_ready=lambda: print(port, file=sys.stderr, flush=True))
print("stopped", flush=True)
"""


def get(port: int, path: str) -> tuple[int, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def told_in(out: str) -> list[tuple[str, str, int]]:
    """What the log says of each request; the last line is the script's own."""
    *lines, last = out.splitlines()
    assert last == "stopped"
    return [(line["method"], line["path"], line["status"]) for line in map(json.loads, lines)]


def test_it_answers_and_says_nothing_but_the_log() -> None:
    with serving(SCRIPT) as (server, port):
        assert json.loads(get(port, "/healthz")[1])["status"] == "ok"
        long_query = "/?q=" + "%D0%BA" * 1200
        assert get(port, long_query)[0] == 200
        os.killpg(server.pid, signal.SIGTERM)
        out, err = server.communicate(timeout=60)
    assert (err, server.returncode) == ("", 0)
    assert told_in(out) == [("GET", "/healthz", 200), ("GET", "/", 200)]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_answers_under_way_are_finished(name: str) -> None:
    with serving(SCRIPT) as (server, port):
        get(port, "/healthz")
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            connection.request("GET", "/slow")
            time.sleep(0.3)
            # Ctrl-C reaches the whole group, a service manager tells the master alone.
            if name == "SIGINT":
                os.killpg(server.pid, signal.SIGINT)
            else:
                server.terminate()
            assert connection.getresponse().read() == b"done"
        out, err = server.communicate(timeout=60)
    assert (err, server.returncode) == ("", 0)
    assert told_in(out) == [("GET", "/healthz", 200), ("GET", "/slow", 200)]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_process_that_was_only_just_forked_hears_that_it_is_to_stop(name: str) -> None:
    born_slowly = "import os, time\nos.register_at_fork(after_in_child=lambda: time.sleep(1))\n"
    with serving(born_slowly + SCRIPT) as (server, _):
        time.sleep(0.5)
        began = time.monotonic()
        os.killpg(server.pid, getattr(signal, name))
        assert server.communicate(timeout=60) == ("stopped\n", "")
    assert time.monotonic() - began < GRACE


def test_connections_that_stay_open_are_shared_evenly() -> None:
    with serving(SCRIPT) as (server, port), ExitStack() as opened:
        await_processes(port, 2)
        waiting = [http.client.HTTPConnection("127.0.0.1", port, timeout=60) for _ in range(8)]
        for connection in waiting:
            opened.callback(connection.close)
            connection.connect()
        assert sorted(Counter(process_of(connection) for connection in waiting).values()) == [4, 4]
        dead = process_of(waiting[0])
        os.kill(int(dead), signal.SIGKILL)
        later = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        opened.callback(later.close)
        assert process_of(later) != dead
        os.killpg(server.pid, signal.SIGTERM)


def await_processes(port: int, count: int) -> None:
    """Until so many processes answer: the first is there before the others are forked."""
    seen: set[str] = set()
    for _ in range(400):
        seen.add(get(port, "/process")[1])
        if len(seen) == count:
            return
        time.sleep(0.02)
    raise AssertionError(f"{len(seen)} processes answered")


def process_of(connection: http.client.HTTPConnection) -> str:
    connection.request("GET", "/process")
    return connection.getresponse().read().decode()


def test_a_busy_port_is_said_at_once() -> None:
    with listen("127.0.0.1", 0) as holder:
        port = holder.getsockname()[1]
        began = time.monotonic()
        with pytest.raises(ServeError, match=rf"^порт {port} занят: .*--port {port + 1}$"):
            listen("127.0.0.1", port)
        assert time.monotonic() - began < 3  # gunicorn alone would try five times, a second apart


@pytest.mark.parametrize("host", ["203.0.113.7", "нет такого узла", "а..б", "2001:db8::1"])
def test_an_address_of_another_machine(host: str) -> None:
    with pytest.raises(InnopoiskError) as fault:
        listen(host, 0)
    assert "--host" in str(fault.value)


def test_a_port_that_does_not_exist() -> None:
    with pytest.raises(ServeError, match="порт 70000"):
        listen("127.0.0.1", 70_000)


def test_the_socket_is_open_to_the_loopback_only() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
        assert listener.family is socket.AF_INET
