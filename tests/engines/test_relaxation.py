"""When words are let go, which, and what the person is told."""

from collections.abc import Callable

import numpy as np
import pytest

import indexer
from indexer.engines.ranking import MEASURED
from indexer.engines.relaxation import least_share, length, loosened
from indexer.search.parser import parse
from indexer.search.terms import AnyOf, Plan, plan
from indexer.text.analyzer import Analyzer

ANALYZER = Analyzer()
FILLING = [f"Погода номер {number} без перемен." for number in range(30)]
ARTICLES = [
    "Завод варит сталь. Порт принимает суда. Мост закрыт. Школа строится. Рынок открыт. Парк зелен.",  # all, scattered
    "Порт и мост: школа для строителей. Рынок.",
    "Порт построит школу и мост.",
    "Ассоциация портов и мостов области провела съезд.",
    "Сталь.",
    *FILLING,
]
ALL, MOST, FEW, NAME, STEEL = map(str, range(5))
ONLY_ONE = "все слова вместе есть только в 1 статье: показаны и те, где есть часть слов"
NONE = "все слова вместе не встретились ни в одной статье: показаны те, где есть хотя бы часть слов"
NO_PHRASE = "точно такой фразы нет ни в одной статье: показаны те, где есть хотя бы часть её слов"

ANSWERS: list[tuple[str, list[str], str | None]] = [
    ("порт сталь", [ALL], None),  # a short query asks for all
    ("порт мост школа", [MOST, FEW, ALL], None),
    ("сталь порт мост школа", [ALL, MOST, FEW, STEEL, NAME], ONLY_ONE),  # a long one is answered by a page
    ("сталь жираф", [STEEL, ALL], NONE),
    ("сталь НЕ порт", [STEEL], None),
    ("сталь мост школа рынок -порт", [STEEL], NONE),  # conditions are never let go
    ("рынок НЕ (порт жираф)", [MOST, ALL], None),  # nor is anything under НЕ
    ("ассоциация портов мостов области", [NAME], None),  # side by side: a name
    ('"мост школа"', [MOST], None),
    ('"школа мост"', [], None),  # a short phrase asks for itself
    ('"порт построит новую школу и новый мост"', [FEW, MOST, ALL, NAME], NO_PHRASE),
    ('!"порт построит новую школу и новый мост"', [], None),
    ('сталь порт рынок "школа мост"', [ALL, MOST, FEW, NAME], NONE),  # of a phrase its words count
]


@pytest.fixture(scope="module")
def engine(engine_of: Callable[..., "indexer.Engine"]) -> "indexer.Engine":
    return engine_of(*ARTICLES)


@pytest.mark.parametrize(("query", "urls", "note"), ANSWERS)
def test_a_query_is_answered(engine: "indexer.Engine", query: str, urls: list[str], note: str | None) -> None:
    results = engine.search(query, corrections=False, reprints=True)
    assert [hit.article.url for hit in results.hits] == urls
    assert results.total == len(urls)
    assert [one.replace("\xa0", " ") for one in results.notes] == ([note] if note else [])


def test_words_of_a_phrase_that_was_let_go_are_marked(engine: "indexer.Engine") -> None:
    first, *_ = engine.search('"порт построит новую школу и новый мост"', corrections=False).hits
    assert first.matched == ("Порт", "построит", "школу", "мост")


def planned(query: str) -> Plan:
    found = plan(parse(query).tree, ANALYZER)
    assert found is not None
    return found


LOOSENED = [
    ('"круглый стол"', "круглый стол"),
    ('Обнинск "круглый стол"', "Обнинск круглый стол"),
    ('стол "круглый стол" -чай', "стол круглый -чай"),
    ('"стол у окна"~5', "стол окна"),
    ('!"круглый стол"', '!"круглый стол"'),
    ('заголовок:"круглый стол"', "заголовок:(круглый стол)"),
    ("стол ИЛИ стул", "стол ИЛИ стул"),
]


@pytest.mark.parametrize(("query", "expected"), LOOSENED)
def test_a_phrase_is_let_go_into_its_words(query: str, expected: str) -> None:
    assert loosened(planned(query)) == planned(expected)


SHARES = [
    ([1.0, 0.6, 0.3], 0.25),  # fewer than a hundred hold half: more are shown, but none below a quarter
    ([0.2, 0.1], 0.2),  # unless nothing holds as much
    ([0.9] * 100 + [0.5, 0.4], 0.5),
    ([0.9] * 99 + [0.5, 0.4, 0.3], 0.5),
    ([0.9] * 60 + [0.45] * 60, 0.45),
]


@pytest.mark.parametrize(("shares", "expected"), SHARES)
def test_the_least_share(shares: list[float], expected: float) -> None:
    assert least_share(np.array(shares), MEASURED) == pytest.approx(expected)


def test_words_of_one_abbreviation_count_once() -> None:
    first, second, third = (AnyOf(text, ((text, 64), (also, 64))) for text, also in zip("abc", "xxc", strict=True))
    assert length([first, second, third]) == 2
    assert length([first, third, second]) == 3


@pytest.mark.parametrize(
    ("query", "total"), [('АО "Станки Томска"', 0), ("г. Никакойгород", 0), ("кто такой Никакович", 1)]
)
def test_what_stands_beside_a_name_is_not_sought_without_it(
    engine_of: Callable[..., "indexer.Engine"], query: str, total: int
) -> None:
    assert engine_of("АО в г Омске", "Кто такой станочник и где Томск").search(query).total == total
