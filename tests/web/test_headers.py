"""The whole table of headers stands on every answer, whatever its status."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer import IndexMissing
from web import Access, create_app
from web.gates import Gate
from web.headers import HEADERS

ARTICLE = "/article?url=https://news.example/kazan/1"
ROUTES = [
    ("/", 200),
    ("/?q=кластер", 200),
    ("/?q=бегемот", 200),
    (ARTICLE, 200),
    ("/help", 200),
    ("/api/search?q=кластер", 200),
    ("/healthz", 200),
    ("/static/style.css", 200),
    ("/static/icon.svg", 200),
    ("/?page=0", 400),
    ('/?q="кластер', 400),
    ("/article", 400),
    ("/api/search", 400),
    ("/article?url=nowhere", 404),
    ("/nowhere", 404),
    ("/static/nowhere.css", 404),
    ("/api/nowhere", 404),
]


def assert_guarded(headers: object, address: str) -> None:
    held = dict(headers)  # type: ignore[call-overload]
    assert {name: held[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in held["Content-Security-Policy"]
    assert "http" not in held["Content-Security-Policy"]
    assert "Set-Cookie" not in held
    assert "Access-Control-Allow-Origin" not in held
    assert ("X-Robots-Tag" in held) == (not address.startswith("/static/"))
    assert "charset=utf-8" in held["Content-Type"] or held["Content-Type"] == "image/svg+xml"
    assert "Accept-Encoding" in held["Vary"]


@pytest.mark.parametrize(("address", "status"), ROUTES)
def test_of_every_route(client: FlaskClient, address: str, status: int) -> None:
    with client.get(address) as answer:
        assert answer.status_code == status
        assert_guarded(answer.headers, address)
        if status >= 400:
            assert answer.headers["Cache-Control"] == "no-store"


def test_of_what_is_not_answered(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = app.test_client()
    with client.post("/") as answer:
        assert answer.status_code == 405
        assert answer.headers["Allow"]
        assert_guarded(answer.headers, "/")
    monkeypatch.setattr(Gate, "enter", lambda gate: False)
    for address in ("/?q=кластер", "/api/search?q=кластер"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
        assert_guarded(answer.headers, address)


def test_of_faults(app: Flask, engine: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise ZeroDivisionError("тайна")

    monkeypatch.setattr(type(engine), "search", failing)
    answer = app.test_client().get("/?q=кластер")
    assert answer.status_code == 500
    assert "тайна" not in answer.text
    assert "Traceback" not in answer.text
    assert_guarded(answer.headers, "/")
    monkeypatch.setattr("web.live.LiveEngine.newest", lambda _: (_ for _ in ()).throw(IndexMissing("пусто")))
    answer = app.test_client().get("/api/search?q=кластер")
    assert answer.status_code == 503
    assert_guarded(answer.headers, "/api/search")


def test_static_files_are_kept_for_ever_under_their_mark(client: FlaskClient) -> None:
    page = client.get("/").text
    address = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    with client.get(address) as answer:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", 200), ("localhost:8000", 200), ("127.0.0.1", 200), ("[::1]:80", 200), ("evil.example", 400)],
)
def test_only_known_names_of_the_server_are_answered(engine: object, host: str, status: int) -> None:
    app = create_app(engine=engine, access=Access(hosts=("localhost", "127.0.0.1", "[::1]")))  # type: ignore[arg-type]
    answer = app.test_client().get("/healthz", headers={"Host": host})
    assert answer.status_code == status
    assert_guarded(answer.headers, "/healthz")


UNKEYED = ["X-Forwarded-Host", "X-Forwarded-For", "X-Original-URL", "X-Rewrite-URL", "Forwarded", "Cookie", "Origin"]


@pytest.mark.parametrize("name", UNKEYED)
def test_no_header_that_a_cache_does_not_know_changes_an_answer(client: FlaskClient, name: str) -> None:
    plain = client.get("/?q=кластер")
    assert client.get("/?q=кластер", headers={name: "evil.example"}).text == plain.text
