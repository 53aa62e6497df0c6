"""What is chosen beside the words: values of one filter are OR, filters are AND, and each is counted without itself."""

import datetime
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import indexer
from indexer.engines.facets import choices
from indexer.generations.serving import current
from indexer.matching import relaxation
from indexer.matching.deadline import Deadline
from indexer.matching.filters import Filters, period
from indexer.matching.within import Within
from indexer.opened.generation import Generation
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
        ({"years": "2016"}, TypeError, "years must be a sequence of whole numbers, not '2016'"),
        ({"years": 2016}, TypeError, "years must be a sequence of whole numbers, not 2016"),
        ({"years": ["2016"]}, TypeError, "years must be a sequence of whole numbers"),
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


def test_a_query_that_is_no_text_is_refused(engine: "indexer.Engine") -> None:
    with pytest.raises(TypeError, match="query must be a text, not None"):
        engine.search(None)  # type: ignore[arg-type]


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


REGIONS = ("Москва", "Томская область", "Калужская область")
WORDS = "кластер завод технопарк вакцина робот аэропорт урожай газопровод".split()


@pytest.fixture(scope="module")
def chance(engine_of: Callable[..., "indexer.Engine"]) -> "indexer.Engine":
    """Articles of some of the words, so that most queries let words go."""
    dice = random.Random(1)
    return engine_of(
        *(
            {
                "text": f"{' '.join(dice.sample(WORDS, dice.randint(1, 4)))}. Больше не сказано ничего.",
                "regions": [dice.choice(REGIONS)],
                "source": dice.choice(("Вестник", "Курьер")),
            }
            for _ in range(300)
        )
    )


@given(st.lists(st.sampled_from([*WORDS, "калстер", "техно парк", "нигде"]), min_size=1, max_size=12, unique=True))
def test_a_facet_finds_as_many_as_it_counts(chance: "indexer.Engine", words: list[str]) -> None:
    """Where words are let go or put right too."""
    query = " ".join(words)
    whole = chance.search(query, snippets=False)
    assert whole.facets is not None
    for facet, filtered in (("region", "regions"), ("source", "sources")):
        for one in whole.facets[facet]:
            found = chance.search(query, snippets=False, **{filtered: [one.value]})  # type: ignore[arg-type]
            assert (found.total, found.correction) == (one.count, whole.correction)


def test_behind_a_filter_words_are_let_go_anew_where_else_nothing_is_left(
    engine_of: Callable[..., "indexer.Engine"],
) -> None:
    engine = engine_of(
        {"url": "мск", "text": "Завод и кластер.", "regions": ["Москва"]},
        {"url": "тмск", "text": "Завод без всего.", "regions": ["Томская область"]},
    )
    assert [hit.article.url for hit in engine.search("завод кластер").hits] == ["мск"]
    found = engine.search("завод кластер", regions=["Томская область"])
    assert [hit.article.url for hit in found.hits] == ["тмск"]
    assert found.notes == (relaxation.NONE_HOLDS_ALL,)
