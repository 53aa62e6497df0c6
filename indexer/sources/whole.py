"""A whole file as text: whole(file, blocks, longest) gives "Кластер создан." or the Problem that forbids it."""

from collections.abc import Iterable

from indexer.sources.charset import decoded
from indexer.sources.parcels import MEGABYTE, Problem, SourceFile


def whole(file: SourceFile, blocks: Iterable[bytes | Problem], longest: int) -> str | Problem:
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
