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
from itertools import count, islice
from pathlib import Path
from typing import IO, Any, Literal, NamedTuple, cast

from indexer.article import Article
from indexer.cleaning.clean import NotAnArticle, clean
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
    with opened(path, "wb") as file:
        file.writelines(line.encode() + b"\n" for line in lines.values())
    return Corpus(tuple(sources), path, len(lines))


def read_articles(path: Path) -> Iterator[Row]:
    """The articles, read as simply as Python can."""
    with opened(path, "rb") as file:
        for line in file:
            row = json.loads(line)
            yield Row(row["url"], row["title"], row["text"])


def repeated(corpus: Corpus, size: int, folder: Path) -> Corpus:
    """The articles again and again under new urls, `size` of them, as a plain file in the folder."""
    path = folder / "repeated.jsonl"
    with path.open("wb") as file:
        file.writelines(islice(_again_and_again(corpus.path), size))
    return Corpus((str(path),), path, size)


def _again_and_again(path: Path) -> Iterator[bytes]:
    for turn in count():
        with opened(path, "rb") as file:
            for line in file:
                row = json.loads(line)
                row["url"] = f"{row['url']}#{turn}"
                yield json.dumps(row, ensure_ascii=False).encode() + b"\n"


def opened(path: Path, mode: Literal["rb", "wb"]) -> IO[bytes]:
    if path.suffix == ".gz":
        return cast(IO[bytes], gzip.GzipFile(path, mode, compresslevel=6))
    return path.open(mode)


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
