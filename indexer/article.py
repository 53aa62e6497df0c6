"""What was scraped, and what it says: RawPage in, Article out.

A raw page is decoded text as it came, with whatever its carrier said beside it (`hints`: the keys of a JSON
line, the meta tags of a page). An article is what a reader would call the news: a title, a body, a day.
"""

import datetime
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that stands somewhere in the marks of a page: Told("published", "json_ld", "2016-05-31T10:00")."""

    question: str
    by: str
    words: str


class Hints(NamedTuple):
    """What the carrier of a page says of it, in its own words; None or empty where it says nothing.

    `told` is what web pages say of themselves in several places, which may contradict each other: the rules of
    `cleaning` decide. `seen` is when the page was saved.
    """

    title: str | None = None
    published: str | None = None
    source: str | None = None
    regions: tuple[str, ...] = ()
    link: str | None = None
    told: tuple[Told, ...] = ()
    seen: str | None = None


class RawPage(NamedTuple):
    """One scraped page: `content` is decoded text; `is_clean` where the carrier gives an article's bare text.

    `dropped` holds what the reader of a web page has left out amid its text, each as (rule, text).
    """

    url: str
    content: str
    hints: Hints = Hints()
    is_clean: bool = False
    dropped: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of news; `url` is its lasting identity, `published` the day it appeared, None when unknown.

    `link` is where it was read, when that is not its identity: many articles may share a link, none shares a url.
    The body is left out where an article is printed: one page of hits would fill a screen after a screen.
    """

    url: str
    title: str
    body: str = field(repr=False)
    published: datetime.date | None = None
    source: str | None = None
    regions: tuple[str, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """An article and how it was found: question ("title", "published" …) to the name of the rule that answered it.

    `dropped` holds the lines that were left out of the body, each as (rule, line).
    """

    article: Article
    rules: dict[str, str] = field(default_factory=dict)
    dropped: tuple[tuple[str, str], ...] = ()
