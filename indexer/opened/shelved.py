"""Articles as they were stored: article_of(record) whole, ShelvedArticle(head, read_body) with its body on the shelf.

A list of hits shows no bodies, so a hit's article reads its own only when somebody asks for it.
"""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from indexer.article import Article


class ShelvedArticle(Article):
    """An article whose `body` is read when it is first asked for; in all else as any other."""

    __slots__ = ("_read_body",)
    _read_body: Callable[[], str]

    def __init__(self, head: Mapping[str, Any], read_body: Callable[[], str]) -> None:
        put = object.__setattr__  # frozen; the slot of `body` stays empty
        put(self, "url", head["url"])
        put(self, "title", head["title"])
        put(self, "published", _day(head.get("published")))
        put(self, "source", head.get("source"))
        put(self, "regions", tuple(head.get("regions", ())))
        put(self, "link", head.get("link"))
        put(self, "_read_body", read_body)

    def __getattr__(self, name: str) -> str:
        """Called for an empty slot."""
        if name != "body":
            raise AttributeError(name)
        body = self._read_body()
        object.__setattr__(self, "body", body)
        return body

    def __eq__(self, other: object) -> bool:
        return _plain(self) == _plain(other) if isinstance(other, Article) else NotImplemented

    __hash__ = Article.__hash__

    def __reduce__(self) -> tuple[Any, ...]:
        return Article, _plain(self)


def article_of(record: Mapping[str, Any]) -> Article:
    """The article that a stored record holds."""
    return Article(
        url=record["url"],
        title=record["title"],
        body=record["body"],
        published=_day(record.get("published")),
        source=record.get("source"),
        regions=tuple(record.get("regions", ())),
        link=record.get("link"),
    )


def _plain(article: Article) -> tuple[Any, ...]:
    return (
        article.url,
        article.title,
        article.body,
        article.published,
        article.source,
        article.regions,
        article.link,
    )


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
