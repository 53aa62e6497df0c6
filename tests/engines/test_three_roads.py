"""Three roads to one answer: arrays, a stock Whoosh searcher over our matchers, plain loops over the articles.

The same documents by all three, scores within 1e-5 by arrays and loops; by Whoosh too where the query is one term.
"""

import datetime
import json
import random
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import indexer
from indexer.generations.serving import current
from indexer.indexing import builder, merging
from indexer.indexing.merging import MOST_SEGMENTS
from indexer.matching.ranking import PLAIN
from indexer.opened.generation import Generation
from indexer.search.parser import parse
from indexer.search.reading import small_words
from indexer.search.terms import Plan, plan
from indexer.text.analyzer import Analyzer
from tests.oracles.brute_force import BruteForce
from tests.oracles.whoosh_road import WhooshRoad, is_one_term

ANALYZER = Analyzer()
Row = dict[str, Any]

WORDS = (
    "кластер кластера кластеров стали сталь стальной технопарк технопарк-мордовия мордовия Мальсагов Мальсаговым "
    "стекла стекло выпуск АИРР аирр мёд мед дом дома Орлов орлов в и Pegas 2016 И.о."
).split()
WORD = st.sampled_from(WORDS)
LEAF = st.one_of(
    WORD,
    st.builds("!{}".format, WORD),
    st.builds('"{} {}"'.format, WORD, WORD),
    st.builds('"{} {} {}"'.format, WORD, WORD, WORD),
    st.builds('!"{} {}"'.format, WORD, WORD),
    st.builds('"{} {}"~{}'.format, WORD, WORD, st.integers(1, 6)),
    st.builds('"{} {} {}"~{}'.format, WORD, WORD, WORD, st.integers(1, 6)),
    st.sampled_from(["дом*", "ста*", "технопарк-*", "заголовок:сталь", 'заголовок:"дом мёд"', "заголовок:кла*"]),
    st.sampled_from(["дата:2012", "дата:2013..", "дата:..2012-05", "источник:информ", "источник:вестник"]),
)
QUERY = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.builds("({} {})".format, inner, inner),
        st.builds("({} {} {} {})".format, inner, WORD, WORD, WORD),
        st.builds("({} ИЛИ {})".format, inner, inner),
        st.builds("({} НЕ {})".format, inner, inner),
        st.builds("({} ИЛИ НЕ {})".format, inner, inner),
        st.builds("заголовок:({} {})".format, WORD, inner),
    ),
    max_leaves=6,
)
ROW = st.fixed_dictionaries(
    {
        "title": st.lists(WORD, min_size=1, max_size=4).map(" ".join),
        "text": st.lists(WORD, min_size=1, max_size=12).map(" ".join),
    },
    optional={
        "published": st.sampled_from(["2012-05-15", "2012-06-01", "2013-01-01", "2016-02-29"]),
        "source": st.sampled_from(["Татар-информ", "Вестник", "Вестник Татарстана"]),
    },
)
ROWS = st.lists(ROW, min_size=12, max_size=20).map(
    lambda rows: {f"d{number}": row | {"id": f"d{number}"} for number, row in enumerate(rows)}
)
SLOW = settings(max_examples=10)

Rows = dict[str, Row]
History = Callable[[Path, Rows], str]  # builds an index of the rows in some roundabout way


def write(folder: Path, rows: Rows, files: int = 1) -> list[str]:
    """The rows as JSON Lines, dealt out to several files."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(row) + "\n" for row in rows.values()]
    for number in range(files):
        (folder / f"{number:02}.jsonl").write_text("".join(lines[number::files]), encoding="utf-8")
    return [str(folder)]


def built(folder: Path, rows: Rows, files: int = 1, segments: int = MOST_SEGMENTS) -> str:
    """An index of the rows, a segment for every file, merged to so many."""
    index = str(folder / "index")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "FEW", segments)
        patch.setattr(builder, "LEAST_CHUNKS", 1)
        patch.setattr(builder, "MOST_CHUNKS", 1)
        indexer.rebuild(write(folder / f"of{files}", rows, files), index, workers=1)
    return index


def earlier(rows: Rows) -> Rows:
    """Every third row with another's words, and one row more: less than half of them will be gone."""
    others = list(rows.values())[::-1]
    changed = {
        url: row | {"text": other["text"]} for (url, row), other in list(zip(rows.items(), others, strict=True))[::3]
    }
    return rows | changed | {"gone": {"id": "gone", "title": "дом", "text": "сталь"}}


def one_segment(folder: Path, rows: Rows) -> str:
    return built(folder, rows)


