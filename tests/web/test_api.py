import pytest
from flask.testing import FlaskClient

from tests.web.conftest import TinyEngine


def test_search_is_the_object_of_the_contract(client: FlaskClient) -> None:
    answer = client.get("/api/search?q=кластер&size=2")
    assert answer.status_code == 200
    assert answer.content_type == "application/json; charset=utf-8"
    assert "Камский кластер" in answer.text
    found = answer.json
    assert list(found) == [
        "query", "read_as", "total", "page", "pages", "took_ms", "notes", "correction", "hits", "facets",
        "choices", "stories", "timed_out",
    ]  # fmt: skip
    assert (found["total"], found["page"], found["pages"], len(found["hits"])) == (3, 1, 2, 2)
    hit = found["hits"][0]
    start, stop = hit["title_spans"][0]
    assert hit["title"][start:stop] == "кластер"
    assert hit["published"] == "2016-05-31"
    assert found["hits"][1]["published"] is None


def test_the_second_page(client: FlaskClient) -> None:
    found = client.get("/api/search?q=кластер&size=2&page=2").json
    assert (found["page"], [hit["url"] for hit in found["hits"]]) == (2, ["javascript:alert(1)"])


def test_size_is_bounded(client: FlaskClient) -> None:
    for size in ("0", "101", "x"):
        answer = client.get(f"/api/search?q=кластер&size={size}")
        assert answer.status_code == 400
        assert answer.json == {"error": "Число находок (size) — целое число от 1 до 100."}


def test_faults_are_json(client: FlaskClient) -> None:
    assert client.get("/api/search").json == {"error": "Пустой запрос: напишите его в q."}
    assert client.get('/api/search?q="кластер').json == {"error": "Не закрыта кавычка.", "position": 0}


def test_health(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok", "generation": "gen-0001", "documents": 4}


def test_suggestions(client: FlaskClient) -> None:
    answer = client.get("/api/suggest?q=++новый+++класте&size=2")
    assert answer.json == {
        "query": "новый класте",
        "suggestions": [{"text": "новый кластер", "count": 3}, {"text": "новый кластеры", "count": 3}],
    }
    assert answer.content_type == "application/json; charset=utf-8"
    assert answer.headers["Cache-Control"] == "max-age=300"


def test_a_blank_ends_a_word(client: FlaskClient) -> None:
    assert client.get("/api/suggest?q=новый+").json["query"] == "новый "


def test_nothing_cannot_be_completed(client: FlaskClient) -> None:
    for address in ("/api/suggest", "/api/suggest?q=", "/api/suggest?q=+"):
        answer = client.get(address)
        assert (answer.status_code, answer.json) == (400, {"error": "Пустой запрос: напишите его начало в q."})
    assert client.get("/api/suggest?q=а&size=0").status_code == 400


def test_a_program_sees_reprints_unless_it_says_otherwise(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    search = TinyEngine.search

    def listening(engine: TinyEngine, query: str, **options: object) -> object:
        asked.append(options["reprints"])
        return search(engine, query, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(TinyEngine, "search", listening)
    for path in ("/api/search", "/"):
        for flag in ("", "&reprints=0", "&reprints=1"):
            client.get(f"{path}?q=кластер{flag}")
    assert asked == [True, False, True, False, False, True]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("", []),
        ("&size=3&page=1&reprints=1&since=&region=", []),
        ("&limit=3", ["параметр «limit» не учтён: поиск знает q, page, size, sort, region, source, year, since,"]),
        ("&regions=Тува&regions=Тыва&_=1", ["параметры «regions», «_» не учтены: поиск знает q, page, size,"]),
    ],
)
def test_an_argument_that_no_search_has_is_named(client: FlaskClient, arguments: str, said: list[str]) -> None:
    notes = client.get(f"/api/search?q=технопарк{arguments}").json["notes"]
    assert [note[: len(begun)] for note, begun in zip(notes, said, strict=True)] == said


def test_a_thousand_of_them_are_said_in_short(client: FlaskClient) -> None:
    arguments = "".join(f"&{'x' * 50}{number}=" for number in range(50))
    assert sum(map(len, client.get(f"/api/search?q=технопарк{arguments}").json["notes"])) < 400


def test_a_page_says_nothing_of_marks_that_others_put_on_links(client: FlaskClient) -> None:
    assert "utm_source" not in client.get("/?q=технопарк&utm_source=letter").text
