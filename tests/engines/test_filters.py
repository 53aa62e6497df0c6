"""What is chosen beside the words: values of one filter are OR, filters are AND, and each is counted without itself."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

import indexer
from indexer.engines.deadline import Deadline
from indexer.engines.facets import choices
from indexer.engines.filters import Filters, period
from indexer.engines.generation import Generation
from indexer.engines.within import Within
from indexer.generations.serving import current
from indexer.search.parser import parse
from indexer.search.terms import plan

ROWS = {
    "а": ("2014-03-01", "Вестник", "Томская область"),
    "б": ("2015-03-01", "Вестник", "Калужская область"),
    "в": ("2016-03-01", "Курьер", "Томская область"),
    "г": ("2016-12-31", "Ведомости", "Москва"),
    "д": (None, "Курьер", "Москва"),
}


def row(url: str) -> dict[str, Any]:
    published, source, region = ROWS[url]
    return {"url": url, "text": "Кластер.", "published": published, "source": source, "regions": [region]}


@pytest.fixture(scope="module")
def engine(engine_of: Callable[..., "indexer.Engine"]) -> "indexer.Engine":
    return engine_of(*map(row, ROWS))


@pytest.mark.parametrize(
    ("filters", "urls"),
    [
        ({}, "абвгд"),
        ({"years": (2014, 2016)}, "авг"),
        ({"years": (2015,)}, "б"),
        ({"sources": ("Вестник", "ведомости")}, "абг"),
        ({"regions": ("Томская область", "калуга")}, "абв"),
        ({"regions": ("Томская область",), "sources": ("Вестник",)}, "а"),
        ({"regions": ("Томская область",), "years": (2016,)}, "в"),
        ({"sources": ("Вестник",), "years": (2014, 2016)}, "а"),
        ({"sources": ("Никто",)}, ""),
    ],
)
def test_values_are_or_and_filters_are_and(engine: "indexer.Engine", filters: dict[str, Any], urls: str) -> None:
    assert {hit.article.url for hit in engine.search("кластер", **filters).hits} == set(urls)


@pytest.mark.parametrize(
    ("filters", "note"),
    [
        ({"sources": ("Вестник", "Никто")}, "источника «Никто» в указателе нет"),
        ({"regions": ("тува",)}, "статей о регионе «Республика Тыва» в указателе нет"),
        ({"regions": ("Нигде",)}, "региона «Нигде» нет ни среди субъектов Федерации, ни в указателе"),
    ],
)
def test_a_value_that_no_article_has_is_named(engine: "indexer.Engine", filters: dict[str, Any], note: str) -> None:
    assert note in engine.search("кластер", **filters).notes


def test_a_choice_is_counted_without_its_own_filter_and_with_the_others(engine: "indexer.Engine") -> None:
    found = engine.search("кластер", regions=["Томская область"], sources=["Вестник"]).choices
    assert found is not None
    assert {name: {one.value: one.count for one in counts} for name, counts in found.items()} == {
        "region": {"Калужская область": 1, "Томская область": 1},
        "source": {"Вестник": 1, "Курьер": 1},
    }


@pytest.mark.parametrize(
    ("asked", "fault", "said"),
    [
        ({"regions": "Москва"}, TypeError, "regions must be a sequence of names"),
        ({"since": "весной"}, ValueError, "since must be a day like 2016-05-31, not 'весной'"),
        ({"until": "2016.."}, ValueError, "until must be a day"),
        ({"until": 2016}, TypeError, "until must be a datetime.date or a text, not 2016"),
        ({"limit": -1}, ValueError, "limit and offset must not be negative"),
        ({"offset": -10}, ValueError, "limit and offset must not be negative"),
    ],
)
def test_what_nobody_can_mean_is_refused(
    engine: "indexer.Engine", asked: dict[str, Any], fault: type[Exception], said: str
) -> None:
    with pytest.raises(fault, match=said):
        engine.search("кластер", **asked)


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2016-05-31", None, (datetime.date(2016, 5, 31), None)),
        ("2016", "2016", (datetime.date(2016, 1, 1), datetime.date(2016, 12, 31))),
        (None, "2016-02", (None, datetime.date(2016, 2, 29))),
        (
            datetime.date(2016, 5, 31),
            datetime.date(2017, 1, 1),
            (datetime.date(2016, 5, 31), datetime.date(2017, 1, 1)),
        ),
    ],
)
def test_days_may_be_told_as_text(since: Any, until: Any, days: tuple[datetime.date | None, ...]) -> None:
    assert period(since, until) == days


class Clock:
    """A second passes whenever it is looked at."""

    def __init__(self) -> None:
        self.now = -1.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


def test_a_choice_is_counted_whole_or_not_at_all(index_of: Callable[..., Any]) -> None:
    generation = Generation(current(index_of(*map(row, ROWS))))
    planned = plan(parse("никто ИЛИ кластер").tree, generation.analyzer)
    assert planned is not None
    filters = Filters(regions=("Москва",), years=(2016,))
    whole = choices(Within(generation), planned, filters)
    assert list(whole) == ["region", "year"]
    clocked = [Within(generation, deadline=Deadline(seconds, Clock())) for seconds in range(1, 20)]
    counted = [choices(within, planned, filters) for within in clocked]
    assert all(one.items() <= whole.items() for one in counted)
    assert [len(one) for one in counted] == sorted(len(one) for one in counted)
    assert {len(one) for one in counted} == {0, 1, 2}


def test_of_one_day_the_better_comes_first(engine_of: Callable[..., "indexer.Engine"]) -> None:
    texts = {"а": "Завод открыл новый большой кластер.", "б": "Кластер, кластер, кластер.", "в": "Другой кластер."}
    engine = engine_of(*({"url": url, "text": text, "published": "2016-05-31"} for url, text in texts.items()))
    for sort in ("date", "oldest"):
        assert [hit.article.url for hit in engine.search("кластер", sort=sort).hits] == ["б", "в", "а"]
