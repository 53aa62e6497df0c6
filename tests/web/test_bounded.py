"""A page whose search took too long says so and is not kept; a query of a megabyte is not repeated in every link."""

import gc
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import create_environ, run_wsgi_app

import indexer
from indexer.matching.deadline import NOTE
from web import Access, create_app
from web.gates import LONGEST_ADDRESS
from web.request import MAX_QUERY

SEARCHES = ("/?q=кластер+технопарк", "/api/search?q=кластер+технопарк", "/feed?q=кластер+технопарк")


@pytest.fixture
def hurried(seeds_index: Path) -> Iterator[FlaskClient]:
    """An app whose searches have no time at all."""
    with indexer.open_engine(seeds_index) as engine:
        yield create_app(engine=engine, access=Access(timeout=0)).test_client()


@pytest.mark.parametrize("path", SEARCHES)
def test_a_partial_answer_is_not_taken_for_the_whole_one(hurried: FlaskClient, path: str) -> None:
    answer = hurried.get(path)
    assert answer.status_code == 200
    assert "ETag" not in answer.headers


def test_a_partial_answer_says_so(hurried: FlaskClient) -> None:
    assert NOTE in hurried.get(SEARCHES[0]).get_data(as_text=True).casefold()
    answer = hurried.get(SEARCHES[1]).json
    assert answer is not None
    assert (answer["timed_out"], answer["notes"][0]) == (True, NOTE)
    assert answer["hits"]


@pytest.mark.parametrize("path", SEARCHES)
def test_a_whole_answer_is_tagged(seeds: "indexer.Engine", path: str) -> None:
    answer = create_app(engine=seeds).test_client().get(path)
    assert "ETag" in answer.headers
    assert NOTE not in answer.get_data(as_text=True).casefold()


@pytest.mark.parametrize("path", ["/?q=", "/api/search?q=", "/api/suggest?q=", "/feed?q="])
def test_no_answer_grows_with_the_query(seeds: "indexer.Engine", path: str) -> None:
    client = create_app(engine=seeds).test_client()
    short = len(client.get(path + "a" * MAX_QUERY).data)
    answer = client.get(path + "a" * (LONGEST_ADDRESS - 2))
    assert (answer.status_code, len(answer.data)) == (200, pytest.approx(short, abs=100))


@pytest.mark.parametrize("path", ["/", *SEARCHES, "/article?q=кластер&url={url}", "/api/suggest?q=кла"])
def test_an_answer_is_let_go_at_once(seeds: "indexer.Engine", path: str) -> None:
    """Nothing of it stands in a circle of references, where it would stay until garbage is looked for."""
    client = create_app(engine=seeds).test_client()
    address = path.format(url=seeds.overview().newest[0].url)
    client.get(address)  # what is kept from the first on is no garbage
    gc.collect()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        assert client.get(address).status_code == 200
        gc.collect()
        left = {f"{type(one).__module__}.{type(one).__name__}" for one in gc.garbage}
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
    assert not [name for name in left if name.startswith(("indexer.", "web.", "jinja2.", "numpy."))]


@pytest.mark.parametrize(
    "path", ["/", "/api/search", "/api/suggest", "/feed", "/article", "/healthz", "/help", "/nowhere"]
)
def test_an_address_of_a_megabyte_is_not_read(seeds: "indexer.Engine", path: str) -> None:
    app = create_app(engine=seeds)
    asked = create_environ(path, query_string="q=" + "%D1%8F" * 200_000, headers={"If-None-Match": "x"})
    started = time.thread_time()
    said, status, _ = run_wsgi_app(app.wsgi_app, asked, buffered=True)
    assert time.thread_time() - started < 0.2
    assert status.startswith("400")
    assert str(LONGEST_ADDRESS) in "".join(line.decode() for line in said)
