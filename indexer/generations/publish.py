"""How a new generation comes to serve: build beside the old one, seal, switch, sweep.

    with writing(Path("index_data")) as generation:
        ...  # write files into the folder `generation`
    current(Path("index_data"))   ->   index_data/gen-0002

A writer that dies leaves an unpublished folder behind, which the next writer removes; the old generation serves on.
"""

import os
import shutil
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from pathlib import Path

from indexer.errors import BuildError, IndexDamaged, IndexMissing, reason, shortage
from indexer.generations import lease
from indexer.generations.folders import folders, next_name, number, sync
from indexer.generations.lock import locked
from indexer.generations.manifest import seal
from indexer.generations.serving import CURRENT, PUBLISHED, current, published

WAITING = "CURRENT.new"
OWNERS_ONLY = 0o755  # an index that others could write would not be opened


@contextmanager
def writing(index: Path) -> Iterator[Path]:
    """A new empty generation folder; published when the block ends well, removed when it does not.

    IndexLocked when another process is writing, BuildError when the folder cannot be written or memory is short.
    """
    _make_folder(index)
    with _explained(index), locked(index):
        previous = _prepare(index)
        generation = index / next_name(index)
        is_switching = False
        try:
            generation.mkdir(OWNERS_ONLY)
            yield generation
            lease.make(generation)
            seal(generation, previous)
            is_switching = True
            _switch(index, generation)
            with suppress(OSError):  # the next writer sweeps again
                _sweep(index, keep={previous, generation})
        except BaseException:
            _abandon(index, generation, is_switching)
            raise


@contextmanager
def _explained(index: Path) -> Iterator[None]:
    """What the system refuses is told in a sentence."""
    try:
        yield
    except Exception as error:
        if short := shortage(error):
            raise BuildError(f"{short}: указатель не построен") from error
        if isinstance(error, OSError):
            raise BuildError(f"не удалось записать «{index}»: {reason(error)}") from error
        raise


def _make_folder(index: Path) -> None:
    """Make the index folder and those above it, and have the disk know of them."""
    try:
        missing = [folder for folder in (index, *index.parents) if not folder.exists()]
        index.mkdir(OWNERS_ONLY, parents=True, exist_ok=True)
        for folder in missing:
            sync(folder.parent)
    except OSError as error:
        raise BuildError(f"папку указателя «{index}» нельзя создать: {reason(error)}") from None
    if not os.access(index, os.W_OK | os.X_OK):
        raise BuildError(f"в папку указателя «{index}» нельзя писать: проверьте права")


def _prepare(index: Path) -> Path | None:
    """Sweep what dead writers left; the answer is the generation to keep beside the new one.

    Where CURRENT is damaged nothing is swept: somebody may yet find out which generation served.
    """
    try:
        serving = current(index)
    except IndexMissing:
        return None
    except IndexDamaged:
        return max(published(index), key=number, default=None) or max(folders(index), key=number, default=None)
    older = [folder for folder in published(index) if number(folder) < number(serving)]
    _sweep(index, keep={serving, *older[-1:]})
    return serving


def _switch(index: Path, generation: Path) -> None:
    """The sealed generation is on the disk before its name is, and its name before anything old goes."""
    waiting = index / WAITING
    waiting.write_text(f"{generation.name}\n", encoding="ascii")
    sync(waiting)
    sync(index)
    waiting.replace(index / CURRENT)
    sync(index)
    (generation / PUBLISHED).touch()
    sync(generation)


def _abandon(index: Path, generation: Path, is_switching: bool) -> None:
    """Remove an unpublished generation; one that serves, or may serve for all that can be read, is past removing."""
    if not (is_switching and _may_serve(index, generation)):
        shutil.rmtree(generation, ignore_errors=True)
        with suppress(OSError):
            (index / WAITING).unlink(missing_ok=True)


def _may_serve(index: Path, generation: Path) -> bool:
    try:
        return current(index) == generation
    except IndexMissing:
        return False
    except (IndexDamaged, OSError):
        return True


def _sweep(index: Path, keep: AbstractSet[Path | None]) -> None:
    """Remove the other generations that nobody reads, and a name that never came to be CURRENT."""
    for folder in folders(index):
        if folder not in keep:
            with lease.unread(folder) as is_unread:
                if is_unread:
                    shutil.rmtree(folder, ignore_errors=True)
    (index / WAITING).unlink(missing_ok=True)
