"""The articles that every system indexes: those that the sources give through `indexer.sources` and `indexer.cleaning`.

    corpus = prepare(["news.jsonl.gz"], folder)     # once, before anything is timed
    for article in read_articles(corpus.path): …    # what a peer's build does: unpack, parse JSON, index

innopoisk reads, cleans and joins repeated urls itself, from the raw files. Its peers are spared that: they read the
outcome, packed as the sources are.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple

from indexer.article import Article
from indexer.cleaning import NotAnArticle, clean
from indexer.sources import Parcel, Problem, SourceFile, cut, find, read


class Row(NamedTuple):
    """One article as the peers index it."""

    url: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The sources as they were given, and the same articles as JSON Lines at `path`."""

    sources: tuple[str, ...]
    path: Path
    count: int


def prepare(sources: Sequence[str], folder: Path) -> Corpus:
    """Write the articles of the sources into the folder, the last of each url."""
    lines: dict[str, str] = {}
    for article in _articles(sources):
        lines.pop(article.url, None)
        lines[article.url] = json.dumps(_json(article), ensure_ascii=False)
    is_packed = any(source.endswith(".gz") for source in sources)
    path = folder / ("articles.jsonl.gz" if is_packed else "articles.jsonl")
    with _opened(path, "wt") as file:
        file.writelines(line + "\n" for line in lines.values())
    return Corpus(tuple(sources), path, len(lines))


def read_articles(path: Path) -> Iterator[Row]:
    """The articles, read as simply as Python can."""
    with _opened(path, "rb") as file:
        for line in file:
            row = json.loads(line)
            yield Row(row["url"], row["title"], row["text"])


def _opened(path: Path, mode: str) -> IO[Any]:
    encoding = None if "b" in mode else "utf-8"
    if path.suffix == ".gz":
        packed: IO[Any] = gzip.open(path, mode, 6, encoding) if "w" in mode else gzip.open(path, mode)
        return packed
    return path.open(mode, encoding=encoding)


def _articles(sources: Sequence[str]) -> Iterator[Article]:
    for file in find(sources):
        if isinstance(file, SourceFile):
            for parcel in cut(file):
                if isinstance(parcel, Parcel):
                    yield from _cleaned(parcel)


def _cleaned(parcel: Parcel) -> Iterator[Article]:
    for page in read(parcel):
        if isinstance(page, Problem):
            continue
        try:
            yield from (one.article for one in clean(page))
        except NotAnArticle:
            continue


def _json(article: Article) -> dict[str, Any]:
    return {
        "url": article.url,
        "title": article.title,
        "text": article.body,
        "published": article.published and article.published.isoformat(),
        "source": article.source,
        "regions": list(article.regions),
    }
