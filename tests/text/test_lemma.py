"""How words are read: pymorphy3's known traps first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.fields import CERTAIN
from indexer.text.lemma import LONGEST_WORD, readings
from indexer.text.letters import form


def terms(word: str) -> list[str]:
    return [reading.term for reading in readings(form(word))]


HAS = [
    ("кластеров", "кластер"),
    ("Татарстане", "татарстан"),
    ("стали", "стать"),
    ("стали", "сталь"),  # steel is never lost, though became is likelier
    ("стекла", "стекло"),
    ("орлов", "орел"),
    ("Орлов", "орлов"),
    ("мёд", "мед"),
    ("мед", "мед"),
    ("счастья", "счастье"),  # the dictionary says «счастие»
    ("счастье", "счастье"),
    ("ТЕХНОПАРКОВ", "технопарк"),  # a headline in capitals
    ("СТАЛИ", "сталь"),
    ("Pegas", "pega"),  # English stem
    ("clusters", "cluster"),
    ("2016", "2016"),
]


@pytest.mark.parametrize(("word", "term"), HAS)
def test_a_word_is_read_as(word: str, term: str) -> None:
    assert term in terms(word)


@pytest.mark.parametrize("word", ["АИРР", "ОЭЗ", "НОЦ", "ПФО"])
def test_abbreviations_bypass_morphology(word: str) -> None:
    assert terms(word) == [word.lower()]


def test_abbreviation_typed_in_small_letters_meets_itself() -> None:
    assert "аирр" in terms("аирр")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Мальсагова", "Мальсаговым"),
        ("Алабуга", "Алабуге"),
        ("Нанолек", "Нанолеком"),
        ("Здунов", "Здуновым"),
        ("Артём", "Артем"),
    ],
)
def test_unknown_words_meet_in_other_cases(one: str, other: str) -> None:
    assert set(terms(one)) & set(terms(other))


def test_the_likeliest_reading_is_first_and_weights_are_probabilities() -> None:
    found = readings("стали")
    assert found[0].term == "стать"
    assert sum(reading.weight for reading in found) == CERTAIN


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяё-abcXYZ019+#'", min_size=1, max_size=LONGEST_WORD + 6))
def test_every_form_has_a_reading(word: str) -> None:
    found = readings(form(word))
    assert found
    assert all(1 <= reading.weight <= CERTAIN and reading.term for reading in found)
    assert len({reading.term for reading in found}) == len(found)
