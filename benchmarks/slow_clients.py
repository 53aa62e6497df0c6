"""Clients who say a byte each time they are told to: `with SlowClients(port, 200) as dribble: dribble()`."""

import socket
from types import TracebackType
from typing import Self

BEGINNING = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "


class SlowClients:
    """So many connections, each in the middle of the head of a request; who is hung up on begins anew."""

    def __init__(self, port: int, count: int) -> None:
        self._port = port
        self._clients = [self._connected() for _ in range(count)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        for client in self._clients:
            client.close()

    def __call__(self) -> None:
        """Another byte from each."""
        for number, client in enumerate(self._clients):
            try:
                client.send(b"X")
            except OSError:
                client.close()
                self._clients[number] = self._connected()

    def _connected(self) -> socket.socket:
        client = socket.create_connection(("127.0.0.1", self._port), timeout=10)
        client.sendall(BEGINNING)
        return client
