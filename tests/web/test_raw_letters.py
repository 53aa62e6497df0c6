"""An address may hold Cyrillic letters as they are typed; nothing else that is refused is let in with them."""

import json
import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.web.processes import serving

SCRIPT = """
import runpy, sys
from web import create_app
from web.serve import Place, listen, run

tiny = runpy.run_path(sys.argv[1])["TinyEngine"]
with listen("127.0.0.1", 0) as listener:
    port = listener.getsockname()[1]
    run(create_app(engine=tiny()), listener, Place(workers=1), lambda: print(port, file=sys.stderr, flush=True))
"""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving(SCRIPT) as (_, port):
        yield port


def told(port: int, target: bytes) -> tuple[int, bytes]:
    """The status and the body of what the server answers to a request line with this very target."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=60)) as client:
        client.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        head, body = b"".join(iter(lambda: client.recv(65536), b"")).split(b"\r\n\r\n", 1)
    return int(head.split()[1]), body


@pytest.mark.parametrize("letters", ["кластер", "%D0%BA%D0%BB%D0%B0%D1%81%D1%82%D0%B5%D1%80", "кл%D0%B0стер"])
def test_letters_as_typed_and_percent_encoded_are_equal(port: int, letters: str) -> None:
    status, body = told(port, f"/api/search?q={letters}".encode())
    found = json.loads(body)
    assert (status, found["query"]) == (200, "кластер")
    assert found["total"] > 0


def test_a_path_is_read_too(port: int) -> None:
    assert told(port, "/нет".encode())[0] == 404


@pytest.mark.parametrize("target", [b"/?q=a\x00b", b"/?q=a\x7f", b"/?q=a b", b"/?q=a\tb", b"/?q=\xff\xfe", b"/\xd0"])
def test_controls_blanks_and_broken_letters_are_refused(port: int, target: bytes) -> None:
    assert told(port, target)[0] == 400
