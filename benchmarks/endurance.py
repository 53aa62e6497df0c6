"""Does the server hold out? python -m benchmarks.endurance INDEX QUERIES [--seconds 600] [--rate 100] [--scenes …]

steady      so many searches a second, the page: all answered, 99 % of them within --p99 milliseconds, memory steady
overload    four times as many as it can take: answered, or told 429 or 503; five seconds later all is as it was
slow        two hundred clients who send a byte a second: the others are answered as if they were not there
publishing  a hundred rebuilds of another index under load: every answer is whole, and of a generation that was due
rebuilding  the index itself, a copy of it, is built anew under a fifth of the load: no answer changes

QUERIES are JSON Lines with a `query` each. Prints a line or two for each scene; exits with 1 where one did not hold.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

from benchmarks.canaries import PATH, Publisher
from benchmarks.paced import Answer, Summary, paced
from benchmarks.rebuilds import Copy, found
from benchmarks.serving import Running, serving
from benchmarks.slow_clients import SlowClients

TURNED_AWAY = {200, 429, 503}
RECOVERY = 5.0  # seconds after an overload
ASKED_AGAIN = 100  # queries, again and again while the index is built
MORE_MEMORY, SLACK = 1.1, 20  # times as much as at half-time, and megabytes more, may be held at the end


@dataclass(frozen=True, slots=True)
class Scene:
    """What is asked of a server: its options, the pages, how often and for how long, and what must hold."""

    options: tuple[str, ...]
    paths: tuple[str, ...]
    rate: float
    seconds: float
    p99: float
    clients: int
    publications: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scene prints, and whether it held."""

    lines: tuple[str, ...]
    has_held: bool


