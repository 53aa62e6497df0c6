"""How many pages a second the server gives: `python -m benchmarks.load INDEX QUERIES`, with `wrk` installed.

Both servers run under gunicorn with the same number of processes: `innopoisk serve` over the index, with fragments and
facets, and a small Flask page over SQLite FTS5 with `snippet()` that holds the same articles. QUERIES are JSON Lines
with a `query` each, asked in turn by eight connections.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import indexer
from benchmarks.serving import free_port, running, serving
from benchmarks.systems import sqlite_page

CONNECTIONS = 8
TIMED = 500  # queries of which the time shown is read
SCRIPT = """
local paths, place = {%s}, 0
request = function()
  place = place %% #paths + 1
  return wrk.format("GET", paths[place])
end
"""


def main() -> None:
    """Print one line for every server and kind of page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("index", help="folder of an index")
    parser.add_argument("queries", help="JSON Lines with a query each")
    parser.add_argument("--seconds", type=int, default=20, help="for each line (20)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (all cores)")
    asked = parser.parse_args()
    if not shutil.which("wrk"):
        parser.error("wrk is not installed")
    lines = Path(asked.queries).read_text(encoding="utf-8").splitlines()
    queries = [json.loads(line)["query"] for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "articles.sqlite"
        with indexer.open_engine(asked.index) as engine:
            sqlite_page.build(base, engine.articles())
            words = _words(engine)
        with serving(["--index", asked.index, "--workers", str(asked.workers)]) as ours:
            for when in ("asked first", "asked again"):
                _tell_time_shown(when, ours.port, queries[:TIMED])
            _ask("innopoisk, page", ours.port, [f"/?q={quote(query)}" for query in queries], asked.seconds)
            beginnings = [f"/api/suggest?q={quote(word)}" for word in words]
            _ask("innopoisk, /api/suggest", ours.port, beginnings, asked.seconds)
        port = free_port()
        peer = [
            "-m",
            "gunicorn",
            "-k",
            "gthread",
            "--threads",
            "4",
            "-w",
            str(asked.workers),
            "-b",
            f"127.0.0.1:{port}",
        ]
        with running([sys.executable, *peer, f"benchmarks.systems.sqlite_page:create_app({str(base)!r})"], port):
            _ask("SQLite FTS5, page", port, [f"/?q={quote(query)}" for query in queries], asked.seconds)


def _words(engine: "indexer.Engine") -> list[str]:
    """Beginnings of two to six letters of words that the newest articles hold."""
    text = " ".join(article.title for article in engine.overview().newest)
    return sorted({word[:length].lower() for word in re.findall(r"\w{6,}", text) for length in range(2, 7)})


def _tell_time_shown(when: str, port: int, queries: Sequence[str]) -> None:
    """The milliseconds that stand on the page beside the number of hits, the queries asked one after another."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as server:
        taken = sorted(_time_shown(server, query) for query in queries)
    p50, p95 = (taken[len(taken) * share // 100] for share in (50, 95))
    print(f"innopoisk, time shown, {when}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, {len(taken)} queries", flush=True)


def _time_shown(server: http.client.HTTPConnection, query: str) -> float:
    server.request("GET", f"/api/search?reprints=0&q={quote(query)}")
    return float(json.load(server.getresponse()).get("took_ms", 0.0))  # a query that cannot be read takes none


def _ask(name: str, port: int, paths: Sequence[str], seconds: int) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT % ",".join(json.dumps(path) for path in paths))
        script.flush()
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", script.name]
        command += ["-H", "Accept-Encoding: gzip", f"http://127.0.0.1:{port}"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = dict(re.findall(r"^\s*(50%|99%|Requests/sec:|Non-2xx or 3xx responses:)\s+(\S+)", said, re.MULTILINE))
    print(
        f"{name}: {float(found['Requests/sec:']):.0f} requests/s, p50 {found['50%']}, p99 {found['99%']}, "
        f"errors {found.get('Non-2xx or 3xx responses:', 0)}",
        flush=True,
    )


if __name__ == "__main__":
    main()
