"""From sources to a new generation: read, clean, analyse, index, publish.

report = rebuild(["seeds"], index="index_data", workers=2)
report.indexed, report.generation   ->   14, "gen-0001"
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.building.prepare import forget, rehearse
from indexer.building.report import Counts, Progress, Report, nothing_kept, silent
from indexer.building.run import Run
from indexer.engines.inspection import verify_written
from indexer.errors import BuildError, IndexDamaged, IndexMissing, IndexOutdated
from indexer.generations.folders import size_of
from indexer.generations.publish import writing
from indexer.generations.serving import current, sound
from indexer.indexing.builder import Builder
from indexer.indexing.workers import available_workers, hoarding, open_pool
from indexer.later import later
from indexer.opened.lexicon import Lexicon
from indexer.places import gazetteer
from indexer.sources import LONGEST, MEGABYTE
from indexer.text.edition import fingerprint

if TYPE_CHECKING:
    from indexer.opened.generation import Generation
else:
    Generation = later("indexer.opened.generation", "Generation")  # only an update reads one

__all__ = ["Counts", "Report", "rebuild", "update"]

MAX_ITEM = LONGEST // MEGABYTE


def rebuild(
    sources: Sequence[str],
    index: str = "index_data",
    workers: int | None = None,
    progress: Progress | None = None,
    *,
    max_item: int = MAX_ITEM,
) -> Report:
    """Build a new index from the sources beside the old one and switch to it.

    A page, a row, or an item of a feed of more than `max_item` megabytes is left out, and the report says so.
    BuildError when no article is left to publish or the folder cannot be written, IndexLocked when another process
    is building there; the old index serves on in both cases.
    """
    return _build(sources, index, workers, Run(progress or silent, longest=max_item * MEGABYTE))


def update(
    sources: Sequence[str],
    index: str = "index_data",
    workers: int | None = None,
    progress: Progress | None = None,
    prune: bool = False,
    *,
    max_item: int = MAX_ITEM,
) -> Report:
    """Add what is new or changed in the sources to the index that serves, as a new generation beside it.

    `prune` removes the articles that the sources no longer have. When there is nothing to add, change or remove, the
    generation that serves stays, and the report is of it. Faults as of `rebuild`; IndexMissing without an index.
    """
    current(Path(index))  # before anything is made: without an index there is nothing to update
    run = Run(progress or silent, longest=max_item * MEGABYTE)
    return _build(sources, index, workers, run, is_update=True, prune=prune)


class _NothingKept(Exception):
    """No article of the sources can be published."""


class _NothingNew(Exception):
    """An update found the index as it should be; nothing is published."""


def _build(
    sources: Sequence[str], index: str, workers: int | None, run: Run, *, is_update: bool = False, prune: bool = False
) -> Report:
    if isinstance(sources, str):  # whose letters would be the sources
        raise TypeError("sources must be a sequence of paths, not one string")
    started = time.perf_counter()
    try:
        with hoarding(), writing(Path(index)) as generation:
            base = sound(Path(index)) if is_update else None
            _fill(generation, sources, workers or available_workers(), run, base, prune)
            verify_written(generation)
    except _NothingNew:
        return _report(run, current(Path(index)), started, is_new=False)
    except _NothingKept:
        report = _report(run, _serving(Path(index)), started, is_new=False)
        raise BuildError(nothing_kept(run.problems), report) from None
    finally:
        forget()  # with one worker it was this process that read the sources
    return _report(run, generation, started, is_new=True)


def _serving(index: Path) -> Path | None:
    with suppress(IndexMissing, IndexDamaged):
        return current(index)
    return None


def _report(run: Run, generation: Path | None, started: float, is_new: bool) -> Report:
    """What the run did until now; `generation` serves after it."""
    size = size_of(generation) if generation else 0
    seconds = time.perf_counter() - started
    return Report(
        found=run.counts.found,
        indexed=run.counts.indexed,
        skipped=run.counts.skipped,
        failed=run.counts.failed,
        seconds=round(seconds, 3),
        documents_per_second=round(run.counts.indexed / seconds, 1),
        bytes=size,
        generation=generation.name if generation else None,
        problems=tuple(run.problems),
        is_new=is_new,
        remarks=run.undated.told(),
    )


def _fill(generation: Path, sources: Sequence[str], workers: int, run: Run, base: Path | None, prune: bool) -> None:
    """Write all files of a generation: all of the sources, or the `base` that is updated by them."""
    known = _readable_lexicon(generation.parent, must_be=base is not None)
    if workers > 1:
        rehearse(is_new=known is None)
    with open_pool(workers) as submit:
        builder = Builder(generation, submit, Generation(base) if base else None, known)
        run.index(sources, builder, submit, base)
        if not run.counts.indexed:
            raise _NothingKept
        vanished = builder.ledger.prune() if prune else 0
        if base and not builder.ledger.has_new and not vanished:
            raise _NothingNew
        builder.finish()
    builder.conclude()


def _readable_lexicon(index: Path, must_be: bool) -> Path | None:
    """The serving generation, when its words were read as they would be now; IndexOutdated when it `must_be`.

    If it must be, because articles will be added, those that it has must have got their regions as they would now.
    """
    try:
        serving = sound(index)
        lexicon = Lexicon(serving)
        if must_be and lexicon.tagging != gazetteer.fingerprint():
            raise IndexOutdated(
                "регионы статей найдены по другим правилам: постройте указатель заново (innopoisk rebuild)"
            )
        if lexicon.fingerprint == fingerprint():
            return serving
    except (IndexMissing, IndexDamaged, IndexOutdated):
        if must_be:
            raise
        return None
    if must_be:
        raise IndexOutdated("слова указателя прочитаны другим словарём: постройте его заново (innopoisk rebuild)")
    return None
