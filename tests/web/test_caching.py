"""The same address in the same generation is answered once; texts are packed, and come out as they were."""

import gzip
import runpy
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import TinyEngine
from web import caching

TAGGED = [
    "/",
    "/?q=кластер",
    "/article?url=https://news.example/kazan/1",
    "/api/search?q=кластер",
    "/list.csv?q=кластер",
]


@pytest.mark.parametrize("address", TAGGED)
def test_what_a_browser_has_is_not_made_again(
    client: FlaskClient, engine: object, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    tag = client.get(address).headers["ETag"]
    assert tag.startswith('W/"')
    for asked in ("search", "article"):
        monkeypatch.setattr(type(engine), asked, None)
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)


def test_a_new_generation_or_another_address_is_made_anew(
    client: FlaskClient, engine: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = client.get("/?q=кластер").headers["ETag"]
    assert client.get("/?q=кластер&page=2", headers={"If-None-Match": tag}).status_code == 200
    newer = type(engine).status(engine).__class__("gen-0002", 4, type(engine).status(engine).built)  # type: ignore[attr-defined]
    monkeypatch.setattr(type(engine), "status", lambda _: newer)
    assert client.get("/?q=кластер", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", TAGGED)
def test_an_answer_of_the_generation_before_bears_no_tag_of_the_next(
    app: Flask, engine: TinyEngine, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """The next generation comes while the answer is made."""
    serving = engine.status()
    monkeypatch.setattr(engine, "status", lambda: serving)

    def overtaken(asked: Callable[..., object], *arguments: object, **options: object) -> object:
        nonlocal serving
        serving = replace(serving, generation="gen-0002")
        return asked(*arguments, **options)

    for name in ("search", "article", "overview"):
        monkeypatch.setattr(engine, name, partial(overtaken, getattr(engine, name)))
    client = app.test_client()
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", ["/?page=0", "/nowhere", "/healthz", "/api/search"])
def test_faults_and_what_changes_by_itself_bear_no_tag(client: FlaskClient, address: str) -> None:
    assert "ETag" not in client.get(address).headers


@pytest.mark.parametrize("address", [*TAGGED, "/help", "/static/style.css"])
def test_packed_is_the_same_and_smaller(app: Flask, address: str) -> None:
    client = app.test_client()
    with client.get(address) as plain, client.get(address, headers={"Accept-Encoding": "br, gzip"}) as packed:
        assert "Content-Encoding" not in plain.headers
        if len(plain.data) < 1_000:
            assert "Content-Encoding" not in packed.headers
            return
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.data) == plain.data
        assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)


def test_who_does_not_take_gzip_gets_none(client: FlaskClient) -> None:
    for said in ("", "br", "gzip;q=0"):
        assert "Content-Encoding" not in client.get("/help", headers={"Accept-Encoding": said}).headers


def test_zlib_packs_where_isal_is_not_made_for_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "isal", None)
    assert runpy.run_path(caching.__file__)["packer"] is zlib
