"""`innopoisk serve` as a person starts it: it says where it is once it answers there, and stops when told to."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from indexer.cli.commands import commands
from web.serve import GRACE, Place

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("innopoisk")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    port: int, *arguments: str | Path, cwd: Path = ROOT, host: str = "127.0.0.1", stdin: int | None = None
) -> Iterator["subprocess.Popen[str]"]:
    """The command in a process group of its own, as a shell would start it."""
    with subprocess.Popen(
        [COMMAND, "serve", "--host", host, "--port", str(port), "--workers", "2", *arguments],
        cwd=cwd,
        env={name: value for name, value in os.environ.items() if name != "INNOPOISK_INDEX"},
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as server:
        try:
            yield server
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)


def told_until_open(server: "subprocess.Popen[str]") -> list[str]:
    """What it says up to the line with its address; it is not waited for after that line."""
    assert server.stderr is not None
    told: list[str] = []
    for line in server.stderr:
        told.append(line.rstrip("\n"))
        if line.startswith("поиск открыт: "):
            break
    return told


def get(port: int, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
    with closing(http.client.HTTPConnection(host, port, timeout=60)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_it_answers_as_soon_as_it_says_so_and_stops_in_peace(seeds_index: Path, name: str) -> None:
    port = free_port()
    with serving(port, "--index", seeds_index) as server:
        assert told_until_open(server) == [f"поиск открыт: http://127.0.0.1:{port}/  (остановить — Ctrl-C)"]
        status, page = get(port, "/?q=" + quote("кластеры Татарстана"))
        assert status == 200
        assert "<mark>Татарстана</mark>" in page
        found = json.loads(get(port, "/api/search?q=" + quote("кластеры Татарстана"))[1])
        assert found["hits"][0]["url"] == "seeds/000_ddc8df753232604c.txt"
        began = time.monotonic()
        os.killpg(server.pid, getattr(signal, name))
        out, err = server.communicate(timeout=60)
        assert ([json.loads(line)["path"] for line in out.splitlines()], err) == (["/", "/api/search"], "")
        assert server.returncode == 0
        assert time.monotonic() - began < GRACE


def test_an_interrupt_to_the_parent_alone_stops_it_too(seeds_index: Path) -> None:
    port = free_port()
    with serving(port, "--index", seeds_index) as server:
        told_until_open(server)
        server.send_signal(signal.SIGINT)
        assert server.communicate(timeout=60) == ("", "")
        assert server.returncode == 0
    with pytest.raises(ConnectionRefusedError):
        get(port, "/")


@pytest.mark.parametrize("is_in_a_window", [True, False])
def test_it_ends_with_the_window_it_was_started_in(seeds_index: Path, is_in_a_window: bool) -> None:
    port = free_port()
    window, stdin = os.openpty() if is_in_a_window else os.pipe()
    with serving(port, "--index", seeds_index, stdin=stdin) as server:
        told_until_open(server)
        os.killpg(server.pid, signal.SIGHUP)
        if is_in_a_window:
            assert server.communicate(timeout=60)[1] == ""
            assert server.returncode == 0
        else:  # a service is told so to begin anew
            time.sleep(0.5)
            assert get(port, "/healthz")[0] == 200
    os.close(window)
    os.close(stdin)


def test_without_an_index_it_is_built_from_seeds_first(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    port = free_port()
    with serving(port, cwd=tmp_path) as server:
        told = told_until_open(server)
        assert told[0] == "указателя ещё нет, строю его из seeds"
        assert told[1] == "найдено 14 = в указателе 14 + пропущено 0 + не прочитано 0"
        assert json.loads(get(port, "/healthz")[1]) == {"status": "ok", "generation": "gen-0001", "documents": 14}
    assert (tmp_path / "index_data" / "CURRENT").read_text(encoding="ascii") == "gen-0001\n"


def test_neither_index_nor_seeds(tmp_path: Path) -> None:
    with serving(free_port(), cwd=tmp_path) as server:
        told = server.communicate(timeout=60)[1].splitlines()
    assert server.returncode == 2
    assert told == [
        f"папки «{tmp_path / 'index_data'}» нет: постройте указатель командой innopoisk rebuild "
        "или назовите другую папку в --index"
    ]
    assert not list(tmp_path.iterdir())


def test_a_busy_port_is_one_sentence_and_exit_code_2(seeds_index: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with serving(port, "--index", seeds_index) as server:
            out, told = server.communicate(timeout=60)
    assert (server.returncode, out) == (2, "")
    assert told == (
        f"порт {port} занят: остановите того, кто его держит, или укажите другой, --port "
        f"{port + 1 if port < 65535 else port - 1}\n"
    )


def test_an_address_of_another_machine(seeds_index: Path) -> None:
    with serving(free_port(), "--index", seeds_index, host="203.0.113.7") as server:
        told = server.communicate(timeout=60)[1]
    assert server.returncode == 2
    assert told == "адреса 203.0.113.7 на этой машине нет: укажите --host 127.0.0.1\n"


def test_a_damaged_index_is_not_built_over(seeds_index: Path, tmp_path: Path) -> None:
    shutil.copytree(seeds_index, tmp_path / "index")
    (tmp_path / "index" / "gen-0001" / "segments.json").write_text("{", encoding="utf-8")
    with serving(free_port(), "--index", tmp_path / "index") as server:
        told = server.communicate(timeout=60)[1]
    assert server.returncode == 2
    assert told.count("\n") == 1
    assert "innopoisk rebuild" in told
    assert (tmp_path / "index" / "CURRENT").read_text(encoding="ascii") == "gen-0001\n"


def test_a_new_generation_is_served_without_a_restart(seeds_index: Path, tmp_path: Path) -> None:
    shutil.copytree(seeds_index, tmp_path / "index")
    source = tmp_path / "a.jsonl"
    source.write_text('{"url": "a", "text": "В Томске открыт дельфинарий."}\n', encoding="utf-8")
    port = free_port()
    with serving(port, "--index", tmp_path / "index") as server:
        told_until_open(server)
        assert json.loads(get(port, "/healthz")[1])["generation"] == "gen-0001"
        subprocess.run([COMMAND, "rebuild", source, "--index", tmp_path / "index"], check=True, capture_output=True)
        deadline = time.monotonic() + 60
        while json.loads(get(port, "/healthz")[1])["generation"] != "gen-0002":
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_an_address_of_the_new_kind_is_written_in_brackets(seeds_index: Path) -> None:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
            port = probe.getsockname()[1]
    except OSError:
        pytest.skip("no IPv6 loopback here")
    with serving(port, "--index", seeds_index, host="::1") as server:
        assert told_until_open(server) == [f"поиск открыт: http://[::1]:{port}/  (остановить — Ctrl-C)"]
        assert get(port, "/healthz", "::1")[0] == 200


def test_there_are_as_many_processes_as_processors_it_may_use(
    seeds_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[Place] = []
    monkeypatch.setattr("web.serve.serve", lambda _index, place, _on_ready: places.append(place))
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    commands.main(["serve", "--index", str(seeds_index)], standalone_mode=False)
    assert [place.workers for place in places] == [1]
