"""What was scraped, and what it says: RawPage in, Article out.

A raw page is decoded text as it came, with whatever its carrier said beside it (`hints`: the keys of a JSON
line, the meta tags of a page). An article is what a reader would call the news: a title, a body, a day.
"""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Hints:
    """What the carrier of a page says of it, in its own words; None or empty where it says nothing."""

    title: str | None = None
    published: str | None = None
    source: str | None = None
    regions: tuple[str, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class RawPage:
    """One scraped page: `content` is decoded text; `is_clean` where the carrier gives an article's bare text."""

    url: str
    content: str
    hints: Hints = Hints()
    is_clean: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of news; `url` is its lasting identity, `published` the day it appeared, None when unknown.

    `link` is where it was read, when that is not its identity: many articles may share a link, none shares a url.
    """

    url: str
    title: str
    body: str
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
