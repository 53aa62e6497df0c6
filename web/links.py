"""Where a link leads: SearchRequest in, address out. The other way round is `web.request`.

>>> search_address(SearchRequest(query="промышленный кластер", years=(2016,)))
'/?q=промышленный+кластер&year=2016'
>>> Links(SearchRequest("кластер", page=3)).toggled("year", "2016")
'/?q=кластер&year=2016'
"""

import re
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote, urlsplit

from web.request import FILTERS, SearchRequest

Pair = tuple[str, str]

DEFAULT = SearchRequest()

# What needs no saying, in the order in which addresses name what they do say.
USUAL: dict[str, object] = {"q": "", "region": "", "source": "", "year": "", "since": None, "until": None}
USUAL |= {"sort": DEFAULT.sort, "page": DEFAULT.page, "reprints": 0}


class Links:
    """The addresses on a page that answers `asked`: there are a hundred, and what they say alike is encoded once."""

    __slots__ = ("_around", "_first_page", "_held", "_tail", "asked")

    def __init__(self, asked: SearchRequest) -> None:
        self.asked = asked
        here = said(asked)
        self._tail = "".join(here.values())
        self._first_page = {**here, "page": ""}
        self._held = {name: tuple(map(str, getattr(asked, attribute))) for name, attribute in FILTERS.items()}
        self._around = {name: self._beside(name) for name in FILTERS}

    @property
    def length(self) -> int:
        """How many letters the address of this search has."""
        return len(self._tail)

    def _beside(self, name: str) -> Pair:
        """What the address of the first page says before an argument, and after it."""
        names, texts = [*self._first_page], [*self._first_page.values()]
        place = names.index(name)
        return "".join(texts[:place]), "".join(texts[place + 1 :])

    def article(self, url: str) -> str:
        """The page of one article, which knows the results page it was reached from."""
        return f"/article?url={encode(url)}{self._tail}"

    def holds(self, name: str, value: str) -> bool:
        """True where this value of a filter is chosen."""
        return value in self._held[name]

    def toggled(self, name: str, value: str) -> str:
        """One value of a filter put on, or taken off where it is on."""
        held = self._held[name]
        if not held:
            return self.only(name, value)
        values = [other for other in held if other != value] if value in held else [*held, value]
        before, after = self._around[name]
        return address("/", before + "".join([written(name, one) for one in values]) + after)

    def only(self, name: str, value: str) -> str:
        """One value of a filter in the place of those that are on."""
        before, after = self._around[name]
        return address("/", f"{before}&{name}={encode(value)}{after}")

    def feed(self) -> str:
        """The feed of the newest articles among the hits."""
        return address("/feed", "".join((self._first_page | {"sort": ""}).values()))

    def table(self) -> str:
        """The hits as a table, from the first on."""
        return address("/list.csv", "".join(self._first_page.values()))

    def otherwise(self, **arguments: object) -> str:
        """The same search with these arguments instead, from the first page unless they name another."""
        texts = self._first_page | {name: written(name, value) for name, value in arguments.items()}
        return address("/", "".join(texts.values()))


def search_address(asked: SearchRequest) -> str:
    """The results page that answers `asked`."""
    return address("/", "".join(said(asked).values()))


def address(path: str, tail: str) -> str:
    """Letters of any alphabet stay as they are: a browser encodes them, and the page is a third of the size."""
    return f"{path}?{tail[1:]}" if tail else path


def in_html(address: str) -> str:
    """An address as an attribute says it: of what HTML minds, `encode` leaves the ampersand only.

    >>> in_html("/?q=кластер&year=2016")
    '/?q=кластер&amp;year=2016'
    """
    return address.replace("&", "&amp;")


def said(asked: SearchRequest) -> dict[str, str]:
    """What the address of `asked` says of each argument, in order; nothing of what is as usual."""
    texts = dict.fromkeys(USUAL, "")
    for name, value in parameters(asked):
        texts[name] += f"&{name}={encode(value)}"
    return texts


def written(name: str, value: object) -> str:
    """One argument as an address says it: `&year=2016`."""
    return "" if value == USUAL[name] else f"&{name}={encode(str(value))}"


@lru_cache(maxsize=4096)  # a page says the same query and regions in fifty addresses
def encode(value: str) -> str:
    """What may stand in a query string as it is stays; the rest is percent-encoded, a blank is a plus."""
    return re.sub(r"[^\w .~:/-]", lambda found: quote(found[0]), value).replace(" ", "+")


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
