"""What users of other engines complain of (docs/COMPLAINTS.md), where no other test shows that it is met."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

import indexer

IndexOf = Callable[..., Path]


def found(index: Path, query: str) -> set[str]:
    with indexer.open_engine(index) as engine:
        return {hit.article.url for hit in engine.search(query, corrections=False, reprints=True).hits}


@pytest.mark.parametrize("query", ["ёжик", "ежик", "Ёжики", "ЕЖИКОМ", "!ежика", "ежик*", '"серый ежик"'])
def test_yo_and_ye_are_one_letter(index_of: IndexOf, query: str) -> None:
    assert found(index_of("Видели серого ёжика.", "Видели серого ежика.", "Видели серого кота."), query) == {"0", "1"}


def test_a_star_finds_derived_words(index_of: IndexOf) -> None:
    index = index_of("Пришёл паровоз.", "Пришёл паровозик.", "Паровозостроение растёт.", "Пар идёт.")
    assert found(index, "паровоз") == {"0"}
    assert found(index, "паровоз*") == {"0", "1", "2"}


def test_an_inflected_word_is_marked_as_it_is_written(index_of: IndexOf) -> None:
    with indexer.open_engine(index_of("Стояли на Лестницах завода.")) as engine:
        (hit,) = engine.search("лестница").hits
    (fragment,) = hit.fragments
    assert [fragment.text[start:stop] for start, stop in fragment.spans] == ["Лестницах"]
    assert hit.matched == ("Лестницах",)


def test_a_phrase_is_marked_only_as_a_phrase(index_of: IndexOf) -> None:
    text = "Умный человек построил дом. " + "Прошло много лет, и все забыли. " * 30 + "Теперь там умный дом."
    with indexer.open_engine(index_of(text)) as engine:
        (hit,) = engine.search('"умный дом"').hits
    shown = [fragment.text[start:stop] for fragment in hit.fragments for start, stop in fragment.spans]
    assert shown == ["умный", "дом"]
    assert "Теперь там умный дом." in hit.fragments[0].text


def test_marks_in_a_long_text_take_linear_time(index_of: IndexOf) -> None:
    index = index_of("Кластер работает и растёт. " * 64_000)
    with indexer.open_engine(index) as engine:
        started = time.process_time()
        assert engine.article("0", "кластер растёт") is not None
        assert time.process_time() - started < 20  # by its square it would take minutes


def test_words_that_sound_alike_are_not_mixed_up(index_of: IndexOf) -> None:
    index = index_of("Куплен миксер.", "Куплен микшер.")
    with indexer.open_engine(index) as engine:
        for query, url in (("миксер", "0"), ("микшер", "1")):
            results = engine.search(query)
            assert [hit.article.url for hit in results.hits] == [url]
            assert results.correction is None


@pytest.mark.parametrize(
    ("query", "urls"),
    [
        ("рост -сахара", {"1", "2"}),
        ("рост НЕ сахар", {"1", "2"}),
        ("рост тест-кейс", {"2"}),  # a hyphen inside a word excludes nothing
        ("рост (сахара ИЛИ нефти)", {"0", "1"}),
        ("сах*", {"0"}),
        ("неф*", {"1"}),
    ],
)
def test_operators_work_on_russian_words(index_of: IndexOf, query: str, urls: set[str]) -> None:
    assert found(index_of("Рост цен сахара.", "Рост цен нефти.", "Рост по тест-кейсу."), query) == urls


@pytest.mark.parametrize("query", ["татарстан", "Татарстан", "ТАТАРСТАН", "тАТАРСТАН", '"В ТАТАРСТАНЕ"', "!татарстане"])
def test_letter_case_of_words_never_matters(index_of: IndexOf, query: str) -> None:
    assert found(index_of("Дело было в Татарстане.", "ДЕЛО БЫЛО В ТАТАРСТАНЕ."), query) == {"0", "1"}


@pytest.mark.parametrize(
    "query", ["технопарк-мордовия", "Технопарке-Мордовии", "технопарк", "мордовия", '"технопарк мордовия"']
)
def test_hyphenated_words_are_found_whole_and_in_parts(index_of: IndexOf, query: str) -> None:
    assert found(index_of("Открыт «Технопарк-Мордовия».", "Открыт завод."), query) == {"0"}
