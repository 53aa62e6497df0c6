"""`explain` says how each word was read, and in how many articles it stands."""

from collections.abc import Callable
from pathlib import Path

import pytest

import indexer

ARTICLES = [
    "Они стали ждать.",
    "Торговали сталью и стальным листом.",
    "Ассоциация инновационных регионов России (АИРР).",
    "Доклад Мальсагова о технопарке.",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explained")
    for number, text in enumerate(ARTICLES):
        (folder / f"{number}.txt").write_text(f"Сообщение {number}\n\n{text}\n", encoding="utf-8")
    indexer.rebuild([str(folder)], str(folder / "index"), workers=1)
    return folder / "index"


def said(index: Path, query: str) -> list[str]:
    with indexer.open_engine(index) as engine:
        return [line.replace("\N{NO-BREAK SPACE}", " ") for line in engine.explain(query).lines]


EXPLAINED: list[tuple[str, list[str]]] = [
    (
        "стали",
        [
            "Запрос прочитан так: стать",
            "  стали  есть в 2 статьях",
            "    читается    стать 97 %, сталь 3 %",
            "    формы       стали, сталью",
        ],
    ),
    ("!стали", ["Запрос прочитан так: !стали", "  !стали  есть в 1 статье", "    читается    только эта форма"]),
    ("неведомо*", ["Запрос прочитан так: неведомо*", "  неведомо*  нет ни в одной статье"]),
    (
        "Мальсаговым",
        [
            "Запрос прочитан так: Мальсаговым",
            "  мальсаговым  есть в 1 статье",
            "    читается    мальсаговым 100 %, мальсаговый 100 %",
            "    по основе   мальсагов-, мальсаг-",
            "    формы       мальсагова",
        ],
    ),
]


@pytest.mark.parametrize(("query", "lines"), EXPLAINED)
def test_words_are_explained(index: Path, query: str, lines: list[str]) -> None:
    assert said(index, query) == lines


def test_columns_stand_below_one_another(index: Path) -> None:
    lines = [line for line in said(index, 'доклад "стальной лист" -технопарк') if "стать" in line and "  есть" in line]
    assert len({line.index("есть") for line in lines}) == 1
    assert [line.split("  есть")[0].strip() for line in lines] == ["доклад", "«стальной лист»", "стальной", "лист"]


def test_what_an_abbreviation_stands_for_is_explained_too(index: Path) -> None:
    lines = said(index, "АИРР")
    assert lines[1].startswith("Замечание: АИРР: ищется и «Ассоциация инновационных регионов России")
    assert any(line.startswith("  «ассоциация инновационных регионов россии»  есть в 1 статье") for line in lines)


def test_a_long_list_of_forms_is_cut(index_of: Callable[..., Path]) -> None:
    forms = "дом дома дому домом доме домов домам домами домах стать стал стала стало стали стану станет станем станут"
    lines = said(index_of(forms), "стать")
    assert lines[-1] == "    формы       стал, стала, стали, стало, станем, станет, стану, станут, стать"
    lines = said(index_of(forms + " став ставший ставшая ставшее ставшие"), "стать")
    assert lines[-1].endswith(" и ещё 2")


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        (
            "технопрак",
            [
                "Запрос прочитан так: технопарк",
                "Замечание: показано по запросу «технопарке»; искать как набрано: !технопрак",
            ],
        ),
        (
            "rfpfym",
            ["Запрос прочитан так: rfpfym"],  # no article tells of Казань
        ),
        (
            "последние новости о технопарке",
            [
                "Запрос прочитан так: технопарк",
                "Необязательные слова: «последние», «новости», «о» (чтобы слово искалось: !последние)",
            ],
        ),
    ],
)
def test_what_was_searched_instead_is_explained(index: Path, query: str, lines: list[str]) -> None:
    assert said(index, query)[: len(lines)] == lines


def test_an_article_that_a_correction_finds_has_a_score(index: Path) -> None:
    with indexer.open_engine(index) as engine:
        url = engine.search("технопрак").hits[0].article.url
        assert any(line.startswith("Оценка") for line in engine.explain("технопрак", url).lines)
