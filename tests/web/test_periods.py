"""Words of a query that name days are offered as a filter of days; what is no day, or says so itself, is left alone."""

import datetime

import pytest
from flask.testing import FlaskClient

from web import periods
from web.periods import period_in

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periods, "_today", lambda: TODAY)


@pytest.mark.parametrize(
    ("query", "rest", "filters", "name"),
    [
        ("Татарстан технопарки 2023", "Татарстан технопарки", "year=2023", "за 2023 год"),
        ("стартапы 2023 год", "стартапы", "year=2023", "за 2023 год"),
        ("2016 год татарстан", "татарстан", "year=2016", "за 2016 год"),
        ("чубайс в 2015 году", "чубайс", "year=2015", "за 2015 год"),
        ("инновации за прошлый год", "инновации", "year=2025", "за 2025 год"),
        ("инновации В ЭТОМ ГОДУ", "инновации", "year=2026", "за 2026 год"),
        ("кластеры 2016 г.", "кластеры", "year=2016", "за 2016 год"),
        ("нанотехнологии май 2012", "нанотехнологии", "since=2012-05-01 until=2012-05-31", "за май 2012 года"),
        ("в феврале 2016 года кластеры", "кластеры", "since=2016-02-01 until=2016-02-29", "за февраль 2016 года"),
        ("МГУ — ТАСС, 12 марта 2020", "МГУ — ТАСС", "since=2020-03-12 until=2020-03-12", "за 12 марта 2020 года"),
        ("выставка 2-12 мая 2020", "выставка", "since=2020-05-02 until=2020-05-12", "за 2–12 мая 2020 года"),
        ("форум с 1 по 3 июня 2016 года", "форум", "since=2016-06-01 until=2016-06-03", "за 1–3 июня 2016 года"),
        ("кластер январь — март 2016", "кластер", "since=2016-01-01 until=2016-03-31", "за январь–март 2016 года"),
        ("кластер в июне-июле 2016", "кластер", "since=2016-06-01 until=2016-07-31", "за июнь–июль 2016 года"),
        ("ОЭЗ с мая по ноябрь 2016", "ОЭЗ", "since=2016-05-01 until=2016-11-30", "за май–ноябрь 2016 года"),
        ("с 2012 по 2014 кластер", "кластер", "since=2012-01-01 until=2014-12-31", "за 2012–2014 годы"),
        ("кластер 2012-2014 гг.", "кластер", "since=2012-01-01 until=2014-12-31", "за 2012–2014 годы"),
        ("в декабре 2015", "дата:2015-12", "", "за декабрь 2015 года"),
        ("2015 год", "дата:2015", "", "за 2015 год"),
        ("с 2012 по 2014", "дата:2012..2014", "", "за 2012–2014 годы"),
        ("за прошлый год", "дата:2025", "", "за 2025 год"),
        ("технопарки до 2010 года", "технопарки", "until=2009-12-31", "до 2010 года"),
        ("технопарк после 2010", "технопарк", "since=2011-01-01", "после 2010 года"),
        ("технопарки с 2010 г. в Томске", "технопарки в Томске", "since=2010-01-01", "с 2010 года"),
        ("кластер начиная с мая 2014", "кластер", "since=2014-05-01", "с мая 2014 года"),
        ("кластер до 12 мая 2014", "кластер", "until=2014-05-11", "до 12 мая 2014 года"),
        ("после 2010 года", "дата:2011-01-01..", "", "после 2010 года"),
    ],
)
def test_days_in_words(query: str, rest: str, filters: str, name: str) -> None:
    found = period_in(query)
    assert found is not None
    told = " ".join(f"{key}={value}" for key, value in found.filters.items())
    assert (found.query, told, found.name.replace("\N{NO-BREAK SPACE}", " ")) == (rest, filters, name)


@pytest.mark.parametrize("word", ["мартен", "маяк", "августин", "октябрята", "майоран"])
def test_what_only_begins_as_a_month(word: str) -> None:
    found = period_in(f"{word} 2016")
    assert found is not None
    assert (found.query, found.filters) == (word, {"year": 2016})


@pytest.mark.parametrize(
    "query",
    [
        "кластеры",
        "2023",  # may be any number
        "5 2023",
        "стратегия 2030",  # is still to come
        "стратегия до 2030 года",
        "бюджет на 2016 год",  # is what is spoken of
        "кластер к 2020 году",
        "итоги и 2016",
        "кластер в конце 2014 года",
        "кластер с 31 февраля 2016",
        "1812 год",
        "стратегия-2020",
        "ГОСТ 5-2016",
        "ГОСТ 2016.1",
        "итоги 2015 и 2016",  # which?
        "с 2014 по 2012 кластер",
        "31 февраля 2016 кластер",
        "28-31 февраля 2016 кластер",
        "кластер 12-2 мая 2016",
        "кластер май-март 2016",
        "«итоги 2023»",
        "кластер год:2016",
        "кластер !2016",
        "20231 кластер",
    ],
)
def test_what_is_no_day_or_is_said_in_signs(query: str) -> None:
    assert period_in(query) is None


def test_the_page_offers_them_as_a_filter(client: FlaskClient) -> None:
    page = client.get("/?q=кластер 2016&sort=date").text
    assert '<a href="/?q=кластер&amp;year=2016&amp;sort=date">кластер</a> за 2016 год' in page
    assert '">кластер</a> до 2016 года</p>' in client.get("/?q=кластер до 2016").text
    assert "дата:2015-12</a>\u00a0— всё за декабрь 2015" in client.get("/?q=в декабре 2015").text
    assert "Возможно, вы искали" not in client.get("/?q=кластер 2016&year=2015").text
