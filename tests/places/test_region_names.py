"""A region is asked for by any of its names, in the query and beside it; an unknown one is answered with a note."""

from collections.abc import Callable

import pytest

import indexer
from indexer.places.region_names import named

ROWS = [
    {"url": "kzn", "text": "Кластер создан в Казани."},
    {"url": "brn", "text": "Кластер создан в Алтайском крае."},
    {"url": "gor", "text": "Кластер создан в Республике Алтай."},
    {"url": "prv", "text": "Кластер создан там.", "regions": ["Прованс"]},
    {"url": "kal", "text": "Кластер создан там.", "regions": ["калужский"]},
]


@pytest.fixture(scope="module")
def engine(engine_of: Callable[..., indexer.Engine]) -> indexer.Engine:
    return engine_of(*ROWS)


NAMES = [
    ("рт", ["kzn"]),
    ("татарстан", ["kzn"]),
    ("Татарстане", ["kzn"]),
    ("татарский", ["kzn"]),
    ("казань", ["kzn"]),
    ("алтай", ["brn", "gor"]),
    ("барнаул", ["brn"]),
    ("калужская", ["kal"]),
    ("обнинск", ["kal"]),
    ("прованс", ["prv"]),
]


@pytest.mark.parametrize(("name", "urls"), NAMES)
def test_a_region_by_its_names(engine: indexer.Engine, name: str, urls: list[str]) -> None:
    for found in (engine.search(f"кластер регион:{name}"), engine.search("кластер", regions=[name])):
        assert sorted(hit.article.url for hit in found.hits) == urls
        assert not found.notes


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ('регион:"республика татарстан"', 1),
        ("регион:(рт ИЛИ калужская)", 2),
        ("кластер -регион:рт", 4),
        ("region:rt", 0),
        ('регион:"алтайский край"', 1),
        ("регион:алтайский край кластер", 1),
        ("кластер регион:республика татарстан", 1),
        ("регион:рт кластер", 1),
        ("кластер И регион:алтай край", 1),
        ("регион:горный алтай кластер", 1),
        ("кластер регион:горного алтая", 1),
        ("регион:нижний новгород", 0),
        ("регион:ростов на дону", 0),
        ("регион:казань кластер создан", 1),
    ],
)
def test_regions_in_queries(engine: indexer.Engine, query: str, total: int) -> None:
    assert engine.search(query).total == total


def test_the_query_is_read_back_with_the_constitutional_name(engine: indexer.Engine) -> None:
    read = engine.search("кластер регион:рт").read_as
    assert read == 'кластер И регион:"Республика Татарстан"'
    assert engine.search(read).total == 1
    assert engine.search(engine.search("регион:алтай").read_as).total == 2


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("регион:нижний новгород кластер", 'регион:"Нижегородская область" И кластер'),
        ("кластер регион:горный алтай", 'кластер И регион:"Республика Алтай"'),
        ("регион:ростова на дону", 'регион:"Ростовская область"'),
        ("регион:казань кластер", 'регион:"Республика Татарстан" И кластер'),
        ("регион:северный кластер", "регион:северный И кластер"),
    ],
)
def test_a_name_of_several_words_needs_no_quotes(engine: indexer.Engine, query: str, read: str) -> None:
    assert engine.search(query).read_as == read
    assert engine.search(read).read_as == read


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("лимузен", "региона «лимузен» нет ни среди субъектов Федерации, ни в указателе"),
        ("тула", "статей о регионе «Тульская область» в указателе нет"),
    ],
)
def test_a_region_without_articles_is_answered_with_a_note(engine: indexer.Engine, name: str, note: str) -> None:
    for found in (engine.search(f"кластер регион:{name}"), engine.search("кластер", regions=[name])):
        assert found.total == 0
        assert note in found.notes


MEANT = [
    ("рт", ["Республика Татарстан"]),
    ("РБ", ["Республика Башкортостан", "Республика Бурятия"]),
    ("хмао", ["Ханты-Мансийский автономный округ — Югра"]),
    ("югра", ["Ханты-Мансийский автономный округ — Югра"]),
    ("РС(Я)", ["Республика Саха (Якутия)"]),
    ("московский", ["Московская область", "Москва"]),
    ("московская область", ["Московская область"]),
    ("Чувашская Республика", ["Чувашская Республика — Чувашия"]),
    ("кемеровской области", ["Кемеровская область — Кузбасс"]),
    ("г. Обнинск", ["Калужская область"]),
    ("железногорск", ["Красноярский край", "Курская область"]),
    ("орел", ["Орловская область"]),
    ("калужане", ["Калужская область"]),
    ("республика", []),
    ("область", []),
    ("Прованс", []),
    ("", []),
]


@pytest.mark.parametrize(("name", "subjects"), MEANT)
def test_what_a_name_means(name: str, subjects: list[str]) -> None:
    assert list(named(name)) == subjects


ABOUT = [
    {"url": "izh", "text": "Новый завод открыт в Ижевске."},
    {"url": "udm", "text": "Удмуртия готовится к празднику."},
    {"url": "prm", "text": "Завод в Перми расширяется."},
]


@pytest.fixture(scope="module")
def plants(engine_of: Callable[..., indexer.Engine]) -> indexer.Engine:
    return engine_of(*ABOUT)


@pytest.mark.parametrize("query", ["заводы Удмуртии", "завод республика Удмуртия", "Удмуртия завод"])
def test_an_article_about_a_region_need_not_name_it(plants: indexer.Engine, query: str) -> None:
    found = plants.search(query)
    assert [hit.article.url for hit in found.hits] == ["izh"]
    assert 'регион:"Удмуртская Республика"' in found.read_as
    assert len(found.notes) == 1
    assert found.notes[0].endswith("статьи о регионе «Удмуртская Республика» (без этого — в кавычках)")
    assert found.correction is None


def test_a_region_that_no_article_names_is_found_by_its_towns(plants: indexer.Engine) -> None:
    found = plants.search("Прикамье")
    assert [hit.article.url for hit in found.hits] == ["prm"]
    assert found.notes == ("прикамье: ищутся и статьи о регионе «Пермский край» (без этого — в кавычках)",)


def test_words_that_stand_together_are_sought_as_words(plants: indexer.Engine) -> None:
    assert [hit.article.url for hit in plants.search("Удмуртия праздник").hits] == ["udm"]
    assert plants.search("Удмуртия").total == 1


def test_without_such_articles_words_are_let_go(plants: indexer.Engine) -> None:
    found = plants.search("завод Чувашия")
    assert {hit.article.url for hit in found.hits} == {"izh", "prm"}
    assert "показаны те, где есть хотя бы часть слов" in found.notes[0]


def test_other_filters_hold_for_what_is_about_a_region(plants: indexer.Engine) -> None:
    assert [hit.article.url for hit in plants.search("заводы Удмуртии", sources=["ТАСС"]).hits] == []
    found = plants.search("заводы Удмуртии", regions=["Пермский край"])
    assert [hit.article.url for hit in found.hits] == ["prm"]
    assert "показаны те, где есть хотя бы часть слов" in found.notes[0]
