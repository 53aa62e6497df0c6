"""Which weights rank best? `python -m benchmarks.relevance NEWS JUDGED`: the table from which the present were chosen.

NEWS is JSON Lines of articles with `id`, `title`, `text`; JUDGED as `innopoisk evaluate` takes it, its kinds asked so:
`title`, a headline of an article whose title is not indexed; every other kind, words that the relevant articles hold
side by side, without quotes (an index with titles). One line a change of one weight, the first of none. The queries are
halved by the CRC-32 of their text: a change is worth making when both halves gain.
"""

import argparse
import json
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

import indexer
from benchmarks.corpus import opened
from benchmarks.machine import described
from benchmarks.table import markdown
from indexer.columnar import bm25f
from indexer.columnar.ragged import Column
from indexer.columnar.topk import top_k
from indexer.fields import TEXT_FIELDS
from indexer.generations.serving import current
from indexer.matching.evaluator import Evaluator
from indexer.matching.ranking import MEASURED, PLAIN, Ranking
from indexer.opened.generation import Generation
from indexer.search.judging import DEEPEST, Judged, Measured, means, measured, read_judgements
from indexer.search.parser import parse
from indexer.search.terms import plan

HEADLINE = "title"  # the kind
TRIED: dict[str, tuple[float, ...]] = {
    "exact": (0.0, 0.1, 0.5, 1.0),
    "nearness": (0.0, 0.3, 0.5, 2.0),
    "share": (0.0, 0.2, 1.0, 2.0),
    "candidates": (50, 100, 1000),
    "long_query": (3, 5, 6, 99),
    "page": (1, 3, 30),
    "together": (0.3, 1.0, 2.0),
    "few": (10, 50, 300),
    "most": (0.3, 0.7),
    "least": (0.0, 0.15, 0.35, 0.5),
}
TITLE_WEIGHTS, TITLE_BS, BODY_BS, K1S = (1.0, 3.0, 5.0), (0.25, 0.75), (0.5, 0.9), (0.9, 1.6)
HEADS = ("change", "headline MRR", "half A", "half B", "nDCG@10", "recall@10", "side by side MRR", "half A", "half B")


@dataclass(frozen=True, slots=True)
class Trial:
    """One change: a ranking, and what else differs while it is measured."""

    name: str
    ranking: Ranking
    arranged: Callable[[Generation], AbstractContextManager[None]] = lambda _: nullcontext()


def trials() -> Iterator[Trial]:
    """The present weights, BM25F alone, then each weight changed by itself."""
    yield Trial("none", MEASURED)
    yield Trial("BM25F alone", PLAIN)
    assert TRIED.keys() == {one.name for one in fields(Ranking)}
    for name, values in TRIED.items():
        for value in values:
            yield Trial(f"{name} {value:g} for {getattr(MEASURED, name):g}", _changed(name, value))
    title, body = TEXT_FIELDS
    for weight in TITLE_WEIGHTS:
        yield Trial(f"title weight {weight:g} for {title.weight:g}", MEASURED, _with_norms("title", weight, title.b))
    for b in TITLE_BS:
        yield Trial(f"title b {b:g} for {title.b:g}", MEASURED, _with_norms("title", title.weight, b))
    for b in BODY_BS:
        yield Trial(f"body b {b:g} for {body.b:g}", MEASURED, _with_norms("body", body.weight, b))
    for k1 in K1S:
        yield Trial(f"k1 {k1:g} for {bm25f.K1:g}", MEASURED, _with_k1(k1))


def main(arguments: Sequence[str] | None = None) -> int:
    """Build both indexes, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance", description=__doc__.partition("\n")[0])
    parser.add_argument("news", type=Path, metavar="NEWS", help="articles, JSON Lines, plain or .gz")
    parser.add_argument("judged", type=Path, metavar="JUDGED", help="judged queries, JSON Lines")
    asked = parser.parse_args(arguments)
    judged = list(read_judgements(asked.judged.read_text(encoding="utf-8").splitlines()))
    with tempfile.TemporaryDirectory() as temporary:
        untitled, titled = (built(asked.news, Path(temporary) / name, name == "titled") for name in ("plain", "titled"))
        rows = []
        for trial in trials():
            print(trial.name, file=sys.stderr, flush=True)
            headlines = _measured(trial, untitled, [one for one in judged if one.kind == HEADLINE])
            others = _measured(trial, titled, [one for one in judged if one.kind != HEADLINE])
            rows.append([trial.name, *_cells(headlines, is_whole=True), *_cells(others, is_whole=False)])
    print(markdown(HEADS, rows))
    print(f"\n{len(judged)} queries. Made {described()}.")
    return 0


def built(news: Path, folder: Path, has_titles: bool) -> Generation:
    """An index of the articles, with or without their titles."""
    folder.mkdir()
    kept = ("id", "url", "text", "title") if has_titles else ("id", "url", "text")
    source = folder / "news.jsonl"
    with opened(news, "rb") as lines, source.open("w", encoding="utf-8") as out:
        for row in map(json.loads, lines):
            out.write(json.dumps({key: row[key] for key in kept if key in row}, ensure_ascii=False) + "\n")
    indexer.rebuild([str(source)], str(folder / "index"))
    return Generation(current(folder / "index"))


def _measured(trial: Trial, generation: Generation, judged: Sequence[Judged]) -> list[tuple[int, Measured]]:
    """The figures of every query, with the half it belongs to."""
    with trial.arranged(generation):
        return [
            (zlib.crc32(one.query.encode()) & 1, measured(one, _urls(generation, one.query, trial.ranking)))
            for one in judged
        ]


def _urls(generation: Generation, query: str, ranking: Ranking) -> list[str]:
    """The best of all articles, reprints too."""
    collection = generation.collection
    planned = plan(parse(query).tree, generation.analyzer)
    if planned is None:
        return []
    found = Evaluator(collection, generation.facets, ranking).evaluate_where(planned, None).found
    best = found.docnums[top_k(found.weights, DEEPEST)].tolist()
    return [collection.segments[number].key(docnum) for number, docnum in map(collection.place, best)]


def _cells(figures: Sequence[tuple[int, Measured]], is_whole: bool) -> list[str]:
    count = 5 if is_whole else 3
    if not figures:
        return ["–"] * count
    whole = means([one for _, one in figures])
    halves = ([one for half, one in figures if half == wanted] for wanted in (0, 1))
    of_halves = (f"{means(half).mrr:.3f}" if half else "–" for half in halves)
    return [f"{whole.mrr:.3f}", *of_halves, f"{whole.ndcg:.3f}", f"{whole.recall:.3f}"][:count]


def _changed(name: str, value: float) -> Ranking:
    kind = type(getattr(MEASURED, name))
    return replace(MEASURED, **{name: kind(value)})


def _with_norms(field: str, weight: float, b: float) -> Callable[[Generation], AbstractContextManager[None]]:
    """Another weight or length correction of a field."""

    @contextmanager
    def arranged(generation: Generation) -> Iterator[None]:
        collection = generation.collection
        present: Column = collection.norms
        fields = [replace(one, weight=weight, b=b) if one.name == field else one for one in TEXT_FIELDS]
        collection.norms = collection.norms_of(tuple(fields))
        yield
        collection.norms = present

    return arranged


def _with_k1(k1: float) -> Callable[[Generation], AbstractContextManager[None]]:
    """Another saturation."""

    @contextmanager
    def arranged(_: Generation) -> Iterator[None]:
        with patch("indexer.matching.leaf.saturate", partial(bm25f.saturate, k1=k1)):
            yield

    return arranged


if __name__ == "__main__":
    sys.exit(main())
