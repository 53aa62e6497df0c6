"""Is a generation what was published? Its manifest has the size and the SHA-256 of every file.

    seal(Path("index_data/gen-0002"))                       writes manifest.json, when all else is written
    faults_of(Path("index_data/gen-0002"))  ->  ()          sound
    faults_of(Path("index_data/gen-0001"))  ->  (Fault("MAIN_000000.terms", "контрольная сумма не та"),)

A gigabyte takes most of a second to digest, so an opened generation notes in `verified.json` which files were found
sound: size, inode and time of change of each. As long as these stay, opening believes the note; `is_thorough` does not.
"""

import hashlib
import json
import os
import resource
import stat
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from indexer.errors import IndexOutdated, reason, shortage
from indexer.generations.folders import sync

MANIFEST, VERIFIED = "manifest.json", "verified.json"
VERSION = 1
THREADS = 4  # hashlib lets them work side by side
READ_ONLY = 0o444
BESIDE = frozenset((MANIFEST, VERIFIED, "lease", "published"))  # not of the content, so not in the manifest

Place: TypeAlias = tuple[int, int, int]  # size, inode, nanosecond of the last change


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as it was published."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One file that is not what was published, and what is wrong with it, in Russian."""

    file: str
    what: str


def seal(folder: Path, previous: Path | None = None) -> None:
    """Sync and digest every file of a generation and write its manifest, synced too; nothing may be written after.

    Files that the previous generation shares are neither read nor synced again: its manifest has their digests.
    """
    files = [path for path in sorted(folder.iterdir()) if path.name not in BESIDE]
    known = _entries_by_inode(previous) if previous else {}
    with _side_by_side() as each:
        sealed = list(each(lambda path: _sealed(path, known), files))
    entries = {path.name: entry for path, entry in zip(files, sealed, strict=True)}
    places = {path.name: _place(path) for path in files}
    manifest = folder / MANIFEST
    manifest.write_bytes(_rendered(entries))
    if manifest.read_bytes() != _rendered(entries):
        raise OSError("записанное читается иначе")
    sync(manifest)
    manifest.chmod(READ_ONLY)
    sync(folder)
    _note(folder, places)


def faults_of(folder: Path, is_thorough: bool = False) -> tuple[Fault, ...]:
    """What is wrong with the files of a generation; IndexOutdated when another version of the program sealed it."""
    entries = _read_manifest(folder)
    if isinstance(entries, Fault):
        return (entries,)
    places = {name: _place(folder / name) for name in entries}
    if not is_thorough and places == _noted(folder):
        return ()
    with _side_by_side() as each:
        found = each(lambda name: _fault(folder / name, entries[name]), entries)
        faults = tuple(fault for fault in found if fault)
    if not faults:
        _note(folder, places)
    return faults


@contextmanager
def _side_by_side() -> Iterator[Callable[..., Iterator[Any]]]:
    """`map` by several threads, and by none where memory is limited.

    For Python waits for ever for a thread that found no memory to begin with (3.11, `Thread.start`).
    """
    if resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY:
        yield map
        return
    with ThreadPoolExecutor(THREADS) as threads:
        yield threads.map


def _sealed(path: Path, known: Mapping[int, Entry]) -> Entry:
    found = path.stat()
    if found.st_ino in known and known[found.st_ino].bytes == found.st_size:
        return known[found.st_ino]
    sync(path)
    path.chmod(READ_ONLY)
    return Entry(found.st_size, _digest(path))


def _entries_by_inode(folder: Path) -> dict[int, Entry]:
    entries = _read_manifest(folder)
    if isinstance(entries, Fault):
        return {}
    return {place[1]: entry for name, entry in entries.items() if (place := _place(folder / name))}


def _digest(path: Path) -> str:
    with path.open("rb", buffering=0) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rendered(entries: Mapping[str, Entry]) -> bytes:
    """The manifest as bytes; it ends with a digest of itself, so that any change in it is noticed."""
    files = {name: [entry.bytes, entry.sha256] for name, entry in sorted(entries.items())}
    return json.dumps(_with_digest({"version": VERSION, "files": files}), indent=1).encode() + b"\n"


def _with_digest(content: dict[str, Any]) -> dict[str, Any]:
    return content | {"sha256": hashlib.sha256(json.dumps(content).encode()).hexdigest()}


def _read_manifest(folder: Path) -> dict[str, Entry] | Fault:
    try:
        content = (folder / MANIFEST).read_bytes()
        found = json.loads(content)
        version = found["version"]
        entries = {str(name): Entry(int(size), str(sha256)) for name, (size, sha256) in found["files"].items()}
    except FileNotFoundError:
        return Fault(MANIFEST, "пропал")
    except OSError as error:
        if shortage(error):
            raise
        return Fault(MANIFEST, reason(error))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Fault(MANIFEST, "не читается")
    if content != _rendered(entries):
        if version != VERSION and found == _with_digest({"version": version, "files": found["files"]}):
            raise IndexOutdated("указатель записан другой версией программы: постройте его заново (innopoisk rebuild)")
        return Fault(MANIFEST, "изменён")
    return entries


def _fault(path: Path, entry: Entry) -> Fault | None:
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            return Fault(path.name, "это не файл")
        if found.st_size != entry.bytes:
            return Fault(path.name, f"размер {found.st_size} вместо {entry.bytes} байт")
        return None if _digest(path) == entry.sha256 else Fault(path.name, "контрольная сумма не та")
    except FileNotFoundError:
        return Fault(path.name, "пропал")
    except OSError as error:
        if shortage(error):
            raise
        return Fault(path.name, reason(error))


def _place(path: Path) -> Place | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_size, found.st_ino, found.st_mtime_ns


def _note(folder: Path, places: Mapping[str, Place | None]) -> None:
    """Remember the files that were found sound there; a folder that cannot be written is read through every time."""
    waiting = folder / f"{VERIFIED}.{os.getpid()}"
    with suppress(OSError):
        waiting.write_text(json.dumps(places), encoding="utf-8")
        waiting.replace(folder / VERIFIED)


def _noted(folder: Path) -> dict[str, Place | None] | None:
    try:
        found = json.loads((folder / VERIFIED).read_text(encoding="utf-8"))
        return {name: tuple(place) for name, place in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return None
