"""When words are let go, which, and what the person is told."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pytest

import indexer
from indexer.columnar.ragged import Column
from indexer.matching.ranking import MEASURED, Ranking
from indexer.matching.relaxation import least_share, length, loosened, most
from indexer.opened.sets import Weighted
from indexer.search.parser import parse
from indexer.search.syntax import And
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
    ("порт НЕ сталь НЕ школа", [NAME], None),
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
    ('"и не"', "и не"),  # of small words none is left out
]


@pytest.mark.parametrize(("query", "expected"), LOOSENED)
def test_a_phrase_is_let_go_into_its_words(query: str, expected: str) -> None:
    assert loosened(planned(query)) == planned(expected)


def test_words_of_a_phrase_keep_their_places() -> None:
    loose = loosened(planned('рост "цен на бензин"'))
    assert isinstance(loose, And)
    assert loose.places == (0, 1, 3)


SHARES = [
    ([1.0, 0.6, 0.3], 0.25),  # fewer than a hundred hold half: more are shown, but none below a quarter
    ([0.2, 0.1], 0.2),  # unless nothing holds as much
    ([0.9] * 100 + [0.5, 0.4], 0.5),
    ([0.9] * 100 + [0.4], 0.5),
    ([0.9] * 99 + [0.5, 0.4, 0.3], 0.5),
    ([0.9] * 60 + [0.45] * 60, 0.45),
]


@pytest.mark.parametrize(("shares", "expected"), SHARES)
def test_the_least_share(shares: list[float], expected: float) -> None:
    assert least_share(np.array(shares), MEASURED) == pytest.approx(expected)


class Standing(NamedTuple):
    """A word that stands in a few documents."""

    idf: float
    docnums: tuple[int, ...]

    def scores(self) -> Weighted:
        return Weighted(np.array(self.docnums, np.int32), np.ones(len(self.docnums)))

    def scores_in(self, docnums: Column) -> tuple[Column, Column]:
        is_there = np.isin(docnums, self.docnums)
        return is_there.astype(float), is_there


HOLDING = [
    ([Standing(1, (0,)), Standing(1, (1,)), Standing(1, (2,)), Standing(1, (3,))], [0, 1, 2, 3]),  # a quarter is enough
    ([Standing(1, (number,)) for number in range(5)], [0, 1, 2, 3, 4]),  # and a fifth where nothing holds more
    ([Standing(1, (0,)), Standing(9, (1,))], [1]),
    ([Standing(0, ()), Standing(0, ())], []),
]


@pytest.mark.parametrize(("words", "expected"), HOLDING)
def test_what_holds_most_of_the_words(words: list[Standing], expected: list[int]) -> None:
    assert most(words, MEASURED).docnums.tolist() == expected


def test_shares_are_equal_though_they_were_added_up_from_other_words() -> None:
    words = [Standing(0.3, (0,)), Standing(0.1, (1,)), Standing(0.2, (1,))]
    assert most(words, Ranking(few=1, most=0.9)).docnums.tolist() == [0, 1]


def test_nothing_is_said_of_words_let_go_where_that_finds_no_more(engine_of: Callable[..., "indexer.Engine"]) -> None:
    results = engine_of(ARTICLES[0], *FILLING).search("сталь порт мост школа", corrections=False)
    assert [hit.article.url for hit in results.hits] == [ALL]
    assert not results.notes


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
