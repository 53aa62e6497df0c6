"""A text file is one raw page: seeds/000.txt -> RawPage("seeds/000.txt", "Президент Татарстана…")."""

from collections.abc import Iterable, Iterator

from indexer.article import RawPage
from indexer.sources.parcels import Parcel, Problem, SourceFile
from indexer.sources.whole import whole

LINE_ENDS = ("\r\n", "\r", "\u2028", "\u2029")


def cut(file: SourceFile, blocks: Iterable[bytes | Problem], longest: int) -> Iterator[Parcel | Problem]:
    """The whole file as one parcel in UTF-8."""
    text = whole(file, blocks, longest)
    yield text if isinstance(text, Problem) else Parcel(file.source, file.suffix, 1, text.encode("utf-8", "replace"))


def read(parcel: Parcel) -> Iterator[RawPage | Problem]:
    """The one page of a text file, its lines ended by line feeds."""
    text = parcel.content.decode("utf-8", "replace")
    for line_end in LINE_ENDS:
        text = text.replace(line_end, "\n")
    yield RawPage(parcel.source, text)
