"""Words that surely name a region are told from those that mean other things too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.places.gazetteer import subjects
from indexer.places.region_names import subject_named
from indexer.places.region_short import may_begin_name
from indexer.search.about import InRegion, region_in, regions_in
from indexer.search.parser import parse
from indexer.search.reading import texts
from indexer.search.syntax import And, Tree, Word


def parts_of(query: str) -> tuple[Tree, ...]:
    tree = parse(query or "и").tree
    return tree.parts if isinstance(tree, And) else (tree,)


SURE = [
    ("завод Удмуртия", ["Удмуртия"]),
    ("завод Удмуртской Республики", ["Удмуртской Республики"]),
    ("республика Татарстан технопарк", ["республика Татарстан"]),
    ("тульские технопарки", ["тульские"]),
    ("мосты Тывы", ["Тывы"]),
    ("кластеры РТ", ["РТ"]),
    ("Ханты-Мансийский автономный округ школы", ["Ханты-Мансийский автономный округ"]),
    ("соглашение Чувашии и Карелии", ["Чувашии", "Карелии"]),
    ("(технопарк ИЛИ кластер) в Чечне НЕ 2016", ["Чечне"]),
    ("Мордовия", ["Мордовия"]),
]


@pytest.mark.parametrize(("query", "names"), SURE)
def test_a_name_is_as_long_as_may_be(query: str, names: list[str]) -> None:
    parts = parts_of(query)
    found = [parts[one.start : one.stop] for one in regions_in(parts)]
    assert [" ".join(text for part in words for text in texts(part)) for words in found] == names


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
def test_what_is_no_sure_name_of_a_region(query: str) -> None:
    assert not regions_in(parts_of(query))


def test_regions_are_said_as_the_constitution_calls_them() -> None:
    found = regions_in(parts_of("соглашение Чувашии и Карелии"))
    assert [one.subject for one in found] == ["Чувашская Республика — Чувашия", "Республика Карелия"]


@pytest.mark.parametrize("subject", subjects())
def test_every_subject_is_named_by_its_constitutional_name(subject: str) -> None:
    assert subject_named(subject) == subject
    assert may_begin_name(subject.split()[0])


@given(st.lists(st.sampled_from(("завод", "области", "Тульской", "Тула", "Республика", "Коми", "край")), min_size=1))
def test_names_follow_each_other_and_leave_other_words_alone(words: list[str]) -> None:
    found = regions_in(tuple(map(Word, words)))
    places = [place for one in found for place in range(one.start, one.stop)]
    assert places == sorted(set(places))
    assert not {"завод", "Тула"} & {words[place] for place in places}


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
