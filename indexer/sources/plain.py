"""A text file is one raw page: seeds/000.txt -> RawPage("seeds/000.txt", "Президент Татарстана…")."""

from collections.abc import Iterator

from indexer.article import RawPage
from indexer.sources.parcels import Parcel, Problem

LINE_ENDS = ("\r\n", "\r", "\u2028", "\u2029")


def read(parcel: Parcel) -> Iterator[RawPage | Problem]:
    """The one page of a text file, its lines ended by line feeds."""
    text = parcel.content.decode("utf-8", "replace")
    for line_end in LINE_ENDS:
        text = text.replace(line_end, "\n")
    yield RawPage(parcel.source, text)