def five_segments(folder: Path, rows: Rows) -> str:
    return built(folder, rows, files=5)


def merged_in_a_rebuild(folder: Path, rows: Rows) -> str:
    return built(folder, rows, files=7, segments=2)


def with_deletions(folder: Path, rows: Rows) -> str:
    index = built(folder, earlier(rows), files=3)
    indexer.update(write(folder / "new", rows), index, workers=1, prune=True)
    return index


def after_a_merge(folder: Path, rows: Rows) -> str:
    index = built(folder, earlier(rows), files=MOST_SEGMENTS)
    indexer.update(write(folder / "new", rows), index, workers=1, prune=True)
    return index


HISTORIES: list[tuple[History, range]] = [
    (one_segment, range(1, 2)),
    (five_segments, range(5, 6)),
    (merged_in_a_rebuild, range(2, 3)),
    (with_deletions, range(3, 5)),
    (after_a_merge, range(1, MOST_SEGMENTS + 1)),
]


@pytest.mark.parametrize(("history", "segments"), HISTORIES, ids=lambda one: getattr(one, "__name__", ""))
@SLOW
@given(rows=ROWS, queries=st.lists(QUERY, min_size=10, max_size=10))
def test_three_roads_meet(history: History, segments: range, rows: Rows, queries: list[str]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        index = history(Path(temporary), rows)
        assert_equal(index, rows, queries)
        with indexer.open_engine(index) as engine:
            assert engine.stats().segments in segments


def test_after_500_random_updates_as_after_a_rebuild(tmp_path: Path) -> None:
    """Fifty runs, each of ten articles new or changed."""
    chance = random.Random(1)
    rows = {f"d{number}": random_row(chance, number) for number in range(40)}
    updated = built(tmp_path / "updated", rows)
    for _ in range(50):
        changed = {f"d{number}": random_row(chance, number) for number in chance.sample(range(120), 10)}
        rows |= changed
        indexer.update(write(tmp_path / "changed", changed), updated, workers=1)
    queries = [shape.format(*chance.choices(WORDS, k=4)) for shape in SHAPES for _ in range(8)]
    assert_equal(updated, rows, queries)
    assert_equal(built(tmp_path / "rebuilt", rows), rows, queries)


SHAPES = ("{0}", "!{0}", "{0} {1}", "{0} {1} {2} {3}", "{0} ИЛИ {1} ИЛИ {2}", "{0} НЕ {1}", '"{0} {1}"',
          '"{0} {1}"~4', "заголовок:{0}", "дом* {0}", "{0} дата:2012", "({0} ИЛИ {1}) источник:информ")  # fmt: skip


def random_row(chance: random.Random, number: int) -> Row:
    return {
        "id": f"d{number}",
        "title": " ".join(chance.choices(WORDS, k=chance.randint(1, 4))),
        "text": " ".join(chance.choices(WORDS, k=chance.randint(1, 30))),
        "published": f"201{chance.randint(0, 6)}-05-15",
        "source": chance.choice(["Татар-информ", "Вестник"]),
    }


def article(row: Row) -> indexer.Article:
    published = datetime.date.fromisoformat(row["published"]) if "published" in row else None
    return indexer.Article(row["id"], row["title"], row["text"], published, row.get("source"), ())


def assert_equal(index: str, rows: Rows, queries: Sequence[str]) -> None:
    """The index holds the rows and nothing else, and each query finds the same on every road."""
    loops = BruteForce([article(row) for row in rows.values()], ANALYZER)
    known = Generation(current(Path(index))).analyzer  # what everybody knows of «АИРР», too
    with indexer.open_engine(index) as engine, WhooshRoad(current(Path(index)), ANALYZER) as matchers:
        assert matchers.urls() == {one.url for one in engine.articles()} == rows.keys()
        for query in queries:
            planned = planned_of(query, known)
            if planned is None:
                continue
            expected = loops.search(planned)
            if not expected and small_words(parse(query).tree) is not None:
                continue  # what the small words alone find is shown instead
            hits = engine.search(query, limit=1000, snippets=False, facets=False, corrections=False).hits
            arrays = {hit.article.url: hit.score for hit in hits}
            assert arrays == pytest.approx(expected, abs=1e-5), query
            assert matchers.search(planned) == expected.keys(), query
            if is_one_term(planned):
                assert matchers.scores(planned) == pytest.approx(loops.search(planned, PLAIN), abs=1e-5), query


def planned_of(query: str, analyzer: Analyzer) -> Plan | None:
    """None where the query only leaves out."""
    try:
        return plan(parse(query).tree, analyzer)
    except indexer.QueryError:
        return None
