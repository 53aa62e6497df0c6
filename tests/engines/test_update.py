"""An updated index answers exactly as a rebuilt one, however often it was updated."""

import gc
import json
import os
import random
import shutil
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import indexer
from indexer.building.prepare import opened
from indexer.engines import disk
from indexer.indexing.batch import chunks_of
from indexer.indexing.merging import MOST_SEGMENTS
from indexer.matching import leaf
from indexer.places import gazetteer

TELLINGS = [[f"сюжет{story}слово{number}" for number in range(40)] for story in range(8)]
WORDS = (
    "кластер кластера кластеров стали сталь технопарк Мальсагов Мальсаговым стекла АИРР мёд дома домов Орлов".split()
)
QUERIES = (
    "кластер",
    "сталь",
    "мальсагова технопарк",
    '"дом кластер"',
    "кластер -стекло",
    "!дома",
    "дом*",
    "мед АИРР орел",
)


def write(path: Path, rows: Sequence[dict[str, Any]]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def random_row(chance: random.Random, number: int) -> dict[str, Any]:
    told = chance.choice([[], [], *TELLINGS])[chance.randint(0, 15) :]
    return {
        "id": f"d{number}",
        "title": " ".join(chance.choices(WORDS, k=3)),
        "text": " ".join([*told, *chance.choices(WORDS, k=chance.randint(1, 25))]),
        "source": chance.choice(["Вестник", "Новости"]),
        "regions": chance.sample(["Томская область", "Омская область", "Москва"], k=chance.randint(0, 2)),
        **({"published": f"2016-0{chance.randint(1, 2)}-1{chance.randint(0, 9)}"} if chance.random() < 0.8 else {}),
    }


def answers(index: Path) -> dict[str, object]:
    with indexer.open_engine(index) as engine:
        found: dict[str, object] = {}
        for query in QUERIES:
            results = engine.search(query, limit=1000, reprints=True)
            found[query] = (
                results.facets,
                {
                    hit.article: (pytest.approx(hit.score, abs=1e-5), hit.fragments, hit.matched, hit.story)
                    for hit in results.hits
                },
                results.stories,
            )
        stats = engine.stats()
        return found | {"documents": stats.documents, "lengths": stats.lengths}


@pytest.mark.parametrize("seed", range(3))
def test_random_updates_equal_a_rebuild(tmp_path: Path, seed: int) -> None:
    """Some 500 new and changed articles in 25 updates; the last one prunes."""
    chance = random.Random(seed)
    held = {number: random_row(chance, number) for number in range(50)}
    index = tmp_path / "updated"
    indexer.rebuild([write(tmp_path / "all.jsonl", list(held.values()))], str(index), workers=1)
    for _ in range(25):
        changed = {number: random_row(chance, number) for number in chance.sample(range(150), 20)}
        held |= changed
        report = indexer.update([write(tmp_path / "some.jsonl", list(changed.values()))], str(index), workers=1)
        assert (report.found, report.indexed, report.skipped, report.failed) == (20, 20, 0, 0)
    for number in chance.sample(sorted(held), 30):
        del held[number]
    everything = write(tmp_path / "all.jsonl", list(held.values()))
    indexer.update([everything], str(index), workers=1, prune=True)
    indexer.rebuild([everything], str(tmp_path / "rebuilt"), workers=1)
    assert answers(index) == answers(tmp_path / "rebuilt")
    with indexer.open_engine(index) as engine:
        assert sum(hit.story is not None for hit in engine.search("кластер", limit=1000, reprints=True).hits) > 10
    with indexer.open_engine(index) as engine:
        assert engine.stats().segments <= MOST_SEGMENTS


def test_unchanged_articles_are_not_written_again(tmp_path: Path) -> None:
    rows = [random_row(random.Random(1), number) for number in range(20)]
    source = write(tmp_path / "rows.jsonl", rows)
    index = tmp_path / "index"
    indexer.rebuild([source], str(index), workers=1)
    report = indexer.update([source, write(tmp_path / "new.jsonl", [{"id": "a", "text": "б"}])], str(index), workers=1)
    assert (report.found, report.indexed) == (21, 21)
    with indexer.open_engine(index) as engine:
        assert engine.stats().segments == 2
        assert engine.stats().documents == 21


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("prune", [False, True])
def test_where_nothing_has_changed_nothing_is_published(tmp_path: Path, workers: int, prune: bool) -> None:
    rows = [random_row(random.Random(1), number) for number in range(20)]
    source, index = write(tmp_path / "rows.jsonl", rows), tmp_path / "index"
    built = indexer.rebuild([source], str(index), workers=1)
    with indexer.open_engine(index) as engine:
        for _ in range(2):
            report = indexer.update([source], str(index), workers, prune=prune)
            assert (report.found, report.indexed, report.skipped, report.failed) == (20, 20, 0, 0)
            assert (report.generation, report.is_new) == ("gen-0001", False)
        assert not engine.refresh()
    assert report.bytes >= built.bytes  # a note of what was found sound may have come
    assert sorted(path.name for path in index.iterdir()) == ["CURRENT", "gen-0001", "writer.lock"]
    assert indexer.check(index, True).faults == ()
    fewer = write(tmp_path / "rows.jsonl", rows[1:])
    report = indexer.update([fewer], str(index), workers, prune=prune)
    assert (report.generation, report.is_new) == (("gen-0002", True) if prune else ("gen-0001", False))


@pytest.mark.parametrize("source", ["same.jsonl", "empty.jsonl", "more.jsonl"])
def test_a_process_that_updates_by_itself_keeps_nothing_of_it(tmp_path: Path, source: str) -> None:
    write(tmp_path / "same.jsonl", [{"id": "а", "text": "Кластер."}])
    write(tmp_path / "more.jsonl", [{"id": "б", "text": "Технопарк."}])
    write(tmp_path / "empty.jsonl", [{"id": "б"}])
    indexer.rebuild([str(tmp_path / "same.jsonl")], str(tmp_path / "index"), workers=1)
    with suppress(indexer.BuildError):
        indexer.update([str(tmp_path / source)], str(tmp_path / "index"), workers=1)
    assert (chunks_of.cache_info().currsize, opened.cache_info().currsize) == (0, 0)


@pytest.mark.parametrize("workers", [1, 2])
def test_rows_that_contradict_each_other_are_no_news(tmp_path: Path, workers: int) -> None:
    """The last row of a url wins, in every run: one that was replaced in the same run changes nothing."""
    told = [{"id": "а", "text": "Кластер в Перми."}, {"id": "а", "text": "Кластер в Казани."}]
    sources = [write(tmp_path / f"{number}.jsonl", [row]) for number, row in enumerate(told)]
    index = tmp_path / "index"
    indexer.rebuild(sources, str(index), workers)
    for _ in range(2):
        report = indexer.update(sources, str(index), workers)
        assert (report.found, report.indexed, report.skipped) == (2, 1, 1)
        assert (report.generation, report.is_new) == ("gen-0001", False)
    report = indexer.update(sources[::-1], str(index), workers)
    assert (report.found, report.indexed, report.skipped, report.is_new) == (2, 1, 1, True)
    with indexer.open_engine(index) as engine:
        assert [article.body for article in engine.articles()] == ["Кластер в Перми."]


def test_the_command_says_that_nothing_has_changed(innopoisk: Callable[..., Any], tmp_path: Path) -> None:
    index = tmp_path / "index"
    good = write(tmp_path / "good.jsonl", [{"id": "а", "text": "Кластер."}])
    assert innopoisk("rebuild", good, index=index).returncode == 0
    done = innopoisk("update", good, index=index)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "найдено 1 = в указателе 1 + пропущено 0 + не прочитано 0",
        "ничего не изменилось, остаётся указатель gen-0001",
    ]
    done = innopoisk("update", good, tmp_path / "нет", "--json", index=index)
    assert done.returncode == 3
    assert done.stderr == "ничего не изменилось, остаётся указатель gen-0001\n"
    shown = json.loads(done.stdout)
    assert [shown[key] for key in ("found", "indexed", "skipped", "failed", "generation")] == [2, 1, 0, 1, "gen-0001"]


