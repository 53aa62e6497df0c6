"""What can go wrong, and what to do about it.

    InnopoiskError
    ├── IndexMissing     there is no index at that place
    ├── IndexDamaged     an index is there, but its files are not what was written
    ├── IndexOutdated    an index is there, written by another version of the program
    ├── IndexLocked      another process is building at that place
    ├── QueryError       nothing of the query can be read; `position` says where
    ├── SourceError      a source, or a row of it, cannot be read
    └── BuildError       nothing was published: no article was kept, or the folder cannot be written

Every message is one Russian sentence for the person at the terminal. Only `cli` and `web` catch.
"""

import errno
from typing import Any

REASONS = {
    errno.EACCES: "нет прав",
    errno.EPERM: "это не разрешено",
    errno.ENOENT: "такой папки нет",
    errno.EEXIST: "на этом месте лежит файл",
    errno.ENOTDIR: "часть пути — файл, а не папка",
    errno.EISDIR: "это папка, а не файл",
    errno.ENOSPC: "кончилось место на диске",
    errno.EDQUOT: "исчерпана дисковая квота",
    errno.EROFS: "диск открыт только для чтения",
    errno.EIO: "диск не отвечает",
    errno.EFBIG: "файл вышел больше дозволенного",
    errno.EMFILE: "открыто слишком много файлов",
    errno.ENFILE: "в системе открыто слишком много файлов",
    errno.ENOMEM: "не хватает памяти",
    errno.EAGAIN: "не хватает памяти или процессов",
    errno.ENAMETOOLONG: "имя слишком длинное",
    errno.ELOOP: "ссылки ведут по кругу",
}

# What the system may have again in a minute: no file is damaged, and no source is bad, because of these.
SHORTAGES = (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN)
NO_THREAD = "can't start new thread"  # Python's words, in a plain RuntimeError
NO_LIBRARY = "failed to map segment"  # the loader's, in an ImportError


def reason(fault: OSError) -> str:
    """What the system says, in Russian: «кончилось место на диске»; of what we have no words for its name.

    >>> reason(OSError(errno.EINVAL, "Invalid argument"))
    'отказ системы (EINVAL)'
    """
    if not fault.errno:
        return str(fault)
    return REASONS.get(fault.errno) or f"отказ системы ({errno.errorcode.get(fault.errno, fault.errno)})"


def shortage(fault: BaseException) -> str | None:
    """What the system has run out of: «не хватает памяти»; None for every other fault."""
    if isinstance(fault, OSError):
        return reason(fault) if fault.errno in SHORTAGES else None
    if isinstance(fault, MemoryError) or (isinstance(fault, ImportError) and NO_LIBRARY in str(fault)):
        return REASONS[errno.ENOMEM]
    return REASONS[errno.EAGAIN] if isinstance(fault, RuntimeError) and NO_THREAD in str(fault) else None


class InnopoiskError(Exception):
    """The family of all foreseeable faults."""


class IndexMissing(InnopoiskError):
    """There is no index at that place."""


class IndexDamaged(InnopoiskError):
    """The files of the index are not what was written."""


class IndexOutdated(InnopoiskError):
    """The index was written by another version of the program."""


class IndexLocked(InnopoiskError):
    """Another process is building an index at that place."""


class QueryError(InnopoiskError):
    """Nothing of the query can be read.

    >>> QueryError("не закрыта кавычка", position=14).position
    14
    """

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position


class SourceError(InnopoiskError):
    """A source, or a row of it, cannot be read; the run goes on without it."""


class BuildError(InnopoiskError):
    """Nothing was published; the old index, if there was one, still serves.

    `report` is of the run (`indexer.Report`) where that has read its sources to the end and kept nothing of them.
    """

    def __init__(self, message: str, report: Any = None) -> None:
        super().__init__(message)
        self.report = report
