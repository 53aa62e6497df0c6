"""What is inside, when it was published, and what is like it; on a real index."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import indexer
from indexer import Count

Build = Callable[..., Path]


def dated(day: str | None, text: str = "Кластер открыт") -> dict[str, str]:
    return {"text": f"{text} {day}", "title": f"Новость {day}"} | ({"published": day} if day else {})


def test_years_without_gaps_and_the_undated(index_of: Build) -> None:
    with indexer.open_engine(
        index_of(dated("2014-05-01"), dated("2016-01-31"), dated("2016-12-31"), dated(None))
    ) as engine:
        timeline = engine.search("кластер").timeline
        assert timeline is not None
        assert timeline.counts == (Count("2014", 1), Count("2015", 0), Count("2016", 2))
        assert timeline.undated == 1
        months = engine.search("кластер", years=[2016]).timeline
        assert months is not None
        assert [count.value for count in months.counts if count.count] == ["2016-01", "2016-12"]
        assert len(months.counts) == 12
        assert engine.search("кластер", facets=False).timeline is None


def test_the_newest_and_all_counts(index_of: Build) -> None:
    days = [f"20{year}-03-0{day}" for year in range(10, 20) for day in (1, 2)]
    rows = [dated(day, f"Слово{number} и дело{number * 7}") for number, day in enumerate(days)]
    with indexer.open_engine(index_of(*rows, dated(None, "Без дня"))) as engine:
        inside = engine.overview()
        assert [str(article.published) for article in inside.newest] == sorted(days, reverse=True)[:5]
        assert sum(count.count for count in inside.timeline.counts) == 20
        assert inside.timeline.undated == 1
        assert engine.overview() is inside


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("similar")
    texts = {
        "лазер": "Лазерный центр в Троицке выпустил волоконный лазер для сварки титановых труб",
        "лазер-2": "Волоконный лазер из Троицка сваривает титановые трубы на верфи в Северодвинске",
        "сад": "Ботанический сад высадил редкие орхидеи и открыл тропический павильон",
        "сад-2": "Орхидеи ботанического сада зацвели: тропический павильон ждёт посетителей",
        "дорога": "Мост через реку закрыли на ремонт до осени",
    }
    source = folder / "rows.jsonl"
    source.write_text("".join(json.dumps({"url": url, "text": text}) + "\n" for url, text in texts.items()))
    indexer.rebuild([str(source)], str(folder / "index"), workers=1)
    return folder / "index"


@pytest.mark.parametrize(("url", "likest"), [("лазер", "лазер-2"), ("лазер-2", "лазер"), ("сад", "сад-2")])
def test_what_shares_the_telling_words_is_similar(library: Path, url: str, likest: str) -> None:
    with indexer.open_engine(library) as engine:
        found = engine.article(url)
        assert found is not None
        assert [article.url for article in found.similar] == [likest]


def test_nothing_is_similar_to_what_stands_alone(library: Path) -> None:
    with indexer.open_engine(library) as engine:
        found = engine.article("дорога")
        assert found is not None
        assert found.similar == ()
