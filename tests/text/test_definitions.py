"""What texts say their abbreviations stand for, and how that is asked for."""

import pytest

from indexer.text.definitions import APART, definitions
from indexer.text.long_forms import LongForm, LongForms
from indexer.text.nominative import nominative

FOUND = [
    ("в Ассоциации инновационных регионов России (АИРР) состоят", ("АИРР", "Ассоциации инновационных регионов России")),
    ("АИРР (Ассоциация инновационных регионов России)", ("АИРР", "Ассоциация инновационных регионов России")),
    ("АИРР — Ассоциация инновационных регионов России, она", ("АИРР", "Ассоциация инновационных регионов России")),
    ("АИРР – Ассоциация инновационных регионов России.", ("АИРР", "Ассоциация инновационных регионов России")),
    ("Ассоциация «Инновационные регионы России» («АИРР»)", ("АИРР", "Ассоциация Инновационные регионы России")),
    ("научно-образовательных центров (НОЦ)", ("НОЦ", "научно-образовательных центров")),
    ("торгово-промышленная палата (ТП)", ("ТП", "торгово-промышленная палата")),
    ("Фонд содействия развитию малых форм предприятий в научно-технической сфере (ФСРМФПНТС)",
     ("ФСРМФПНТС", "Фонд содействия развитию малых форм предприятий в научно-технической сфере")),
    ("Организации по безопасности и сотрудничеству в Европе (ОБСЕ)",
     ("ОБСЕ", "Организации по безопасности и сотрудничеству в Европе")),
    ("Московский институт стали и сплавов (МИСиС)", ("МИСиС", "Московский институт стали и сплавов")),
    ("a Special Economic Zone (SEZ)", ("SEZ", "Special Economic Zone")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_a_definition_is_found(text: str, found: tuple[str, str]) -> None:
    assert definitions(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "АИРР",
        "форум (Казань)",
        "заместитель министра (РТ)",  # the letters are not the initials
        "Минэкономразвития (МЭР) сообщило",
        "Он приехал. России (АИРР)",
        "Ассоциация. Инновационные регионы России (АИРР)",  # not across sentences
        "спанбонд, мельтблаун, спанбонд (СМС)",  # a list is no name
        "РФ — страна",
        "ОЭЗ — это хорошо",
        "(АИРР",
        "АИРР (",
        "((((АИРР))))",
        f"Ив {'и ' * 70}аб (ИИИИИИИИБ)",  # ten thousand million ways to choose the small words that give a letter
    ],
)
def test_what_is_no_definition(text: str) -> None:
    assert definitions(text) == []


@pytest.mark.parametrize("above", ["в НОЦ", "состоят в АИРР", "РФ —", "научно-образовательных", "(НОЦ", "спор. НОЦ ("])
@pytest.mark.parametrize(
    "text", ["(НОЦ) создан", "(научно-образовательный центр)", "— научно-образовательный центр", "центров (НОЦ)"]
)
def test_nothing_is_defined_across_the_end_of_a_text(above: str, text: str) -> None:
    """A build reads the texts of a parcel together, with a full stop on a line of its own between them."""
    assert definitions(f"{above}{APART}{text}") == definitions(above) + definitions(text)


NOMINATIVES = {
    "Ассоциации инновационных регионов России": "Ассоциация инновационных регионов России",
    "Российским советом по международным делам": "Российский совет по международным делам",
    "Северо-Кавказском федеральном округе": "Северо-Кавказский федеральный округ",
    "Главного разведывательного управления": "Главное разведывательное управление",
    "малого и среднего бизнеса": "малый и средний бизнес",
    "Высшей школы экономики": "Высшая школа экономики",
    "МИНИСТЕРСТВА ФИНАНСОВ": "МИНИСТЕРСТВО ФИНАНСОВ",
    "научно-образовательных центров": "научно-образовательные центры",
    "Secured Communicating Solutions": "Secured Communicating Solutions",
    "": "",
}


@pytest.mark.parametrize(("name", "expected"), NOMINATIVES.items())
def test_nominative(name: str, expected: str) -> None:
    assert nominative(name) == expected
    assert nominative(expected) == expected


def same(*names: str) -> list[LongForm]:
    return [LongForm(name, name) for name in names]


KNOWN = LongForms(
    {
        "АИРР": [LongForm("Ассоциация инновационных регионов России", "Ассоциации инновационных регионов России")],
        "НОЦ": same("научно-образовательный центр", "научный оценочный центр"),
        "РР": same("регионы России"),
    }
)


def test_an_abbreviation_stands_for_its_long_forms() -> None:
    assert [one.shown for one in KNOWN.of("аирр")] == ["Ассоциация инновационных регионов России"]
    assert len(KNOWN.of("НОЦ")) == 2
    assert KNOWN.of("ОЭЗ") == ()


def test_the_words_of_a_long_form_are_found_side_by_side_the_longest_first() -> None:
    words = "форум ассоциаций инновационных регионов России и регионам России".split()
    assert list(KNOWN.runs(tuple(words))) == [(range(1, 5), "АИРР"), (range(6, 8), "РР")]


def test_an_abbreviation_of_several_things_stands_in_the_place_of_none() -> None:
    assert KNOWN.abbreviation(["научно-образовательный", "центр"]) is None
    assert KNOWN.abbreviation(["регионов", "России"]) == "РР"
