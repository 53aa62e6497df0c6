"""Every request is one line of JSON that does not repeat what a person typed; a fault is one line too."""

import http.client
import json
import os
import re
import socket
import subprocess
from contextlib import closing
from typing import Any
from urllib.parse import quote

import pytest

from tests.web.processes import serving

# The engine breaks on one query; what it says of it repeats the query.
SCRIPT = """
import runpy, sys
from web import create_app
from web.serve import Place, listen, run

tiny = runpy.run_path(sys.argv[1])["TinyEngine"]

class Breaking(tiny):
    def search(self, query, **more):
        if query == "сломайся":
            raise KeyError(query)
        return super().search(query, **more)

with listen("127.0.0.1", 0) as listener:
    port = listener.getsockname()[1]
    place = Place(workers=1, logs_queries="--log-queries" in sys.argv)
    run(create_app(engine=Breaking()), listener, place, lambda: print(port, file=sys.stderr, flush=True))
"""
SECRET = "камский"
OBEYED = "\x1b[31m\x7f\x85\u202e\u2028😀"  # by a terminal, or too new for it


def get(port: int, path: str) -> tuple[int, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()


def lines_of(server: "subprocess.Popen[str]") -> list[dict[str, Any]]:
    """What it has put out when it is told to stop; nothing else than lines of JSON, and nothing on standard error."""
    server.terminate()
    out, err = server.communicate(timeout=60)
    assert err == ""
    assert re.fullmatch("[ -~А-яЁё«»—–…№\n]*", out)
    return [json.loads(line) for line in out.splitlines()]


def test_a_line_for_every_request() -> None:
    with serving(SCRIPT) as (server, port):
        sizes = [
            len(get(port, path)[1])
            for path in ("/healthz", f"/?q={quote(SECRET)}", f"/{quote(f'где{OBEYED}')}?q={SECRET.encode()!r}")
        ]
        lines = lines_of(server)
    assert [list(line) for line in lines] == 3 * [["time", "method", "path", "status", "ms", "bytes"]]
    told = [(line["method"], line["path"], line["status"], line["bytes"]) for line in lines]
    expected = [("GET", "/healthz", 200), ("GET", "/", 200), ("GET", f"/где{OBEYED}", 404)]
    assert told == [(*one, size) for one, size in zip(expected, sizes, strict=True)]
    assert all(0 < line["ms"] < 5000 and line["time"].endswith("+00:00") for line in lines)


@pytest.mark.parametrize(("options", "is_told"), [((), False), (("--log-queries",), True)])
def test_what_people_look_for_is_told_only_if_asked(options: tuple[str, ...], is_told: bool) -> None:
    with serving(SCRIPT, *options) as (server, port):
        assert get(port, f"/?q={quote(SECRET)}")[0] == 200
        assert get(port, f"/api/search?q={quote('сломайся')}")[0] == 500
        assert ask(port, f"GET /?q={SECRET}+завод HTTP/1.0\r\n\r\n".encode()).startswith(b"HTTP/1.0 200")
        assert ask(port, f"GET /?q={SECRET} HTTP/9.9\r\n\r\n".encode()).startswith(b"HTTP/1.1 400")
        said = json.dumps(lines_of(server), ensure_ascii=False)
    assert (f"q={SECRET}" in said) is is_told
    assert (f"q={SECRET} завод" in said) is is_told
    assert quote(SECRET) not in said
    assert ("сломайся" in said) is is_told
    assert is_told or SECRET not in said


def test_a_mistake_of_ours_is_one_line_with_its_number() -> None:
    with serving(SCRIPT) as (server, port):
        answer = json.loads(get(port, f"/api/search?q={quote('сломайся')}")[1])["error"]
        fault, request = lines_of(server)
    assert fault["id"] in answer
    assert (fault["level"], fault["fault"], request["status"]) == ("error", "KeyError", 500)
    assert fault["at"][-1].startswith("<string>:")
    assert not any("Traceback" in str(value) for value in fault.values())


def test_nobody_waits_for_who_reads_the_log() -> None:
    with (
        serving(SCRIPT) as (server, port),
        closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection,
    ):
        for _ in range(1000):  # more lines than a pipe holds
            connection.request("GET", "/healthz")
            assert connection.getresponse().read()
        assert lines_of(server)


def test_nor_for_one_who_has_gone() -> None:
    reading, writing = os.pipe()
    with serving(SCRIPT, stdout=writing) as (_, port):
        os.close(reading)
        os.close(writing)
        assert [get(port, "/healthz")[0] for _ in range(3)] == 3 * [200]


def ask(port: int, request: bytes) -> bytes:
    """What comes back for bytes that a library would not send."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
        client.sendall(request)
        return b"".join(iter(lambda: client.recv(65536), b""))
