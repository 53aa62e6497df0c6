"""Which articles are taken for reprints of one another, and at what cost? `python -m benchmarks.stories SOURCE… PAIRS`.

PAIRS is JSON Lines, `{"first", "second", "label"}`: two identities of articles, and OK where people say that they tell
one story. Most such pairs are told in other words, which no reprint is: precision is what counts, recall is small.
Prints the figures, how the cost grows with the corpus, and the largest stories for a person to look through.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

import indexer
from benchmarks.machine import described
from benchmarks.options import add_sources, parser_of
from benchmarks.table import markdown
from indexer.article import Article
from indexer.columnar.layout import SAMPLES
from indexer.fields import TEXT_FIELDS
from indexer.generations.serving import current
from indexer.indexing.chunks import Chunks
from indexer.indexing.grouping import leaders
from indexer.indexing.likeness import Texts
from indexer.indexing.signatures import signatures
from indexer.indexing.story_writer import texts_of
from indexer.opened.generation import Generation

TIMES = (0.25, 0.5, 1, 2, 4)
AT_ONCE = 500  # articles signed together, as a worker does
HEADS = ("articles", "new stories, s", "all reprinted, s")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    asked = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        indexer.rebuild(asked.sources, str(Path(temporary) / "index"))
        generation = Generation(current(Path(temporary) / "index"))
        articles = list(_articles(Path(temporary) / "index"))
        for line in (*_figures(generation, asked.pairs), _signing(articles), "", *_growth(generation)):
            print(line)
        print(f"\nMade {described()}.\n\nThe largest stories:\n")
        for line in _largest(generation, articles, asked.shown):
            print(line)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = parser_of("stories", __doc__)
    add_sources(parser)
    parser.add_argument("pairs", type=Path, metavar="PAIRS", help="pairs of articles that people have judged")
    parser.add_argument("--shown", type=int, default=20, metavar="N", help="stories listed (20)")
    return parser


def _articles(index: Path) -> Iterator[Article]:
    with indexer.open_engine(index) as engine:
        yield from engine.articles()


def _figures(generation: Generation, pairs: Path) -> Iterator[str]:
    docnums = generation.collection.docnums()
    sizes = Counter(Counter(story for story in generation.stories.story_of(docnums).tolist() if story).values())
    told = sum(size * count for size, count in sizes.items())
    yield f"{len(docnums):,} articles, {len(generation.stories):,} stories with reprints, {told:,} articles in them"
    yield f"stories by their number of articles: {dict(sorted(sizes.items()))}"
    right, wrong, missed = judged(generation, pairs)
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    yield f"pairs: precision {precision:.3f}, recall {recall:.3f} ({right} right, {wrong} wrong, {missed} missed)"


def judged(generation: Generation, pairs: Path) -> tuple[int, int, int]:
    """Pairs rightly taken for reprints, wrongly taken, and told to be one story but not taken."""
    counts: Counter[tuple[bool, bool]] = Counter()
    for line in pairs.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        first, second = (generation.collection.docnum(row[name]) for name in ("first", "second"))
        is_taken = first is not None and second in generation.stories.members(first).tolist()
        counts[is_taken, row["label"] == "OK"] += 1
    return counts[True, True], counts[True, False], counts[False, True]


def _signing(articles: Sequence[Article]) -> str:
    chunks, spent = Chunks(), 0.0
    for start in range(0, len(articles), AT_ONCE):
        part = articles[start : start + AT_ONCE]
        columns = [chunks.numbered([getattr(article, field.name) for article in part]) for field in TEXT_FIELDS]
        chunks.new()
        hashes = chunks.hashes()
        started = time.process_time()
        signatures(columns, hashes)
        spent += time.process_time() - started
    return f"signatures: {spent:.2f} s of processor time, {1e6 * spent / len(articles):.1f} µs an article"


def _growth(generation: Generation) -> Iterator[str]:
    texts = texts_of(generation.collection.segments).taken(generation.collection.docnums())
    rows = []
    for size in (round(len(texts) * times) for times in TIMES):
        rows.append([f"{size:,}", *(f"{_seconds(_repeated(texts, size, new)):.2f}" for new in (True, False))])
    yield markdown(HEADS, rows)
    yield "\nGrouping, processor time: the articles again and again, as stories of their own and as so many reprints."


def _repeated(texts: Texts, size: int, new: bool) -> Texts:
    """The texts again and again; `new` ones resemble nothing of the round before."""
    places = np.arange(size) % len(texts)
    turns = np.arange(size) // len(texts)
    found = texts.taken(places)
    shifts = np.random.default_rng(1).integers(0, 256, (int(turns[-1]) + 1, SAMPLES), np.uint8)
    shifts[0] = 0
    signed = found.signatures ^ shifts[turns] if new else found.signatures
    return replace(found, signatures=signed, digests=found.digests + turns.astype(np.uint64))


def _seconds(texts: Texts) -> float:
    started = time.process_time()
    leaders(texts)
    return time.process_time() - started


def _largest(generation: Generation, articles: Sequence[Article], shown: int) -> Iterator[str]:
    docnums = generation.collection.docnums()
    article_of = dict(zip(docnums.tolist(), articles, strict=True))
    stories = {tuple(generation.stories.members(docnum).tolist()) for docnum in docnums.tolist()} - {()}
    for members in sorted(stories, key=lambda members: (-len(members), members))[:shown]:
        yield f"{len(members)} articles"
        for article in map(article_of.__getitem__, members[:6]):
            yield f"  {article.published or '          '}  {article.title[:70]} | {article.body[:60]!r}"


if __name__ == "__main__":
    sys.exit(main())
