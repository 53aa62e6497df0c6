"""Layout, transliteration, typos and the rewriting of queries, without an index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.layout import layouts_of, other_layout
from indexer.search.rewriting import as_typed, correctable, rewritten
from indexer.search.translit import GROUPS, MOST_STEPS, is_latin, spellings
from indexer.search.typos import most_edits, near, price, ranked

RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("rfpfym", ["казань"]),
        ("rkfcnth", ["кластер"]),
        (",bpytc", ["бизнес"]),
        ("[jrrtq", ["хоккей"]),
        ("gjl]tpl", ["подъезд"]),
        (";ehyfk", ["журнал"]),
        ("'rjyjvbrf", ["экономика"]),
        ("j,kfcnm", ["область"]),
        (".,bktq", ["юбилей"]),
        ("`krf", ["ёлка"]),
        ("Rfpfym", ["Казань"]),
        ("cfyrn-gtnth,ehu", ["санкт-петербург"]),
        ("rfpfym,", ["казаньб", "казань"]),
        ("ыещкь", ["storm"]),
        ("ЬшскщыщаЕ", ["MicrosofT"]),
        ("HSE", []),
        ("IT", []),
        ("it", []),
        ("C++", []),
        ("2016", []),
        ("rfpанm", []),
        ("казань1", []),
    ],
)
def test_the_other_layout(typed: str, words: list[str]) -> None:
    assert layouts_of(typed) == words


@given(st.text(RUSSIAN, min_size=1))
def test_a_layout_comes_back(word: str) -> None:
    latin = other_layout(word)
    assert latin is None or other_layout(latin) == word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("skolkovo", "сколково"),
        ("tatarstan", "татарстан"),
        ("innopolis", "иннополис"),
        ("kazan", "казань"),
        ("perm'", "пермь"),
        ("khabarovsk", "хабаровск"),
        ("habarovsk", "хабаровск"),
        ("xabarovsk", "хабаровск"),
        ("schyolkovo", "щелково"),
        ("shchelkovo", "щелково"),
        ("shhelkovo", "щелково"),
        ("zhukovskij", "жуковский"),
        ("jukovsky", "жуковский"),
        ("yaroslavl", "ярославль"),
        ("jaroslavl", "ярославль"),
        ("iaroslavl", "ярославль"),
        ("âroslavlʹ", "ярославль"),
        ("tolyatti", "тольятти"),
        ("yekaterinburg", "екатеринбург"),
        ("ekaterinburg", "екатеринбург"),
        ("tsifra", "цифра"),
        ("cifra", "цифра"),
        ("klaster", "кластер"),
        ("cluster", "кластер"),
        ("tehnopark", "технопарк"),
        ("sankt-peterburg", "санкт-петербург"),
        ("ob``ekt", "объект"),
    ],
)
def test_latin_spellings(typed: str, meant: str) -> None:
    known = (
        "сколково татарстан иннополис казань пермь хабаровск щелково жуковский ярославль тольятти екатеринбург цифра "
        "кластер технопарк санкт-петербург объект"
    ).split()
    spelled = [word for word, _ in spellings(typed, lambda start: any(one.startswith(start) for one in known))]
    assert is_latin(typed)
    assert meant in spelled


def test_the_cheapest_spelling_comes_first() -> None:
    assert [word for word, _ in spellings("shar", lambda start: start in ("ш", "ша", "шар", "щ", "ща", "щар"))] == [
        "шар",
        "щар",
    ]


def test_every_group_is_short_and_has_readings() -> None:
    assert all(1 <= len(group) <= 4 and readings for group, readings in GROUPS.items())


def test_a_long_word_takes_no_longer() -> None:
    assert len(list(spellings("shch" * 4, lambda _: True))) < MOST_STEPS
    assert list(spellings("shch" * 100, lambda _: True)) == []  # what is not read within MOST_STEPS is given up


@pytest.mark.parametrize(
    ("word", "edits"), [("кот", 0), ("пруд", 0), ("город", 1), ("завод", 1), ("кластр", 2), ("екатеринбург", 2)]
)
def test_short_words_are_left_alone(word: str, edits: int) -> None:
    assert most_edits(word) == edits
    assert most_edits(word, is_alone=False) == min(edits, 1 + (len(word) >= 8))


@pytest.mark.parametrize(
    ("typed", "edits", "is_near"),
    [("клстаер", 1, False), ("клстаер", 2, True), ("клсатер", 1, True), ("кластерр", 1, True), ("ластер", 1, True)],
)
def test_a_swap_is_one_edit(typed: str, edits: int, is_near: bool) -> None:
    assert near(typed, ["кластер"], edits) == ([(0, 1 + (edits > 1))] if is_near else [])


@pytest.mark.parametrize(
    ("typed", "cheap", "dear"),
    [
        ("прежие", "прежние", "прежде"),  # a letter left out is likelier than one exchanged
        ("програма", "программа", "программы"),
        ("карова", "корова", "кирова"),  # о and а sound alike
        ("ксластер", "кластер", "бластер"),
        ("казнаь", "казань", "казна"),
    ],
)
def test_prices(typed: str, cheap: str, dear: str) -> None:
    assert price(typed, cheap) < price(typed, dear)


@given(st.text(RUSSIAN), st.text(RUSSIAN))
def test_only_the_same_word_costs_nothing(typed: str, meant: str) -> None:
    assert (price(typed, meant) == 0) == (typed == meant)


def test_frequency_decides_between_like_mistakes() -> None:
    assert ranked("кампания", [("компания", 1, 3), ("каспания", 1, 3000)]) == ["каспания"]
    assert ranked("мосвка", [("москва", 1, 1000), ("моська", 1, 10)])[0] == "москва"
    assert ranked("мосвка", []) == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("кластр томск", ["кластр", "томск"]),
        ('"умный дм"~5 ИЛИ (технопрк)', ["умный", "дм", "технопрк"]),
        ("!кластр -томск НЕ омск", []),
        ("!(кластр томск) казнь", ["казнь"]),
        ("НЕ (кластр (томск)) казнь", ["казнь"]),
        ("класт* казнь", ["казнь"]),
        ("источник:информ регион:татарстн год:2016 дата:2012..2016", []),
        ("заголовок:кластр title:(томск омск)", ["кластр", "томск", "омск"]),
        ("+кластр", ["кластр"]),
        ("ivan@mail.ru http://example.ru site:lenta.ru казнь", ["казнь"]),
        (",bpytc", [",bpytc"]),
        ("«казнь»", ["казнь"]),
        ('"незакрытая кавчка', ["незакрытая", "кавчка"]),
        ("", []),
    ],
)
def test_which_words_may_be_put_right(query: str, words: list[str]) -> None:
    places = correctable(query)
    assert [place.text for place in places] == words
    assert [query[place.start : place.stop] for place in places] == words


@pytest.mark.parametrize(
    ("query", "corrected", "typed"),
    [
        ("кластр", "КЛАСТР", "!кластр"),
        ("заголовок:кластр -томск", "заголовок:КЛАСТР -томск", "заголовок:!кластр -томск"),
        ('а "умный дм"~3', 'А "УМНЫЙ ДМ"~3', '!а !"умный дм"~3'),
        ("(x ИЛИ y) И !z", "(X ИЛИ Y) И !z", "(!x ИЛИ !y) И !z"),
    ],
)
def test_the_rest_of_a_query_stays(query: str, corrected: str, typed: str) -> None:
    places = correctable(query)
    assert rewritten(query, {place: place.text.upper() for place in places}) == corrected
    assert as_typed(query, places) == typed
    assert not [place for place in correctable(typed) if place.text in {one.text for one in places}]


@given(st.text())
def test_any_line_can_be_rewritten(query: str) -> None:
    places = correctable(query)
    assert rewritten(query, {place: place.text for place in places}) == query