def test_the_older_generation_keeps_its_answers(tmp_path: Path) -> None:
    source = tmp_path / "rows.jsonl"
    index = tmp_path / "index"
    indexer.rebuild([write(source, [{"id": "a", "text": "кластер"}])], str(index), workers=1)
    with indexer.open_engine(index) as engine:
        indexer.update([write(source, [{"id": "a", "text": "технопарк"}])], str(index), workers=1)
        assert engine.search("кластер").total == 1
        assert engine.refresh()
        assert engine.search("кластер").total == 0
        assert engine.search("технопарк").total == 1


def test_a_generation_that_is_left_goes_at_once(tmp_path: Path) -> None:
    """A server looks for garbage seldom, and never among what it loaded before its workers were forked."""
    index = tmp_path / "index"
    indexer.rebuild([write(tmp_path / "1.jsonl", [{"id": "a", "text": "кластер открыт в Казани"}])], str(index), 1)
    with indexer.open_engine(index) as engine:
        for query in ("кластер", "кластир", '"кластер открыт"', "клас* регион:татарстан"):
            engine.search(query)
            engine.explain(query, "a")
            engine.advise(query)
        engine.article("a", "кластер")
        engine.suggest("кл")
        engine.overview()
        left = engine._generation  # type: ignore[attr-defined]
        held = [weakref.ref(one) for one in (left, left.collection, left.lexicon, left.analyzer, left.words, left.met)]
        del left
        gc.collect()
        gc.disable()
        try:
            indexer.rebuild([write(tmp_path / "2.jsonl", [{"id": "a", "text": "технопарк"}])], str(index), workers=1)
            assert engine.refresh()
            assert [one() for one in held] == [None] * len(held)
        finally:
            gc.enable()


