"""An index that is built anew of the same articles while it is asked: no answer may change.

copy = Copy(folder, index)
with copy.rebuilding(): …            `innopoisk rebuild` in a process of its own, as long as `is_at_work()`
found(answer)   ->   (2, ("https://…/1", "https://…/2")), how many articles, and the urls of the first ten
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import indexer
from benchmarks.paced import Answer


class Copy:
    """A second index of the articles of one."""

    def __init__(self, folder: Path, index: str) -> None:
        self.index = folder / "index"
        self._source = folder / "articles.jsonl"
        with indexer.open_engine(index) as engine, self._source.open("w", encoding="utf-8") as file:
            for one in engine.articles():
                day = one.published and one.published.isoformat()
                row = {"url": one.url, "title": one.title, "text": one.body, "published": day, "source": one.source}
                file.write(json.dumps(row) + "\n")
        self._process = self._rebuild()
        self._process.wait()

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """Once more, beside whatever else is done."""
        with self._rebuild() as self._process:
            yield

    def is_at_work(self) -> bool:
        """Whether it is not published yet."""
        return self._process.poll() is None

    def has_succeeded(self) -> bool:
        """Whether it was published at last."""
        return self._process.returncode == 0

    def _rebuild(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "indexer", "rebuild", str(self._source), "--index", str(self.index)]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def found(answer: Answer) -> tuple[int, tuple[str, ...]] | None:
    """What is told apart of an answer of `/api/search`; None where there is none."""
    if answer.status != 200:
        return None
    results = json.loads(answer.body)
    return results["total"], tuple(hit["url"] for hit in results["hits"])
