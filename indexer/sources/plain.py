"""A text file is one raw page: seeds/000.txt -> RawPage("seeds/000.txt", "Президент Татарстана…").

One that holds a page of HTML is read as such.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from indexer.article import RawPage
from indexer.later import later
from indexer.sources.markup import is_page
from indexer.sources.parcels import Parcel, Problem

if TYPE_CHECKING:
    from indexer.sources.html import read as read_html
else:
    read_html = later("indexer.sources.html", "read")

LINE_ENDS = ("\r\n", "\r", "\u2028", "\u2029")


def read(parcel: Parcel) -> Iterator[RawPage | Problem]:
    """The one page of a text file, its lines ended by line feeds."""
    text = parcel.content.decode("utf-8", "replace")
    if is_page(text):
        yield from read_html(parcel)
        return
    for line_end in LINE_ENDS:
        text = text.replace(line_end, "\n")
    yield RawPage(parcel.source, text)
