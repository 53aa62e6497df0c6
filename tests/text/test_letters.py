"""Which letters count as the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.letters import fold_yo, form, is_capitals

FORMS = {
    "Кластер": "кластер",
    "КЛАСТЕРЫ": "кластеры",  # too long for an abbreviation
    "АИРР": "АИРР",
    "РТ": "РТ",
    "Я": "я",
    "за\u0301мок": "замок",  # stress mark
    "и\u0306од": "йод",  # decomposed й
    "Тех\u00adнопарк": "технопарк",  # soft hyphen
    "техно\u200bпарк": "технопарк",  # zero-width blank
    "кластep": "кластер",  # Latin e and p
    "IT-Парк": "it-парк",  # truly mixed
    "ИT": "ИТ",  # Latin T
    "веб‑дизайн": "веб-дизайн",  # non-breaking hyphen
    "Москва–Казань": "москва-казань",
    "О’Нил": "о'нил",
    "мёд": "мёд",
    "Pegas": "pegas",
    "C++": "c++",
    "İstanbul": "i̇stanbul",  # one capital, two small letters
}


@pytest.mark.parametrize(("word", "expected"), FORMS.items())
def test_form(word: str, expected: str) -> None:
    assert form(word) == expected


def test_yo_is_folded_only_when_asked() -> None:
    assert fold_yo("Ёлка и мёд") == "Елка и мед"


def test_capitals_are_short_words_of_letters() -> None:
    assert [word for word in ("АИРР", "РТ", "Я", "РОСНАНО", "МС-21", "Рт", "2016") if is_capitals(word)] == [
        "АИРР",
        "РТ",
    ]


@given(st.text(max_size=40))
def test_a_form_is_its_own_form(word: str) -> None:
    assert form(form(word)) == form(word)
