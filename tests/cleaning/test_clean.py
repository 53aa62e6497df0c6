"""What pages say, told as facts: a page above, its title, day, source and body below."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Article, CleanArticle, Hints, RawPage
from indexer.cleaning.clean import NotAnArticle, clean
from tests.cleaning.rules import RULES

LEAD = "В Ижевске открыт технопарк, в котором будут работать сорок компаний Удмуртии."
MORE = "Глава республики отметил, что технопарк построен за два года на средства федерального бюджета."
TITLE = "В Ижевске заработал технопарк"


def one(*lines: str, hints: Hints | None = None) -> CleanArticle:
    (found,) = clean(RawPage("a", "\n".join(lines), hints or Hints()))
    return found


@pytest.mark.parametrize(
    ("lines", "title", "rule"),
    [
        ([TITLE, "", LEAD, MORE], TITLE, "line_echoed_in_text"),
        ([TITLE, LEAD, MORE], TITLE, "line_echoed_in_text"),
        (["Главная | Новости", TITLE, "31.05.2016", LEAD], TITLE, "line_over_date"),
        (["Официальный портал Удмуртии", TITLE, "", LEAD], TITLE, "line_echoed_in_text"),
        (["Новости республики", "", TITLE, "", LEAD], TITLE, "line_echoed_in_text"),
        ([TITLE, "Подзаголовок новости без точки", "", LEAD], TITLE, "line_echoed_in_text"),
        ([f"{TITLE} — Портал Удмуртии", "О портале", TITLE, "", LEAD], TITLE, "line_of_page_title"),
        ([f"Портал :: {TITLE}", MORE, "", TITLE, "", LEAD, MORE], TITLE, "line_of_page_title"),
        ([f"Портал :: {TITLE} / Наука", "О портале", f"{TITLE}  06.01.12 08:49", LEAD], TITLE, "line_of_page_title"),
        ([f"{TITLE}. Новости науки. Портал", "Новости науки", TITLE, LEAD], TITLE, "line_of_page_title"),  # the longest
        (["Пуск дан", "", LEAD], "Пуск дан", "line_over_lead"),
        (["Кто построит технопарк в Ижевске?", "", LEAD], "Кто построит технопарк в Ижевске?", "line_echoed_in_text"),
        (["Газета Политика Интернет-версия", "31.05.2016", TITLE, "", LEAD], TITLE, "line_echoed_in_text"),
        (["Удмуртия Пермский край общество отрасли наука", "", TITLE, "", LEAD], TITLE, "line_echoed_in_text"),
        ([LEAD, MORE], LEAD[:-1], "first_sentence"),
        (["| ДАЙДЖЕСТ: |", LEAD, MORE], LEAD[:-1], "first_sentence"),
        (["10:24 27 марта 2025 ID (47939)", LEAD, MORE], LEAD[:-1], "first_sentence"),
        (["date 2026-02-10 Фото: © Портал", "", LEAD, MORE], LEAD[:-1], "first_sentence"),
        ([LEAD + " " + MORE], LEAD[:-1], "first_sentence"),
        (["Короткая новость"], "Короткая новость", "first_sentence"),
        (["Новость " + "очень длинная " * 40 + "и всё."], None, "first_sentence"),
    ],
)
def test_title(lines: list[str], title: str | None, rule: str) -> None:
    found = one(*lines)
    assert found.rules["title"] == rule
    assert found.article.title == title or title is None
    assert len(found.article.title) <= 200


@pytest.mark.parametrize("is_clean", [True, False])
def test_the_link_of_the_carrier_goes_with_the_article(is_clean: bool) -> None:
    (found,) = clean(RawPage("d1", f"{TITLE}\n\n{LEAD}\n{MORE}", Hints(link="https://news.example/"), is_clean))
    assert (found.article.url, found.article.link) == ("d1", "https://news.example/")


def test_a_long_title_ends_at_a_word() -> None:
    title = one("Новость " + "очень длинная " * 40 + "и всё.").article.title
    assert title.endswith((" очень…", " длинная…"))
    assert 180 < len(title) <= 200


@pytest.mark.parametrize(
    ("lines", "day", "rule"),
    [
        ([TITLE, "31 мая 2016", LEAD], date(2016, 5, 31), "date_line_under_title"),
        ([TITLE, "", "22.06.2010, 17:11", "", LEAD], date(2010, 6, 22), "date_line_under_title"),
        ([TITLE, "31.05.2016 | Экономика", LEAD], date(2016, 5, 31), "date_line_under_title"),
        ([TITLE, "Вторник, 31 мая 2016 12:30", LEAD], date(2016, 5, 31), "date_line_under_title"),
        (["31 мая 2016, 12:30", TITLE, "", LEAD], date(2016, 5, 31), "date_line_over_title"),
        (["Опубликовано: 31.05.2016", TITLE, "", LEAD], date(2016, 5, 31), "labelled_date"),
        ([TITLE, "", LEAD, "Дата публикации: 31 мая 2016 года"], date(2016, 5, 31), "labelled_date"),
        ([TITLE, "", LEAD, MORE, "31.05.2016"], date(2016, 5, 31), "date_line_at_end"),
        ([TITLE, "", "ИЖЕВСК, 31 мая 2016. /ТАСС/. " + LEAD], date(2016, 5, 31), "dateline"),
        ([TITLE, "", "(Ижевск, 31 мая, ИА «Удмуртия»). " + LEAD], None, "dateline"),
        (["28 января 2026, среда", TITLE, "", LEAD], None, None),
        (["28 января 2026, среда", "Главная", TITLE, "31 мая 2016", LEAD], date(2016, 5, 31), "date_line_under_title"),
        ([TITLE, "", "31 мая 2016 года в Ижевске открыт технопарк для сорока компаний."], None, None),
        ([TITLE, "Митинг 12 марта 2011 года в Ижевске", "", LEAD], None, None),
        ([TITLE, "25 июня", LEAD], None, None),
        ([TITLE, "31 февраля 2016", LEAD], None, None),
        ([TITLE, "Анна Котова, 26.03.2017", LEAD], None, None),
        ([TITLE, "Анна Котова, 26 марта 2017", LEAD], None, None),
        ([TITLE, "Котова, 26.03.2017", LEAD], None, None),
        ([TITLE, "Анна Котова, 26.03.2017 14:30", LEAD], date(2017, 3, 26), "date_line_under_title"),
        ([TITLE, "Анна Котова | 26.03.2017", LEAD], date(2017, 3, 26), "date_line_under_title"),
        ([TITLE, "Ижевск, 26 марта 2017", LEAD], date(2017, 3, 26), "date_line_under_title"),
        ([TITLE, "26 марта 2017, 15:28 [ «Удмуртия» ]", LEAD], date(2017, 3, 26), "date_line_under_title"),
        ([TITLE, "время публикации: 26 марта 2017 г., 14:07", LEAD], date(2017, 3, 26), "labelled_date"),
        ([TITLE, "Обновлено: 26.03.2017", LEAD], None, None),
        ([TITLE, "Дата последнего изменения: 26.03.2017", LEAD], None, None),
        ([TITLE, "Среда, 17 марта 2021 г.", LEAD], date(2021, 3, 17), "date_line_under_title"),
        ([TITLE, "31.05.2016 | Просмотров: 88 | Комментарии (0)", LEAD], date(2016, 5, 31), "date_line_under_title"),
        ([TITLE, "Автор: editor от 3-06-2014, 10:21", LEAD], date(2014, 6, 3), "date_line_under_title"),
        ([TITLE, "Опубликовано redaktor в вт, 12/11/2019 - 15:04", LEAD], date(2019, 11, 12), "date_line_under_title"),
        ([TITLE, "9 Апрель, 2013 — 14:05 | автор: agro", LEAD], date(2013, 4, 9), "date_line_under_title"),
        ([TITLE, "31.05.2016 автором admin", LEAD], date(2016, 5, 31), "date_line_under_title"),
        ([TITLE, "Автор проекта в 2016 году от 3-06-2014", LEAD], None, None),
        ([TITLE, "26.03.17 08:49", LEAD], date(2017, 3, 26), "date_line_under_title"),
        ([TITLE, "15:19 26.03.2017", LEAD], date(2017, 3, 26), "date_line_under_title"),
        ([TITLE, "12 апреля 2016 года, вторник", LEAD], date(2016, 4, 12), "date_line_under_title"),
        ([TITLE, "14:05 / 12.04.2016", LEAD], date(2016, 4, 12), "date_line_under_title"),
        ([TITLE, "12+ 12 апреля 2016", LEAD], date(2016, 4, 12), "date_line_under_title"),
        ([TITLE, "Автор: Иван Петров 12.04.2016", LEAD], date(2016, 4, 12), "date_line_under_title"),
        ([TITLE, "г. Казань, «12» апреля 2016 г.", LEAD], date(2016, 4, 12), "date_line_under_title"),
        ([TITLE, "ИА «Удмуртия», 12.04.2016", LEAD], date(2016, 4, 12), "date_line_under_title"),
        ([TITLE, "Апрель 12, 2016", LEAD], date(2016, 4, 12), "date_line_under_title"),
        ([TITLE, "Apr 12, 2016", LEAD], date(2016, 4, 12), "date_line_under_title"),
        (
            [TITLE, "Категория: Экономика | Автор: admin | 11-09-2019, 09:30", LEAD],
            date(2019, 9, 11),
            "date_line_under_title",
        ),
        ([TITLE, "Опубликовано в 14:05 12.04.2016", LEAD], date(2016, 4, 12), "date_line_under_title"),
        ([TITLE, "12.04.2016 в рубрике Экономика", LEAD], date(2016, 4, 12), "date_line_under_title"),
        ([TITLE, "Posted on 2016/04/12 by admin", LEAD], date(2016, 4, 12), "date_line_under_title"),
        ([TITLE, "Встреча пройдёт 12.04.2016", LEAD], None, None),
        ([TITLE, "на прошлой неделе", LEAD], None, None),
        ([TITLE, "12 апреля, вторник", LEAD], None, None),
        (["USD 65,99 EUR 73,52", "28.01.2026", TITLE, "", LEAD], None, None),
        (["28.01.2026", "USD 65,99 EUR 73,52", TITLE, "", LEAD], None, None),
        ([TITLE, "вчера, 14:30", LEAD], None, None),
        (["Среда, 28 января 2026", TITLE, "вчера, 14:30", LEAD], date(2026, 1, 27), "relative_date"),
        (
            ["Среда, 28 января 2026", TITLE, "сегодня в 05:46, просмотров: 237", LEAD],
            date(2026, 1, 28),
            "relative_date",
        ),
        ([TITLE, "", LEAD, MORE, "© 2016 Портал", "Все права защищены 2015-2016"], None, None),
        ([TITLE, "", LEAD, "Подрядчик был выбран 31 мая 2015 года, стройка началась 1 июня 2015 года."], None, None),
    ],
)
def test_published(lines: list[str], day: date | None, rule: str | None) -> None:
    found = one(*lines)
    assert (found.article.title, found.article.published, found.rules.get("published")) == (TITLE, day, rule)


@pytest.mark.parametrize(
    ("last", "source", "rule"),
    [
        (["Источник: Портал «Удмуртия»"], "Портал «Удмуртия»", "source_line"),
        (["Источник — ТАСС"], "ТАСС", "source_line"),
        (["Источник: https://www.udm-info.ru/news/1"], "udm-info.ru", "source_line"),
        (["Источник:", "Агентство развития Удмуртии"], "Агентство развития Удмуртии", "source_line"),
        (["Пресс-служба правительства Удмуртии"], "Пресс-служба правительства Удмуртии", "press_service_line"),
        (["Пресс-центр завода по материалам ТАСС"], "Пресс-центр завода", "press_service_line"),
        (["ИА «Удмуртия»"], "ИА «Удмуртия»", "agency_line"),
        (["Пресс-служба завода не ответила на запрос редакции."], None, None),
        (["«Первый шаг»"], None, None),
        (["Источник тепла в здании: газ."], None, None),
        (["Сообщает пресс-служба правительства республики, которая следит за стройкой."], None, None),
    ],
)
def test_source_below_the_text(last: list[str], source: str | None, rule: str | None) -> None:
    found = one(TITLE, "", LEAD, MORE, "", *last)
    assert (found.article.source, found.rules.get("source")) == (source, rule)
    if source:
        assert found.article.body == f"{LEAD}\n{MORE}"


@pytest.mark.parametrize(
    ("opening", "source"),
    [
        ("(Ижевск, 31 мая, «Татар-информ»). ", "Татар-информ"),
        ("ИЖЕВСК, 31 мая — РИА Новости, Иван Петров. ", "РИА Новости"),
        ("ИЖЕВСК, 31 мая. /ТАСС/. ", "ТАСС"),
        ("/ТАСС, 31 мая/. ", "ТАСС"),
        ("Ижевск. 31 мая. INTERFAX.RU - ", "INTERFAX.RU"),
        ("Ижевск. 31 мая. ИНТЕРФАКС-ПОВОЛЖЬЕ - ", "ИНТЕРФАКС-ПОВОЛЖЬЕ"),
        ("(ИА «Удмуртия», 31 мая, Анна Иванова) ", "ИА «Удмуртия»"),
        ("Ижевск, 31 мая. ", None),
        ("31 мая ", None),
        ("31 мая «Алабуга» открыла цех. ", None),
        ("Завтра, 31 мая, ", None),
    ],
)
def test_source_in_the_dateline(opening: str, source: str | None) -> None:
    assert one(TITLE, "", opening + LEAD, MORE).article.source == source


@pytest.mark.parametrize(
    "line",
    [
        "banner_top_728_90",
        "12+",
        "USD 65,99 EUR 73,52",
        "Главная / Новости / Контакты",
        "ВКонтакте Facebook Twitter",
        "Просмотров: 123",
        "Теги: технопарк, Ижевск",
        "Метки Минпромторг РФ технопарк Ижевск",
        "Фото: пресс-служба завода",
        "Подписывайтесь на наш канал в Telegram!",
        "Читайте также: В Глазове построят цех",
        "Читать далее",
        "© 2016 Портал",
        "Нашли ошибку? Выделите её и нажмите Ctrl+Enter",
        "Мы используем файлы cookie",
        "***",
    ],
)
@pytest.mark.parametrize("place", [0, 2, 3, 4])
def test_boilerplate_is_dropped_wherever_it_stands(line: str, place: int) -> None:
    lines = [TITLE, "", LEAD, MORE]
    found = one(*lines[:place], line, *lines[place:])
    assert found.article.title == TITLE
    assert line not in found.article.body
    assert line in [dropped for _, dropped in found.dropped]


@pytest.mark.parametrize(
    "line",
    [
        "Фото на память сделали все участники форума, который прошёл в столице республики.",
        "Теги помогают искать новости.",
        "Новости о технопарке ждали все.",
        "Средняя цена: $ 16,39",
        "Акции выросли до $708,77, хотя утром стоили €683,04.",
        "Телефон: +7 (3412) 00-00-00",
        "Рейтинг регионов возглавил Татарстан.",
        "Комментарии экспертов разошлись.",
        "Главная цель — рост экспорта.",
        "18+ компаний вошли в кластер и ещё двадцать ждут.",
        "Подписка о неразглашении не бралась.",
        "Поделиться опытом приехали гости из Перми.",
    ],
)
def test_news_stays(line: str) -> None:
    assert line in one(TITLE, "", LEAD, line, MORE).article.body


def test_all_below_see_also_is_dropped() -> None:
    tail = [
        "Смотрите также:",
        "В Глазове построят цех",
        "Завод в Воткинске получил заказ на станки.",
        "",
        "Ещё новость",
    ]
    found = one(TITLE, "", LEAD, MORE, *tail)
    assert found.article.body == f"{LEAD}\n{MORE}"
    assert len(found.dropped) == 5


def test_the_article_goes_on_below_a_link_amid_it() -> None:
    long = MORE + " " + LEAD
    found = one(TITLE, "", LEAD, "Читайте также:", "В Глазове построят цех", "", long, "", long)
    assert found.article.body == f"{LEAD}\n\n{long}\n\n{long}"


def test_the_article_goes_on_where_a_page_has_no_blank_lines() -> None:
    long = MORE + " " + LEAD
    found = one(TITLE, LEAD, "Читайте также:", "В Глазове построят цех", "Станки для Воткинска", long, long)
    assert found.article.body == f"{LEAD}\n\n{long}\n{long}"


def test_code_for_blogs_is_dropped() -> None:
    code = f'<div style="{"padding: 1px; " * 40}"><a href="https://example.ru/1">{TITLE}</a></div>'
    assert one(TITLE, "", LEAD, "Код для вставки в блог", code, MORE).article.body == f"{LEAD}\n{MORE}"


def test_the_rest_of_the_article_below_a_block_of_links_is_kept() -> None:
    long = MORE + " " + LEAD
    links = ["Читайте также:", "В Глазове построят цех", "В Воткинске получили заказ на станки"]
    assert one(TITLE, "", LEAD, *links, "", long).article.body == f"{LEAD}\n\n{long}"
    assert one(TITLE, "", LEAD, *links, "", long, "", "Планы на год", "", long).article.body.endswith(
        "Планы на год\n\n" + long
    )


def test_short_paragraphs_below_a_link_amid_the_article_are_kept() -> None:
    short = [
        "Первые компании въехали в технопарк ещё весной.",
        "",
        "«До осени их станет сорок», — сообщили в министерстве.",
    ]
    link = ["Читайте также:", "В Глазове построят цех", ""]
    assert one(TITLE, "", LEAD, "", *link, *short).article.body == "\n".join([LEAD, "", *short])
    assert one(TITLE, "", LEAD, "", *link, *short[:1]).article.body == LEAD
    assert one(TITLE, "", LEAD, "", *link, *short, "", "В Воткинске получили заказ").article.body == LEAD


def test_what_wordpress_puts_below_an_article_is_dropped() -> None:
    tail = """Share this:|Click to share on Twitter (Opens in new window)|Like this:|Like Loading...|Related
    |Навигация по записям|← В Глазове построят цех|Добавить комментарий Отменить ответ
    |Ваш адрес email не будет опубликован. Обязательные поля помечены *""".split("|")
    assert one(TITLE, "", LEAD, MORE, "", *tail).article.body == f"{LEAD}\n{MORE}"


def test_other_news_with_their_leads_are_dropped_to_the_last() -> None:
    teaser = [
        "В Глазове построят цех",
        "",
        "Цех для сборки станков построит в Глазове завод из соседней области, начнут уже весной, сообщили в мэрии.",
        "",
    ]
    assert one(TITLE, "", LEAD, MORE, "", "Смотрите также:", *teaser * 3).article.body == f"{LEAD}\n{MORE}"


def test_what_readers_say_is_dropped() -> None:
    said = ["Комментарии (2)", "", "Иван", "", MORE + " " + LEAD, "", "Пётр", "", "Давно пора."]
    assert one(TITLE, "", LEAD, MORE, "", *said).article.body == f"{LEAD}\n{MORE}"


TEASER = (
    "В Глазове построят цех, который будет выпускать датчики для станков и двигателей, сообщил министр промышленности."
)


def test_a_menu_that_has_the_headline_too_is_above_the_article() -> None:
    menu = [f"Раздел номер {number}" for number in range(12)]
    found = one(f"{TITLE} — Портал Удмуртии", TITLE, *menu, TITLE, "", LEAD, MORE)
    assert found.article.body == f"{LEAD}\n{MORE}"


def test_several_headlines_on_one_line_are_no_text_above_which_links_are_hidden() -> None:
    top = "Завод ждёт рабочих. ФОТО  Мост открыт  В Глазове построят цех"
    assert LEAD in one(top, "Другие новости", "Мост открыт", TITLE, "", LEAD).article.body


@pytest.mark.parametrize("button", ["Версия для печати", "Имя (обязательно)", "Ошибка? Нажмите Ctrl-Enter", "© Портал"])
def test_below_what_closes_an_article_are_other_news(button: str) -> None:
    found = one(TITLE, "", LEAD, MORE, "", button, "", "Свежий номер", "", "Экономика", "", TEASER, "", "Общество")
    assert found.article.body == f"{LEAD}\n{MORE}"
    assert ("below_article", TEASER) in found.dropped


def test_the_day_at_the_end_of_an_article_stands_above_what_closes_it() -> None:
    found = one(TITLE, "", LEAD, MORE, "15:19 28.11.2011", "Версия для печати", "Экономика", "27.11.2011", "Цех открыт")
    assert (found.article.published, found.rules["published"]) == (date(2011, 11, 28), "date_line_at_end")
    assert found.article.body == f"{LEAD}\n{MORE}"


def test_a_button_above_the_text_closes_nothing() -> None:
    found = one(TITLE, "Версия для печати", "Экономика", "", LEAD, MORE)
    assert LEAD in found.article.body
    assert MORE in found.article.body


def test_text_that_goes_on_below_a_button_is_kept() -> None:
    assert MORE in one(TITLE, "", LEAD, "Версия для печати", MORE, "Экономика").article.body
    rest = one(TITLE, "", LEAD, "Версия для печати", "", "Итоги года", "", TEASER, "", TEASER).article.body
    assert rest.count(TEASER) == 2


def test_a_column_of_links_below_the_text_is_dropped() -> None:
    links = [f"Раздел {name}" for name in "абвгдежзик"]
    assert one(TITLE, "", LEAD, MORE, *links).article.body == f"{LEAD}\n{MORE}"
    assert "Раздел а" in one(TITLE, "", LEAD, MORE + " Разделы:", *links).article.body
    assert "Раздел а" in one(TITLE, "", LEAD, MORE, *links[:9]).article.body


def test_see_also_above_the_article_hides_nothing() -> None:
    assert one("Комментарии", "Последние новости", TITLE, "", LEAD, MORE).article.body == f"{LEAD}\n{MORE}"


def test_a_wrapped_paragraph_is_one_line() -> None:
    found = one(TITLE, "", "В Ижевске открыт технопарк, в котором будут работать", "сорок компаний Удмуртии.")
    assert found.article.body == LEAD


@pytest.mark.parametrize("text", ["", "\n" * 100, "16+\nnews_header_top\n\nГлавная", "12345", "***", "\0\u202e\u200b"])
def test_not_an_article(text: str) -> None:
    with pytest.raises(NotAnArticle, match=r"^(на странице нет текста новости|страница пуста)$"):
        clean(RawPage("a", text))


def test_hints_come_first() -> None:
    hints = Hints("Название", "2016-05-31", "Источник", ("Удмуртская Республика",))
    found = one(TITLE, "1 июня 2017", LEAD, hints=hints)
    assert found.article == Article(
        "a", "Название", f"{TITLE}\n1 июня 2017\n{LEAD}", date(2016, 5, 31), "Источник", hints.regions
    )
    assert found.rules == dict.fromkeys(("title", "published", "source"), "hint") | {"regions": "from_hints"}


def test_a_clean_page_is_taken_as_it_is() -> None:
    text = "16+\r\nФото: завод\n\n\n  Источник: ТАСС \u202e\0"
    (found,) = clean(RawPage("a", text, Hints(" За\nголовок ", "31 мая 2016", "ТАСС"), is_clean=True))
    assert found.article == Article(
        "a", "За головок", "16+\nФото: завод\n\n\n  Источник: ТАСС ", date(2016, 5, 31), "ТАСС"
    )
    assert found.rules == dict.fromkeys(("title", "published", "source"), "hint")
    assert found.dropped == ()


def test_a_clean_page_without_hints_is_called_by_its_first_sentence() -> None:
    (found,) = clean(RawPage("a", f"{LEAD} {MORE}", is_clean=True))
    assert found.article == Article("a", LEAD[:-1], f"{LEAD} {MORE}", regions=("Удмуртская Республика",))
    assert found.rules == {"title": "first_sentence", "regions": "from_title"}


def test_every_rule_has_a_name_of_its_own_and_says_what_it_sees() -> None:
    assert len({(question, name) for question, name, _ in RULES}) == len(RULES) > 25
    assert all(about and about.endswith(".") for _, _, about in RULES)


LINES = st.sampled_from(
    f"""{TITLE}|{LEAD}|{MORE}||31 мая 2016|25 июня|16+|Смотрите также:|Источник: ТАСС|Источник:|Новости|{TITLE} — Портал
    |ИЖЕВСК, 31 мая. /ТАСС/. Открыт цех.|Пресс-служба завода|Читайте также: цех|Опубликовано 31.05.2016""".split("|")
)
PAGES = st.text() | st.lists(LINES | st.text(max_size=80)).map("\n".join)


@given(PAGES, st.booleans())
def test_any_text_is_an_article_or_not(text: str, is_clean: bool) -> None:
    try:
        found = clean(RawPage("a", text, is_clean=is_clean))
    except NotAnArticle:
        return
    for each in found:
        article = each.article
        assert article.body.strip()
        assert len(article.title) <= 200
        assert not set(article.body) - set(text) - {"\n", " "}
        assert set(each.rules) <= {"title", "published", "source", "regions", "listing"}
    assert len({each.article.url for each in found}) == len(found)


@pytest.mark.parametrize(
    "text",
    [
        "слово " * 900_000,
        "\n" * 100_000 + LEAD,
        "а" * 5_000_000,
        "и" + "\u0301" * 1000 + " " + LEAD,
        "\u202e\0" * 500_000 + LEAD,
        "Смотрите также:\n" * 100_000 + LEAD,
        (LEAD + "\nСмотрите также:\n\n") * 10_000,
        "25 июня\n" * 100_000 + LEAD,
        "Источник:\n" * 100_000 + LEAD,
        "Короткая строка без точки\n" * 50_000,
        "Короткая строка без точки\n" * 50_000 + LEAD,
        f"{TITLE}\n{LEAD}\n" + "Версия для печати\n\nЭкономика края\n\n" * 30_000 + f"\n{TEASER}\n" * 2,
        f"{TITLE} — Портал\n" + "Короткая строка\n" * 20_000 + f"{LEAD}\n" * 20_000 + f"{TITLE}\n" * 20_000,
    ],
    ids="words blanks word combining invisible see-also resumed dates sources lines lead buttons titles".split(),
)
def test_hostile_pages_take_linear_time(text: str) -> None:
    started = time.process_time()
    clean(RawPage("a", text))
    clean(RawPage("a", text, is_clean=True))
    assert time.process_time() - started < 60


@pytest.mark.parametrize("is_clean", [True, False])
def test_names_that_a_carrier_gives_are_no_longer_than_a_title(is_clean: bool) -> None:
    """They stand on every page: a source of a megabyte would make each of them four."""
    hints = Hints(source="И" * 1_000_000, regions=("", " \n", "Р" * 1_000_000, "татарстан"))
    (found,) = clean(RawPage("a", LEAD, hints, is_clean=is_clean))
    assert found.article.source == "И" * 199 + "…"
    assert found.article.regions == ("Р" * 199 + "…", "Республика Татарстан")


def test_a_region_without_a_name_is_none() -> None:
    (found,) = clean(RawPage("a", "Кластер открыт.", Hints(regions=("", " ")), is_clean=True))
    assert (found.article.regions, "regions" in found.rules) == ((), False)
