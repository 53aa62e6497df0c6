"""Bytes in, raw pages out, in steps that worker processes can share.

    find(["seeds"])   ->  SourceFile("seeds/000.txt", …)                   the parent walks folders
    cut(file)         ->  Parcel("seeds/000.txt", ".txt", 1, b"…")         the parent streams, unzips, makes UTF-8
    read(parcel)      ->  RawPage("seeds/000.txt", "…")                    a worker decodes and parses

Every step yields a Problem where something cannot be read, and goes on. A new kind of file is one module with
`read`, its own `cut` unless it travels whole, and one line in READERS.
"""

from collections.abc import Iterable, Iterator

from indexer.article import RawPage
from indexer.later import later
from indexer.sources import jsonl, plain, streams, whole
from indexer.sources.folders import files
from indexer.sources.parcels import LONGEST, MEGABYTE, Parcel, Problem, Reader, SourceFile

__all__ = ["LONGEST", "MEGABYTE", "READERS", "Parcel", "Problem", "Reader", "SourceFile", "cut", "find", "read"]

_PAGE = Reader(whole.cut, later("indexer.sources.html", "read"))
_FEED = Reader(later("indexer.sources.feed", "cut"), later("indexer.sources.feed", "read"))
READERS = {
    ".txt": Reader(whole.cut, plain.read),
    ".html": _PAGE,
    ".htm": _PAGE,
    ".xml": _FEED,
    ".rss": _FEED,
    ".atom": _FEED,
    ".jsonl": Reader(jsonl.cut, jsonl.read),
}
# What makes a source of a file that is none.
HINTS = {
    ".json": "список статей назовите .jsonl",
    ".ndjson": "назовите файл .jsonl",
    **dict.fromkeys((".zip", ".rar", ".7z", ".tar", ".tgz", ".bz2", ".xz", ".zst"), "распакуйте архив"),
    **dict.fromkeys((".mht", ".mhtml", ".webarchive", ".maff"), "сохраните страницу как .html"),
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".pdf"), "сохраните текст как .txt"),
    **dict.fromkeys((".csv", ".tsv", ".xls", ".xlsx", ".ods"), "таблицу переведите в .jsonl, README показывает как"),
    **dict.fromkeys((".xhtml", ".shtml", ".php", ".asp", ".aspx"), "назовите страницу .html"),
}


def find(paths: Iterable[str]) -> Iterator[SourceFile | Problem]:
    """The files that can be read at those paths, folders walked in the order of names.

    Other files are Problems; but inside a folder, hidden files and files named README* are passed over in
    silence, because they speak about the sources and are none.
    """
    known = ", ".join(READERS)
    for found in files(paths):
        if isinstance(found, Problem) or found.suffix in READERS:
            yield found
        else:
            yield Problem(found.source, f"{_unknown(found)}, нужны {known}", "skipped")


def _unknown(file: SourceFile) -> str:
    suffix, *asked = file.suffix.split("?", 1)  # «index.php?id=5», as a mirror of a site has it
    if suffix:
        hint = "назовите страницу .html" if asked else HINTS.get(suffix, "")
        return f"файлы {suffix}{'?…' if asked else ''} не читаются{hint and f' ({hint})'}"
    return "перед .gz нет расширения" if file.is_gzip else "у файла нет расширения"


def cut(file: SourceFile, longest: int = LONGEST) -> Iterator[Parcel | Problem]:
    """The file's content in parcels; what stood before a break in the file is kept.

    A page, a row, or an item of a feed of more than `longest` bytes is a Problem.
    """
    return READERS[file.suffix].cut(file, streams.blocks(file), longest)


def read(parcel: Parcel) -> Iterator[RawPage | Problem]:
    """The pages of one parcel."""
    return READERS[parcel.suffix].read(parcel)
