"""So many searches a second from one address, so many at once; who is sent away is told when to come again."""

import threading
import time
from functools import partial

import pytest
from flask.testing import FlaskClient

from indexer import Engine
from web import Access, create_app
from web.gates import BURST, REMEMBERED, Gate, RateLimit, is_own


class Clock:
    """Time that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_then_the_rate() -> None:
    clock = Clock()
    limit = RateLimit(2, clock)
    assert [limit.wait("а") for _ in range(2 * BURST)] == [0.0] * 2 * BURST
    assert limit.wait("а") == 0.5
    assert limit.wait("б") == 0.0
    clock.now += 0.5
    assert [limit.wait("а"), limit.wait("а")] == [0.0, 0.5]
    clock.now += 1000
    assert [limit.wait("а") for _ in range(2 * BURST + 1)].count(0.0) == 2 * BURST


def test_no_more_addresses_are_remembered_than_fit() -> None:
    limit = RateLimit(1, Clock())
    for number in range(REMEMBERED + 5):
        limit.wait(str(number))
    assert len(limit._buckets) == REMEMBERED


@pytest.mark.parametrize(
    ("address", "own"), [("127.0.0.1", True), ("::1", True), ("", True), ("203.0.113.7", False), ("?", False)]
)
def test_which_addresses_are_own(address: str, own: bool) -> None:
    assert is_own(address) is own


def test_places_inside_and_before_the_gate() -> None:
    gate = Gate(at_once=1, waiting=1, longest=0.05)
    assert gate.enter()
    started = time.monotonic()
    assert not gate.enter()  # waited in vain
    assert time.monotonic() - started >= 0.04
    waiter = threading.Thread(target=gate.enter)
    waiter.start()
    time.sleep(0.01)
    assert not gate.enter()  # no place to wait
    gate.leave()
    waiter.join()
    gate.leave()
    assert gate.enter()


def test_one_search_at_a_time_unless_it_takes_long() -> None:
    quick = Gate(alone=60, longest=60)
    came = threading.Event()
    next_one = threading.Thread(target=lambda: quick.enter() and came.set())
    assert quick.enter()
    next_one.start()
    assert not came.wait(0.05)
    quick.leave()
    assert came.wait(30)
    next_one.join()
    long = Gate(alone=0.05, longest=60)
    started = time.monotonic()
    assert long.enter()
    assert long.enter()  # beside the first, who has not left
    assert time.monotonic() - started >= 0.05


def asked(client: FlaskClient, address: str, **headers: str) -> int:
    return client.get("/?q=кластер", environ_overrides={"REMOTE_ADDR": address}, headers=headers).status_code


@pytest.fixture
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a loaded machine a second may pass between two requests, and allow one more."""
    monkeypatch.setattr("web.gates.RateLimit", partial(RateLimit, clock=lambda: 0.0))


@pytest.mark.usefixtures("stopped_clock")
def test_too_many_requests_of_one_address(engine: Engine) -> None:
    client = create_app(engine=engine, access=Access(rate=1)).test_client()
    assert [asked(client, "203.0.113.7") for _ in range(5)] == [200, 200, 200, 429, 429]
    assert asked(client, "203.0.113.8") == 200
    forged = {"X-Forwarded-For": "203.0.113.99"}
    assert asked(client, "203.0.113.7", **forged) == 429
    answer = client.get("/api/search?q=кластер", environ_overrides={"REMOTE_ADDR": "203.0.113.7"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    assert answer.json == {"error": "С вашего адреса слишком много запросов подряд: подождите и повторите."}
    assert client.get("/help", environ_overrides={"REMOTE_ADDR": "203.0.113.7"}).status_code == 200
    assert [asked(client, "127.0.0.1") for _ in range(20)] == [200] * 20


@pytest.mark.usefixtures("stopped_clock")
def test_behind_a_proxy_the_asker_is_whom_it_names(engine: Engine) -> None:
    client = create_app(engine=engine, access=Access(rate=1, is_behind_proxy=True)).test_client()
    for address in ("203.0.113.1", "203.0.113.2"):
        found = [asked(client, "127.0.0.1", **{"X-Forwarded-For": address}) for _ in range(4)]
        assert found == [200, 200, 200, 429]


def test_a_fault_leaves_the_gate_open(engine: Engine) -> None:
    client = create_app(engine=engine).test_client()
    for _ in range(50):
        assert client.get('/?q="кластер').status_code == 400
    assert client.get("/?q=кластер").status_code == 200
