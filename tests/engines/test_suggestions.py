"""How unfinished queries go on, over a small index."""

from collections.abc import Callable
from pathlib import Path

import pytest

import indexer
from indexer import Engine

Build = Callable[..., Path]

TITLES = (
    *["Особая экономическая зона в Казани"] * 4,
    *["Промышленный кластер Татарстана"] * 3,
    "Промышленный парк",
    "Казанский кластер",
    "Казанские улицы и особые дома",
    "Казань, Казань, Казань",
    "Кластеры и ещё раз кластеры",
    "Кластерам — 5 лет",
    "И кластеру тоже, и который уже раз",
    "АИРР и Алабуга",
    "Google и наука",
    "Наука и завод",
    "Наука и завод",
    "Ёлка, ёлки",
)


@pytest.fixture(scope="module")
def engine(engine_of: Callable[..., Engine]) -> Engine:
    return engine_of(*({"title": title, "text": "пишите на info@ivan.ru"} for title in TITLES))


def texts(engine: Engine, query: str) -> list[str]:
    return [suggestion.text for suggestion in engine.suggest(query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("класт", ["кластер"]),  # all its forms are one completion
        ("КЛАСТ", ["кластер"]),
        ("кластеро", []),
        ("кластеры", ["кластеры"]),
        ("каз", ["казань", "казанский"]),
        ("rfp", ["казань", "казанский"]),
        ("пщщп", ["google"]),
        ("аи", ["АИРР"]),
        ("ел", ["ёлка"]),
        ("ёл", ["ёлка"]),
        ("промышленный ", ["промышленный кластер татарстана"]),  # «промышленный кластер» never stands alone
        ("промышленный к", ["промышленный кластер татарстана", "промышленный кластер"]),
        ("особые казанс", ["особые казанские"]),
        ("особая ка", ["особая казань"]),
        ("улицы ка", ["улицы казанский"]),  # no adjective; «Казань» stands in other articles
        ("Промышленный кластер т", ["Промышленный кластер татарстана"]),
        ("год:2016 промышленный кластер та", ["год:2016 промышленный кластер татарстана"]),
        ('"промышленный кластер та', ['"промышленный кластер татарстана']),
        ("ghjvsiktyysq rkf", ["промышленный кластер татарстана", "промышленный кластер"]),
        ("наука и з", ["наука и завод"]),
        ("-алаб", ["-алабуга"]),
        ("и", []),  # «и» says nothing, and an address is no word
        ("котор", []),
        ("5", []),
        ("info", []),
        ("ru", []),
        ("неттакого", []),
        ("", []),
        (" ", []),
    ],
)
def test_completions(engine: Engine, query: str, found: list[str]) -> None:
    assert texts(engine, query)[: max(1, len(found))] == found


def test_behind_a_word_stands_what_articles_have_there(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("Открыты кластеры Татарстана", "В Татарстане тепло", "Татарстан и завод", "Завод танков")
    assert texts(engine, "кластеры та") == ["кластеры татарстана"]
    assert texts(engine, "завод т") == ["завод танков"]


def test_where_nothing_stands_behind_a_word_others_of_its_articles_are_offered(
    engine_of: Callable[..., Engine],
) -> None:
    said = "Закон подписан", "Закон принят", "Закон о зоне", "На заводе зона, а фабрике дан заказ"
    engine = engine_of(*said, "Фабрика и завод", "Завод закрыт", "Завод", "Завод и дом")
    assert texts(engine, "фабрика з") == ["фабрика заказ", "фабрика завод", "фабрика зона"]
    assert [one.count for one in engine.suggest("фабрика з")] == [1, 2, 1]
    assert texts(engine, "фабрике п") == []  # «принят» and «подписан» are of other articles
    assert texts(engine, "фабирка зав") == ["фабирка завод"]  # of a word that stands nowhere nothing is known


def test_behind_a_small_word_stands_what_goes_with_the_word_before_it(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("Кластер вырос в Тамбове", *["Выставка в Тайшете"] * 3, "Завод на Таймыре")
    assert texts(engine, "кластер в та") == ["кластер в тамбове"]
    assert texts(engine, "завод в та") == ["завод в тайшете", "завод в тамбове"]  # none of a plant: of all articles


def test_a_beginning_of_another_completion_is_none(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("Губернатор Санкт-Петербурга")
    assert texts(engine, "губернатор са") == ["губернатор санкт-петербурга"]


def test_a_phrase_stands_among_words(engine: Engine) -> None:
    assert texts(engine, "особ") == ["особая", "особая экономическая зона"]
    assert texts(engine, "зо") == ["зона", "зона в казани"]


def test_counts_say_how_often(engine: Engine) -> None:
    counted = {one.text: one.count for one in engine.suggest("класт")}
    assert counted == {"кластер": 8, "кластер татарстана": 3}
    assert [one.count for one in engine.suggest("п")] == sorted(
        (one.count for one in engine.suggest("п")), reverse=True
    )


def test_no_more_than_asked_for(engine: Engine) -> None:
    assert len(engine.suggest("к", limit=2)) == 2
    assert len(engine.suggest("к", limit=1)) == 1


def test_every_completion_finds_something(engine: Engine) -> None:
    for letter in "абвгдежзиклмнопрстуфхцчшщэюя":
        for text in texts(engine, letter):
            assert engine.search(text, corrections=False).total, text


def test_a_removed_word_is_no_completion(index_of: Build, tmp_path: Path) -> None:
    index = index_of("Технопарк открыт", {"id": "gone", "text": "Кванториум рядом"})
    source = tmp_path / "less.jsonl"
    source.write_text('{"id": "gone", "title": "Новость", "text": "Квартал закрыт"}\n', encoding="utf-8")
    with indexer.open_engine(index) as engine:
        assert texts(engine, "ква") == ["кванториум"]
        indexer.update([str(source)], str(index), workers=1)
        engine.refresh()
        assert texts(engine, "ква") == ["квартал"]


def test_phrases_survive_an_update(index_of: Build, tmp_path: Path) -> None:
    index = index_of(*[{"title": "Умный дом", "text": f"Номер {number}"} for number in range(3)])
    source = tmp_path / "more.jsonl"
    source.write_text('{"id": "9", "title": "Новость", "text": "Квартал"}\n', encoding="utf-8")
    indexer.update([str(source)], str(index), workers=1)
    with indexer.open_engine(index) as engine:
        assert texts(engine, "умный ") == ["умный дом"]


def test_a_word_that_the_end_of_a_line_has_torn_is_not_offered(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of(
        "Союз промышленников", "Съезд промышленников", "Союз промышлен-ников", *["Вице-премьер"] * 2, "Вицепремьер"
    )
    assert "промышлен-ников" not in texts(engine, "промышлен")
    assert "вице-премьер" in texts(engine, "вице")
