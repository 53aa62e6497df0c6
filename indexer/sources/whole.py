"""A file that is one page travels whole: cut(file, blocks, longest) gives it as one parcel in UTF-8."""

from collections.abc import Iterable, Iterator

from indexer.sources.charset import decoded
from indexer.sources.parcels import MEGABYTE, Parcel, Problem, SourceFile


def cut(file: SourceFile, blocks: Iterable[bytes | Problem], longest: int) -> Iterator[Parcel | Problem]:
    """The whole file as one parcel in UTF-8, whatever charset it was in, or the Problem that forbids it."""
    text = _text(file, blocks, longest)
    yield text if isinstance(text, Problem) else Parcel(file.source, file.suffix, 1, text.encode("utf-8", "replace"))


def _text(file: SourceFile, blocks: Iterable[bytes | Problem], longest: int) -> str | Problem:
    """The text of a file of one page; reading stops at the limit, so a gzip bomb costs no more than that."""
    data = bytearray()
    for block in blocks:
        if isinstance(block, Problem):
            return block
        data += block
        if len(data) > longest:
            return Problem(file.source, f"файл больше {longest // MEGABYTE} МБ (предел задаёт --max-item)")
    text = decoded(bytes(data))
    if text is None:
        return Problem(file.source, "это двоичный файл, а не текст")
    if not text or text.isspace():
        return Problem(file.source, "файл пуст", "skipped")
    return text
