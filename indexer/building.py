"""From sources to a new generation: read, clean, analyse, index, publish.

    report = rebuild(["seeds"], index="index_data", workers=2)
    report.indexed, report.generation   ->   14, "gen-0001"

Every source and every row ends in exactly one count: found = indexed + skipped + failed.
"""

import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeGuard, TypeVar

from indexer.article import CleanArticle
from indexer.cleaning import NotAnArticle, clean
from indexer.engines.batch import Batch, analyse, chunks_of, digest, record_of
from indexer.engines.builder import Builder
from indexer.engines.collection import Collection
from indexer.engines.generation import Generation
from indexer.engines.lexicon import Lexicon
from indexer.engines.workers import Submit, available_workers, open_pool
from indexer.errors import BuildError, IndexDamaged, IndexMissing, IndexOutdated
from indexer.generations.publish import current, writing
from indexer.sources import Parcel, Problem, SourceFile, cut, find, read
from indexer.text.lemma import fingerprint

T = TypeVar("T", SourceFile, Parcel)
Progress = Callable[["Counts"], None]

MOST_AHEAD = 8  # parcels of a megabyte that wait for a worker or for the parent
GZIP_RATIO = 4  # Russian JSON Lines, for the progress bar
REPLACED = "тот же url встретился снова: оставлена последняя запись"


@dataclass(slots=True)
class Counts:
    """How far a run has come: articles by what became of them, and the share of the sources that is read, 0 to 1."""

    found: int = 0
    indexed: int = 0
    skipped: int = 0
    failed: int = 0
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did, in articles; `bytes` is the size of the new generation on disk."""

    found: int
    indexed: int
    skipped: int
    failed: int
    seconds: float
    documents_per_second: float
    bytes: int
    generation: str
    problems: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object that `rebuild --json` prints."""
        shown = asdict(self)
        shown["problems"] = [{"source": problem.source, "reason": problem.reason} for problem in self.problems]
        return shown


def rebuild(
    sources: Sequence[str], index: str = "index_data", workers: int | None = None, progress: Progress | None = None
) -> Report:
    """Build a new index from the sources beside the old one and switch to it.

    BuildError when no article is left to publish or the folder cannot be written, IndexLocked when another process
    is building there; the old index serves on in both cases.
    """
    return _build(sources, index, workers, _Run(progress or _silent))


def update(
    sources: Sequence[str],
    index: str = "index_data",
    workers: int | None = None,
    progress: Progress | None = None,
    prune: bool = False,
) -> Report:
    """Add what is new or changed in the sources to the index that serves, as a new generation beside it.

    `prune` removes the articles that the sources no longer have. Faults as of `rebuild`; IndexMissing without an index.
    """
    current(Path(index))  # before anything is made: without an index there is nothing to update
    return _build(sources, index, workers, _Run(progress or _silent, is_update=True, prune=prune))


def _build(sources: Sequence[str], index: str, workers: int | None, run: "_Run") -> Report:
    started = time.perf_counter()
    with writing(Path(index)) as generation:
        run.base = current(Path(index)) if run.is_update else None
        known = _readable_lexicon(Path(index), must_be=run.is_update)
        with open_pool(workers or available_workers()) as submit:
            builder = Builder(generation, submit, Generation(run.base) if run.base else None, known)
            run.index(sources, builder, submit)
            if not run.counts.indexed:
                raise BuildError(_nothing_kept(run.problems))
            if run.prune:
                builder.ledger.prune()
            builder.finish()
        size = sum(path.stat().st_size for path in generation.rglob("*") if path.is_file())
    seconds = time.perf_counter() - started
    return Report(
        found=run.counts.found,
        indexed=run.counts.indexed,
        skipped=run.counts.skipped,
        failed=run.counts.failed,
        seconds=round(seconds, 3),
        documents_per_second=round(run.counts.indexed / seconds, 1),
        bytes=size,
        generation=generation.name,
        problems=tuple(run.problems),
    )


def _readable_lexicon(index: Path, must_be: bool) -> Path | None:
    """The serving generation, when its words were read as they would be now; IndexOutdated when it `must_be`."""
    try:
        serving = current(index)
        if Lexicon(serving).fingerprint == fingerprint():
            return serving
    except (IndexMissing, IndexDamaged, IndexOutdated):
        if must_be:
            raise
        return None
    if must_be:
        raise IndexOutdated("слова указателя прочитаны другим словарём: постройте его заново (innopoisk rebuild)")
    return None


