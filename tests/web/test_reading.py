"""An article is shown whole; of one as long as a book the page shows the beginning, and says so."""

from collections.abc import Callable
from pathlib import Path

import pytest
from markupsafe import Markup

import indexer
from web import create_app
from web.reading import LONGEST, MOST_MARKED, Reading, reading


def test_all_of_a_text_is_shown_and_its_marks_are_numbered() -> None:
    assert reading("Кластер.\n\nИ кластер.", [(0, 7), (12, 19)]) == Reading(
        [Markup('<mark id="m1">Кластер</mark>.'), Markup('И <mark id="m2">кластер</mark>.')], 2, 2, 20, 20
    )


@pytest.mark.parametrize(
    ("words", "places", "found", "shown"),
    [
        (MOST_MARKED, MOST_MARKED, MOST_MARKED, 4 * MOST_MARKED),
        (MOST_MARKED + 1, MOST_MARKED, MOST_MARKED + 1, 4 * (MOST_MARKED + 1)),
        (LONGEST, MOST_MARKED, LONGEST, LONGEST),
    ],
    ids=["all", "a mark too many", "a book"],
)
def test_limits(words: int, places: int, found: int, shown: int) -> None:
    seen = reading("это " * words, [(4 * number, 4 * number + 3) for number in range(words)])
    assert (seen.places, seen.found, seen.shown, seen.length) == (places, found, shown, 4 * words)
    assert "".join(seen.paragraphs).count("<mark") == places
    assert len(Markup("").join(seen.paragraphs).striptags()) <= LONGEST + 1


def test_what_stands_beyond_the_beginning_is_counted_only() -> None:
    seen = reading("a" * LONGEST + " кластер", [(LONGEST + 1, LONGEST + 8)])
    assert (seen.places, seen.found) == (0, 1)
    assert seen.paragraphs[0].endswith("a…")


def test_the_page_of_a_book_is_no_larger_than_its_beginning(index_of: Callable[..., Path]) -> None:
    index = index_of({"url": "book", "text": "Кластер создан. " * 50_000})
    page = create_app(str(index)).test_client().get("/article?url=book&q=кластер").text
    assert "Показано начало текста: 500\xa0000 знаков из 800\xa0000" in page
    assert "Найдено в&nbsp;31\xa0250\xa0местах, выделены первые 2000:" in page
    assert len(page) < 1.3 * LONGEST


def test_of_a_book_only_what_is_shown_is_looked_through(index_of: Callable[..., Path]) -> None:
    index = index_of({"url": "book", "text": "Кластер создан. " * 3})
    with indexer.open_engine(index) as engine:
        whole, beginning = engine.article("book", "кластер"), engine.article("book", "кластер", read=20)
    assert whole and beginning
    assert whole.body_spans == ((0, 7), (16, 23), (32, 39))
    assert beginning.body_spans == ((0, 7),)
    assert beginning.article == whole.article
