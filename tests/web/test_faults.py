import errno
import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer import Engine, IndexDamaged, IndexLocked, IndexMissing, IndexOutdated
from web.live import NAME, LiveEngine

ARTICLE = "/article?url=https://news.example/kazan/1"


def failing(app: Flask, fault: Exception) -> FlaskClient:
    """The app with an engine that cannot be opened."""

    def open_it() -> Engine:
        raise fault

    app.extensions[NAME] = LiveEngine(open_it)
    return app.test_client()


def test_an_unreadable_query_shows_its_place(client: FlaskClient) -> None:
    answer = client.get('/?q=томск "кластер')
    assert answer.status_code == 400
    assert "Не закрыта кавычка." in answer.text
    assert "<h1>Запрос не понят</h1>" in answer.text
    assert 'томск <span class="here">&#34;</span>кластер' in answer.text
    assert 'value="томск &#34;кластер"' in answer.text


def test_a_bad_argument_is_named(client: FlaskClient) -> None:
    answer = client.get("/?q=кластер&page=x")
    assert answer.status_code == 400
    assert "номер страницы (page) — целое число от 1 до 10000." in answer.text.lower()
    assert "<h1>Адрес не понят</h1>" in answer.text
    assert "Повторить" not in answer.text
    assert 'value="кластер"' in answer.text


def test_an_unknown_page(client: FlaskClient) -> None:
    answer = client.get("/nowhere")
    assert "Такой страницы нет" in answer.text
    assert client.get("/api/nowhere").json == {"error": "Такой страницы нет: возможно, в адресе опечатка."}


def test_a_wrong_method(client: FlaskClient) -> None:
    answer = client.post("/")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert answer.content_type == "text/html; charset=utf-8"


def test_no_index(app: Flask) -> None:
    client = failing(app, IndexMissing("указатель не построен: innopoisk rebuild"))
    for address in ("/", "/?q=кластер", ARTICLE):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "Указатель не построен: innopoisk rebuild." in answer.text
        assert '<a href="">Повторить</a>' in answer.text
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for address in ("/api/search?q=кластер", "/healthz"):
        answer = client.get(address)
        assert (answer.status_code, answer.json) == (503, {"error": "Указатель не построен: innopoisk rebuild."})
    assert client.get("/help").status_code == 200


@pytest.mark.parametrize("fault", [IndexDamaged("не та сумма"), IndexOutdated("другая версия"), IndexLocked("занят")])
def test_no_fault_of_an_index_is_a_crash(app: Flask, fault: Exception) -> None:
    assert failing(app, fault).get("/?q=кластер").status_code == 503


@pytest.mark.parametrize(
    ("fault", "lack"),
    [
        (MemoryError(), "не хватает памяти"),
        (OSError(errno.EMFILE, "too many open files"), "открыто слишком много файлов"),
        (RuntimeError("can't start new thread"), "не хватает памяти или процессов"),
    ],
)
def test_a_machine_that_has_run_out_says_when_to_come_again(app: Flask, fault: Exception, lack: str) -> None:
    answer = failing(app, fault).get("/?q=кластер")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert f"Серверу сейчас тяжело — {lack}: повторите через минуту." in answer.text


def test_a_mistake_of_ours_is_one_sentence(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    client = failing(app, ZeroDivisionError("тайна"))
    with caplog.at_level(logging.ERROR):
        page, answer = client.get("/?q=кластер"), client.get("/api/search?q=кластер")
    numbers = [record.fault_id for record in caplog.records if hasattr(record, "fault_id")]
    sentence = "Не удалось ответить: сбой записан в журнал под номером {}, попробуйте ещё раз."
    assert (page.status_code, answer.status_code) == (500, 500)
    assert sentence.format(numbers[0]) in page.text
    assert "Traceback" not in page.text + answer.text
    assert "тайна" not in page.text + answer.text
    assert answer.json == {"error": sentence.format(numbers[1])}
    assert "ZeroDivisionError: тайна" in caplog.text


def test_who_mends_a_query_keeps_the_filters(client: FlaskClient) -> None:
    page = client.get('/?q="кластер&year=2016&sort=date').text
    assert '<input type="hidden" name="year" value="2016">' in page
    assert '<input type="hidden" name="sort" value="date">' in page
    assert 'value="кластер"' in client.get("/?q=кластер&year=зима").text
