"""Who talks slowly keeps nobody waiting: a thread is given to a connection when the whole head of its request has come.

    Server.settings = {"worker_class": PatientWorker, "pre_request": hang_up_on_bodies, …}

Gunicorn's `gthread` gives a connection one of its threads with the first byte, and a head that comes a byte a second
keeps it for minutes: fifty such clients stop a server of two workers. Here the main loop looks at what has come without
taking it (MSG_PEEK), and asks the system to be told of more only (SO_RCVLOWAT), so that nobody waits for a client but
an entry in a table. It also parts from clients without waiting for them to hang up.
"""

import contextlib
import selectors
import socket
import time
from functools import partial
from typing import Any

from web.refusals import Overheard, refusal
from web.worker import EvenWorker

LONGEST_HEAD = 10.0  # seconds from the first byte to the last of a request's head
LONGEST_WHEN_FULL = 1.0  # seconds, where others wait to be taken and no more connections may be held
LARGEST_HEAD = 32_768  # bytes; about four times what an address of the longest kind takes
LONGEST_PARTING = 2.0  # seconds for a client to take what is left and hang up
MOST_PARTING = 20  # such clients: they are files beside the connections that are counted
END_OF_HEAD = b"\r\n\r\n"
IN_LINE = 2  # requests a thread that are answered or wait for it; who comes after them is turned away at once


class PatientWorker(EvenWorker):
    """A threaded worker whose main loop waits for all clients at once; `handle` and `handle_error` run in threads."""

    def __init__(self, *settings: Any, **more: Any) -> None:
        super().__init__(*settings, **more)
        self._until: dict[Any, float] = {}  # connections that are waited for -> when that ends, the earliest first
        self._parting: dict[Any, float] = {}
        self._taken = 0  # requests that were given to the threads and are not answered yet

    def enqueue_req(self, conn: Any) -> None:
        """Called for a connection that came or has something to say: to a thread, or wait for the rest."""
        conn.close = partial(self._part, conn)
        come = _peeked(conn.sock)
        head = (conn.parser.unreader.buf.getvalue() if conn.parser is not None else b"") + (come or b"")
        if END_OF_HEAD in head:
            self._until.pop(conn, None)
            self._answer(conn, head)
        elif come is None or len(head) >= LARGEST_HEAD:
            self._until.pop(conn, None)
            self._let_go(conn, b"" if come is None else refusal(431, head))
        else:
            self._until.setdefault(conn, time.monotonic() + LONGEST_HEAD)
            _tell_from(conn.sock, len(come) + 1)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._more_has_come, conn))

    def _answer(self, conn: Any, head: bytes) -> None:
        """Give a thread a whole request, unless too many wait for one."""
        if self._taken >= IN_LINE * self.cfg.threads:
            self._let_go(conn, refusal(503, head))
            return
        self._taken += 1
        _tell_from(conn.sock, 1)
        super().enqueue_req(conn)

    def finish_request(self, conn: Any, future: Any) -> None:
        """Called when a thread has done with a connection."""
        self._taken -= 1
        super().finish_request(conn, future)

    def handle_error(self, request: Any, client: Any, address: Any, fault: Exception) -> None:
        """Called in a thread where a request cannot be read: gunicorn logs it and names the status, we word it."""
        heard = Overheard()
        super().handle_error(request, heard, address, fault)
        with contextlib.suppress(OSError):
            client.setblocking(False)
            client.sendall(refusal(heard.status()))

    def murder_keepalived(self, *force: Any, **more: Any) -> None:
        """Called once a second or more often: whoever was waited for long enough is let go."""
        super().murder_keepalived(*force, **more)
        now = time.monotonic()
        is_full = self.nr_conns >= self.worker_connections
        due = now + LONGEST_HEAD - LONGEST_WHEN_FULL if is_full else now
        for conn in [one for one, end in self._until.items() if end <= due or not self.alive]:
            del self._until[conn]
            self.poller.unregister(conn.sock)
            come = _peeked(conn.sock)
            self._let_go(conn, refusal(408, come) if come else b"")
        for conn in [one for one, end in self._parting.items() if end <= now or not self.alive]:
            self._hang_up(conn)

    def _more_has_come(self, conn: Any, sock: socket.socket) -> None:
        self.poller.unregister(sock)
        self.enqueue_req(conn)

    def _let_go(self, conn: Any, farewell: bytes) -> None:
        """Part from a client that is not given a thread."""
        self.nr_conns -= 1
        with contextlib.suppress(OSError):
            conn.sock.setblocking(False)
            conn.sock.send(farewell)
            conn.sock.recv(LARGEST_HEAD)  # closed on what is left unread, the farewell would be lost too
        self._part(conn, graceful=self.alive)

    def _part(self, conn: Any, graceful: bool = False) -> None:
        """Say that nothing more will come, and hang up when the client has: an answer on its way would else be lost."""
        try:
            if not graceful:
                raise OSError
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
            _tell_from(conn.sock, 1)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._last_words, conn))
        except (OSError, KeyError, ValueError):  # gone already, or the loop is over
            self._close(conn)
        else:
            self._parting[conn] = time.monotonic() + LONGEST_PARTING
            if len(self._parting) > MOST_PARTING:
                self._hang_up(next(iter(self._parting)))

    def _last_words(self, conn: Any, sock: socket.socket) -> None:
        if conn not in self._parting:  # hung up on since this round of events began
            return
        try:
            has_hung_up = not sock.recv(LARGEST_HEAD)
        except BlockingIOError:
            return
        except OSError:
            has_hung_up = True
        if has_hung_up:
            self._hang_up(conn)

    def _hang_up(self, conn: Any) -> None:
        del self._parting[conn]
        self.poller.unregister(conn.sock)
        self._close(conn)

    @staticmethod
    def _close(conn: Any) -> None:
        vars(conn).pop("close", None)  # it refers to the connection: all would wait for the garbage collector
        with contextlib.suppress(OSError):
            conn.sock.close()


def hang_up_on_bodies(_worker: Any, request: Any) -> None:
    """No page here takes a body: who announces one is answered and parted from, instead of waited for."""
    if any(name in ("CONTENT-LENGTH", "TRANSFER-ENCODING") and value != "0" for name, value in request.headers):
        request.must_close = True


def _tell_from(sock: socket.socket, count: int) -> None:
    """Have the poller tell of a socket when so many bytes wait there, or its end."""
    with contextlib.suppress(OSError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, count)


def _peeked(sock: socket.socket) -> bytes | None:
    """What has come and was not read; nothing yet is b"", and None the end."""
    try:
        return sock.recv(LARGEST_HEAD, socket.MSG_PEEK | socket.MSG_DONTWAIT) or None
    except BlockingIOError:
        return b""
    except OSError:
        return None