def _silent(_: "Counts") -> None:
    """No progress is shown."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What one parcel gave: new articles as numbers, unchanged ones as (url, docnum), and what could not be kept."""

    batch: Batch
    unchanged: tuple[tuple[str, int], ...]
    replaced: tuple[str, ...]
    problems: tuple[Problem, ...]


def prepare(parcel: Parcel, run: str, base: Path | None) -> Prepared:
    """Read, clean and analyse one parcel; runs in a worker process, which keeps its chunks for the run."""
    problems: list[Problem] = []
    cleaned: dict[str, CleanArticle] = {}
    replaced = []
    for one in _articles(parcel, problems):
        if cleaned.pop(one.article.url, None) is not None:
            replaced.append(one.article.url)
        cleaned[one.article.url] = one
    records = {url: record_of(one) for url, one in cleaned.items()}
    unchanged = _unchanged(records, opened(base)) if base else {}
    new = [url for url in cleaned if url not in unchanged]
    batch = analyse([cleaned[url] for url in new], [records[url] for url in new], chunks_of(run))
    return Prepared(batch, tuple(unchanged.items()), tuple(replaced), tuple(problems))


@lru_cache(maxsize=1)
def opened(base: Path) -> Collection:
    """The generation to compare with, opened once a process."""
    return Generation(base).collection


def _unchanged(records: Mapping[str, bytes], base: Collection) -> dict[str, int]:
    """The urls whose records the base already holds, and their docnums there."""
    found = {}
    for url, record in records.items():
        docnum = base.docnum(url)
        if docnum is not None and base.digest(docnum) == digest(record):
            found[url] = docnum
    return found


def _articles(parcel: Parcel, problems: list[Problem]) -> Iterator[CleanArticle]:
    for page in read(parcel):
        if isinstance(page, Problem):
            problems.append(page)
            continue
        try:
            yield from clean(page)
        except NotAnArticle as reason:
            problems.append(Problem(page.url, str(reason), "failed"))


@dataclass(slots=True)
class _Run:
    """One run: parcels go out to the workers in order, batches come back in the same order."""

    progress: Progress
    is_update: bool = False
    prune: bool = False
    base: Path | None = None  # the generation that is updated
    counts: Counts = field(default_factory=Counts)
    problems: list[Problem] = field(default_factory=list)

    def index(self, sources: Sequence[str], builder: Builder, submit: Submit) -> None:
        """Give every article of the sources to the builder."""
        name = uuid.uuid4().hex
        ahead: deque[Future[Prepared]] = deque()
        for parcel in self._parcels(sources):
            ahead.append(submit(prepare, parcel, name, self.base))
            if len(ahead) > MOST_AHEAD:
                self._take(ahead.popleft().result(), builder)
        while ahead:
            self._take(ahead.popleft().result(), builder)

    def _parcels(self, sources: Sequence[str]) -> Iterator[Parcel]:
        files = [found for found in find(sources) if self._is_readable(found)]
        total = sum(_expected_bytes(file) for file in files) or 1
        behind = 0
        for file in files:
            inside = 0
            for parcel in cut(file):
                if self._is_readable(parcel):
                    inside += len(parcel.content)
                    self.counts.share = (behind + min(inside, _expected_bytes(file))) / total
                    yield parcel
            behind += _expected_bytes(file)

    def _is_readable(self, found: T | Problem) -> TypeGuard[T]:
        """Count a problem, let everything else through."""
        if isinstance(found, Problem):
            self._count(found)
            return False
        return True

    def _take(self, prepared: Prepared, builder: Builder) -> None:
        replaced = [*prepared.replaced, *builder.ledger.keep(prepared.unchanged), *builder.add(prepared.batch)]
        kept = len(prepared.batch) + len(prepared.unchanged) + len(prepared.replaced)
        self.counts.found += kept
        self.counts.indexed += kept - len(replaced)
        self.counts.skipped += len(replaced)
        self.problems.extend(Problem(url, REPLACED, "skipped") for url in replaced)
        for problem in prepared.problems:
            self._count(problem)
        self.progress(self.counts)

    def _count(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.counts.found += 1
        if problem.kind == "skipped":
            self.counts.skipped += 1
        else:
            self.counts.failed += 1


def _expected_bytes(file: SourceFile) -> int:
    return file.size * (GZIP_RATIO if file.is_gzip else 1)


def _nothing_kept(problems: Sequence[Problem]) -> str:
    """Why nothing was published, in one sentence."""
    if not problems:
        return "в источниках нет ни одной статьи"
    first = problems[0]
    return f"ни одной статьи не удалось прочитать, первая причина — {first.source}: {first.reason}"