def test_an_engine_opened_before_a_fork_serves_both_processes(tmp_path: Path) -> None:
    """A child that moves on, or closes what it has, takes nothing from its parent."""
    index = tmp_path / "index"

    def publish(text: str) -> None:
        indexer.rebuild([write(tmp_path / "rows.jsonl", [{"id": "a", "text": text}])], str(index), workers=1)

    publish("кластер")
    with indexer.open_engine(index) as engine:
        engine.search("кластер")
        publish("технопарк")
        child = os.fork()
        if not child:
            moved = False
            try:
                moved = engine.refresh() and engine.search("технопарк").total == 1
                engine.close()
            finally:
                os._exit(0 if moved else 1)
        assert os.waitpid(child, 0)[1] == 0
        publish("полигон")
        assert (index / "gen-0001").exists()
        assert engine.search("кластер").total == 1


@pytest.mark.parametrize(
    ("part", "call"),
    [
        ("answer_best", lambda engine: engine.search("клстеры").correction),
        ("completer", lambda engine: engine.suggest("клас")),
        ("overview", lambda engine: engine.overview()),
        ("similar", lambda engine: engine.article("a", "кластер")),
        ("article_of", lambda engine: list(engine.articles())),
        ("bare_hits", lambda engine: [hit.article.body for hit in engine.search("кластер", snippets=False).hits]),
    ],
)
def test_a_call_ends_on_the_generation_on_which_it_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str, call: Callable[[indexer.Engine], Any]
) -> None:
    """Another thread moves the engine on, and three more are published, while it has not opened its words yet."""
    index = tmp_path / "index"
    whole = getattr(disk, part)

    def publish(text: str) -> None:
        indexer.rebuild([write(tmp_path / "rows.jsonl", [{"id": "a", "text": text}])], str(index), workers=1)

    def overtaken(*asked: Any) -> Any:
        for number in range(3):
            publish(f"технопарк {number}")
            engine.refresh()
        assert sorted(path.name for path in index.glob("gen-*")) == ["gen-0001", "gen-0003", "gen-0004"]
        return whole(*asked)

    publish("кластеры, кластеры, кластеры, класс")
    with indexer.open_engine(index) as engine:
        told = call(engine)
    monkeypatch.setattr(disk, part, overtaken)
    with indexer.open_engine(index) as engine:
        assert told
        assert call(engine) == told
        publish("технопарк")
        assert not (index / "gen-0001").exists()


