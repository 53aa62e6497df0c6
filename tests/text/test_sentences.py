"""Where sentences end: a bar stands at every boundary."""

import time
from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text import sentences as module
from indexer.text.abbreviations import ABBREVIATIONS, AFTER_FIGURE, LEADING, TRAILING, keeps_dot
from indexer.text.sentences import RULES, plain_beginning, sentences, sentences_from

EXAMPLES = [
    "Кластер создан.| |Он работает.",
    "Приедете?| |Да!",
    "Не может быть?!| |Может.",
    "Всё…| |Нет, не всё.",
    "и… замолчал.",
    "24 июня в г. Саранске открыт технопарк.| |Он первый.",
    "В 2016 г.| |Компания выросла вдвое.",
    "Работа продолжится в 2012-2014 гг.| |Потом будет отчёт.",
    "16 апр. 2019 г. открыт технопарк.",
    "Здесь работают 18 тыс. специалистов.| |Из них 5 тыс. человек в ИТ.",
    "Вложено 5 млн. руб. 50 коп.| |Это много.",
    "Собрано 5 млн рублей.| |Мало.",
    "в Томской обл. открыт технопарк",
    "Завод им. Лихачёва стоит на ул. Ленина, д. 5, корп. 2.| |Он закрыт.",
    "«НИИИС имени А.Н. Лодыгина» и А. С. Пушкин.| |Ещё Ю.-П. Юханссон.",
    "И.о. Председателя Правительства Мордовии приветствовал гостей.",
    "Регионы, т.е. Татарстан и Мордовия, и т.д. и т.п.| |Всё.",
    "Выросло на 1.5 процента.| |Упало на 2.7.",
    "«Приедете?» — спросил он.| |Мы молчали.",
    "«Этот вопрос нам очень интересен», - сказал он.",
    "Он сказал: «Да.»| |Мы ушли.",
    "«Мы рады.| |Это важно», — отметил он.",
    "Приедете?| |— Да, приедем.",
    "— Ура! — закричал он.",
    "Сайт www.innokam.pro/news.html открыт.| |Пишите на a.b@innokam.pro.",
    "Компания E.S.T.E.R открыла офис.",
    "1. Создать кластер.| |2. Развить его.",
    "Совещание завершилось.|Участники разъехались.",
    "Компании, банки и др. , а также вузы",
    "(см. Приложение 2) и см. рис. 3.",
    "Заголовок без точки|\n|Текст с точкой.",
    "Первый абзац.|\n\n  |Второй.",
    "XX в.| |Начался он с войны.",
    "Оборот вырос вдвое!!!| |Ура.",
    "...и всё",
    "Завтра, 25 июня, сессия продолжит свою работу.",
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples(example: str) -> None:
    parts = example.split("|")
    text = "".join(parts)
    assert [text[start:stop] for start, stop in sentences(text)] == [part for part in parts if part.strip()]


@pytest.mark.parametrize("text", ["", " ", "\n\n \n", "\t"])
def test_nothing(text: str) -> None:
    assert list(sentences(text)) == []


@given(st.text(alphabet=st.sampled_from("аБ .!?…«»\"'\n\t—-(),5гX\xa0"), max_size=60) | st.text(max_size=60))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    last = 0
    for start, stop in sentences(text):
        assert last <= start < stop <= len(text)
        assert not text[last:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        assert "\n" not in text[start:stop]
        last = stop
    assert not text[last:].strip()


WORDS = st.sampled_from([*sorted(ABBREVIATIONS), "кластер", "Кластер", "2016", "2016г", "А", "и", "«да", "XX", "—"])
SIGNS = st.sampled_from([". ", ".", ".  ", ".\n", "! ", "…", ".» ", " ", ", "])


@given(st.lists(st.tuples(WORDS, SIGNS), max_size=12))
def test_an_end_that_is_seen_at_a_glance_is_one_by_the_rules_too(pairs: list[tuple[str, str]]) -> None:
    text = "".join(map("".join, pairs))
    found = list(sentences(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "is_plain", lambda *_: False)
        assert list(sentences(text)) == found


@given(st.lists(st.tuples(WORDS, SIGNS), max_size=12), st.integers(0, 200))
def test_sentences_may_be_read_from_a_plain_beginning_on(pairs: list[tuple[str, str]], place: int) -> None:
    text = "".join(map("".join, pairs)).replace("\n", "").strip()
    begin = plain_beginning(text, place)
    assert begin <= place
    assert list(sentences_from(text, begin)) == [one for one in sentences(text) if one[0] >= begin]


@pytest.mark.parametrize(
    ("text", "place", "begin"),
    [
        ("Кластер создан. Он работает.", 20, 16),
        ("Кластер создан. Он работает.", 16, 16),
        ("Кластер создан. Он работает.", 15, 0),
        ("Он на ул. Ленина давно. В г. Казани.", 35, 24),
        ("Приедете? Да! Нет.", 16, 0),
    ],
)
def test_where_a_sentence_plainly_begins(text: str, place: int, begin: int) -> None:
    assert plain_beginning(text, place) == begin


@pytest.mark.parametrize(
    "text",
    [
        "." * 10**6,
        ". " * 500_000,
        "а." * 500_000,
        "«" * 10**6,
        " " * 10**6,
        "г. " * 300_000,
        "е\u0301" * 1000 + ".",
        "А.\n" * 300_000,
    ],
    ids=["dots", "dots apart", "glued", "quotes", "blanks", "abbreviations", "combining", "lines"],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    deque(sentences(text), maxlen=0)
    assert time.process_time() - started < 60  # by its square it would take an hour


def test_every_abbreviation_stands_in_its_witness() -> None:
    for table in (LEADING, TRAILING, AFTER_FIGURE):
        for word, witness in table.items():
            assert word in witness.lower(), word


@pytest.mark.parametrize(
    ("words", "keeps"),
    [
        ("в 2012-2014 гг", True),
        ("и т.д", True),
        ("100 руб", True),
        ("в 2016 г", True),
        ("помогает им", False),
        ("завод", False),
    ],
)
def test_whose_dot_it_is(words: str, keeps: bool) -> None:
    assert keeps_dot(words) is keeps


def test_every_rule_shows_an_example() -> None:
    assert all(rule.__doc__ for rule in RULES)
