"""How words are read: pymorphy3's known traps first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.fields import CERTAIN
from indexer.text.lemma import LONGEST_WORD, STEM_MARK, readings
from indexer.text.letters import form
from indexer.text.twins import LEMMAS_OF_FORM


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
    ("Варвара".replace("В", "B").replace("р", "p"), "варвара"),  # Latin B and p
    ("OПEC", "опес"),
    ("деньгами", "деньги"),  # the dictionary says «деньга»
    ("Ивановой", "иванова"),  # a woman's name is a word of its own…
    ("Ивановой", "иванов"),  # …and of the family
    ("Алексеевны", "алексеевна"),
    ("крупнейшего", "крупнейший"),
    ("крупнейшего", "крупный"),
    ("лучших", "лучший"),
    ("наилучшего", "наилучший"),
    ("быстрее", "быстрый"),
    ("быстрее", "быстро"),
    ("уверена", "уверить"),
    ("уверена", "уверенный"),
    ("построенного", "построить"),
    ("должны", "должен"),
    ("лучше", "хороший"),
    ("геном", "геном"),  # a form of ген stands in the very same paradigm…
    ("геном", "ген"),  # …and hides none
    ("фантом", "фантом"),
    ("почетнее", "почетный"),  # ё: почётнее; without it also of чётный
    ("Pegas", "pega"),  # English stem
    ("clusters", "cluster"),
    ("2016", "2016"),
]


@pytest.mark.parametrize(("word", "term"), HAS)
def test_a_word_is_read_as(word: str, term: str) -> None:
    assert term in terms(word)


@pytest.mark.parametrize("word", ["АИРР", "ОЭЗ", "НОЦ", "ПФО"])
def test_abbreviations_bypass_morphology(word: str) -> None:
    assert {term.removesuffix(STEM_MARK) for term in terms(word)} == {word.lower()}


@pytest.mark.parametrize(("one", "other"), [("НОЦ", "НОЦа"), ("НОЦами", "НОЦ"), ("ОЭЗ", "ОЭЗы"), ("ТОСЭР", "ТОСЭРов")])
def test_abbreviations_are_declined(one: str, other: str) -> None:
    assert set(terms(one)) & set(terms(other))


# What the dictionary's first reading would lose, or would find too much: all readings, the likeliest first.
TRAPS = [
    ("стали", {"стать", "сталь"}),
    ("орлов", {"орлов", "орел"}),
    ("ели", {"ель", "есть"}),
    ("метал", {"метать"}),
    ("см", {"см", "смотреть"}),  # 10 см; см. приложение: either, never both at once
    ("НОЦ", {"ноц"}),
    ("ПФО", {"пфо"}),
    ("мед", {"мед"}),
    ("построена", {"построить"}),  # no adjective «построенный» is known
]


@pytest.mark.parametrize(("word", "lemmas"), TRAPS)
def test_a_word_is_read_as_nothing_else(word: str, lemmas: set[str]) -> None:
    assert {term for term in terms(word) if not term.endswith(STEM_MARK)} == lemmas


@pytest.mark.parametrize(("word", "nearer"), [("Ивановой", "иванова"), ("крупнейшему", "крупнейший")])
def test_the_nearer_of_two_lemmas_weighs_more(word: str, nearer: str) -> None:
    first, second = readings(form(word))
    assert (first.term, first.weight, second.weight) == (nearer, CERTAIN, CERTAIN // 2)


@pytest.mark.parametrize(("abbreviated", "lemmas"), LEMMAS_OF_FORM.items())
def test_lemmas_of_the_table_meet_their_own_words(abbreviated: str, lemmas: tuple[str, ...]) -> None:
    assert all(lemma in terms(abbreviated) and lemma in terms(lemma) for lemma in lemmas)


def test_abbreviation_typed_in_small_letters_meets_itself() -> None:
    assert "аирр" in terms("аирр")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Мальсагова", "Мальсаговым"),
        ("Алабуга", "Алабуге"),
        ("Нанолек", "Нанолеком"),
        ("Здунов", "Здуновым"),
        ("Хамзатов", "Хамзатовым"),  # known only as the genitive of many Хамзат
        ("Мантуров", "Мантурову"),  # known only as the dative of Мантурово
        ("Вельмин", "Вельминых"),
        ("Артём", "Артем"),
    ],
)
def test_unknown_words_meet_in_other_cases(one: str, other: str) -> None:
    assert set(terms(one)) & set(terms(other))


def test_the_likeliest_reading_is_first_and_weights_are_probabilities() -> None:
    found = readings("стали")
    assert found[0].term == "стать"
    assert sum(reading.weight for reading in found) == CERTAIN


@settings(max_examples=300)
@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяё-abcXYZ019+#'", min_size=1, max_size=LONGEST_WORD + 6))
def test_every_form_has_a_reading(word: str) -> None:
    found = readings(form(word))
    assert found
    assert all(1 <= reading.weight <= CERTAIN and reading.term for reading in found)
    assert len({reading.term for reading in found}) == len(found)
