"""Words that surely name a region may ask for the articles about it; what means other things too stays a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.about import InRegion, about_regions, region_in
from indexer.search.parser import parse
from indexer.search.reading import texts
from indexer.search.syntax import And, Word, show
from indexer.text.gazetteer import subjects
from indexer.text.region_names import subject_named
from indexer.text.region_short import may_begin_name

SURE = [
    ("завод Удмуртия", 'завод И регион:"Удмуртия"'),
    ("завод Удмуртской Республики", 'завод И регион:"Удмуртской Республики"'),
    ("республика Татарстан технопарк", 'технопарк И регион:"республика Татарстан"'),
    ("тульские технопарки", 'технопарки И регион:"тульские"'),
    ("мосты Тывы", 'мосты И регион:"Тывы"'),
    ("кластеры РТ", 'кластеры И регион:"РТ"'),
    ("Ханты-Мансийский автономный округ школы", 'школы И регион:"Ханты-Мансийский автономный округ"'),
    ("соглашение Чувашии и Карелии", 'соглашение И и И регион:"Чувашии" И регион:"Карелии"'),
    ("(технопарк ИЛИ кластер) в Чечне НЕ 2016", '(технопарк ИЛИ кластер) И в И регион:"Чечне" НЕ 2016'),
    ("Мордовия", 'регион:"Мордовия"'),
]


@pytest.mark.parametrize(("query", "asked"), SURE)
def test_a_name_becomes_a_condition(query: str, asked: str) -> None:
    found = about_regions(parse(query).tree)
    assert found is not None
    assert show(found.tree).replace(" НЕ 2016", "") == asked.replace(" НЕ 2016", "")
    assert ("НЕ 2016" in show(found.tree)) == ("НЕ 2016" in query)


@pytest.mark.parametrize(
    "query",
    [
        "технопарк Казань",  # a town is less than its region
        "урожай Алтай",  # a republic, a край, mountains
        "московский завод",  # of the city or of the oblast
        "ростовский Дмитрий",  # a surname
        "Владимир Путин",
        "область определения",
        "!Мордовия завод",
        '"Мордовия" завод',
        "завод",
        "",
    ],
)
def test_what_is_no_sure_name_of_a_region_stays(query: str) -> None:
    assert about_regions(parse(query or "и").tree) is None


def test_regions_are_said_as_the_constitution_calls_them() -> None:
    found = about_regions(parse("соглашение Чувашии и Карелии").tree)
    assert found is not None
    assert found.regions == ("Чувашская Республика — Чувашия", "Республика Карелия")
    assert found.has_more


def test_a_query_may_be_nothing_but_a_region() -> None:
    found = about_regions(parse("Ненецкого автономного округа").tree)
    assert found is not None
    assert not found.has_more


@pytest.mark.parametrize("subject", subjects())
def test_every_subject_is_named_by_its_constitutional_name(subject: str) -> None:
    assert subject_named(subject) == subject
    assert may_begin_name(subject.split()[0])


@given(st.lists(st.sampled_from(("завод", "области", "Тульской", "Тула", "Республика", "Коми", "край")), min_size=1))
def test_a_region_is_asked_for_once_and_other_words_stay(words: list[str]) -> None:
    found = about_regions(And(tuple(map(Word, words))))
    if found:
        assert show(found.tree).count("регион:") == len(found.regions)
        assert [word for word in texts(found.tree) if word in ("завод", "Тула")] == [
            word for word in words if word in ("завод", "Тула")
        ]


@pytest.mark.parametrize(
    ("query", "rest", "region"),
    [
        ("кластеры в Татарстане", "кластеры", "Республика Татарстан"),
        ("Самарская область пожары", "пожары", "Самарская область"),
        ("кластеры и технопарки Удмуртии", "кластеры и технопарки", "Удмуртская Республика"),
        ("что строят в ХМАО", "что строят", "Ханты-Мансийский автономный округ — Югра"),
    ],
)
def test_the_rest_of_a_query_may_be_asked_of_its_region(query: str, rest: str, region: str) -> None:
    assert region_in(query) == InRegion(rest, region)


@pytest.mark.parametrize(
    "query",
    [
        "кластеры",
        "Татарстан",  # the region and nothing else
        "что в Татарстане",
        "Чувашия и Карелия договорились",  # two regions
        "кластер в Казани",
        "кластер ИЛИ Мордовия",
        "кластер НЕ Мордовия",
        '"кластер" Мордовия',
        "кластер регион:мордовия",
        "",
    ],
)
def test_other_queries_are_not_asked_of_a_region(query: str) -> None:
    assert region_in(query) is None
