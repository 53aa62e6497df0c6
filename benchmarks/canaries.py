"""An index that is published again and again, of which every article says how often: no answer may mix two of them.

publisher.publish()               ->   twenty articles «Канарейка 1»
publisher.is_right(answer)        ->   whether an answer to PATH holds all of one publication, one that was due
"""

import contextlib
import json
import multiprocessing
import re
import time
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from urllib.parse import quote

import indexer
from benchmarks.paced import Answer

PATH = "/api/search?size=100&q=" + quote("канарейка")
CANARIES = 20  # articles
DELAY = 2.5  # seconds after which a publication must be seen: the server looks once a second


class Publisher:
    """Builds one small index again and again, in a process of its own; the articles say which time it was."""

    def __init__(self, folder: Path) -> None:
        self.index = folder / "index"
        self._source = folder / "canaries.jsonl"
        self._published: Synchronized[int] = multiprocessing.Value("i", 0)
        self._told: list[tuple[float, int]] = []
        self._process: BaseProcess | None = None

    def publish(self) -> None:
        """Once more."""
        number = self._published.value + 1
        rows = ({"id": f"{number}-{one}", "title": f"Канарейка {number}", "text": "Поёт."} for one in range(CANARIES))
        self._source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        indexer.rebuild([str(self._source)], str(self.index), workers=1)
        self._published.value = number

    @contextlib.contextmanager
    def publishing(self, times: int) -> Iterator[None]:
        """So many times more, beside whatever else is done."""
        process = self._process = multiprocessing.get_context("fork").Process(target=self._publish, args=(times,))
        process.start()
        try:
            yield
        finally:
            process.join()

    def is_at_work(self) -> bool:
        """Whether there is more to come; remembers what was published by now."""
        assert self._process is not None
        self._told.append((time.monotonic(), self._published.value))
        return self._process.is_alive()

    def is_right(self, answer: Answer) -> bool:
        """Whether all canaries of one publication were found, one that was due when they were asked for."""
        if answer.status != 200:
            return False
        found = json.loads(answer.body)
        numbers = {int(re.sub(r"\D", "", hit["title"])) for hit in found["hits"]}
        due = max((number for when, number in self._told if when <= answer.due - DELAY), default=1)
        is_whole = found["total"] == len(found["hits"]) == CANARIES and len(numbers) == 1
        return is_whole and due <= min(numbers) and not found["notes"]

    def count(self) -> int:
        """How many there were."""
        return self._published.value

    def _publish(self, times: int) -> None:
        for _ in range(times):
            self.publish()
