"""Which regions an article is about, and by which rule; those it names in passing are not among them."""

import pytest

from indexer.article import Article, CleanArticle, Hints, RawPage
from indexer.cleaning.clean import clean
from indexer.cleaning.regions import about, from_hints, tagged

LONG = "Совещание продолжалось. Участники обсудили планы на год и меры поддержки предприятий. " * 6  # more than a lead

TABLE = [
    # title, body, regions, rule
    ("Президент Татарстана в Ницце", "(Казань, 25 июня). Встреча в Ницце.", ["Республика Татарстан"], "from_title"),
    ("В Томске и Омске открыты цеха", "Цех в Омске больше.", ["Омская область", "Томская область"], "from_title"),
    ("ТУЛА: ОТКРЫТ ЦЕХ", "Цех открыт.", ["Тульская область"], "from_title"),
    ("В КАЛУЖСКОЙ ОБЛАСТИ ОТКРЫТ ЦЕХ", "Цех открыт.", ["Калужская область"], "from_title"),
    ("Открыт цех", "(Казань, 25 июня, «Татар-информ»). " + LONG, ["Республика Татарстан"], "from_dateline"),
    ("Открыт цех", "МОСКВА, 25 июня. /ТАСС/. " + LONG, [], None),
    ("Открыт цех", "МОСКВА, 25 июня. /ТАСС/. Цех открыт в Рязани.", ["Рязанская область"], None),
    ("Открыт цех", "Цех открыт в Рязани. " + LONG + " Рязань рада.", ["Рязанская область"], "from_lead"),
    ("Открыт цех", "Цех открыт в Рязани.", ["Рязанская область"], "from_lead"),
    ("Открыт цех", LONG + "В Рязани рады. Рязанский завод. Рязанцы.", ["Рязанская область"], "by_frequency"),
    # in passing
    ("Открыт цех", "Гости из Рязани довольны. " + LONG, [], None),
    ("Открыт цех", LONG + "Прежде он работал в Рязани.", [], None),
    ("Открыт цех", "Тула, Рязань, Пенза, Томск и Омск подали заявки.", [], None),
    ("Москва и Вашингтон договорились", "Переговоры прошли.", [], None),
    ("Действия Москвы осудили", "Москва и Брюссель спорят. Действия Москвы названы поспешными.", [], None),
    ("В Москве открыт цех", "Московский цех невелик.", ["Москва"], "from_title"),
    ("В Москве открыт цех", LONG, ["Москва"], "from_title"),
    ("Жители Москвы довольны", LONG, ["Москва"], "from_title"),
    ("Ответ Москвы последует", LONG, [], None),
    ("Москва ждёт гостей", LONG, [], None),
    ("В регионе открыт цех", "Цех открыт в Тамбовской области. " + LONG, ["Тамбовская область"], "from_lead"),
    ("Открыт цех", "Цех открыт в Кетовском районе. " + LONG, ["Курганская область"], "from_lead"),
    ("Миссия во Франции и Германии", "Делегация посетила Прованс.", [], None),
    # others that are named again and again come after
    (
        "Цех в Саранске",
        "В Саранске открыт цех. " + LONG + "Татарстан закупит его станки: их ждут в Татарстане.",
        ["Республика Мордовия", "Республика Татарстан"],
        "from_title",
    ),
]


@pytest.mark.parametrize(("title", "body", "regions", "rule"), TABLE)
def test_what_an_article_is_about(title: str, body: str, regions: list[str], rule: str | None) -> None:
    found, by = about(Article("a", title, body))
    assert list(found) == regions
    assert rule is None or by == rule


def test_a_title_that_opens_the_body_counts_once() -> None:
    assert about(Article("a", "Цех в Рязани", "Цех в Рязани. " + LONG + "В Пензе, в Пензе."))[0] == (
        "Рязанская область",
        "Пензенская область",
    )


def test_the_carrier_s_word_stays() -> None:
    assert from_hints(["татарстан", "Прованс", "Республика Татарстан"]) == ("Республика Татарстан", "Прованс")
    assert from_hints(["алтай"]) == ("алтай",)  # two regions go by that name
    page = RawPage("a", "Открыт цех в Рязани.", Hints(regions=("РТ",)), is_clean=True)
    (found,) = clean(page)
    assert (found.article.regions, found.rules["regions"]) == (("Республика Татарстан",), "from_hints")


def test_an_article_without_regions_stays_as_it_is() -> None:
    cleaned = CleanArticle(Article("a", "Открыт цех", "Цех открыт."), {"title": "hint"})
    assert tagged(cleaned) is cleaned
