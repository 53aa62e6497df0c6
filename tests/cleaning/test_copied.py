"""Of a page that was copied whole the headline stands over the longest run of prose, whatever is announced above."""

import datetime

import pytest

from indexer.article import Hints, RawPage
from indexer.cleaning.clean import clean
from indexer.cleaning.page import Line, Page

HEADLINE = "В Ижевске заработал технопарк для приборостроителей"
TEXT = (
    "В Ижевске открыт технопарк, в котором будут работать сорок компаний Удмуртии.",
    "Глава республики отметил, что технопарк построен за два года на средства федерального бюджета.",
    "Приборостроители займут половину площадей, остальное достанется разработчикам программ.",
)
MENU = ("Главная", "Новости", "Контакты", "Поиск по сайту")
ANNOUNCED = (
    "Паводок отступил",
    "Вода в Ижевском пруду за сутки опустилась на двадцать сантиметров, сообщили спасатели.",
)
COLUMN = ("Общество и люди", "Экономика региона", "Культура и спорт", "Дороги и транспорт", "Здоровье горожан")


def cleaned(*lines: str) -> tuple[str, str, str]:
    """Title, the rule that found it, body."""
    (found,) = clean(RawPage("a", "\n\n".join(lines)))
    return found.article.title, found.rules["title"], found.article.body


@pytest.mark.parametrize(
    "above",
    [
        [HEADLINE],
        ["Новости Ижевска", HEADLINE],
        [HEADLINE, "31.05.2016 10:24"],
        [f"{HEADLINE} 31.05.2016 10:24"],
        ["Портал » Новости » Экономика » В Ижевске заработал…", HEADLINE],
        [HEADLINE, "В нём будут работать сорок компаний Удмуртии", HEADLINE],  # the second is the page's own
        [HEADLINE, "Добавить в закладки портала", "Отправить ссылку другу"],
    ],
)
def test_a_page_copied_without_its_title(above: list[str]) -> None:
    lines = (*MENU, *ANNOUNCED, *COLUMN, *above, *TEXT)
    title, rule, body = cleaned(*lines)
    assert (title, rule) == (HEADLINE, "line_over_run")
    assert body.endswith("\n\n".join(TEXT))
    assert "Паводок" not in body


def test_the_day_behind_a_headline_is_that_of_the_article() -> None:
    (found,) = clean(RawPage("a", "\n\n".join((*MENU, *COLUMN, f"{HEADLINE} 06.01.12 08:49", *TEXT))))
    assert (found.article.title, found.article.published) == (HEADLINE, datetime.date(2012, 1, 6))
    assert found.rules["published"] == "date_in_title"


def test_what_the_window_says_goes_before_what_is_said_again() -> None:
    window = f"{HEADLINE} — Портал Ижевска"
    in_a_list = (HEADLINE, *COLUMN, *COLUMN)
    assert cleaned(window, *MENU, *in_a_list, *ANNOUNCED, *COLUMN, *COLUMN, f"{HEADLINE} (фото)", *TEXT)[::2] == (
        f"{HEADLINE} (фото)",
        "\n\n".join(TEXT),
    )
    other = "Технопарк Ижевска ждёт компании Удмуртии"
    assert cleaned(window, *MENU, *COLUMN, HEADLINE, other, *TEXT)[0] == HEADLINE


def test_a_text_without_menus_is_no_copied_page() -> None:
    passport = ("Исполнитель: администрация", "Срок: два года", *COLUMN, *COLUMN)
    title, rule, body = cleaned("Программа развития технопарка", *passport, HEADLINE, *TEXT)
    assert (title, rule) == ("Программа развития технопарка", "line_echoed_in_text")
    assert "Исполнитель" in body


def test_a_subheading_is_no_headline() -> None:
    title, _, body = cleaned(*MENU, HEADLINE, *TEXT, *COLUMN, "Технопарк и приборостроители Удмуртии", *TEXT, TEXT[0])
    assert title == HEADLINE
    assert body.count(TEXT[0]) == 3


@pytest.mark.parametrize(
    "way", ["Портал // Новости в мире // Среда, 4 января 2012 г.", "Портал Ижевска :: Наука и жизнь :: 31 мая 2016 г."]
)
def test_the_way_to_a_page_is_no_paragraph(way: str) -> None:
    assert not Line(way).is_prose
    assert cleaned(way, HEADLINE, "время публикации: 4 января 2012 г., 14:07", *TEXT)[0] == HEADLINE


@pytest.mark.parametrize(
    ("lines", "begins"),
    [
        ([], 0),
        (["Главная", "Новости"], 2),
        (TEXT, 0),
        ([*COLUMN, *TEXT], 5),
        ([ANNOUNCED[1], *COLUMN, *TEXT], 6),
        ([*TEXT, HEADLINE, *TEXT], 0),  # a subheading costs less than what stands above it
    ],
)
def test_where_the_longest_run_of_prose_begins(lines: list[str], begins: int) -> None:
    assert Page(Hints(), [Line(text) for text in lines]).run == begins
