"""Which terms answer a query, and how it is printed back."""

import gc
import weakref

import pytest

from indexer.fields import CERTAIN
from indexer.search.parser import parse
from indexer.search.reading import read_as
from indexer.search.syntax import And, Not, Or, Word, show
from indexer.search.terms import AnyOf, Plan, Starts, Together, Valued, leaves, plan
from indexer.text.analyzer import Analyzer
from indexer.text.shortened import LATIN

ANALYZER = Analyzer()


def planned(query: str) -> Plan | None:
    return plan(parse(query).tree, ANALYZER)


def terms(leaf: object) -> list[str]:
    assert isinstance(leaf, AnyOf)
    return [term for term, _ in leaf.terms]


def test_a_homonym_means_any_of_its_lemmas() -> None:
    assert terms(planned("стекла")) == ["стекло", "стечь"]


def test_a_homonym_means_any_of_its_lemmas_inside_a_phrase_too() -> None:
    found = planned('"выпуск стекла"')
    assert isinstance(found, Together)
    assert [(offset, terms(word)) for offset, word in found.slots] == [(0, ["выпуск"]), (1, ["стекло", "стечь"])]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("цены бензин", (0, 1)),
        ("цены на бензин", (0, 2)),
        ("в цене и на бензин и бензин", (1, 4)),  # a word twice: where it stands first
        ("ООО «Заря» купило г. Орёл", (1, 2, 4)),
    ],
)
def test_words_keep_their_places_where_others_are_left_out(query: str, places: tuple[int, ...]) -> None:
    found = planned(query)
    assert isinstance(found, And)
    assert found.places == places


def weights(query: str) -> dict[str, int]:
    return {term: weight for leaf in leaves(planned(query)) if isinstance(leaf, AnyOf) for term, weight in leaf.terms}


@pytest.mark.parametrize("query", ["Орлов", "губернатор Орлов", "Орлов Иван", "заголовок:Орлов"])
def test_a_capital_is_a_hint(query: str) -> None:
    assert weights(query)["орлов"] == weights("орлов")["орлов"]
    assert 0 < weights(query)["орел"] < weights("орлов")["орел"]


@pytest.mark.parametrize("name", ["Мальсагова", "Нанолек"])
def test_a_capital_says_nothing_of_unknown_words(name: str) -> None:
    assert weights(name) == weights(name.lower())


@pytest.mark.parametrize("query", ["Орлов выступил", "ОРЛОВ", "орлов"])
def test_a_capital_that_says_nothing(query: str) -> None:
    assert weights(query)["орел"] == weights("орлов")["орел"]


@pytest.mark.parametrize("query", ["Мед", "Лев", "Надежда", "Сталь", "Минниханов", "Стали"])
def test_a_capital_loses_nothing(query: str) -> None:
    assert weights(query).keys() == weights(query.lower()).keys()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Токаев", {"токай": 64, "токаев": 64, "токаев~": 64}),  # «токаев» of the dictionary is much Tokaj wine
        ("президент Шнуров", {"президент": 64, "шнур": 64, "шнуров": 64, "шнуров~": 64}),
        ("шнуров", {"шнур": 64, "шнуров": 8, "шнуров~": 8}),
        ("магнат", {"магнат": 64}),
        ("магазин", {"магазин": 64}),
        ("!Токаев", {"токаев": 64}),
    ],
)
def test_a_word_of_the_dictionary_may_be_a_surname(query: str, found: dict[str, int]) -> None:
    assert weights(query) == found


@pytest.mark.parametrize("query", ["Токаева", "токаевым"])
def test_a_case_of_a_surname_finds_its_nominative_that_the_dictionary_reads_otherwise(query: str) -> None:
    found = planned(query)
    assert isinstance(found, Or)
    assert found.parts[-1] == AnyOf("токаев", (("токаев", 64),), exact=True)


@pytest.mark.parametrize("query", ["!Токаева", "Токаев", "шнуров", "Набиуллиной", "заводовы", "заводов", "Минниханова"])
def test_other_words_need_no_other_form(query: str) -> None:
    assert isinstance(planned(query), AnyOf)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("обл", {"обл": 64, "область": 32}),
        ("области", {"область": 64, "обл": 32}),
        ("млрд", {"млрд": 64, "миллиард": 32}),
        ("проспектом", {"проспект": 64, "пр-т": 32, "просп": 32}),
        ("!млрд", {"млрд": 64}),
        ('"млрд"', {"млрд": 64}),
    ],
)
def test_a_word_is_found_in_full_and_short(query: str, found: dict[str, int]) -> None:
    assert weights(query) == found


@pytest.mark.parametrize(
    ("query", "other"),
    [
        ("Киргизии", "кыргызстан"),
        ("Кыргызстаном", "киргизия"),
        ("беларусь", "белоруссия"),
        ("туркменистану", "туркмения"),
        ("айфонов", "iphon"),  # Latin words are stems in the index
        ("iPhone", "айфон"),
        ("гуглом", "googl"),
        ("Google", "гугл"),
    ],
)
def test_a_name_is_found_by_the_other_that_is_written_for_it_and_it_counts_half(query: str, other: str) -> None:
    assert weights(query)[other] == 32
    assert other not in weights(f"!{query}") and other not in weights(f'"{query}"')


@pytest.mark.parametrize(("name", "own"), LATIN.items())
def test_a_name_in_two_scripts_is_a_term_of_the_index_in_either(name: str, own: str) -> None:
    assert weights(name)[name] == CERTAIN
    assert weights(own)[name] == CERTAIN // 2


def test_who_writes_petersburg_whole_means_the_town_that_others_write_short() -> None:
    assert weights("Санкт-Петербурге")["петербург"] == 32
    assert "санкт-петербург" not in weights("Петербург")  # which has the other as its part


