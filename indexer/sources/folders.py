"""Which files are there? files(["seeds"]) gives seeds/000.txt, seeds/001.txt … in the order of their names."""

import os
import re
import stat
from collections.abc import Iterable, Iterator

from indexer.errors import reason, shortage
from indexer.sources.parcels import Problem, SourceFile

INDEX_MARK = "writer.lock"  # every index folder of ours holds it
_OF_INDEX = re.compile(r"gen-\d{4,}|CURRENT(\.new)?|writer\.lock")
# Beside a saved page.html, browsers put its pictures and frames into page_files.
PAGES, PARTS = (".html", ".htm"), ("_files", ".files", "_файлы")


def files(paths: Iterable[str]) -> Iterator[SourceFile | Problem]:
    """Every file at or under the paths, whatever its suffix; what cannot be looked at is a Problem."""
    for path in paths:
        is_empty = True
        for found in _walk(os.path.normpath(path)):
            is_empty = False
            yield found
        if is_empty:
            yield Problem(_name(os.path.normpath(path)), "в папке нет ни одного файла", "skipped")


def _walk(top: str) -> Iterator[SourceFile | Problem]:
    visited: set[tuple[int, int]] = set()  # folders by device and inode: a link may lead back to where we came from
    ahead = [top]
    while ahead:
        path = ahead.pop()
        try:
            status = os.stat(path)  # noqa: PTH116 -- names that are no UTF-8 travel as plain strings
            if not stat.S_ISDIR(status.st_mode):
                yield _file(path, status)
            elif (status.st_dev, status.st_ino) in visited:
                yield Problem(_name(path), "ссылка ведёт в папку, которая уже прочитана", "skipped")
            else:
                visited.add((status.st_dev, status.st_ino))
                ahead += [os.path.join(path, name) for name in _names(path)]  # noqa: PTH118
        except (OSError, ValueError) as fault:
            if shortage(fault):
                raise
            yield Problem(_name(path), _why(fault))


def _names(folder: str) -> list[str]:
    """The names in a folder, last first, for a stack; hidden files and README* are about the sources, not of them.

    Neither are folders with parts of a saved page, nor what belongs to an index that stands among the sources.
    """
    names = sorted(os.listdir(folder), reverse=True)  # noqa: PTH208
    if INDEX_MARK in names:
        names = [name for name in names if not _OF_INDEX.fullmatch(name)]
    stems = {stem for stem, suffix in map(os.path.splitext, names) if suffix.lower() in PAGES}
    parts = {stem + end for stem in stems for end in PARTS}
    return [
        name
        for name in names
        if name not in parts and not name.startswith(".") and not name.casefold().startswith("readme")
    ]


def _file(path: str, status: os.stat_result) -> SourceFile | Problem:
    if not stat.S_ISREG(status.st_mode):
        return Problem(_name(path), "это не обычный файл, а канал, сокет или устройство", "skipped")
    stem, suffix = os.path.splitext(path.lower())  # noqa: PTH122
    is_gzip = suffix == ".gz"
    if is_gzip:
        suffix = os.path.splitext(stem)[1]  # noqa: PTH122
    return SourceFile(_name(path), path, suffix, is_gzip, status.st_size)


def _name(path: str) -> str:
    """The path as people and indexes see it: slashes forward, bytes that are no UTF-8 spelled out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")


def _why(fault: OSError | ValueError) -> str:
    match fault:
        case FileNotFoundError():
            return "файла или папки нет"
        case PermissionError():
            return "нет прав на чтение"
        case ValueError():
            return "такого имени у файла быть не может"
    return f"не открывается: {reason(fault)}"
