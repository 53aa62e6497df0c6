"""Names in all their cases, held against pymorphy3 where it knows them."""

from functools import cache

import pymorphy3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.places.declension import adjective, cases, demonym
from indexer.places.gazetteer import Kind, forms, rows, subjects
from indexer.places.region_names import named
from indexer.places.regions import mentions
from indexer.text.letters import fold_yo

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")

NAMES = [
    ("Омск", "", "Омск Омска Омску Омск Омском Омске"),
    ("Казань", "Казани", "Казань Казани Казани Казань Казанью Казани"),
    ("Севастополь", "Севастополя", "Севастополь Севастополя Севастополю Севастополь Севастополем Севастополе"),
    ("Уфа", "", "Уфа Уфы Уфе Уфу Уфой Уфе"),
    ("Калуга", "", "Калуга Калуги Калуге Калугу Калугой Калуге"),
    ("Шуя", "", "Шуя Шуи Шуе Шую Шуей Шуе"),
    ("Карелия", "", "Карелия Карелии Карелии Карелию Карелией Карелии"),
    ("Алтай", "", "Алтай Алтая Алтаю Алтай Алтаем Алтае"),
    ("Подмосковье", "", "Подмосковье Подмосковья Подмосковью Подмосковье Подмосковьем Подмосковье"),
    ("Орёл", "Орла", "Орёл Орла Орлу Орёл Орлом Орле"),
    ("Химки", "Химок", "Химки Химок Химкам Химки Химками Химках"),
    ("Грозный", "", "Грозный Грозного Грозному Грозный Грозным Грозном"),
    ("Сочи", "Сочи", "Сочи Сочи Сочи Сочи Сочи Сочи"),
    ("Усть-Лабинск", "", "Усть-Лабинск Усть-Лабинска Усть-Лабинску Усть-Лабинск Усть-Лабинском Усть-Лабинске"),
    ("Йошкар-Ола", "", "Йошкар-Ола Йошкар-Олы Йошкар-Оле Йошкар-Олу Йошкар-Олой Йошкар-Оле"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "genitive", "expected"), NAMES)
def test_the_cases_of_a_name(name: str, genitive: str, expected: str) -> None:
    found = cases(name, genitive)
    assert (*found[:5], found[6]) == tuple(expected.split())


def test_every_word_of_a_name_changes() -> None:
    assert cases("Вышний Волочёк", "Вышнего Волочка")[1] == "Вышнего Волочка"
    assert cases("Нижний Новгород")[6] == "Нижнем Новгороде"
    assert cases("Ростов-на-Дону")[6] == "Ростове-на-Дону"
    assert cases("Каменск-Уральский")[2] == "Каменску-Уральскому"
    assert cases("Малоярославец", "Малоярославца")[4:6] == ("Малоярославцом", "Малоярославцем")


@cache
def morph() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


def singular_forms(name: str) -> set[str]:
    """What pymorphy3's dictionary gives as the cases of a place's name; empty where it does not know the name."""
    for parse in morph().parse(name.lower()):
        if "Geox" in parse.tag and parse.tag.case == "nomn" and morph().word_is_known(name.lower()):
            number = parse.tag.number or "sing"
            found = [parse.inflect({case, number}) for case in CASES]
            return {fold_yo(one.word) for one in found if one}
    return set()


def test_our_cases_are_those_of_the_dictionary() -> None:
    """Names are compared that the dictionary has as places; more than five hundred of ours are among them."""
    entries = {
        name.partition("/")[0]: name.partition("/")[2]
        for row in rows()
        for name in (cell.lstrip("?!") for cell in row.names)
        if name.partition("/")[0].isalpha()
    }
    known = {name: singular_forms(name) for name in entries}
    known = {name: found for name, found in known.items() if found}
    wrong = {
        name: sorted(found - {fold_yo(one.lower()) for one in cases(name, entries[name])})
        for name, found in known.items()
    }
    assert len(known) > 500
    assert {name: missing for name, missing in wrong.items() if missing} == DICTIONARY_DIFFERS


