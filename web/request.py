"""Arguments of an address in, checked values out: `?q=кластер&page=2` -> SearchRequest(query="кластер", page=2).

Empty arguments count as absent; unknown ones are passed over, and `unknown` names them. What is there and cannot be
read is a RequestError.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from indexer import SORTS, published_in
from web.errors import RequestError

Args = MultiDict[str, str]
Said = Mapping[str, str]  # the first value of each argument: a MultiDict takes long to say that it has none

PAGE_SIZE = 10
MAX_SIZE = 100
MAX_PAGE = 10_000
MAX_FILTERS = 20
MAX_VALUE = 200
MAX_QUERY = 1000  # characters; the engine reads 400 and says so, and the page repeats the query in each of its links

FILTERS = {"region": "regions", "source": "sources", "year": "years"}  # argument -> attribute of SearchRequest
KNOWN = ("q", "page", "size", "sort", *FILTERS, "since", "until", "reprints")
MOST_TOLD, LONGEST_TOLD = 5, 40  # unknown arguments, characters of one: what is said back must not grow with them


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One page of one search, as a person asked for it."""

    query: str = ""
    page: int = 1
    size: int = PAGE_SIZE
    sort: str = SORTS[0]
    regions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    reprints: bool = False

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the query's words narrows the answer."""
        return bool(self.regions or self.sources or self.years or self.since or self.until)


def read_search(args: Args) -> SearchRequest:
    """Everything the search page may be asked for."""
    said = args.to_dict()
    since, until = read_day(said, "since"), read_day(said, "until")
    if since and until and since > until:
        raise RequestError("начало срока (since) позже его конца (until)")
    return SearchRequest(
        query=read_query(said),
        page=read_number(said.get("page", ""), "номер страницы (page)", most=MAX_PAGE, default=1),
        sort=read_sort(said),
        regions=read_values(args, "region"),
        sources=read_values(args, "source"),
        years=read_years(args),
        since=since,
        until=until,
        reprints=read_flag(said, "reprints"),
    )


def unknown(args: Args) -> tuple[str, ...]:
    """What to tell a program of arguments that no search has: one sentence, or nothing."""
    others = [name[:LONGEST_TOLD] for name in args if name not in KNOWN][:MOST_TOLD]
    if not others:
        return ()
    named = ", ".join(f"«{name}»" for name in others)
    arguments = "параметр {} не учтён" if len(others) == 1 else "параметры {} не учтены"
    return (f"{arguments.format(named)}: поиск знает {', '.join(KNOWN)}",)


def read_query(said: Said) -> str:
    """The query on one line: a caret under it must point at the right letter."""
    return " ".join(said.get("q", "").split())[:MAX_QUERY]


def read_unfinished(said: Said) -> str:
    """A query that is being typed: a blank at its end says that a word is finished."""
    query = re.sub(r"\s+", " ", said.get("q", "")).lstrip()[:MAX_QUERY]
    if not query:
        raise RequestError("пустой запрос: напишите его начало в q")
    return query


def read_size(said: Said) -> int:
    """How many hits a page of the API holds."""
    return read_number(said.get("size", ""), "число находок (size)", most=MAX_SIZE, default=PAGE_SIZE)


def read_article_url(said: Said) -> str:
    """Which article is wanted."""
    url = said.get("url", "")
    if not url:
        raise RequestError("не указан адрес статьи (url)")
    return url


def read_number(text: str, name: str, *, most: int, default: int) -> int:
    """A whole number from 1 to `most`, or `default` where nothing is said."""
    if not text.strip():
        return default
    if not re.fullmatch(r"[0-9]{1,9}", text.strip()) or not 1 <= int(text) <= most:
        raise RequestError(f"{name} — целое число от 1 до {most}")
    return int(text)


def read_sort(said: Said) -> str:
    """One of the engine's orders."""
    sort = said.get("sort", "") or SORTS[0]
    if sort not in SORTS:
        raise RequestError(f"порядок (sort) — одно из слов {', '.join(SORTS)}")
    return sort


def read_values(args: Args, name: str) -> tuple[str, ...]:
    """The distinct values of a repeatable argument, in the order given."""
    values = tuple(dict.fromkeys(value for value in map(str.strip, args.getlist(name)) if value))
    if len(values) > MAX_FILTERS or any(len(value) > MAX_VALUE for value in values):
        raise RequestError(f"отборов «{name}» — не больше {MAX_FILTERS}, каждый не длиннее {MAX_VALUE} знаков")
    return values


def read_years(args: Args) -> tuple[int, ...]:
    """Years of four digits at most; datetime knows no others."""
    values = read_values(args, "year")
    years = (read_number(value, "год (year)", most=datetime.MAXYEAR, default=1) for value in values)
    return tuple(dict.fromkeys(years))


def read_flag(said: Said, name: str, default: bool = False) -> bool:
    """Whether an argument is 1 rather than 0; `default` where nothing is said."""
    text = said.get(name, "").strip()
    if text not in ("", "0", "1"):
        raise RequestError(f"{name} — 0 или 1")
    return text == "1" if text else default


def read_day(said: Said, name: str) -> datetime.date | None:
    """A day as in 2016-05-31; of a month or a year, 2016-05 or 2016, its first day since when, its last until when."""
    text = said.get(name, "").strip()
    if not text:
        return None
    period = published_in(text) if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text) else None
    if period is None:
        raise RequestError(f"дата ({name}) пишется так: 2016, 2016-05 или 2016-05-31")
    return period.since if name == "since" else period.until
