"""What is marked in a text, and what is shown of it. Marks are written in [brackets]."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.search.marks import Finder, merged
from indexer.search.parser import parse
from indexer.search.snippet import LONGEST_FRAGMENT, MOST_FRAGMENTS, fragments
from indexer.search.terms import leaves, plan
from indexer.text import lemma
from indexer.text.analyzer import Analyzer, exact_term
from indexer.text.letters import form
from indexer.text.tokens import tokens

ANALYZER = Analyzer()


def finder(query: str, text: str) -> Finder:
    """A finder that knows the forms of this very text, as an index would."""
    forms = {form(token.text) for token in tokens(text)}
    return Finder(
        leaves(plan(parse(query).tree, ANALYZER)),
        lambda term: [exact_term(one) for one in forms if term in {read.term for read in lemma.readings(one)}],
    )


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    for start, stop in reversed(spans):
        text = f"{text[:start]}[{text[start:stop]}]{text[stop:]}"
    return text


MARKED = [
    ("кластер", "Кластеры и КЛАСТЕРОВ, но не кластерный", "[Кластеры] и [КЛАСТЕРОВ], но не кластерный"),
    ("Мальсаговым", "Магомеда Мальсагова", "Магомеда [Мальсагова]"),
    ("ёлка", "Елку и ёлку", "[Елку] и [ёлку]"),
    ("замок", "у за́мка", "у [за́мка]"),
    ("кластер", "кластep с чужими буквами", "[кластep] с чужими буквами"),
    ("технопарк-мордовия", "АУ «Технопарк-Мордовия» рядом", "АУ «[Технопарк-Мордовия]» рядом"),
    ("мордовия", "АУ «Технопарк-Мордовия» рядом", "АУ «Технопарк-[Мордовия]» рядом"),
    ('"умный дом"', "Умного дома. Дом умный, умный сад", "[Умного] [дома]. Дом умный, умный сад"),
    ('"выпуск стекла"', "выпуска стёкол, стекло", "[выпуска] [стёкол], стекло"),
    ('"дом сад"~2', "сад и дом; дом за большим старым садом", "[сад] и [дом]; дом за большим старым садом"),
    ("!дома", "Дом дома ДОМА", "Дом [дома] [ДОМА]"),
    ("дом*", "Домовой в доме и Дума", "[Домовой] в [доме] и Дума"),
    ("дом -сад", "дом и сад", "[дом] и сад"),
    ("E.S.T.E.R", "парк E.S.T.E.R во Франции", "парк [E.S.T.E.R] во Франции"),
]


@pytest.mark.parametrize(("query", "text", "expected"), MARKED)
def test_marks(query: str, text: str, expected: str) -> None:
    assert marked(text, merged(finder(query, text).marks(text))) == expected


def shown(query: str, text: str) -> list[str]:
    return [marked(one.text, one.spans) for one in fragments(text, finder(query, text).marks(text))]


LONG = "Он открыт для всех жителей города и области. " * 9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Сегодня запуск. Он называется «Наука». Модуль летит.",
            ["Сегодня запуск. Он называется «[Наука]». Модуль летит."],
        ),
        (f"Наука. {LONG}", ["[Наука]. Он открыт для всех жителей города и области."]),
        (f"{LONG}\nНаука.\nВторая строка статьи. {LONG}", ["[Наука].\nВторая строка статьи."]),
        ("Коротко.\nНаука.\nИ всё.", ["Коротко.\n[Наука].\nИ всё."]),
        (f"{LONG}Наука.", ["[Наука]."]),  # nothing follows
        ("Наука. " + "слово " * 100, ["[Наука]. " + "слово " * 51 + "слово …"]),
        ("Наука.", ["[Наука]."]),
        ("Яркое зрелище. Гонка. Погода пыталась вмешаться.", ["Яркое зрелище. Гонка. Погода пыталась вмешаться."]),
    ],
)
def test_a_word_or_two_are_shown_with_what_stands_beside(text: str, expected: list[str]) -> None:
    assert shown("наука", text) == expected


def test_fragments_are_whole_sentences_where_the_words_stand_together() -> None:
    text = (
        "Губернатор открыл завод. В области работает кластер. Жители довольны погодой. "
        "Новый кластер объединил заводы области. Затем гости уехали."
    )
    assert (
        shown("кластер завод", text)
        == [
            "Губернатор открыл [завод].",
            "В области работает [кластер].",
            "Новый [кластер] объединил [заводы] области.",
        ]
        or shown("кластер завод", text)[-1] == "Новый [кластер] объединил [заводы] области."
    )


def test_a_long_sentence_is_cut_around_its_mark() -> None:
    text = "Слово " + "и ещё одно слово " * 60 + "кластер " + "и ещё одно слово " * 60 + "в конце."
    (fragment,) = shown("кластер", text)
    assert "[кластер]" in fragment
    assert fragment.startswith("… ")
    assert fragment.endswith(" …")
    assert len(fragment) <= LONGEST_FRAGMENT + 10


def test_without_marks_the_text_begins() -> None:
    first = "Первое предложение, которое и само по себе говорит читателю довольно."
    assert shown("кластер", f"{first} Второе.") == [first]
    assert shown("кластер", "") == []


def test_the_end_of_a_long_report_is_shown() -> None:
    text = "Пустое предложение без нужного. " * 20_000 + "Только здесь стоит кластер волоконной оптики."
    assert shown("кластер оптика", text) == ["Только здесь стоит [кластер] волоконной [оптики]."]


@settings(max_examples=60)
@given(st.integers(0, 10**6))
def test_every_fragment_comes_from_the_text_and_every_word_is_shown(seed: int) -> None:
    chance = random.Random(seed)
    plain = ["дорога", "река", "стройка,", "город.", "озеро", "мост!", "площадь\n"]
    text = " ".join(chance.choice([*plain * 3, "кластеров", "технопарка."]) for _ in range(chance.randint(1, 400)))
    marks = finder("кластер технопарк", text).marks(text)
    found = fragments(text, marks)
    assert 1 <= len(found) <= MOST_FRAGMENTS
    for one in found:
        assert one.text.removeprefix("… ").removesuffix(" …") in text
    if marks:
        assert all(one.spans for one in found)
        shown_leaves = {one.text[start:stop][:3] for one in found for start, stop in one.spans}
        assert shown_leaves == {text[mark.start : mark.stop][:3] for mark in marks}
