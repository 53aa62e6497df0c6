"""A text file is one raw page: seeds/000.txt -> RawPage("seeds/000.txt", "Президент Татарстана…")."""

from collections.abc import Iterable, Iterator

from indexer.article import RawPage
from indexer.sources.charset import charset_of
from indexer.sources.parcels import LONGEST, Parcel, Problem, SourceFile

LINE_ENDS = ("\r\n", "\r", "\u2028", "\u2029")


def cut(file: SourceFile, blocks: Iterable[bytes | Problem]) -> Iterator[Parcel | Problem]:
    """The whole file as one parcel in UTF-8; reading stops at the limit, so a gzip bomb costs no more than that."""
    data = bytearray()
    for block in blocks:
        if isinstance(block, Problem):
            yield block
            return
        data += block
        if len(data) > LONGEST:
            yield Problem(file.source, f"файл больше {LONGEST >> 20} МБ, одна новость такой не бывает")
            return
    charset = charset_of(bytes(data))
    if charset is None:
        yield Problem(file.source, "это двоичный файл, а не текст")
        return
    text = data.decode(charset, "replace")
    if not text or text.isspace():
        yield Problem(file.source, "файл пуст", "skipped")
        return
    yield Parcel(file.source, file.suffix, 1, text.encode("utf-8", "replace"))


def read(parcel: Parcel) -> Iterator[RawPage | Problem]:
    """The one page of a text file, its lines ended by line feeds."""
    text = parcel.content.decode("utf-8", "replace")
    for line_end in LINE_ENDS:
        text = text.replace(line_end, "\n")
    yield RawPage(parcel.source, text)
