"""The server holds out for some seconds of what `benchmarks.endurance` asks of it for minutes."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from benchmarks import endurance
from benchmarks.canaries import CANARIES, Publisher
from benchmarks.paced import Answer, Summary, paced
from benchmarks.rebuilds import found
from benchmarks.serving import ServerFailed, serving

QUERIES = ("кластеры Татарстана", "технопарк", '"промышленный кластер"', "rkfcnth", "инновации ИЛИ завод", "нигденет")


@pytest.fixture(scope="module")
def queries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("queries") / "queries.jsonl"
    path.write_text("".join(json.dumps({"query": query}) + "\n" for query in QUERIES), encoding="utf-8")
    return path


@pytest.mark.parametrize("scene", endurance.SCENES)
def test_the_server_holds_out(seeds_index: Path, queries: Path, scene: str, capsys: pytest.CaptureFixture[str]) -> None:
    seconds = "2" if scene == "steady" else "20"  # of which the others take a tenth
    # A p99 that no machine misses for its other work: what counts here is that every answer comes, and is right.
    few = ["--rate", "20", "--p99", "10000", "--clients", "60", "--publications", "4", "--workers", "2"]
    code = endurance.main([str(seeds_index), str(queries), "--scenes", scene, "--seconds", seconds, *few])
    said = capsys.readouterr().out
    assert said.startswith(f"{scene}, 20 a second: held\n"), said
    assert code == 0


@pytest.fixture
def stumbling() -> Iterator[int]:
    """The port of a server that answers each third request with 500, and hangs up on /gone."""
    count = iter(range(1, 1_000))

    class Stumbling(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path != "/gone":
                self.send_response_only(500 if next(count) % 3 == 0 else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Stumbling) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_what_is_answered_badly_is_counted(stumbling: int) -> None:
    looked: list[int] = []
    found = Summary.of(paced(stumbling, ["/"], rate=30, seconds=1, watch=lambda: looked.append(1)))
    assert (found.statuses, len(looked)) == ({200: 20, 500: 10}, 1)
    assert 0 < found.p50 <= found.p99 <= found.slowest < 5
    assert Summary.of(paced(stumbling, ["/gone"], rate=30, seconds=0.1)).statuses == {0: 3}


def test_a_server_that_does_not_start_is_not_waited_for(tmp_path: Path) -> None:
    with pytest.raises(ServerFailed), serving(["--index", str(tmp_path / "nothing"), "--port", "1x"]):
        pass


def test_wrong_answers_are_told_from_right_ones(tmp_path: Path) -> None:
    publisher = Publisher(tmp_path)
    publisher._told = [(10.0, 2), (20.0, 3)]

    def answer(*numbers: int, due: float = 30.0, notes: tuple[str, ...] = (), total: int = CANARIES) -> Answer:
        hits = [{"title": f"Канарейка {number}"} for number in numbers]
        body = json.dumps({"total": total, "hits": hits, "notes": notes})
        return Answer(200, due, 0.1, body.encode())

    assert publisher.is_right(answer(*[3] * CANARIES))
    assert publisher.is_right(answer(*[2] * CANARIES, due=21.0))  # not yet due
    assert not publisher.is_right(answer(*[2] * CANARIES))
    assert not publisher.is_right(answer(*[3] * (CANARIES - 1), 4))
    assert not publisher.is_right(answer(*[3] * (CANARIES - 1)))
    assert not publisher.is_right(answer(*[3] * CANARIES, total=CANARIES + 1))
    assert not publisher.is_right(answer(*[3] * CANARIES, notes=("указатель повреждён",)))
    assert not publisher.is_right(Answer(503, 30.0, 0.1))


def test_a_changed_answer_is_told_from_an_equal_one() -> None:
    def answer(total: int, *urls: str, status: int = 200) -> Answer:
        return Answer(status, 1.0, 0.1, json.dumps({"total": total, "hits": [{"url": url} for url in urls]}).encode())

    assert found(answer(2, "a", "b")) == found(answer(2, "a", "b"))
    assert len({found(one) for one in (answer(2, "a", "b"), answer(3, "a", "b"), answer(2, "b", "a"))}) == 3
    assert found(answer(2, "a", "b", status=503)) is None
