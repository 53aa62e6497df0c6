"""Clients that send a byte now and then, stop in the middle or never hang up keep nobody else waiting."""

import http.client
import json
import logging
import os
import selectors
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from gunicorn.config import Config  # type: ignore[import-untyped]
from gunicorn.workers.gthread import TConn  # type: ignore[import-untyped]

from tests.web.processes import serving
from web.headers import HEADERS
from web.patience import LONGEST_HEAD, MOST_PARTING, PatientWorker

# One process with two threads, which two slow clients would stop; a head may take half a second.
SCRIPT = """
import os, resource, runpy, sys, time
import web.patience, web.serve
from web import create_app
from web.serve import Place, listen, run

web.serve.THREADS = 2
web.patience.LONGEST_HEAD = float(sys.argv[2])
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[3]), int(sys.argv[3])))
tiny = runpy.run_path(sys.argv[1])["TinyEngine"]
if sys.argv[4:]:
    def search(self, *_, **options):
        while not os.path.exists(sys.argv[4]):
            time.sleep(0.01)
    tiny.search = search
with listen("127.0.0.1", 0) as listener:
    port = listener.getsockname()[1]
    run(create_app(engine=tiny()), listener, Place(workers=1), lambda: print(port, file=sys.stderr, flush=True))
"""
REQUEST = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
SLOW = 50  # clients
AT_ONCE = 10  # seconds, on a loaded machine too; clients that held the two threads would hold them for a minute
PLENTY = "1024"  # open files


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server that waits long."""
    with serving(SCRIPT, "60", PLENTY) as (_, port):
        yield port


@pytest.fixture(scope="module")
def hasty() -> Iterator[int]:
    """One that does not."""
    with serving(SCRIPT, "0.5", PLENTY) as (_, port):
        yield port


def connected(port: int, *said: bytes) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", port), timeout=60)
    for part in said:
        client.sendall(part)
        time.sleep(0.01)
    return client


def answers_at_once(port: int) -> bool:
    started = time.monotonic()
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200 and time.monotonic() - started < AT_ONCE


def answers_soon(port: int) -> bool:
    """Who was answered is counted among those in line until the main loop hears of it, a moment later."""
    until = time.monotonic() + AT_ONCE
    while not (is_answered := answers_at_once(port)) and time.monotonic() < until:
        time.sleep(0.01)
    return is_answered


SLOW_BEGINNINGS = {
    "nothing": (),
    "a byte": (b"G",),
    "half a line": (b"GET /", b"healthz"),
    "half a head": (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n", b"X-A: b"),
    "half of the next": (REQUEST + b"GET /heal",),
    "a body that never comes": (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n",),
    "chunks that never come": (b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", b"5\r\n"),
    "an answer that nobody reads": (
        b"GET /?q=%D0%BA%D0%BB%D0%B0%D1%81%D1%82%D0%B5%D1%80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ),
    "a farewell that nobody says": (REQUEST.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"),),
}


@pytest.mark.parametrize("said", SLOW_BEGINNINGS.values(), ids=SLOW_BEGINNINGS)
def test_slow_clients_hold_no_thread(port: int, said: tuple[bytes, ...]) -> None:
    with ExitStack() as clients:
        for _ in range(SLOW):
            clients.enter_context(connected(port, *said))
        assert all(answers_at_once(port) for _ in range(5))
    assert answers_at_once(port)


@pytest.mark.parametrize("size", [1, 7, 20])
def test_a_head_that_comes_in_pieces_is_answered(port: int, size: int) -> None:
    with connected(port, *(REQUEST[at : at + size] for at in range(0, len(REQUEST), size))) as client:
        assert client.recv(65536).startswith(b"HTTP/1.1 200")


def test_requests_one_after_another_without_waiting_are_all_answered(port: int) -> None:
    with connected(port, REQUEST * 3 + REQUEST[:20], REQUEST[20:]) as client:
        said = b""
        while said.count(b"HTTP/1.1 200") < 4:
            more = client.recv(65536)
            assert more
            said += more


REFUSED = {
    "a head without an end": (b"GET /healthz HTTP/1.1\r\n" + b"X-A: b\r\n" * 5000, 431, "Слишком длинные заголовки"),
    "a head for the API without an end": (
        b"GET /api/search?q=a HTTP/1.1\r\n" + b"X-A: b\r\n" * 5000,
        431,
        '{"error": "Слишком длинные заголовки запроса."}',
    ),
    "a head of too many": (b"GET / HTTP/1.1\r\n" + b"X-A: b\r\n" * 101 + b"\r\n", 431, "Слишком длинные заголовки"),
    "a long address": (b"GET /?q=" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n", 414, "Слишком длинный адрес"),
    "no request at all": (b"\x16\x03\x01 hello\r\n\r\n", 400, "не понял"),
    "no header": (b"GET / HTTP/1.1\r\nHost localhost\r\n\r\n", 400, "не понял"),
    "an unknown coding": (b"GET / HTTP/1.1\r\nTransfer-Encoding: tar\r\n\r\n", 501, "не понял"),
}


@pytest.mark.parametrize(("said", "status", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_the_app_never_sees_is_refused_in_one_sentence(port: int, said: bytes, status: int, sentence: str) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.connect()
        connection.sock.sendall(said)
        answer = http.client.HTTPResponse(connection.sock)
        answer.begin()
        assert answer.status == status
        assert HEADERS.items() <= dict(answer.getheaders()).items()
        assert sentence in answer.read().decode()


@pytest.mark.parametrize(("address", "kind"), [(b"/?q=a", b"text/plain"), (b"/api/search?q=a", b"application/json")])
def test_who_comes_when_the_line_is_full_is_turned_away_at_once(tmp_path: Path, address: bytes, kind: bytes) -> None:
    """While all searches go on until a file is there."""
    with serving(SCRIPT, "60", PLENTY, str(tmp_path / "enough")) as (_, port), ExitStack() as clients:
        search = REQUEST.replace(b"/healthz", address)
        answers = [clients.enter_context(connected(port, search)) for _ in range(5)]
        said = answers[-1].recv(65536)
        (tmp_path / "enough").touch()
        assert said.startswith(b"HTTP/1.1 503 ")
        assert b"\r\nRetry-After: 1\r\n" in said
        assert b"\r\nContent-Type: " + kind in said
        for answered in answers[:2]:
            assert answered.recv(65536)
        assert answers_soon(port)


@pytest.mark.parametrize(("said", "answer"), [((), b""), ((b"GET /heal",), b"HTTP/1.1 408 ")])
def test_who_takes_too_long_is_let_go(hasty: int, said: tuple[bytes, ...], answer: bytes) -> None:
    with connected(hasty, *said) as client:
        started = time.monotonic()
        assert client.recv(13) == answer
        while client.recv(100):
            pass
        assert time.monotonic() - started < LONGEST_HEAD
    assert answers_at_once(hasty)


def test_more_clients_than_files_do_not_end_it() -> None:
    with serving(SCRIPT, "0.5", "160") as (server, port):
        with ExitStack() as clients:
            for _ in range(200):
                clients.enter_context(connected(port))
            time.sleep(3)
            assert answers_at_once(port)
        server.terminate()
        out, err = server.communicate(timeout=60)
    assert err == ""
    assert [json.loads(line).get("level") for line in out.splitlines()] == [None]  # a request, and no fault


def test_where_no_more_may_be_held_the_silent_are_let_go_soon() -> None:
    with serving(SCRIPT, "60", "160") as (_, port), ExitStack() as clients:
        for _ in range(200):
            clients.enter_context(connected(port))
        clients.enter_context(client := connected(port, REQUEST))
        assert client.recv(65536).startswith(b"HTTP/1.1 200")


def test_who_hangs_up_while_being_hung_up_on_does_not_end_it() -> None:
    with ExitStack() as stack:
        worker = PatientWorker(1, os.getpid(), [], None, 30, Config(), logging.getLogger(__name__))
        stack.callback(worker.tmp.close)
        worker.poller = stack.enter_context(selectors.DefaultSelector())
        ends = [socket.socketpair() for _ in range(MOST_PARTING + 1)]
        for end in (end for pair in ends for end in pair):
            stack.enter_context(end)
        *parting, last = [TConn(Config(), own, "", "") for own, _ in ends]

        asked, wake = socket.socketpair()
        for end in (asked, wake):
            stack.enter_context(end)
        worker.poller.register(asked, selectors.EVENT_READ, lambda _: worker._part(last, graceful=True))
        for conn in parting:
            worker._part(conn, graceful=True)
        wake.send(b".")  # in one round: first the one too many, for whom the eldest is hung up on,
        ends[0][1].close()  # then the eldest, who hangs up too
        worker.wait_for_and_dispatch_events(timeout=1)
        assert parting[0].sock.fileno() == -1
        assert last.sock.fileno() != -1
