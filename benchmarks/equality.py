"""Do three roads find the same? `python -m benchmarks.equality SOURCE… [--queries 2000] [--seed 1] [--articles 2000]`.

Arrays (`matching.evaluator`), a stock Whoosh searcher over our matchers, and plain loops over the articles. The first
two are compared over all articles, their scores by BM25F alone: Whoosh knows no lifts. The loops are slow: they and
the others answer over a sample, which is indexed in two goes, so that it has two segments and deleted documents. Prints
one table; exits with 1 on any difference.
"""

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import indexer
from benchmarks.corpus import opened, prepare, read_articles
from benchmarks.machine import described
from benchmarks.options import add_queries, add_sources, parser_of
from benchmarks.table import markdown
from benchmarks.typed import TYPED_KINDS, Typed, make_typed
from indexer.generations.serving import current
from indexer.matching.evaluator import Evaluator
from indexer.matching.ranking import MEASURED, PLAIN, Ranking
from indexer.opened.generation import Generation
from indexer.search.parser import parse
from indexer.search.terms import Plan, plan
from tests.oracles.brute_force import BruteForce
from tests.oracles.whoosh_road import WhooshRoad, is_one_term

TOLERANCE = 1e-5  # of a score
MOST_SHOWN = 20  # differences printed
HEADS = ("kind", "queries", "documents", "differences", "of the sample", "differences", "largest score difference")


@dataclass(slots=True)
class Tally:
    """What was compared of one kind."""

    queries: int = 0
    documents: int = 0
    differences: int = 0
    largest: float = 0.0  # difference of two scores of one document

    def cells(self) -> tuple[str, str]:
        """How many documents were compared, in how many queries some differed."""
        return f"{self.documents:,}", f"{self.differences:,}"


@dataclass(slots=True)
class Comparison:
    """An index asked by all roads: `tallies` by kind of query, and the first differences as lines."""

    index: Path
    has_loops: bool
    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    faults: list[str] = field(default_factory=list)

    def run(self, queries: Sequence[Typed]) -> None:
        """Ask everything."""
        generation = Generation(current(self.index))
        with indexer.open_engine(self.index) as engine, WhooshRoad(generation.folder, generation.analyzer) as matchers:
            loops = BruteForce(list(engine.articles())) if self.has_loops else None
            for number, query in enumerate(queries):
                if number % 200 == 0:
                    _say(f"{number} of {len(queries)} queries")
                planned = plan(parse(query.text).tree, generation.analyzer)
                if planned is not None:
                    self._compare(query, planned, Arrays(generation), matchers, loops)

    def _compare(
        self, query: Typed, planned: Plan, arrays: "Arrays", matchers: WhooshRoad, loops: BruteForce | None
    ) -> None:
        tally = self.tallies[query.kind]
        found = arrays.search(planned)
        tally.queries += 1
        tally.documents += len(found)
        walked = matchers.search(planned)
        said = [] if walked == found.keys() else [f"{len(walked)} by matchers, {len(walked ^ found.keys())} differ"]
        scored = [("matchers", matchers.scores(planned), arrays.search(planned, PLAIN))] if is_one_term(planned) else []
        scored += [("loops", loops.search(planned), found)] if loops else []
        for road, expected, ours in scored:
            if expected.keys() != ours.keys():
                said.append(f"{len(expected)} by {road}, {len(expected.keys() ^ ours.keys())} differ")
            apart = max((abs(ours[url] - expected[url]) for url in ours.keys() & expected.keys()), default=0.0)
            tally.largest = max(tally.largest, apart)
            if apart > TOLERANCE:
                said.append(f"scores {apart:.1e} from those by {road}")
        if said:
            tally.differences += 1
            self.faults.append(f"{query.kind}: `{query.text}`: {len(found)} by arrays, {', '.join(said)}")


@dataclass(slots=True)
class Arrays:
    """The fast road, with all its documents."""

    generation: Generation

    def search(self, planned: Plan, ranking: Ranking = MEASURED) -> dict[str, float]:
        """url -> score."""
        collection = self.generation.collection
        found = Evaluator(collection, self.generation.facets, ranking).evaluate_where(planned, None).found
        places = map(collection.place, found.docnums.tolist())
        urls = [collection.segments[number].key(docnum) for number, docnum in places]
        return dict(zip(urls, found.weights.tolist(), strict=True))


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare and print."""
    asked = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _say("reading the sources")
        corpus = prepare(asked.sources, folder)
        queries = make_typed(read_articles(corpus.path), asked.queries, asked.seed)
        _say("indexing all articles")
        whole, sample = Comparison(folder / "whole", False), Comparison(folder / "sample", True)
        indexer.rebuild(asked.sources, str(whole.index))
        whole.run(queries)
        _say("indexing the sample")
        _index_sample(corpus.path, min(asked.articles, corpus.count), corpus.count, sample.index)
        sample.run(queries)
        held = [f"- {name}: {_described(one.index)}" for name, one in (("all", whole), ("sample", sample))]
    print(markdown(HEADS, _rows(whole.tallies, sample.tallies)))
    print(f"\nSeed {asked.seed}. Made {described()}.\n")
    faults = [f"- {line}" for one in (whole, sample) for line in one.faults]
    print("\n".join([*held, *faults[:MOST_SHOWN]]))
    return 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = parser_of("equality", __doc__)
    add_sources(parser)
    add_queries(parser, 2000, "in all")
    parser.add_argument("--articles", type=int, default=2000, metavar="N", help="of the sample (2000)")
    return parser


def _index_sample(articles: Path, count: int, total: int, index: Path) -> None:
    """Articles from all over: two thirds of them, each fifth with the text of another, then an update with all."""
    with opened(articles, "rb") as file:
        rows = [json.loads(line) for number, line in enumerate(file) if number * count % total < count]
    first = rows[: 2 * len(rows) // 3]
    stale = [row | {"text": rows[-place - 1]["text"]} if place % 5 == 0 else row for place, row in enumerate(first)]
    source = index.with_suffix(".jsonl")
    _write(source, stale)
    indexer.rebuild([str(source)], str(index))
    _write(source, rows)
    indexer.update([str(source)], str(index), prune=True)


def _write(source: Path, rows: Sequence[dict[str, object]]) -> None:
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _described(index: Path) -> str:
    collection = Generation(current(index)).collection
    deleted = collection.limit - collection.doc_count
    return f"{collection.doc_count:,} articles; segments: {len(collection.segments)}; deleted documents: {deleted:,}"


def _rows(whole: defaultdict[str, Tally], sample: defaultdict[str, Tally]) -> list[list[str]]:
    rows = []
    for kind, (name, _, _) in TYPED_KINDS.items():
        largest = max(whole[kind].largest, sample[kind].largest)
        rows.append([name, str(whole[kind].queries), *whole[kind].cells(), *sample[kind].cells(), f"{largest:.1e}"])
    return [*rows, _sums(whole, sample)]


def _sums(whole: defaultdict[str, Tally], sample: defaultdict[str, Tally]) -> list[str]:
    totals = [
        Tally(0, sum(one.documents for one in tallies.values()), sum(one.differences for one in tallies.values()))
        for tallies in (whole, sample)
    ]
    largest = max((one.largest for tallies in (whole, sample) for one in tallies.values()), default=0.0)
    queries = sum(one.queries for one in whole.values())
    return ["all", str(queries), *totals[0].cells(), *totals[1].cells(), f"{largest:.1e}"]


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
