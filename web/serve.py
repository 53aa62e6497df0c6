"""A server in this process: serve("index_data", Place(port=8000), on_ready) returns when told to stop.

Threaded workers, because browsers keep connections open and telephones are slow: a `sync` worker would serve one of
them at a time, while the engine is safe to share between threads and lets go of the lock in numpy. `web.patience` sees
to it that slow clients hold no thread, `web.logs` tells of every request.
"""

import errno
import gc
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from web import Access, create_app
from web.descriptors import connections
from web.errors import ServeError
from web.heap import keep_one_heap
from web.live import NAME
from web.logs import Log, TellingLog
from web.patience import PatientWorker, hang_up_on_bodies
from web.raw_letters import take_raw_letters
from web.signals import HearingArbiter, hear, stop_gracefully_on_interrupt, stop_with_the_terminal

THREADS = 24  # of a worker: the gate lets two search, the others wait for it or for a slow reader
GRACE = 10  # seconds for the answers under way when the server is stopped
BACKLOG = 512
SELDOM = 20_000, 20, 50  # objects and rounds between two looks for garbage: an answer leaves less than ten objects
LONGEST_LINE = 8190  # gunicorn's most: a query of 400 Cyrillic letters with ten filters takes some 6,000 bytes

# Asked before the workers fork, so that they share one mapping of the index, its tables of words and the templates, and
# nobody waits for them: what is put right and what names a region takes tables of its own.
FIRST_ASKED = (
    "/", "/help", "/?q=разогрев", "/?q=разогрефь", "/?q=!разогрефь", "/?q=регион:разогрев", "/feed?q=разогрев",
    "/api/suggest?q=ра",
)  # fmt: skip

REASONS = {
    errno.EADDRINUSE: "порт {port} занят: остановите того, кто его держит, или укажите другой, --port {other}",
    errno.EACCES: "порт {port} открыть не разрешено: укажите больше 1023, например --port 8000",
    errno.EADDRNOTAVAIL: "адреса {host} на этой машине нет: укажите --host 127.0.0.1",
}
UNKNOWN = "адрес {host}, порт {port} открыть нельзя: проверьте --host и --port"


@dataclass(frozen=True, slots=True)
class Place:
    """Where to answer, with how many processes, to whom (`web.Access`), and whether the log tells what was asked."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    rate: float | None = None
    hosts: tuple[str, ...] = ()
    is_behind_proxy: bool = False
    timeout: float = 1.0
    logs_queries: bool = False


def serve(index: str, place: Place, on_ready: Callable[[], None]) -> None:
    """Answer at a place until Ctrl-C or SIGTERM; ServeError where the address cannot be had.

    `on_ready` is called when the address is ours and the index is open: who connects from then on is answered, and
    Ctrl-C stops in peace.
    """
    connections(THREADS)  # before anything is loaded: without room for them there is nothing to serve
    keep_one_heap()
    with listen(place.host, place.port) as listener:
        hosts = known_hosts(place.host, place.hosts)
        app = create_app(index, access=Access(place.rate, hosts, place.is_behind_proxy, place.timeout))
        app.extensions[NAME].newest()  # an index that cannot be opened says so here
        for address in FIRST_ASKED:
            app.test_client().get(address).close()
        gc.collect()
        gc.freeze()  # what is loaded stays: to look through it for garbage stops an answer for 70 ms
        gc.set_threshold(*SELDOM)
        run(app, listener, place, on_ready)


def known_hosts(host: str, allowed: tuple[str, ...]) -> tuple[str, ...] | None:
    """The names by which this server may be asked: those allowed, or on this machine's own address only its own.

    A page of a stranger could else have its name point here and read what is found (DNS rebinding).
    """
    own = ("localhost", "127.0.0.1", "[::1]")
    if allowed:
        return (*allowed, *own)
    return (*own, host) if host in ("localhost", "::1") or host.startswith("127.") else None


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address; gunicorn, left to bind it, would try a busy port five times and then exit."""
    listener = None
    try:
        listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except (OSError, OverflowError, TypeError, UnicodeError) as fault:  # in turn: taken, past 65535, no name of a host
        if listener:
            listener.close()
        reason = REASONS.get(getattr(fault, "errno", None) or 0, UNKNOWN)
        raise ServeError(reason.format(host=host, port=port, other=port + 1 if port < 65535 else port - 1)) from fault
    return listener


def run(app: Flask, listener: socket.socket, place: Place, on_ready: Callable[[], None]) -> None:
    """Serve `app` on a socket that listens already; returns after a graceful stop."""
    own = os.getpid()
    try:
        Server(app, listener, place, on_ready).run()
    except SystemExit as stop:
        if os.getpid() != own or stop.code:  # a forked worker leaves by this road too, and must go on leaving
            raise


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn without its command line and its files of settings."""

    def __init__(self, app: Flask, listener: socket.socket, place: Place, on_ready: Callable[[], None]) -> None:
        self.app = app
        self.on_ready = on_ready
        self.settings = {
            "bind": f"fd://{listener.detach()}",  # gunicorn closes it
            "workers": place.workers,
            "worker_class": PatientWorker,
            "child_exit": PatientWorker.gone,
            "pre_request": hang_up_on_bodies,
            "logger_class": TellingLog if place.logs_queries else Log,
            "threads": THREADS,
            "worker_connections": connections(THREADS),
            "preload_app": True,
            "graceful_timeout": GRACE,
            "limit_request_line": LONGEST_LINE,
            "when_ready": self.start,
            "post_worker_init": hear,
            "control_socket_disable": True,  # releases from 25 on would leave a socket in the home folder
        }
        super().__init__()

    def load_config(self) -> None:
        """Called by gunicorn before it starts."""
        take_raw_letters()
        for name, value in self.settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def run(self) -> None:
        """As gunicorn's, with a master of ours."""
        HearingArbiter(self).run()

    def load(self) -> Flask:
        """Called by gunicorn in the master process, because of `preload_app`."""
        return self.app

    def start(self, arbiter: Any) -> None:
        """Called by gunicorn when it listens and has its own handlers of signals."""
        stop_gracefully_on_interrupt(arbiter)
        stop_with_the_terminal(arbiter)
        self.on_ready()
