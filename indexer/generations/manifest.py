"""Is a generation what was published? Its manifest has the size and the SHA-256 of every file.

    seal(Path("index_data/gen-0002"))                       writes manifest.json, when all else is written
    faults_of(Path("index_data/gen-0002"))  ->  ()          sound
    faults_of(Path("index_data/gen-0001"))  ->  (Fault("MAIN_000000.terms", "контрольная сумма не та"),)

A gigabyte takes most of a second to digest, so an opened generation notes in `verified.json` which files were found
sound, the manifest among them: size, inode and time of last modification of each. As long as these stay, opening
believes the note; `is_thorough` does not. (The time of last change would not do: a hard link, which every update makes
of every file, sets it.)
"""

import json
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from indexer.errors import IndexOutdated, reason, shortage
from indexer.generations.folders import sync
from indexer.later import later

if TYPE_CHECKING:
    from indexer.generations.digests import digest, digest_of_file, side_by_side
else:
    digest = later("indexer.generations.digests", "digest")
    digest_of_file = later("indexer.generations.digests", "digest_of_file")
    side_by_side = later("indexer.generations.digests", "side_by_side")

MANIFEST, VERIFIED = "manifest.json", "verified.json"
VERSION = 1
READ_ONLY = 0o444
BESIDE = frozenset((MANIFEST, VERIFIED, "lease", "published"))  # not of the content, so not in the manifest

State: TypeAlias = tuple[int, int, int]  # size, inode, nanosecond of the last modification


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as it was published."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One file that is not what was published, and what is wrong with it, in Russian.

    `is_denied` where it may be sound, but who asks has no right to read it.
    """

    file: str
    what: str
    is_denied: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as it was read."""

    content: bytes
    version: Any
    entries: Mapping[str, Entry]

    def is_changed(self) -> bool:
        """Whether it is not as it was written; IndexOutdated where it is, by another version of the program."""
        if self.content == _rendered(self.entries):
            return False
        found = json.loads(self.content)
        if self.version != VERSION and found == _with_digest({"version": self.version, "files": found["files"]}):
            raise IndexOutdated("указатель записан другой версией программы: постройте его заново (innopoisk rebuild)")
        return True


def seal(folder: Path, previous: Path | None = None) -> None:
    """Sync and digest every file of a generation and write its manifest, synced too; nothing may be written after.

    Files that the previous generation shares are neither read nor synced again: its manifest has their digests.
    """
    files = [path for path in sorted(folder.iterdir()) if path.name not in BESIDE]
    known = _entries_by_inode(previous) if previous else {}
    sealed = side_by_side(lambda path: _sealed(path, known), files)
    entries = {path.name: entry for path, entry in zip(files, sealed, strict=True)}
    states = {path.name: _state(path) for path in files}
    manifest = folder / MANIFEST
    manifest.write_bytes(_rendered(entries))
    if manifest.read_bytes() != _rendered(entries):
        raise OSError("записанное читается иначе")
    sync(manifest)
    manifest.chmod(READ_ONLY)
    sync(folder)
    _note(folder, states | {MANIFEST: _state(manifest)})


def faults_of(folder: Path, is_thorough: bool = False) -> tuple[Fault, ...]:
    """What is wrong with the files of a generation; nothing where it is what was published.

    Files that were found sound before are believed to be so as long as they look unchanged, unless `is_thorough`.
    IndexOutdated when another version of the program sealed the generation.
    """
    read = _read_manifest(folder)
    if isinstance(read, Fault):
        return (read,)
    states = {name: _state(folder / name) for name in (*read.entries, MANIFEST)}
    if not is_thorough and read.version == VERSION and states == _noted(folder):
        return ()
    if read.is_changed():
        return (Fault(MANIFEST, "изменён"),)
    found = side_by_side(lambda name: _fault(folder / name, read.entries[name]), read.entries)
    faults = tuple(fault for fault in found if fault)
    if not faults:
        _note(folder, states)
    return faults


def _sealed(path: Path, known: Mapping[int, Entry]) -> Entry:
    found = path.stat()
    if found.st_ino in known and known[found.st_ino].bytes == found.st_size:
        return known[found.st_ino]
    sync(path)
    path.chmod(READ_ONLY)
    return Entry(found.st_size, digest_of_file(path))


def _entries_by_inode(folder: Path) -> dict[int, Entry]:
    read = _read_manifest(folder)
    if isinstance(read, Fault) or read.is_changed():
        return {}
    return {state[1]: entry for name, entry in read.entries.items() if (state := _state(folder / name))}


def _rendered(entries: Mapping[str, Entry]) -> bytes:
    """The manifest as bytes; it ends with a digest of itself, so that any change in it is noticed."""
    files = {name: [entry.bytes, entry.sha256] for name, entry in sorted(entries.items())}
    return json.dumps(_with_digest({"version": VERSION, "files": files}), indent=1).encode() + b"\n"


def _with_digest(content: dict[str, Any]) -> dict[str, Any]:
    return content | {"sha256": digest(json.dumps(content).encode())}


def _read_manifest(folder: Path) -> Manifest | Fault:
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
        return Fault(MANIFEST, reason(error), isinstance(error, PermissionError))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Fault(MANIFEST, "не читается")
    return Manifest(content, version, entries)


def _fault(path: Path, entry: Entry) -> Fault | None:
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            return Fault(path.name, "это не файл")
        if found.st_size != entry.bytes:
            return Fault(path.name, f"размер {found.st_size} вместо {entry.bytes} байт")
        return None if digest_of_file(path) == entry.sha256 else Fault(path.name, "контрольная сумма не та")
    except FileNotFoundError:
        return Fault(path.name, "пропал")
    except OSError as error:
        if shortage(error):
            raise
        return Fault(path.name, reason(error), isinstance(error, PermissionError))


def _state(path: Path) -> State | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_size, found.st_ino, found.st_mtime_ns


def _note(folder: Path, states: Mapping[str, State | None]) -> None:
    """Remember the files that were found sound there; a folder that cannot be written is read through every time."""
    waiting = folder / f"{VERIFIED}.{os.getpid()}"
    with suppress(OSError):
        waiting.write_text(json.dumps(states), encoding="utf-8")
        waiting.replace(folder / VERIFIED)


def _noted(folder: Path) -> dict[str, State | None] | None:
    try:
        found = json.loads((folder / VERIFIED).read_text(encoding="utf-8"))
        return {name: tuple(state) for name, state in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return None
