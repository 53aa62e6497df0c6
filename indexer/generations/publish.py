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
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import BuildError, IndexDamaged, IndexMissing, reason
from indexer.generations.lock import locked

CURRENT = "CURRENT"
_NAME = re.compile(r"gen-(\d{4,})")


def current(index: Path) -> Path:
    """The folder of the generation that serves; IndexMissing when nothing was ever published."""
    try:
        name = (index / CURRENT).read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise IndexMissing(f"в папке «{index}» нет указателя: постройте его командой innopoisk rebuild") from None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged(f"файл «{index / CURRENT}» не читается: {error}") from None
    if not _NAME.fullmatch(name) or not (index / name).is_dir():
        raise IndexDamaged(f"«{index / CURRENT}» называет «{name}», но такого указателя нет: innopoisk rebuild")
    return index / name


@contextmanager
def writing(index: Path) -> Iterator[Path]:
    """A new empty generation folder; published when the block ends well, removed when it does not.

    IndexLocked when another process is writing, BuildError when the folder cannot be written.
    """
    _make_folder(index)
    with locked(index):
        _sweep(index, keep=_serving(index))
        generation = index / _next_name(index)
        try:
            generation.mkdir()
            yield generation
            _switch(index, generation)
        except OSError as error:
            shutil.rmtree(generation, ignore_errors=True)
            raise BuildError(f"не удалось записать «{generation}»: {reason(error)}") from error
        except BaseException:
            shutil.rmtree(generation, ignore_errors=True)
            raise


def _make_folder(index: Path) -> None:
    try:
        index.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BuildError(f"папку указателя «{index}» нельзя создать: {reason(error)}") from None
    if not os.access(index, os.W_OK | os.X_OK):
        raise BuildError(f"в папку указателя «{index}» нельзя писать: проверьте права")


def _serving(index: Path) -> Path | None:
    try:
        return current(index)
    except (IndexMissing, IndexDamaged):
        return None


def _switch(index: Path, generation: Path) -> None:
    """Everything reaches the disk before the name does, and the name before anything old goes."""
    for path in sorted(generation.rglob("*")):
        if path.is_file():
            _sync(path)
    _sync(generation)
    waiting = index / f"{CURRENT}.new"
    waiting.write_text(f"{generation.name}\n", encoding="ascii")
    _sync(waiting)
    _sync(index)
    waiting.replace(index / CURRENT)
    _sync(index)
    _sweep(index, keep=generation)


def _sweep(index: Path, keep: Path | None) -> None:
    """Remove what a dead writer left behind the serving generation, and what is older than the one before it."""
    if keep is None:
        return
    folders = _folders(index)
    serving = folders.index(keep)
    for folder in folders[: max(0, serving - 1)] + folders[serving + 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
    (index / f"{CURRENT}.new").unlink(missing_ok=True)


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
