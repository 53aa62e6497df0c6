"""Readers ask while generations are switched under them: no error, and every answer whole from one generation."""

import gc
import os
import shutil
import signal
import time
from pathlib import Path

import indexer
from indexer.generations.publish import writing
from tests.torture.archive import orphans, write_source
from tests.torture.kills import forked

KINDS = (range(100, 110), range(200, 220))  # the articles of every other generation
AT_ONCE = 8  # queries a reader asks before it looks for a newer generation, or opens anew


def switch(folder: Path, switches: int, readers: int) -> int:
    """Switch so many times under so many readers; returns how many answers they got."""
    index, contents = folder / "index", [_content(folder, kind) for kind in KINDS]
    _publish(index, contents[0])
    (folder / "answers").mkdir()
    answers = [folder / "answers" / str(number) for number in range(readers)]
    children = [forked(lambda path=path: _read(index, path)) for path in answers]
    try:
        for number in range(switches):
            _publish(index, contents[(number + 1) % 2])
    finally:
        for child in children:
            os.kill(child, signal.SIGTERM)
        statuses = [os.waitpid(child, 0)[1] for child in children]
    assert not any(statuses), f"{sum(map(bool, statuses))} of {readers} readers failed"
    _publish(index, contents[0])
    assert not orphans(index), orphans(index)
    return sum(int(path.read_text(encoding="ascii")) for path in answers)


def _content(folder: Path, numbers: range) -> Path:
    source = write_source(folder / f"{numbers.start}.jsonl", numbers)
    indexer.rebuild([str(source)], str(folder / str(numbers.start)), workers=1)
    return folder / str(numbers.start) / "gen-0001"


def _publish(index: Path, content: Path) -> None:
    with writing(index) as generation:
        for path in content.iterdir():
            if path.name not in ("lease", "published", "verified.json", "manifest.json"):
                shutil.copyfile(path, generation / path.name)


def _read(index: Path, answers: Path) -> None:
    is_told_to_stop = []
    signal.signal(signal.SIGTERM, lambda *_: is_told_to_stop.append(True))
    count = 0
    while not is_told_to_stop:
        with indexer.open_engine(index) as engine:
            for _ in range(AT_ONCE):
                count += _asked(engine)
                engine.refresh()
    answers.write_text(str(count), encoding="ascii")


def _asked(engine: "indexer.Engine") -> int:
    results = engine.search("технопарк Казань", limit=100)
    found = {int(hit.article.url.removeprefix("статья-")) for hit in results.hits}
    assert results.total == len(found)
    assert any(found == set(kind) for kind in KINDS), found
    assert engine.stats().fault is None, engine.stats().fault
    return 1


def open_and_ask(folder: Path, cycles: int, queries: int) -> dict[str, int]:
    """How many files, threads and kilobytes a process gains by so many openings and queries."""
    index = folder / "index"
    _publish(index, _content(folder, KINDS[0]))
    with indexer.open_engine(index) as engine:
        for _ in range(20):
            _asked(engine)
    before = _held()
    for _ in range(cycles):
        with indexer.open_engine(index) as engine:
            _asked(engine)
    with indexer.open_engine(index) as engine:
        for number in range(queries):
            engine.search(f"номер{number} ИЛИ технопарк{number % 7}")
    time.sleep(0.1)
    return {name: now - then for (name, then), now in zip(before.items(), _held().values(), strict=True)}


def _held() -> dict[str, int]:
    gc.collect()  # an engine remembers by caches that refer to it
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines())
    return {
        "files": len(list(Path("/proc/self/fd").iterdir())),
        "threads": int(status["Threads"]),
        "kilobytes": int(status["VmRSS"].split()[0]),
    }