# Where the dictionary is of another opinion than the newspapers: the town of Кинель is masculine, Арамиль is not.
DICTIONARY_DIFFERS = {
    "Кинель": ["кинели", "кинелью"],
    "Арамиль": ["арамиле", "арамилем", "арамилю", "арамиля"],
    "Микунь": ["микуне", "микунем", "микуню", "микуня"],
    "Муравленко": ["муравленка", "муравленке", "муравленком", "муравленку"],
    "Хилок": ["хилока", "хилоке", "хилоком", "хилоку"],
    "Валуйки": ["валуйков"],
    "Семилуки": ["семилуков"],
}


ADJECTIVES = sorted({form for form, sense in forms() if sense.kind is Kind.ADJECTIVE and form.endswith(("ий", "ой"))})


def test_our_adjectives_are_those_of_the_dictionary() -> None:
    wrong = []
    for name in ADJECTIVES:
        parse = next((one for one in morph().parse(name) if one.tag.POS == "ADJF" and one.normal_form == name), None)
        if parse is None or not morph().word_is_known(name):
            continue
        expected = {fold_yo(one.word) for one in parse.lexeme if one.tag.POS == "ADJF"}
        # The dictionary has «северо-осетинский» among the forms of «североосетинский».
        expected = {one for one in expected if not one.endswith(("ою", "ею")) and ("-" in one) == ("-" in name)}
        if missing := expected - {fold_yo(one) for one in adjective(name)}:
            wrong.append((name, missing))
    assert not wrong


def test_the_people_of_a_place() -> None:
    assert set(demonym("калужане")) >= {"калужане", "калужан", "калужанин", "калужанина"}
    assert set(demonym("татарстанцы")) >= {"татарстанцев", "татарстанец", "татарстанцем"}
    with pytest.raises(ValueError, match="люди"):
        demonym("люди")


def declined(name: str) -> list[str]:
    """A federal subject in its six cases, as pymorphy3 declines its words and as grammar has it."""
    core = name.split(" — ")[0].split(" (")[0]
    words = core.split(" ")
    found = []
    for case in CASES:
        changed = []
        for place, word in enumerate(words):
            is_fixed = core.startswith("Республика") and place  # «в Республике Татарстан»
            changed.append(word if is_fixed else inflected(word, case))
        found.append(" ".join(changed))
    return found


def inflected(word: str, case: str) -> str:
    head, dash, last = word.rpartition("-")
    gender = {"ая": "femn", "ий": "masc"}.get(word[-2:])
    parses = [
        one
        for one in morph().parse(last.lower())
        if one.tag.case == "nomn" and (gender is None or (one.tag.POS == "ADJF" and one.tag.gender == gender))
    ]
    parses = sorted(parses, key=lambda one: "Geox" not in one.tag)
    grammemes = {case, "sing"} | ({gender} if gender else set())
    changed = parses[0].inflect(grammemes | ({"inan"} if gender == "masc" and case == "accs" else set()))
    assert changed is not None, (word, case)
    return head + dash + (changed.word.capitalize() if last[0].isupper() else changed.word)


@given(
    st.sampled_from(subjects()), st.sampled_from(range(len(CASES))), st.sampled_from(["{}", "в {} открыт цех", "({})"])
)
def test_every_subject_is_found_in_every_case(name: str, case: int, frame: str) -> None:
    text = frame.format(declined(name)[case])
    assert {one.subject for one in mentions(text)} == {name}
    assert named(declined(name)[case]) == (name,)


def test_every_form_of_a_sure_name_is_found() -> None:
    sure = [(form, sense) for form, sense in forms() if sense.kind is Kind.NAME and not sense.mark]
    missed = [
        form
        for form, sense in sure
        if sense.place not in {one.place for one in mentions(f"Построен завод в городе {form}, {sense.subject}.")}
    ]
    assert len(sure) > 1000
    assert missed == []
