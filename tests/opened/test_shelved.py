"""An article of a list reads its body when asked, and is otherwise what it was before it was stored."""

import copy
import json
import pickle

import pytest

import indexer
from indexer.columnar.stored import SegmentRecords
from indexer.opened.shelved import ShelvedArticle

ROWS = [
    {"id": f"d{number}", "title": f"Кластер {number}", "text": f"Завод номер {number}.", "link": "http://a.ru"}
    for number in range(20)
]


@pytest.fixture(scope="module")
def engine(engine_of):
    return engine_of(*ROWS)


def test_a_hit_without_snippets_is_the_same_article(engine):
    plain = engine.search("кластер", snippets=False, limit=20).hits
    marked = engine.search("кластер", snippets=True, limit=20).hits
    assert [hit.article.body for hit in plain] == [hit.article.body for hit in marked]
    assert [hit.article for hit in plain] == [hit.article for hit in marked]
    assert [hit.article for hit in marked] == [hit.article for hit in plain]
    assert {hit.article for hit in plain} == {hit.article for hit in marked}


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda article: pickle.loads(pickle.dumps(article))])
def test_copies_are_whole(engine, copied):
    article = engine.search("кластер", snippets=False).hits[0].article
    assert copied(article) == article


def test_records_read_together_are_those_read_one_by_one(engine):
    generation = engine._generation
    docnums = [7, 3, 19, 3]
    assert generation.records_of(docnums) == [generation.record(docnum) for docnum in docnums]
    assert generation.articles(docnums) == [generation.article(docnum) for docnum in docnums]
    assert generation.records_of([]) == generation.articles([]) == []


@pytest.mark.parametrize("part", ["narrow_rest", "narrow_head"])
@pytest.mark.parametrize("spoiled", [b"", b'{"', b'{"url": "a"}, {"url": "b"', b"\xff"])
def test_of_records_read_together_the_damaged_one_is_named(engine, monkeypatch, part, spoiled):
    sound = getattr(SegmentRecords, part)
    monkeypatch.setattr(SegmentRecords, part, lambda all_of, number: spoiled if number == 3 else sound(all_of, number))
    read = engine._generation.records_of if part == "narrow_rest" else engine._generation.articles
    assert [len(read([1, 5])), len(read([5]))] == [2, 1]
    with pytest.raises(indexer.IndexDamaged, match="запись 3 не читается"):
        read([1, 3, 5])


def test_a_body_outlives_the_engine(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps(ROWS[0]), encoding="utf-8")
    indexer.rebuild([str(tmp_path / "a.jsonl")], str(tmp_path / "index"), workers=1)
    with indexer.open_engine(str(tmp_path / "index")) as engine:
        hit = engine.search("кластер", snippets=False).hits[0]
    assert hit.article.body == "Завод номер 0."


def test_an_engine_stays_with_its_folder_when_the_process_goes_elsewhere(seeds_index, tmp_path, monkeypatch):
    monkeypatch.chdir(seeds_index.parent)
    with indexer.open_engine(seeds_index.name) as engine:
        monkeypatch.chdir(tmp_path)
        assert engine.search("кластир").correction.query == "кластер"
        assert not engine.refresh()


def test_a_body_is_read_once_and_only_when_asked():
    asked = []
    article = ShelvedArticle({"url": "a", "title": "b"}, lambda: asked.append(1) or "тело")
    assert (article.url, article.published, asked) == ("a", None, [])
    assert (article.body, article.body, asked) == ("тело", "тело", [1])
    with pytest.raises(AttributeError):
        article.story  # noqa: B018
