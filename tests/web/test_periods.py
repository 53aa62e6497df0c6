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
        ("Татарстан технопарки 2023", "Татарстан технопарки", "year=2023", "2023 год"),
        ("стартапы 2023 год", "стартапы", "year=2023", "2023 год"),
        ("2016 год татарстан", "татарстан", "year=2016", "2016 год"),
        ("чубайс в 2015 году", "чубайс", "year=2015", "2015 год"),
        ("инновации за прошлый год", "инновации", "year=2025", "2025 год"),
        ("инновации В ЭТОМ ГОДУ", "инновации", "year=2026", "2026 год"),
        ("кластеры 2016 г.", "кластеры", "year=2016", "2016 год"),
        ("нанотехнологии май 2012", "нанотехнологии", "since=2012-05-01 until=2012-05-31", "май 2012 года"),
        ("в феврале 2016 года кластеры", "кластеры", "since=2016-02-01 until=2016-02-29", "февраль 2016 года"),
        ("МГУ — ТАСС, 12 марта 2020", "МГУ — ТАСС", "since=2020-03-12 until=2020-03-12", "12 марта 2020 года"),
        ("выставка 2-12 мая 2020", "выставка", "since=2020-05-02 until=2020-05-12", "2–12 мая 2020 года"),
        ("форум с 1 по 3 июня 2016 года", "форум", "since=2016-06-01 until=2016-06-03", "1–3 июня 2016 года"),
        ("кластер январь — март 2016", "кластер", "since=2016-01-01 until=2016-03-31", "январь–март 2016 года"),
        ("кластер в июне-июле 2016", "кластер", "since=2016-06-01 until=2016-07-31", "июнь–июль 2016 года"),
        ("ОЭЗ с мая по ноябрь 2016", "ОЭЗ", "since=2016-05-01 until=2016-11-30", "май–ноябрь 2016 года"),
        ("с 2012 по 2014 кластер", "кластер", "since=2012-01-01 until=2014-12-31", "2012–2014 годы"),
        ("кластер 2012-2014 гг.", "кластер", "since=2012-01-01 until=2014-12-31", "2012–2014 годы"),
        ("в декабре 2015", "дата:2015-12", "", "декабрь 2015 года"),
        ("2015 год", "дата:2015", "", "2015 год"),
        ("с 2012 по 2014", "дата:2012..2014", "", "2012–2014 годы"),
        ("за прошлый год", "дата:2025", "", "2025 год"),
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
    assert "дата:2015-12</a>\u00a0— всё за декабрь 2015" in client.get("/?q=в декабре 2015").text
    assert "Возможно, вы искали" not in client.get("/?q=кластер 2016&year=2015").text
