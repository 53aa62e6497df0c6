"""Who may search now: so many of one address in a second, so many at once, and the others are told when to come again.

    register(app, rate=20, hosts=None)    429 to who asks for more than 20 searches a second, 503 when all are busy

Both are counted in each worker process by itself. The machine's own address is never refused by the rate.
"""

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from ipaddress import ip_address

from flask import Flask, g, request

from web.errors import Overloaded, RequestError, TooManyRequests

GATED = {
    "pages.search_page",
    "pages.article_page",
    "pages.feed",
    "pages.spreadsheet",
    "api.search_json",
    "api.suggest_json",
}
AT_ONCE = 2  # searches of one process: more threads would only wait for each other
ALONE = 0.03  # seconds; so would two, but nobody is to wait for the end of a search that takes longer
WAITING = 16  # further requests that wait for their turn
LONGEST_WAIT = 0.8  # seconds: with its own time an answer under overload takes about one
LONGEST_ADDRESS = 8190  # bytes of a query string; gunicorn, before us, takes no longer line either
BURST = 3  # seconds' worth of requests that an address may ask for at once
REMEMBERED = 10_000  # addresses


class RateLimit:
    """A bucket of tokens for every address, which fills at `rate` a second (the token bucket of RFC 2697)."""

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # address -> (tokens, seen)

    def wait(self, address: str) -> float:
        """Take a token; the seconds to wait for the next one where there is none, else 0."""
        now, most = self._clock(), self._rate * BURST
        with self._lock:
            tokens, seen = self._buckets.pop(address, (most, now))
            tokens = min(most, tokens + (now - seen) * self._rate)
            is_allowed = tokens >= 1
            self._buckets[address] = (tokens - is_allowed, now)
            if len(self._buckets) > REMEMBERED:
                self._buckets.popitem(last=False)
        return 0.0 if is_allowed else (1 - tokens) / self._rate


class Gate:
    """One inside, up to `at_once` where each has been there for `alone` seconds; at most `waiting` before it."""

    def __init__(
        self, at_once: int = AT_ONCE, waiting: int = WAITING, longest: float = LONGEST_WAIT, alone: float = ALONE
    ) -> None:
        self._at_once = at_once
        self._longest = longest
        self._alone = alone
        self._places = threading.BoundedSemaphore(at_once + waiting)
        self._head = threading.Semaphore()  # of the line: one waits at the door, the others behind him
        self._door = threading.Condition()
        self._inside = 0
        self._begun = 0.0  # when somebody came in last

    def enter(self) -> bool:
        """Come in, at once or after some waiting; false when there is no place to wait, or not for so long."""
        if not self._places.acquire(blocking=False):
            return False
        end = time.monotonic() + self._longest
        if self._head.acquire(timeout=self._longest):
            is_in = self._come_in(end)
            self._head.release()
            if is_in:
                return True
        self._places.release()
        return False

    def leave(self) -> None:
        """Make place for the next."""
        with self._door:
            self._inside -= 1
            self._door.notify()
        self._places.release()

    def _come_in(self, end: float) -> bool:
        with self._door:
            while not self._is_open():
                left = end - time.monotonic()
                if left <= 0:
                    return False
                self._door.wait(min(left, self._alone))
            self._inside += 1
            self._begun = time.monotonic()
            return True

    def _is_open(self) -> bool:
        takes_long = time.monotonic() - self._begun >= self._alone
        return not self._inside or (takes_long and self._inside < self._at_once)


def register(app: Flask, rate: float | None, hosts: Sequence[str] | None) -> None:
    """Gate the searches of an app; without a rate or names of hosts none of these is looked at."""
    limit, gate = RateLimit(rate) if rate else None, Gate()

    def enter() -> None:
        if hosts and not is_named(request.headers.get("Host", ""), hosts):
            raise RequestError("сервер не знает имени, по которому к нему обратились: см. --allow-host")
        if request.endpoint not in GATED:
            return
        address = request.remote_addr or ""
        if limit and not is_own(address) and (pause := limit.wait(address)):
            raise TooManyRequests(pause)
        if not gate.enter():
            raise Overloaded(LONGEST_WAIT)
        g.is_inside = True

    def leave(_: BaseException | None) -> None:
        if g.pop("is_inside", False):
            gate.leave()

    app.before_request(enter)
    app.teardown_request(leave)


def refuse_long_addresses() -> None:
    """Before anything reads the arguments: a megabyte of %D1%8F takes seconds to decode."""
    if len(request.query_string) > LONGEST_ADDRESS:
        request.query_string = b""  # or the page that says so would read them
        raise RequestError(f"адрес длиннее {LONGEST_ADDRESS} знаков: сократите запрос")


def is_named(host: str, names: Sequence[str]) -> bool:
    """True when the Host header, its port aside, is one of the names; Werkzeug's own list knows no IPv6 address.

    >>> is_named("[::1]:8000", ("localhost", "[::1]"))
    True
    """
    found = re.fullmatch(r"(\[[0-9a-f:.]+\]|[^:]*)(:[0-9]+)?", host.lower())
    return not host or (found is not None and found[1] in names)


def is_own(address: str) -> bool:
    """True for an address of this machine, and for none at all."""
    try:
        return not address or ip_address(address).is_loopback
    except ValueError:
        return False
