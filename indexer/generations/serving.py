"""Which generation serves: the one that CURRENT names, or where that is damaged the newest sound one before it.

current(Path("index_data"))                 ->   index_data/gen-0002
served = open_serving(Path("index_data"), open_it)
served.opened, served.folder, served.fault  ->   what open_it(folder, lease) gave; None, or why it is not CURRENT's
"""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar

from indexer.errors import IndexDamaged, IndexMissing, IndexOutdated, reason, shortage
from indexer.generations.folders import folders, is_name, number
from indexer.generations.lease import Lease, lease
from indexer.generations.manifest import faults_of

CURRENT, PUBLISHED = "CURRENT", "published"
TRIES = 100  # a generation may be swept between two looks, but not this often

T = TypeVar("T")
Opener: TypeAlias = Callable[[Path, Lease | None], T]


@dataclass(frozen=True, slots=True)
class Served(Generic[T]):
    """An opened generation and the lease that keeps it from being swept; without a file to lock it has none.

    What is opened is given the lease too, and may keep it for as long as anybody reads it. Where another generation
    should serve, `fault` says in Russian why it does not, and `passed_over` is its folder, if CURRENT names one.
    """

    opened: T
    folder: Path
    lease: Lease | None
    fault: str | None = None
    passed_over: Path | None = None


def current(index: Path) -> Path:
    """The folder of the generation that should serve; IndexMissing when nothing was ever published."""
    name = _named(index)
    while complaint := _complaint(index, name):
        again = _named(index)
        if again == name:
            raise IndexDamaged(f"«{index / CURRENT}» называет «{name[:40]}», но {complaint}: innopoisk rebuild")
        name = again  # another generation was published between the two looks
    return index / name


def _named(index: Path) -> str:
    """What CURRENT says."""
    try:
        with open(index / CURRENT, encoding="ascii", opener=_without_waiting) as file:
            return file.read().strip()
    except (FileNotFoundError, NotADirectoryError):
        if published(index):
            raise IndexDamaged(f"файл «{index / CURRENT}» пропал: постройте заново (innopoisk rebuild)") from None
        raise IndexMissing(_absence(index)) from None
    except OSError as error:
        if shortage(error):
            raise
        raise IndexDamaged(f"файл «{index / CURRENT}» не читается: {reason(error)}") from error
    except UnicodeDecodeError:
        raise IndexDamaged(f"файл «{index / CURRENT}» испорчен: постройте заново (innopoisk rebuild)") from None


def _without_waiting(path: str, flags: int) -> int:
    """Opened at once: of a named pipe in the place of the file the system would wait for whoever writes to it."""
    return os.open(path, flags | os.O_NONBLOCK)


def _absence(index: Path) -> str:
    """What stands where an index was looked for."""
    if index.is_dir():
        return f"в папке «{index}» нет указателя: постройте его командой innopoisk rebuild"
    if index.exists():
        return f"«{index}» — файл, а не папка указателя, которую строит innopoisk rebuild"
    return f"папки «{index}» нет: постройте указатель командой innopoisk rebuild или назовите другую папку в --index"


def _complaint(index: Path, name: str) -> str | None:
    """Why CURRENT cannot name this generation; None when it can."""
    if not is_name(name) or not (index / name).is_dir():
        return "такого указателя нет"
    newest = max(published(index), key=number, default=None)
    if newest and number(newest) > number(index / name):
        return f"после него опубликован {newest.name}"
    return None


def open_serving(index: Path, open_it: Opener[T]) -> Served[T]:
    """Open what serves, leased and checked against its manifest.

    A damaged generation is passed over for the newest sound one that was published before it, and `fault` says so;
    IndexDamaged when there is none. What else `open_it` raises is raised.
    """
    _refuse_strangers(index, stat.S_IWOTH)
    for _ in range(TRIES):
        folder: Path | None = None
        held: Lease | None = None
        try:
            folder = current(index)
            held = lease(folder)
            if held is None and _has_moved_on(index, folder):
                continue
            return Served(_checked(folder, held, open_it), folder, held)
        except IndexDamaged as damage:
            if held:
                held.release()
            if earlier := _earlier(index, folder, open_it, str(damage)):
                return earlier
            raise
    raise IndexDamaged(f"в папке «{index}» указатели сменяются быстрее, чем их можно открыть")


def published(index: Path) -> list[Path]:
    """The generations that once served and are still there, the oldest first."""
    return [folder for folder in folders(index) if (folder / PUBLISHED).exists()] if index.is_dir() else []


def sound(index: Path) -> Path:
    """The folder of the generation that should serve; IndexDamaged when it is not what was published."""
    folder = current(index)
    _checked(folder, None, lambda *_: None)
    return folder


def _earlier(index: Path, damaged: Path | None, open_it: Opener[T], damage: str) -> Served[T] | None:
    """The newest sound generation but the damaged one; None when there is none."""
    for folder in reversed(published(index)):
        held = lease(folder) if folder != damaged else None
        if held is None:
            continue
        with suppress(IndexDamaged, IndexOutdated):
            opened = _checked(folder, held, open_it)
            return Served(opened, folder, held, f"{damage}; пока отвечает указатель {folder.name}", damaged)
        held.release()
    return None


def _checked(folder: Path, held: Lease | None, open_it: Opener[T]) -> T:
    _refuse_strangers(folder, stat.S_IWOTH | stat.S_IWGRP)
    for fault in faults_of(folder):
        if fault.is_denied:
            raise IndexDamaged(f"в указателе {folder.name} не читается файл {fault.file}: {fault.what}")
        raise IndexDamaged(
            f"в указателе {folder.name} повреждён файл {fault.file} ({fault.what}): "
            "постройте указатель заново (innopoisk rebuild)"
        )
    return open_it(folder, held)


def _has_moved_on(index: Path, folder: Path) -> bool:
    """True when another generation serves by now, so that this one may be swept."""
    try:
        return current(index) != folder
    except IndexDamaged:
        return False


def _refuse_strangers(folder: Path, writable: int) -> None:
    """An index is believed, so nobody else may write it: Whoosh's table of contents is a pickle."""
    if folder.is_dir() and folder.stat().st_mode & writable:
        raise IndexDamaged(f"в папку «{folder}» могут писать посторонние, читать её опасно: chmod go-w '{folder}'")
