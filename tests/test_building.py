"""From sources to a published index: everything is counted once, and neither workers nor order change an answer."""

import dataclasses
import datetime
import json
import random
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import indexer
from indexer.building.prepare import rehearse
from indexer.indexing.batch import chunks_of

ROOT = Path(__file__).parent.parent
WORDS = (
    "кластер кластера кластеров технопарк технопарки Мордовия Татарстан Томск регион региона сталь стали стальной "
    "Мальсагов Мальсаговым Миннихановым АИРР инновации инновационный форум завод завода заводов станок Pegas 2016"
).split()
QUERIES = [
    *WORDS,
    *(f"{first} {second}" for first, second in zip(WORDS[::2], WORDS[1::2], strict=True)),
    *(f"{first} ИЛИ {second}" for first, second in zip(WORDS[::3], WORDS[2::3], strict=False)),
    '"промышленный кластер"', '"кластер регион"~5', "кластер -завод", "!стали", "техно*", "заголовок:кластер",
    "год:2016", "кластер технопарк форум завод",
]  # fmt: skip


def rows(count: int, seed: int = 1) -> list[dict[str, Any]]:
    chance = random.Random(seed)

    def text(longest: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, longest)))

    return [
        {
            "url": f"https://news.example/{number}",
            "title": text(6),
            "text": f"{text(60)}. {text(60)}.",
            "date": f"{2010 + number % 9}-0{1 + number % 9}-15",
            "source": f"Источник {number % 4}",
        }
        for number in range(count)
    ]


def write(path: Path, articles: Sequence[dict[str, Any]]) -> str:
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return str(path)


def answers(index: Path, queries: Sequence[str] = QUERIES) -> list[Any]:
    with indexer.open_engine(index) as engine:
        return [answer(engine, query) for query in queries]


def answer(engine: "indexer.Engine", query: str, limit: int = 20) -> Any:
    """Everything that a person sees of the answer."""
    found = indexer.as_json(engine.search(query, limit=limit))
    del found["took_ms"]
    # Equal scores may stand in either order, which the order of indexing decides.
    found["hits"].sort(key=lambda hit: (-hit["score"], hit["url"]))
    return found


def texts(index: Path) -> dict[str, str]:
    with indexer.open_engine(index) as engine:
        return {article.url: article.body for article in engine.articles()}


# Counts


def test_the_report_adds_up(tmp_path: Path) -> None:
    good = write(tmp_path / "a.jsonl", rows(30))
    (tmp_path / "b.jsonl").write_text('{"url": "b"}\n{\n' + json.dumps(rows(1)[0]) + "\n", encoding="utf-8")
    (tmp_path / "c.docx").touch()
    (tmp_path / "d.txt").touch()
    report = indexer.rebuild(
        [good, *(str(tmp_path / name) for name in ("b.jsonl", "c.docx", "d.txt", "нет"))], str(tmp_path / "index"), 2
    )
    assert (report.found, report.indexed, report.skipped, report.failed) == (36, 30, 3, 3)
    assert report.found == report.indexed + report.skipped + report.failed
    assert len(report.problems) == report.skipped + report.failed
    assert [problem.kind for problem in report.problems].count("skipped") == report.skipped
    assert report.generation == "gen-0001"
    assert report.bytes == sum(path.stat().st_size for path in (tmp_path / "index" / "gen-0001").iterdir())
    assert report.documents_per_second == pytest.approx(report.indexed / report.seconds, rel=0.05)
    assert texts(tmp_path / "index").keys() == {row["url"] for row in rows(30)}


def test_the_report_as_json_is_the_contract(tmp_path: Path) -> None:
    report = indexer.rebuild([write(tmp_path / "a.jsonl", rows(2)), "нет.txt"], str(tmp_path / "index"), 1)
    shown = report.as_json()
    assert list(shown) == (
        "found indexed skipped failed seconds documents_per_second bytes generation problems".split()
    )
    assert shown["problems"] == [{"source": "нет.txt", "reason": "файла или папки нет"}]


def test_a_day_that_cannot_be_read_is_told_and_its_article_kept(tmp_path: Path) -> None:
    told = [
        row | {"published": day} for row, day in zip(rows(4), ["32 мая 2016", "2016-05-31", "", "давно"], strict=True)
    ]
    report = indexer.rebuild([write(tmp_path / "a.jsonl", told)], str(tmp_path / "index"), 1)
    assert (report.found, report.indexed, report.problems) == (4, 4, ())
    assert report.remarks == (f"у 2\xa0статей дата не прочитана; первая из них — «32 мая 2016» ({told[0]['url']})",)
    assert "remarks" not in report.as_json()
    assert indexer.rebuild([write(tmp_path / "b.jsonl", rows(2))], str(tmp_path / "index"), 1).remarks == ()