def steady(scene: Scene) -> Outcome:
    """Requests at a steady pace."""
    held: list[float] = []
    with serving(scene.options) as server:
        answers = paced(
            server.port,
            scene.paths,
            rate=scene.rate,
            seconds=scene.seconds,
            watch=lambda: held.append(server.megabytes()),
        )
    summary = Summary.of(answers)
    before, after = held[len(held) // 2], held[-1]
    memory = f"{before:.0f} MB after half the time, {after:.0f} MB at the end"
    is_steady = after <= MORE_MEMORY * before + SLACK
    return Outcome((str(summary), memory), _is_fine(summary, scene) and is_steady)


def overload(scene: Scene) -> Outcome:
    """Four times what the server can take, and what comes after."""
    with serving(scene.options) as server:
        capacity = _capacity(server, scene)
        during = Summary.of(paced(server.port, scene.paths, rate=4 * capacity, seconds=scene.seconds))
        time.sleep(RECOVERY)
        after = Summary.of(paced(server.port, scene.paths, rate=scene.rate, seconds=min(10.0, scene.seconds)))
        memory = f"{server.megabytes():.0f} MB"
    lines = (
        f"{4 * capacity:.0f} a second for {scene.seconds:.0f} s: {during}",
        f"{RECOVERY:.0f} s later: {after}; {memory}",
    )
    return Outcome(lines, set(during.statuses) <= TURNED_AWAY and 200 in during.statuses and _is_fine(after, scene))


def slow(scene: Scene) -> Outcome:
    """The same pace without slow clients and among them."""
    with serving(scene.options) as server:
        alone = Summary.of(paced(server.port, scene.paths, rate=scene.rate, seconds=scene.seconds))
        with SlowClients(server.port, scene.clients) as dribble:
            among = Summary.of(paced(server.port, scene.paths, rate=scene.rate, seconds=scene.seconds, watch=dribble))
    return Outcome((f"without: {alone}", f"among {scene.clients}: {among}"), _is_fine(among, scene))


def publishing(scene: Scene) -> Outcome:
    """Every answer tells of one generation, which is not older than what was published some time before."""
    with tempfile.TemporaryDirectory() as folder:
        publisher = Publisher(Path(folder))
        publisher.publish()
        with (
            serving(("--index", str(publisher.index), *scene.options[2:])) as server,
            publisher.publishing(scene.publications),
        ):
            answers = list[Answer]()
            while publisher.is_at_work():
                answers += paced(server.port, (PATH,), rate=scene.rate, seconds=1.0, keep=True)
    wrong = [one for one in answers if not publisher.is_right(one)]
    summary = Summary.of(answers)
    line = f"{publisher.count()} publications: {summary}; {len(wrong)} wrong answers"
    return Outcome(
        (line,), not wrong and set(summary.statuses) == {200} and publisher.count() == scene.publications + 1
    )


def rebuilding(scene: Scene) -> Outcome:
    """The same articles from the same place, before and while they are indexed anew, and after."""
    paths = [f"/api/search{path[1:]}" for path in scene.paths[:ASKED_AGAIN]]
    rate, answers = scene.rate / 5, list[Answer]()
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(Path(folder), scene.options[1])
        with serving(("--index", str(copy.index), *scene.options[2:])) as server:
            ask = partial(paced, server.port, paths, rate=rate, seconds=len(paths) / rate, keep=True)
            before = [found(one) for one in ask()]
            with copy.rebuilding():
                while copy.is_at_work():
                    answers += ask()
            answers += ask()
    wrong = sum(found(one) != due for one, due in zip(answers, cycle(before), strict=False))
    line = f"during a rebuild and after: {Summary.of(answers)}; {wrong} changed answers"
    return Outcome((line,), not wrong and None not in before and copy.has_succeeded())


SCENES = {"steady": steady, "overload": overload, "slow": slow, "publishing": publishing, "rebuilding": rebuilding}


def _is_fine(summary: Summary, scene: Scene) -> bool:
    return set(summary.statuses) == {200} and summary.p99 <= scene.p99


def _capacity(server: Running, scene: Scene) -> float:
    """Answers a second where there are always enough to choose from: many more are asked for than it can give."""
    seconds = min(5.0, scene.seconds)
    answers = paced(server.port, scene.paths, rate=4 * scene.rate, seconds=seconds)
    last = max(one.due + one.seconds for one in answers) - answers[0].due
    time.sleep(1)
    return max(1.0, sum(one.status == 200 for one in answers) / last)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what became of each scene; 1 where one did not hold."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.endurance", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", help="folder of an index")
    parser.add_argument("queries", help="JSON Lines with a query each")
    parser.add_argument("--scenes", default=",".join(SCENES), help="which, with commas between (all)")
    parser.add_argument("--seconds", type=float, default=600, help="of the steady scene; the others take a tenth (600)")
    parser.add_argument("--rate", type=float, default=100, help="requests a second (100)")
    parser.add_argument("--p99", type=float, default=100, help="milliseconds (100)")
    parser.add_argument("--clients", type=int, default=200, help="slow ones (200)")
    parser.add_argument("--publications", type=int, default=100, help="under load (100)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes of the server (all cores)")
    asked = parser.parse_args(arguments)
    lines = Path(asked.queries).read_text(encoding="utf-8").splitlines()
    all_held = True
    for name in asked.scenes.split(","):
        scene = Scene(
            options=("--index", asked.index, "--workers", str(asked.workers)),
            paths=tuple(f"/?q={quote(json.loads(line)['query'])}" for line in lines),
            rate=asked.rate,
            seconds=asked.seconds if name == "steady" else asked.seconds / 10,
            p99=asked.p99 / 1000,
            clients=asked.clients,
            publications=asked.publications,
        )
        outcome = SCENES[name](scene)
        print(f"{name}, {asked.rate:g} a second: {'held' if outcome.has_held else 'DID NOT HOLD'}")
        print("".join(f"  {line}\n" for line in outcome.lines), end="", flush=True)
        all_held &= outcome.has_held
    return 0 if all_held else 1


if __name__ == "__main__":
    sys.exit(main())
