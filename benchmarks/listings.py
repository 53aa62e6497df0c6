"""How well lists of news are told from articles: `python -m benchmarks.listings FOLDER` prints what is split.

FOLDER holds `news.jsonl.gz` (articles with their paragraphs) and `news_short.jsonl.gz` (headlines and leads). Lists
are put together of leads at random, in the shapes that pages have; articles are taken as they are. Printed are the
shares that were split, by rule, the articles among them, and weights for `cleaning.cohesion` fitted to both.
"""

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from indexer.article import RawPage
from indexer.cleaning.clean import NotAnArticle, clean
from indexer.cleaning.cohesion import features

LISTS = 300  # of each shape
Row = dict[str, str]
SHAPES: dict[str, Callable[[Row], str]] = {
    "leads": lambda row: row["text"],
    "title, day, lead": lambda row: f"{row['title']}\n{_day(row)}\n{row['text']}",
    "day, title, lead": lambda row: f"{_day(row)}\n\n{row['title']}\n\n{row['text']}",
    "day title, lead": lambda row: f"{_day(row)} {row['title']}\n{row['text']}",
    "title, lead": lambda row: f"{row['title']}\n{row['text']}",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    articles = list(rows(folder / "news.jsonl.gz"))
    leads = [row for row in rows(folder / "news_short.jsonl.gz") if 60 <= len(row["text"]) <= 700]
    random.seed(5)
    for name, pages in (("headline and text", True), ("text alone", False)):
        split = [row for row in articles if parts(page_of(row, pages)) > 1]
        print(f"articles, {name}: {len(split)} of {len(articles)} split")
        for row in split[:20]:
            print("   ", rule_of(page_of(row, pages)), row["id"], row["title"][:80])
    columns = [sample(leads) for _ in range(LISTS)]
    for name, shape in SHAPES.items():
        right = sum(parts("\n\n".join(map(shape, column))) == len(column) for column in columns)
        print(f"lists of {name}: {right} of {len(columns)} split as they should be")
    print("weights:", fitted(articles, columns))


def rows(path: Path) -> Iterator[Row]:
    """The articles of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def sample(leads: Sequence[Row]) -> list[Row]:
    """Some articles of one time, the newest first."""
    return sorted(random.sample(leads, random.randint(5, 12)), key=lambda row: row["date"], reverse=True)


def page_of(row: Row, with_title: bool) -> str:
    """An article as a page."""
    return f"{row['title']}\n\n{row['text']}" if with_title else row["text"]


def parts(page: str) -> int:
    """How many articles a page gives."""
    try:
        return len(clean(RawPage("a", page)))
    except NotAnArticle:
        return 0


def rule_of(page: str) -> str:
    """The rule that took a page for a list."""
    return clean(RawPage("a", page))[0].rules.get("listing", "—")


def fitted(articles: Sequence[Row], columns: Sequence[Sequence[Row]]) -> dict[str, Any]:
    """Logistic regression of "is a list" over the features of paragraphs, and the logit that two articles exceed."""
    texts = [[part for part in row["text"].split("\n") if part.strip()] for row in articles]
    texts = [each for each in texts if len(each) > 4 and all(60 <= len(part) <= 700 for part in each)]
    found = [features(each) for each in texts] + [features([row["text"] for row in each]) for each in columns]
    names = list(found[0])
    values = np.array([[each[name] for name in names] for each in found])
    wanted = np.arange(len(found)) >= len(texts)
    mean, spread = values.mean(0), values.std(0)
    inputs = np.column_stack([(values - mean) / spread, np.ones(len(values))])
    weights = np.zeros(inputs.shape[1])
    for _ in range(5000):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        weights -= 0.5 * (inputs.T @ (chance - wanted) / len(wanted) + 1e-4 * weights)
    raw = weights[:-1] / spread
    logits = values @ raw
    threshold = np.sort(logits[~wanted])[-3]
    counted = Counter(bool(each > threshold) for each in logits[wanted])
    fit = {name: round(float(weight), 2) for name, weight in zip(names, raw, strict=True)}
    return fit | {"threshold": round(float(threshold), 2), "lists above": counted[True], "of": len(columns)}


def _day(row: Row) -> str:
    return ".".join(reversed(row["date"].split("-")))


if __name__ == "__main__":
    main()