@pytest.mark.parametrize("workers", [1, 2])
def test_progress_only_grows_and_ends_at_the_report(tmp_path: Path, workers: int) -> None:
    seen: list[tuple[int, float]] = []
    sources = [write(tmp_path / f"{number}.jsonl", rows(40, number)) for number in range(5)]
    report = indexer.rebuild(
        sources, str(tmp_path / "index"), workers, lambda counts: seen.append((counts.found, counts.share))
    )
    assert seen == sorted(seen)
    assert seen[-1] == (report.found, 1.0)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_url_again_replaces_and_is_counted(tmp_path: Path, workers: int) -> None:
    """Within a file, across files, three times; the last one in the order of the sources stays."""
    sources = [
        write(tmp_path / "1.jsonl", [{"url": "а", "text": "Первый."}, {"url": "б", "text": "Второй."}]),
        write(tmp_path / "2.jsonl", [{"url": "а", "text": "Третий."}, {"url": "в", "text": "Четвёртый."}]),
        write(tmp_path / "3.jsonl", [{"url": "а", "text": "Пятый."}, {"url": "а", "text": "Шестой."}]),
    ]
    report = indexer.rebuild(sources, str(tmp_path / "index"), workers)
    assert (report.found, report.indexed, report.skipped, report.failed) == (6, 3, 3, 0)
    assert [problem.source for problem in report.problems] == ["а", "а", "а"]
    assert texts(tmp_path / "index") == {"а": "Шестой.", "б": "Второй.", "в": "Четвёртый."}
    with indexer.open_engine(tmp_path / "index") as engine:
        assert engine.stats().documents == 3
        assert engine.search("третий ИЛИ первый ИЛИ пятый").total == 0


def test_rows_that_share_a_link_are_articles_of_their_own(tmp_path: Path) -> None:
    home = "https://news.example/"
    source = write(tmp_path / "a.jsonl", [{"id": f"d{n}", "url": home, "text": f"Новость {n}."} for n in range(3)])
    report = indexer.rebuild([source], str(tmp_path / "index"), 1)
    assert (report.indexed, report.skipped) == (3, 0)
    with indexer.open_engine(tmp_path / "index") as engine:
        assert [(article.url, article.link) for article in engine.articles()] == [(f"d{n}", home) for n in range(3)]
        shown = engine.article("d1")
        assert shown is not None
        assert shown.article.link == home


def test_a_listing_gives_an_article_for_each_teaser(seeds: "indexer.Engine") -> None:
    (page,) = {article.url.split("#")[0] for article in seeds.articles() if "#" in article.url}
    teasers = [article for article in seeds.articles() if article.url.startswith(page)]
    assert [article.url for article in teasers] == [f"{page}#{number}" for number in range(1, 11)]
    assert all(article.body.startswith(article.title.rstrip("…")) for article in teasers)
    assert seeds.article(page) is None


def test_what_is_indexed_comes_back_as_it_was(tmp_path: Path) -> None:
    given = rows(20)
    indexer.rebuild([write(tmp_path / "a.jsonl", given)], str(tmp_path / "index"), 1)
    with indexer.open_engine(tmp_path / "index") as engine:
        for row, article in zip(given, engine.articles(), strict=True):
            day = datetime.date.fromisoformat(row["date"])
            assert dataclasses.replace(article, regions=()) == indexer.Article(
                row["url"], row["title"], row["text"], day, row["source"]
            )


