import threading
from dataclasses import replace

import pytest

import web.live
from indexer import Engine, IndexDamaged, IndexMissing
from web.live import LiveEngine


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(web.live, "time", clock)
    return clock


def test_a_new_generation_is_looked_for_once_a_second(engine: Engine, clock: Clock) -> None:
    live = LiveEngine(lambda: engine)
    for _ in range(5):
        assert live.newest() is engine
    assert engine.refreshed == 0
    clock.now += 1.0
    for _ in range(5):
        live.newest()
    assert engine.refreshed == 1
    clock.now += 0.9
    live.newest()
    assert engine.refreshed == 1
    clock.now += 0.1
    live.newest()
    assert engine.refreshed == 2


def test_an_index_that_comes_later_is_found(engine: Engine) -> None:
    there: list[Engine] = []

    def open_it() -> Engine:
        if not there:
            raise IndexMissing("указателя ещё нет")
        return there[0]

    live = LiveEngine(open_it)
    with pytest.raises(IndexMissing):
        live.newest()
    there.append(engine)
    assert live.newest() is engine


def test_nobody_waits_for_who_looks_for_a_new_generation(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered: list[Engine] = []

    def refresh() -> bool:
        clock.now += 2  # a long look, in which another comes
        another = threading.Thread(target=lambda: answered.append(live.newest()), daemon=True)
        another.start()
        another.join(5)
        return False

    monkeypatch.setattr(engine, "refresh", refresh)
    live = LiveEngine(lambda: engine)
    live.newest()
    clock.now += 2
    assert live.newest() is engine
    assert answered == [engine]


def test_the_log_tells_once_why_an_older_generation_answers(
    engine: Engine, clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    live = LiveEngine(lambda: engine)
    live.newest()
    assert caplog.text == ""
    told = replace(engine.status(), fault="повреждён файл")
    monkeypatch.setattr(engine, "refresh", lambda: monkeypatch.setattr(engine, "status", lambda: told))
    for _ in range(3):
        clock.now += 2
        live.newest()
    assert caplog.messages == ["повреждён файл"]
    caplog.clear()
    LiveEngine(lambda: engine).newest()
    assert caplog.messages == ["повреждён файл"]  # found so at the start


@pytest.mark.parametrize("kind", [IndexDamaged, OSError, MemoryError])
def test_a_new_generation_that_cannot_be_opened_does_not_stop_the_old(
    engine: Engine,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    kind: type[Exception],
) -> None:
    def refresh() -> bool:
        raise kind("не сходится сумма")

    monkeypatch.setattr(engine, "refresh", refresh)
    live = LiveEngine(lambda: engine)
    live.newest()
    clock.now += 2
    assert live.newest() is engine
    assert "не сходится сумма" in caplog.text