def test_a_word_with_a_hyphen_is_found_in_full() -> None:
    assert weights("р-н")["район"] == 32


def test_an_exact_word_is_one_term() -> None:
    assert planned("!Стали") == AnyOf("стали", (("стали", 64),), exact=True)


def test_ways_to_write_one_thing_are_alike_but_alternatives_are_not() -> None:
    assert [isinstance(one, Or) and one.alike for one in map(planned, ("КЧР", "ИТ-кластер", "КЧР ИЛИ РТ"))] == [
        True,
        True,
        False,
    ]


def test_a_compound_is_itself_or_its_parts_side_by_side() -> None:
    found = planned("технопарк-мордовия")
    assert isinstance(found, Or)
    whole, parts = found.parts
    assert "технопарк-мордовия" in terms(whole)
    assert isinstance(parts, Together)
    assert [terms(word)[0] for _, word in parts.slots] == ["технопарк", "мордовия"]


def test_a_compound_of_small_words_is_not_sought_apart() -> None:
    """«Из» and «за» stand in most articles, and nobody writes «из-за» so."""
    assert planned("из-за") == AnyOf("из-за", (("из-за", 64),))


def test_a_phrase_knows_how_wide_a_compound_is() -> None:
    found = planned('"ау технопарк-мордовия саранск"')
    assert isinstance(found, Together)
    assert [offset for offset, _ in found.slots] == [0, 1, 2, 3]


def test_stopwords_are_let_go_but_not_alone() -> None:
    assert [leaf.text for leaf in leaves(planned("встреча в Ницце")) if isinstance(leaf, AnyOf)] == ["встреча", "ницце"]
    assert len(list(leaves(planned("в на")))) == 2


def test_a_repeated_word_counts_once() -> None:
    assert planned("кластер кластер") == planned("кластер")


def test_leaves_are_what_an_article_should_hold() -> None:
    found = planned("кластер -томск заголовок:омск дом*")
    assert isinstance(found, And)
    assert any(isinstance(part, Not) for part in found.parts)
    assert [getattr(leaf, "text", "дом*") for leaf in leaves(found, "title")] == ["кластер", "омск", "дом*"]
    assert [getattr(leaf, "text", "дом*") for leaf in leaves(found, "body")] == ["кластер", "дом*"]


def test_a_prefix_is_lower_case_without_yo() -> None:
    assert planned("Ёлк*") == Starts("елк")


def test_a_facet_is_asked_by_its_words() -> None:
    found = planned("источник:татар-информ")
    assert isinstance(found, Valued)
    assert [word.text for word in found.words] == ["татар", "информ"]


SHOWN = [
    ("кластеры Татарстана", "кластер И татарстан"),
    ("кластеров -туристических", "кластер НЕ туристический"),
    ("встреча в Ницце", "встреча И ницца"),
    ("орлов", "орлов ИЛИ орел"),
    ("мальсаговым", "мальсаговым"),
    ("АИРР", "АИРР"),
    ("РАН", "РАН"),
    ("КЛАСТЕРЫ ТАТАРСТАНА", "кластер И татарстан"),  # only shouted
    ("КЛАСТЕРОВ", "кластер"),
    ("встреча Токаев", "встреча И Токаев"),  # is no Tokaj wine
    ("Pegas clusters", "Pegas И clusters"),
    ("!стали", "!стали"),
    ('"промышленных кластеров"', '"промышленный кластер"'),
    ("регион:рт год:2016", 'регион:"Республика Татарстан" И дата:2016-01-01..2016-12-31'),
]


@pytest.mark.parametrize(("query", "expected"), SHOWN)
def test_read_as(query: str, expected: str) -> None:
    assert show(read_as(parse(query).tree, ANALYZER)) == expected


def test_what_words_ask_for_is_remembered_no_longer_than_their_analyzer() -> None:
    analyzer = Analyzer()
    plan(Word("сталь"), analyzer)
    remembered = weakref.ref(analyzer)
    del analyzer
    gc.collect()
    assert remembered() is None


@pytest.mark.parametrize(
    ("query", "other"),
    [
        ("90-х", "90-е"),
        ("90е", "90-х"),
        ("90-х", "девяностый"),
        ("1-го", "1-й"),
        ("1-ый", "первый"),
        ("девяностые", "90-е"),
    ],
)
def test_a_number_with_an_ending_is_found_in_other_cases(query: str, other: str) -> None:
    assert any(other in dict(leaf.terms) for leaf in leaves(planned(query)) if isinstance(leaf, AnyOf))


@pytest.mark.parametrize("query", ["4-х", "5м", "!90-х", "2012-2014"])
def test_other_numbers_have_no_cases(query: str) -> None:
    for leaf in leaves(planned(query)):
        assert not isinstance(leaf, AnyOf) or len(leaf.terms) == 1


@pytest.mark.parametrize(("query", "letters"), [("НИОКРа", "ниокр"), ("ОЭЗы", "оэз"), ("МФЦ", "мфц")])
def test_a_declined_abbreviation_is_found_by_its_letters(query: str, letters: str) -> None:
    assert any(letters in dict(leaf.terms) for leaf in leaves(planned(query)) if isinstance(leaf, AnyOf))


@pytest.mark.parametrize(
    ("apart", "name"), [("санкт петербурге", "санкт-петербурге"), ("отели Йошкар Олы", "отели Йошкар-Олы")]
)
def test_some_names_are_meant_with_a_hyphen(apart: str, name: str) -> None:
    assert planned(apart) == planned(name)
    assert planned(f"!{apart.replace(' ', ' !')}") != planned(name)