# Order


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Three hundred articles in twenty files, the last ones of which replace some of the first."""
    folder = tmp_path_factory.mktemp("sources")
    articles = rows(300)
    articles[-15:] = [article | {"url": f"https://news.example/{n}"} for n, article in enumerate(articles[-15:])]
    return [write(folder / f"{start:03}.jsonl", articles[start : start + 15]) for start in range(0, 300, 15)]


@pytest.fixture(scope="module")
def index_of_sources(sources: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("built") / "index"
    report = indexer.rebuild(sources, str(index), workers=1)
    assert (report.found, report.indexed) == (300, 285)
    return index


@pytest.mark.parametrize(("workers", "system"), [(2, "linux"), (3, "linux"), (2, "darwin")])
def test_workers_change_no_answer(
    sources: list[str],
    index_of_sources: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    workers: int,
    system: str,
) -> None:
    monkeypatch.setattr("indexer.indexing.worker.sys", SimpleNamespace(platform=system))  # where workers are not forked
    report = indexer.rebuild(sources, str(tmp_path / "index"), workers)
    assert (report.found, report.indexed, report.skipped) == (300, 285, 15)
    assert len(QUERIES) >= 40
    assert answers(tmp_path / "index") == answers(index_of_sources)
    assert list(texts(tmp_path / "index")) == list(texts(index_of_sources))


def test_building_again_writes_the_same_words(sources: list[str], index_of_sources: Path, tmp_path: Path) -> None:
    indexer.rebuild(sources, str(tmp_path / "index"), workers=2)
    for name in ("lexicon", "MAIN_000000.terms", "MAIN_000000.docs"):
        ours, theirs = (folder / "gen-0001" / name for folder in (tmp_path / "index", index_of_sources))
        assert ours.read_bytes() == theirs.read_bytes(), name


def test_one_file_or_many_is_the_same(sources: list[str], index_of_sources: Path, tmp_path: Path) -> None:
    (tmp_path / "all.jsonl").write_bytes(b"".join(Path(source).read_bytes() for source in sources))
    indexer.rebuild([str(tmp_path / "all.jsonl")], str(tmp_path / "index"), workers=2)
    assert answers(tmp_path / "index") == answers(index_of_sources)


def test_the_order_of_files_changes_no_answer(sources: list[str], tmp_path: Path) -> None:
    distinct = sources[:-1]
    indexer.rebuild(distinct, str(tmp_path / "forth"), workers=1)
    indexer.rebuild(distinct[::-1], str(tmp_path / "back"), workers=1)
    few = [query for query in QUERIES if " " in query or len(query) > 9]
    forth, back = answers(tmp_path / "forth", few), answers(tmp_path / "back", few)
    for one, other in zip(forth, back, strict=True):
        assert one["total"] == other["total"]
        assert [hit["score"] for hit in one["hits"]] == [hit["score"] for hit in other["hits"]]
        assert one["facets"] == other["facets"]


# Generations


def test_one_generation_before_is_kept_and_an_open_reader_answers_on(tmp_path: Path) -> None:
    index = tmp_path / "index"
    source = tmp_path / "a.jsonl"
    write(source, [{"url": "а", "text": "Первый кластер."}])
    assert indexer.rebuild([str(source)], str(index), 1).generation == "gen-0001"
    with indexer.open_engine(index) as engine:
        first = answer(engine, "кластер")
        for number in (2, 3):
            write(source, [{"url": "а", "text": f"Новый кластер {number}."}, {"url": "б", "text": "Кластер."}])
            assert indexer.rebuild([str(source)], str(index), 1).generation == f"gen-000{number}"
            kept = {path.name for path in index.glob("gen-*")}
            assert kept == {"gen-0001", f"gen-000{number - 1}", f"gen-000{number}"}  # the first is being read
            assert answer(engine, "кластер") == first
            assert engine.search("новый").total == 0
            shown = engine.article("а")
            assert shown is not None
            assert shown.article.body == "Первый кластер."
        assert engine.refresh()
        assert not engine.refresh()
        assert engine.search("кластер").total == 2
        assert engine.search("новый 3").hits[0].article.url == "а"
        assert engine.stats().generation == "gen-0003"
        indexer.rebuild([str(source)], str(index), 1)
        assert {path.name for path in index.glob("gen-*")} == {"gen-0003", "gen-0004"}


def test_a_failed_rebuild_leaves_everything_as_it_was(tmp_path: Path) -> None:
    index = tmp_path / "index"
    source = write(tmp_path / "a.jsonl", rows(5))
    indexer.rebuild([source], str(index), 1)
    before = answers(index, ["кластер"])
    with pytest.raises(indexer.BuildError, match="ни одной статьи"):
        indexer.rebuild([str(tmp_path / "нет")], str(index), 1)
    assert sorted(path.name for path in index.iterdir()) == ["CURRENT", "gen-0001", "writer.lock"]
    assert answers(index, ["кластер"]) == before


def test_a_rebuild_under_a_rebuild_is_locked_out(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", rows(5))
    tried: list[type[BaseException]] = []

    def meddle(_: "indexer.Counts") -> None:
        try:
            indexer.rebuild([source], str(tmp_path / "index"), 1)
        except indexer.IndexLocked as fault:
            tried.append(type(fault))

    assert indexer.rebuild([source], str(tmp_path / "index"), 1, meddle).indexed == 5
    assert set(tried) == {indexer.IndexLocked}


# The Python of the contract, word for word


def test_the_contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    report = indexer.rebuild(["seeds"], index=str(tmp_path / "index_data"), workers=2)
    assert report.indexed == 14
    with indexer.open_engine(str(tmp_path / "index_data")) as engine:
        results = engine.search(
            "кластеры Татарстана", limit=10, offset=0, sort="relevance",
            regions=(), sources=(), years=(), since=None, until=None, snippets=True, facets=True,
        )  # fmt: skip
        assert (results.total, results.notes, results.correction) == (len(results.hits), (), None)
        assert results.facets is not None
        assert set(results.facets) == {"region", "source", "year"}
        hit = results.hits[0]
        assert (hit.article.url, hit.article.source) == ("seeds/000_ddc8df753232604c.txt", "Татар-информ")
        assert hit.article.title.startswith("Президент Татарстана")
        assert hit.score >= results.hits[1].score > 0
        assert {form.lower() for form in hit.matched} >= {"татарстана", "кластеров"}
        for fragment in hit.fragments:
            assert all(fragment.text[start:stop] for start, stop in fragment.spans)


def test_snippets_and_facets_are_left_out_when_not_wanted(seeds: "indexer.Engine") -> None:
    with_all = seeds.search("кластер")
    without = seeds.search("кластер", snippets=False, facets=False)
    assert without.facets is None
    assert all(not hit.fragments for hit in without.hits)
    assert [(hit.article, hit.score) for hit in without.hits] == [(hit.article, hit.score) for hit in with_all.hits]


def test_faults_are_one_family(tmp_path: Path, seeds: "indexer.Engine") -> None:
    with pytest.raises(indexer.IndexMissing):
        indexer.open_engine(str(tmp_path))
    with pytest.raises(indexer.QueryError) as fault:
        seeds.search("-кластер")
    assert fault.value.position == 0
    family = ("IndexMissing", "IndexDamaged", "IndexOutdated", "IndexLocked", "QueryError", "SourceError", "BuildError")
    assert all(issubclass(getattr(indexer, name), indexer.InnopoiskError) for name in family)


def test_one_name_is_no_sequence_of_names(tmp_path: Path, seeds: "indexer.Engine") -> None:
    """Python would take it for one, and search the region «Т»."""
    with pytest.raises(TypeError, match="not one string"):
        indexer.rebuild("seeds", str(tmp_path / "index"))
    for wrong in ({"regions": "Татарстан"}, {"sources": "Татар-информ"}):
        with pytest.raises(TypeError, match="not one string"):
            seeds.search("кластер", **wrong)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_threads_share_an_engine(index_of_sources: Path) -> None:
    """Eight threads, two hundred queries each, every one in its own order; all answers as one thread gives them."""
    together = threading.Barrier(8)
    with indexer.open_engine(index_of_sources) as engine:
        expected = {query: answer(engine, query, 2) for query in QUERIES}

        def ask(seed: int) -> list[str]:
            chance = random.Random(seed)
            together.wait(timeout=60)
            asked = [chance.choice(QUERIES) for _ in range(200)]
            return [query for query in asked if answer(engine, query, 2) != expected[query]]

        with ThreadPoolExecutor(8) as threads:
            assert [wrong for told in threads.map(ask, range(8)) for wrong in told] == []


def test_threads_search_while_the_index_moves_on(tmp_path: Path) -> None:
    source, index = write(tmp_path / "a.jsonl", rows(40)), tmp_path / "index"
    indexer.rebuild([source], str(index), 1)
    stop = threading.Event()
    with indexer.open_engine(index) as engine:
        expected = answer(engine, "кластер")

        def ask() -> int:
            asked = 0
            while not stop.is_set():
                engine.refresh()
                assert answer(engine, "кластер") == expected
                asked += 1
            return asked

        with ThreadPoolExecutor(3) as threads:
            asking = [threads.submit(ask) for _ in range(3)]
            try:
                for _ in range(3):
                    indexer.rebuild([source], str(index), 1)
            finally:
                stop.set()
            assert all(future.result(timeout=60) for future in asking)
        assert engine.stats().generation in ("gen-0003", "gen-0004")


@pytest.mark.parametrize("is_new", [True, False])
def test_workers_find_loaded_what_every_article_needs(is_new: bool) -> None:
    asked = "import sys; from indexer.building.prepare import rehearse; rehearse(" + str(is_new) + ")\n"
    asked += "print(*(name in sys.modules for name in ('pymorphy3', 'indexer.sources.html', 'lxml')))"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert found.split() == [str(is_new), "False", "False"]


def test_a_rehearsal_leaves_nothing_behind() -> None:
    rehearse(is_new=False)
    assert len(chunks_of("").hashes()) == 0