def test_a_change_taken_back_in_one_run_leaves_the_article_as_it_was(tmp_path: Path) -> None:
    old, new = {"id": "a", "text": "кластер"}, {"id": "a", "text": "технопарк"}
    index = tmp_path / "index"
    indexer.rebuild([write(tmp_path / "1.jsonl", [old])], str(index), workers=1)
    sources = [write(tmp_path / "1.jsonl", [new]), write(tmp_path / "2.jsonl", [old])]
    report = indexer.update(sources, str(index), workers=1)
    assert (report.found, report.indexed, report.skipped) == (2, 1, 1)
    with indexer.open_engine(index) as engine:
        assert engine.search("кластер").total == 1
        assert engine.search("технопарк").total == 0


@pytest.mark.parametrize(
    "texts", [("кластер", "кластер"), ("кластер", "технопарк"), ("технопарк", "кластер"), ("технопарк", "технопарк")]
)
def test_an_article_that_comes_again_is_counted_as_replaced_in_an_update_too(
    tmp_path: Path, texts: tuple[str, ...]
) -> None:
    index = tmp_path / "index"
    indexer.rebuild([write(tmp_path / "0.jsonl", [{"id": "a", "text": "кластер"}])], str(index), workers=1)
    sources = [write(tmp_path / f"{number}.jsonl", [{"id": "a", "text": text}]) for number, text in enumerate(texts)]
    for update in (indexer.update, indexer.rebuild, indexer.update):
        report = update(sources, str(index), workers=1)
        assert (report.found, report.indexed, report.skipped, report.failed) == (2, 1, 1, 0)
        with indexer.open_engine(index) as engine:
            assert engine.stats().documents == 1
            assert engine.search(texts[-1]).total == 1


def test_update_without_an_index_says_so(tmp_path: Path) -> None:
    with pytest.raises(indexer.IndexMissing):
        indexer.update([write(tmp_path / "1.jsonl", [{"id": "a", "text": "б"}])], str(tmp_path / "none"))


def test_a_wide_prefix_is_cut_at_the_same_word_however_the_articles_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaf, "MOST_EXPANDED", 20)
    rows = [{"id": str(number), "text": f"про{number:03}"} for number in range(60)]
    indexer.rebuild([write(tmp_path / "all.jsonl", rows)], str(tmp_path / "one"), workers=1)
    indexer.rebuild([write(tmp_path / "0.jsonl", rows[::2])], str(tmp_path / "two"), workers=1)
    indexer.update([write(tmp_path / "1.jsonl", rows[1::2])], str(tmp_path / "two"), workers=1)
    found = []
    for name in ("one", "two"):
        with indexer.open_engine(tmp_path / name) as engine:
            results = engine.search("про*", limit=100)
            found.append({hit.article.url for hit in results.hits})
            assert any("слишком много" in note for note in results.notes)
    assert found[0] == found[1] == {str(number) for number in range(20)}


def test_an_index_whose_regions_were_found_otherwise_is_not_added_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path / "a.jsonl", [{"id": "а", "text": "Открыт цех в Рязани."}])
    indexer.rebuild([source], str(tmp_path / "index"), 1)
    monkeypatch.setattr(gazetteer, "TAGGING_VERSION", gazetteer.TAGGING_VERSION + 1)
    with pytest.raises(indexer.IndexOutdated, match=r"регионы статей .*innopoisk rebuild"):
        indexer.update([source], str(tmp_path / "index"), 1)
    indexer.rebuild([source], str(tmp_path / "index"), 1)
    assert indexer.update([source], str(tmp_path / "index"), 1).indexed == 1


def test_an_index_made_anew_in_the_place_of_another_is_not_taken_for_it(tmp_path: Path) -> None:
    """Three builds of one process: the second update compares with what lies there now."""
    index = str(tmp_path / "index")
    old = write(
        tmp_path / "old.jsonl", [{"url": "a", "text": "Кластер открыт."}, {"url": "b", "text": "Завод открыт."}]
    )
    new = write(
        tmp_path / "new.jsonl", [{"url": "b", "text": "Технопарк строят."}, {"url": "c", "text": "Цех открыт."}]
    )
    for first, then in ((old, old), (new, old)):
        shutil.rmtree(index, ignore_errors=True)
        indexer.rebuild([first], index, workers=1)
        indexer.update([then], index, workers=1)
    with indexer.open_engine(index) as engine:
        assert {one.url: one.body for one in engine.articles()} == {
            "a": "Кластер открыт.",
            "b": "Завод открыт.",
            "c": "Цех открыт.",
        }
