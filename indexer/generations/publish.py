"""How a new generation comes to serve: build beside the old one, sync, switch, sweep.

    with writing(Path("index_data")) as generation:
        ...  # write files into the folder `generation`
    current(Path("index_data"))   ->   index_data/gen-0002

A writer that dies leaves an unpublished folder behind, which the next writer removes; the old generation serves on.
"""

import os
import re
import shutil
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import BuildError, IndexDamaged, IndexMissing, reason
from indexer.generations.lock import locked

CURRENT, WAITING = "CURRENT", "CURRENT.new"
_NAME = re.compile(r"gen-(\d{4,})")


def current(index: Path) -> Path:
    """The folder of the generation that serves; IndexMissing when nothing was ever published."""
    try:
        name = (index / CURRENT).read_text(encoding="ascii").strip()
        is_there = bool(_NAME.fullmatch(name)) and (index / name).is_dir()
    except (FileNotFoundError, NotADirectoryError):
        raise IndexMissing(f"в папке «{index}» нет указателя: постройте его командой innopoisk rebuild") from None
    except OSError as error:
        raise IndexDamaged(f"файл «{index / CURRENT}» не читается: {reason(error)}") from None
    except UnicodeDecodeError:
        raise IndexDamaged(f"файл «{index / CURRENT}» испорчен: постройте заново (innopoisk rebuild)") from None
    if not is_there:
        raise IndexDamaged(f"«{index / CURRENT}» называет «{name[:40]}», но такого указателя нет: innopoisk rebuild")
    return index / name


@contextmanager
def writing(index: Path) -> Iterator[Path]:
    """A new empty generation folder; published when the block ends well, removed when it does not.

    IndexLocked when another process is writing, BuildError when the folder cannot be written.
    """
    _make_folder(index)
    with locked(index):
        previous = _prepare(index)
        generation = index / _next_name(index)
        try:
            generation.mkdir()
            yield generation
            _switch(index, generation)
            _sweep(index, keep={previous, generation})
        except OSError as error:
            _abandon(index, generation)
            raise BuildError(f"не удалось записать «{generation}»: {reason(error)}") from error
        except BaseException:
            _abandon(index, generation)
            raise


def _make_folder(index: Path) -> None:
    try:
        index.mkdir(parents=True, exist_ok=True)
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
        return max(_folders(index), key=_number, default=None)
    older = [folder for folder in _folders(index) if _number(folder) < _number(serving)]
    _sweep(index, keep={serving, *older[-1:]})
    return serving


def _switch(index: Path, generation: Path) -> None:
    """Everything reaches the disk before the name does, and the name before anything old goes."""
    for path in sorted(generation.rglob("*")):
        if path.is_file():
            _sync(path)
    _sync(generation)
    waiting = index / WAITING
    waiting.write_text(f"{generation.name}\n", encoding="ascii")
    _sync(waiting)
    _sync(index)
    waiting.replace(index / CURRENT)
    _sync(index)


def _abandon(index: Path, generation: Path) -> None:
    """Remove an unpublished generation; one that serves already is past removing, whatever went wrong since."""
    try:
        is_published = current(index) == generation
    except (IndexMissing, IndexDamaged):
        is_published = False
    if not is_published:
        shutil.rmtree(generation, ignore_errors=True)


def _sweep(index: Path, keep: AbstractSet[Path | None]) -> None:
    """Remove the other generations, and a name that never came to be CURRENT."""
    for folder in _folders(index):
        if folder not in keep:
            shutil.rmtree(folder, ignore_errors=True)
    (index / WAITING).unlink(missing_ok=True)


def _next_name(index: Path) -> str:
    return f"gen-{max((_number(folder) for folder in _folders(index)), default=0) + 1:04}"


def _folders(index: Path) -> list[Path]:
    return sorted((path for path in index.iterdir() if _NAME.fullmatch(path.name)), key=_number)


def _number(folder: Path) -> int:
    match = _NAME.fullmatch(folder.name)
    return int(match.group(1)) if match else 0


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
