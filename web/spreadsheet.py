"""The hits of a search as a table that a spreadsheet opens: day, source, headline, regions, address.

table(results.hits)   ->   a line «Дата;Источник;Заголовок;Регионы;Адрес», and for each hit one like
                           «2016-05-31;Вестник Поволжья;Открыт технопарк;Республика Татарстан;https://news.ru/1»

Excel takes a file for UTF-8 by the mark at its beginning, and where a comma stands before decimals, semicolons between
cells.
"""

import csv
import io
import re
from collections.abc import Iterable

from indexer import Hit
from web.display import without_controls
from web.links import outer_address

MOST = 1000  # rows: as much work as a page of hits with fragments
LONGEST_NAME = 60  # characters

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(hits: Iterable[Hit]) -> str:
    """A row for each hit, in their order, under a row of names."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";")
    rows.writerow(("Дата", "Источник", "Заголовок", "Регионы", "Адрес"))
    rows.writerows([[cell(said) for said in _row(hit)] for hit in hits])
    return _MARK + text.getvalue()


def cell(text: str) -> str:
    """The text where no program takes it for a formula: `=1+1` is read as words after an apostrophe.

    >>> cell("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def file_name(query: str) -> str:
    """What the file is called: the words of the query.

    >>> file_name('"промышленный кластер" год:2016')
    'промышленный кластер год 2016.csv'
    """
    words = " ".join(re.findall(r"\w[\w-]*", query)).encode("utf-8", "ignore").decode()
    return f"{words[:LONGEST_NAME].rstrip() or 'новости'}.csv"


def _row(hit: Hit) -> tuple[str, ...]:
    article = hit.article
    address = outer_address(article.link or "") or article.url
    said = (article.source or "", article.title, ", ".join(article.regions), address)
    return (str(article.published or ""), *map(without_controls, said))
