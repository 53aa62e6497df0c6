"""Where a link leads: SearchRequest in, address out. The other way round is `web.request`.

>>> search_address(SearchRequest(query="промышленный кластер", years=(2016,)))
'/?q=промышленный+кластер&year=2016'
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote, urlsplit

from web.request import FILTERS, SearchRequest

Pair = tuple[str, str]

DEFAULT = SearchRequest()


def search_address(asked: SearchRequest) -> str:
    """The results page that answers `asked`."""
    return address("/", parameters(asked))


def feed_address(asked: SearchRequest) -> str:
    """The feed of the newest articles that `asked` finds."""
    return address("/feed", parameters(changed(asked, sort=DEFAULT.sort)))


def article_address(url: str, asked: SearchRequest) -> str:
    """The page of one article, which knows the results page it was reached from."""
    return address("/article", [("url", url), *parameters(asked)])


def address(path: str, pairs: Iterable[Pair]) -> str:
    """Letters of any alphabet stay as they are: a browser encodes them, and the page is a third of the size."""
    tail = "&".join(f"{name}={encode(value)}" for name, value in pairs)
    return f"{path}?{tail}" if tail else path


@lru_cache(maxsize=4096)  # a page says the same query and regions in fifty addresses
def encode(value: str) -> str:
    """What may stand in a query string as it is stays; the rest is percent-encoded, a blank is a plus."""
    return re.sub(r"[^\w .~:/-]", lambda found: quote(found[0], safe=""), value).replace(" ", "+")


def parameters(asked: SearchRequest) -> list[Pair]:
    """What the address of `asked` must say; what is as usual is left out."""
    pairs = [("q", asked.query)] if asked.query else []
    for name, attribute in FILTERS.items():
        pairs += [(name, str(value)) for value in getattr(asked, attribute)]
    for name in ("since", "until", "sort", "page"):
        value = getattr(asked, name)
        if value != getattr(DEFAULT, name):
            pairs.append((name, str(value)))
    return [*pairs, ("reprints", "1")] if asked.reprints else pairs


def kept_parameters(asked: SearchRequest) -> list[Pair]:
    """What the search form carries along unseen when a new query is typed into it."""
    return parameters(replace(asked, query="", page=1))


def region_query(name: str) -> str:
    """The query that finds all articles about a region."""
    return f'регион:"{name}"'


def toggled(asked: SearchRequest, name: str, value: str | int) -> SearchRequest:
    """The same search with one value of a filter put on, or taken off where it was on; from the first page."""
    held: tuple[str | int, ...] = getattr(asked, FILTERS[name])
    wanted = int(value) if name == "year" else value
    values = tuple(other for other in held if other != wanted) if wanted in held else (*held, wanted)
    return changed(asked, **{FILTERS[name]: values})


def changed(asked: SearchRequest, **changes: object) -> SearchRequest:
    """The same search otherwise asked, from the first page unless `changes` name another."""
    return replace(asked, **{"page": 1, **changes})  # type: ignore[arg-type]


def unfiltered(asked: SearchRequest) -> SearchRequest:
    """The same words, searched everywhere."""
    return SearchRequest(query=asked.query, sort=asked.sort, reprints=asked.reprints)


def page_window(page: int, pages: int) -> tuple[int | None, ...]:
    """The page numbers to show around `page`; None stands for a gap: 5 of 20 -> 1 … 4 5 6 … 20."""
    near = {1, pages, *range(page - 1, page + 2)}
    shown = sorted(number for number in near if 1 <= number <= pages)
    window: list[int | None] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before == 2:
            window.append(number - 1)
        elif number - before > 2:
            window.append(None)
        window.append(number)
    return tuple(window)


def outer_address(url: str) -> str | None:
    """The url where following it is safe: http and https only."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
