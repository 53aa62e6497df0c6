"""One article a story: the best hit stands for its reprints, and nothing is lost or counted twice by it."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import indexer

Rows = list[dict[str, Any]]


def words(seed: int, count: int) -> str:
    chance = random.Random(seed)
    return " ".join(f"слово{chance.randrange(10**6)}" for _ in range(count))


def story(number: int, tellings: int, day: str | None = "2016-05-1") -> Rows:
    """Tellings of one story: each with some words of its own, on four days."""
    return [
        {
            "id": f"s{number}/{telling}",
            "title": f"Кластер {number}",
            "text": f"{words(number, 60)} {'кластер ' * telling}{words(1000 * number + telling, 5)}",
            "source": f"Газета {telling}",
            **({"published": f"{day}{telling}"} if day else {}),
        }
        for telling in range(tellings)
    ]


ROWS = [row for number, tellings in enumerate((4, 1, 2, 3, 1, 1)) for row in story(number, tellings)]


@pytest.fixture
def engine(index_of: Callable[..., Path]) -> Iterator["indexer.Engine"]:
    with indexer.open_engine(index_of(*ROWS)) as opened:
        yield opened


def urls(results: "indexer.Results") -> list[str]:
    return [hit.article.url for hit in results.hits]


def number_of(url: str) -> str:
    return url.partition("/")[0]


@pytest.mark.parametrize("sort", indexer.SORTS)
def test_the_best_of_each_story_is_shown(engine: "indexer.Engine", sort: str) -> None:
    every = engine.search("кластер", limit=100, sort=sort, reprints=True)
    once = engine.search("кластер", limit=100, sort=sort, reprints=False)
    best = {number_of(url): url for url in reversed(urls(every))}
    assert urls(once) == [url for url in urls(every) if best[number_of(url)] == url]
    assert (every.total, every.stories, every.pages) == (12, 6, 1)
    assert (once.total, once.stories, once.pages) == (12, 6, 1)
    assert every.facets == once.facets


@pytest.mark.parametrize("reprints", [False, True])
@pytest.mark.parametrize("sort", indexer.SORTS)
def test_pages_follow_on_one_another(engine: "indexer.Engine", sort: str, reprints: bool) -> None:
    whole = engine.search("кластер", limit=100, sort=sort, reprints=reprints)
    paged: list[str] = []
    for page in range(1, 10):
        results = engine.search("кластер", limit=4, offset=4 * (page - 1), sort=sort, reprints=reprints)
        assert results.pages == -(-len(whole.hits) // 4)
        assert len(results.hits) == max(0, min(4, len(whole.hits) - 4 * (page - 1)))
        paged += urls(results)
    assert paged == urls(whole)


def test_a_hit_says_how_many_tell_its_story_and_who_was_first(engine: "indexer.Engine") -> None:
    told = {number_of(hit.article.url): hit.story for hit in engine.search("кластер", reprints=False).hits}
    assert told == {
        "s0": indexer.Story(4, "s0/0"),
        "s1": None,
        "s2": indexer.Story(2, "s2/0"),
        "s3": indexer.Story(3, "s3/0"),
        "s4": None,
        "s5": None,
    }


def test_every_reprint_can_be_found_alone(engine: "indexer.Engine") -> None:
    for row in ROWS:
        results = engine.search(f"кластер источник:{row['source'].split()[1]}", limit=100)
        assert row["id"] in urls(results)
        assert results.stories == results.total


def test_an_article_lists_the_others_of_its_story(engine: "indexer.Engine") -> None:
    marked = engine.article("s3/1")
    assert marked is not None
    assert [one.url for one in marked.reprints] == ["s3/0", "s3/2"]
    alone = engine.article("s4/0")
    assert alone is not None
    assert alone.reprints == ()


def test_filters_choose_who_stands_for_a_story(engine: "indexer.Engine") -> None:
    results = engine.search("кластер", sources=["Газета 1"])
    assert {hit.article.source for hit in results.hits} == {"Газета 1"}
    assert (results.total, results.stories) == (3, 3)
    assert next(hit for hit in results.hits if hit.article.url == "s2/1").story == indexer.Story(2, "s2/0")


def test_undated_reprints_come_after_dated_ones(index_of: Callable[..., Path]) -> None:
    rows = [*story(1, 1, None), *story(1, 2)[1:]]
    with indexer.open_engine(index_of(*rows)) as engine:
        (hit,) = engine.search("кластер", reprints=False).hits
        assert hit.story == indexer.Story(2, "s1/1")


def test_json_tells_stories(engine: "indexer.Engine") -> None:
    shown = indexer.as_json(engine.search("кластер", limit=1, sort="oldest", reprints=False))
    assert (shown["total"], shown["stories"], shown["pages"]) == (12, 6, 6)
    assert {"size": 4, "first": "s0/0"} in [hit["story"] for hit in indexer.as_json(engine.search("кластер"))["hits"]]


@pytest.mark.parametrize(
    ("chosen", "facets", "choices"),
    [
        ({}, {"source": {"Газета 0": 6, "Газета 1": 3, "Газета 2": 2, "Газета 3": 1}, "year": {"2016": 12}}, {}),
        (
            {"sources": ["Газета 1", "Газета 2"]},
            {"source": {"Газета 1": 3, "Газета 2": 2}, "year": {"2016": 5}},
            {"source": {"Газета 0": 6, "Газета 1": 3, "Газета 2": 2, "Газета 3": 1}},
        ),
        (
            {"sources": ["Газета 1"], "years": [2015]},
            {"source": {}, "year": {}},
            {"source": {}, "year": {"2016": 3}},
        ),
    ],
)
def test_facets_count_all_hits_and_choices_leave_out_their_own_filter(
    engine: "indexer.Engine", chosen: dict[str, Any], facets: dict[str, Any], choices: dict[str, Any]
) -> None:
    results = engine.search("кластер", limit=1, **chosen)
    assert counted(results.facets) == {"region": {}} | facets
    assert counted(results.choices) == choices


def counted(facets: Mapping[str, Sequence["indexer.Count"]] | None) -> dict[str, dict[str, int]]:
    return {name: {one.value: one.count for one in counts} for name, counts in (facets or {}).items()}
