"""One run over the sources: parcels go out to the workers in order, what they give comes back in the same order.

run = Run(progress)
run.index(["seeds"], builder, submit, base=None)
run.counts, run.problems                 # every source and every row counted once
"""

import uuid
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeGuard, TypeVar

from indexer.building.prepare import Prepared, prepare
from indexer.building.report import Counts, Progress, Undated
from indexer.indexing.builder import Builder
from indexer.indexing.workers import Submit
from indexer.sources import LONGEST, Parcel, Problem, SourceFile, cut, find

T = TypeVar("T", SourceFile, Parcel)

MOST_AHEAD = 8  # parcels of a megabyte that wait for a worker or for the parent
MOST_SHARE = 0.999  # is read while anything is left to be taken
GZIP_RATIO = 4  # Russian JSON Lines, for the progress bar
REPLACED = "тот же url встретился снова: оставлена последняя запись"


@dataclass(slots=True)
class Run:
    """What has become of the articles so far; `progress` is told after every parcel."""

    progress: Progress
    longest: int = LONGEST  # bytes of one item of the sources
    counts: Counts = field(default_factory=Counts)
    problems: list[Problem] = field(default_factory=list)
    undated: Undated = field(default_factory=Undated)

    def index(self, sources: Sequence[str], builder: Builder, submit: Submit, base: Path | None) -> None:
        """Give every article of the sources to the builder, but those that are the same in the generation `base`."""
        name = uuid.uuid4().hex
        ahead: deque[tuple[float, Future[Prepared]]] = deque()
        for share, parcel in self._parcels(sources):
            ahead.append((share, submit(prepare, parcel, name, base, doing=f"читал {_named(parcel)}")))
            if len(ahead) > MOST_AHEAD:
                self._take(*ahead.popleft(), builder)
        while ahead:
            self._take(*ahead.popleft(), builder)
        self.counts.share = 1.0
        self.progress(self.counts)

    def _parcels(self, sources: Sequence[str]) -> Iterator[tuple[float, Parcel]]:
        """Each parcel with the share of the sources that is behind when it is taken; a little below 1 for the last."""
        files = [found for found in find(sources) if self._is_readable(found)]
        total = sum(_expected_bytes(file) for file in files) or 1
        behind = 0
        for file in files:
            inside = 0
            for parcel in cut(file, self.longest):
                if self._is_readable(parcel):
                    inside += len(parcel.content)
                    yield min((behind + min(inside, _expected_bytes(file))) / total, MOST_SHARE), parcel
            behind += _expected_bytes(file)

    def _is_readable(self, found: T | Problem) -> TypeGuard[T]:
        """Count a problem, let everything else through."""
        if isinstance(found, Problem):
            self._count(found)
            return False
        return True

    def _take(self, share: float, coming: "Future[Prepared]", builder: Builder) -> None:
        prepared = coming.result()
        replaced = [*prepared.replaced, *builder.ledger.keep(prepared.unchanged), *builder.add(prepared.batch)]
        kept = len(prepared.batch) + len(prepared.unchanged) + len(prepared.replaced)
        self.counts.found += kept
        self.counts.indexed += kept - len(replaced)
        self.counts.skipped += len(replaced)
        self.problems.extend(Problem(url, REPLACED, "skipped") for url in replaced)
        for problem in prepared.problems:
            self._count(problem)
        self.undated.add(prepared.undated.count, prepared.undated.first)
        self.counts.share = share
        self.progress(self.counts)

    def _count(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.counts.found += 1
        if problem.kind == "skipped":
            self.counts.skipped += 1
        else:
            self.counts.failed += 1


def _named(parcel: Parcel) -> str:
    """«news.jsonl, строки 1–812», should something go wrong with them."""
    if parcel.suffix != ".jsonl":
        return parcel.source
    lines = parcel.content.rstrip(b"\n").count(b"\n")
    kind = "записи" if parcel.is_list else "строки"
    return f"{parcel.source}, {kind} {parcel.first_line}–{parcel.first_line + lines}"


def _expected_bytes(file: SourceFile) -> int:
    return file.size * (GZIP_RATIO if file.is_gzip else 1)
