"""Files in, raw pages out: what is found, cut and read, and what is said about the rest."""

import gzip
import json
import os
import pickle
import runpy
import socket
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Hints, RawPage
from indexer.sources import LONGEST, Parcel, Problem, SourceFile, cut, find, jsonl, read, streams

BOMB = 40 * 2**20
ROW = {"url": "a", "text": "Кластер создан."}


def pages(*paths: Path | str) -> list[RawPage | Problem]:
    """The whole road: find, cut, read."""
    found: list[RawPage | Problem] = []
    for file in find(map(str, paths)):
        for parcel in [file] if isinstance(file, Problem) else cut(file):
            found += [parcel] if isinstance(parcel, Problem) else read(pickle.loads(pickle.dumps(parcel)))
    return found


def reasons(found: list[RawPage | Problem]) -> list[str]:
    return [each.reason for each in found if isinstance(each, Problem)]


def test_a_folder_is_walked_by_name_and_documentation_passed_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.TXT", "README.md", "readme.txt", ".hidden.txt", ".git/d.txt", "z.txt.gz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(b"text") if name.endswith("gz") else b"text")
    found = list(find([str(tmp_path)]))
    names = [file.source.removeprefix(tmp_path.as_posix() + "/") for file in found]
    assert names == ["a.txt", "b.txt", "sub/c.TXT", "z.txt.gz"]
    assert all(isinstance(file, SourceFile) and file.suffix == ".txt" for file in found)


def test_parts_of_saved_pages_are_passed_over(tmp_path: Path) -> None:
    for name in (
        "Открыт цех.html",
        "Открыт цех_files/logo.png",
        "Открыт цех_files/ad.html",
        "b.htm",
        "b.files/x.js",
        "c_files/d.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [Path(file.source).name for file in find([str(tmp_path)])] == ["b.htm", "d.txt", "Открыт цех.html"]


def test_an_index_among_the_sources_is_none_of_them(tmp_path: Path) -> None:
    for name in ("a.txt", "index_data/writer.lock", "index_data/CURRENT", "index_data/gen-0001/segments.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Кластер", encoding="utf-8")
    assert [Path(file.source).name for file in find([str(tmp_path)])] == ["a.txt"]


def test_sources_beside_an_index_are_read(tmp_path: Path) -> None:
    """Who named the folder of the sources for the index, too."""
    for name in ("a.txt", "writer.lock", "CURRENT", "CURRENT.new", "gen-0001/a.txt", "gen-я/b.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Кластер", encoding="utf-8")
    assert [Path(file.source).name for file in find([str(tmp_path)])] == ["a.txt", "b.txt"]


def test_a_folder_without_files_is_told(tmp_path: Path) -> None:
    (tmp_path / "README.md").touch()
    (told,) = find([str(tmp_path)])
    assert told == Problem(tmp_path.as_posix(), "в папке нет ни одного файла", "skipped")


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_rows_that_are_not_there_are_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    assert reasons(pages(tmp_path)) == ["файл пуст"]


def test_the_url_is_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "000.txt").write_text("Кластер", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    expected = [RawPage("seeds/000.txt", "Кластер")]
    assert pages("seeds") == pages("./seeds/") == pages("seeds/../seeds/000.txt") == expected


@pytest.mark.parametrize(
    ("name", "kind", "reason"),
    [
        ("a.png", "skipped", "файлы .png не читаются, нужны"),
        ("a.docx", "skipped", "файлы .docx не читаются (сохраните текст как .txt), нужны"),
        (
            "a.csv",
            "skipped",
            "файлы .csv не читаются (таблицу переведите в .jsonl, README показывает как), нужны",
        ),
        ("README.md", "skipped", "файлы .md не читаются, нужны"),
        ("noname", "skipped", "у файла нет расширения, нужны"),
        ("a.gz", "skipped", "перед .gz нет расширения, нужны"),
        ("a.json", "skipped", "файлы .json не читаются (список статей назовите .jsonl), нужны"),
        ("a.ZIP", "skipped", "файлы .zip не читаются (распакуйте архив), нужны"),
        ("a.mhtml", "skipped", "файлы .mhtml не читаются (сохраните страницу как .html), нужны"),
        ("a.ndjson", "skipped", "файлы .ndjson не читаются (назовите файл .jsonl), нужны"),
        ("i.php?id=5", "skipped", "файлы .php?… не читаются (назовите страницу .html), нужны"),
    ],
)
def test_other_files_are_skipped_with_the_reason(tmp_path: Path, name: str, kind: str, reason: str) -> None:
    (tmp_path / name).write_bytes(b"text")
    (problem,) = find([str(tmp_path / name)])
    assert isinstance(problem, Problem)
    assert problem.kind == kind
    assert problem.reason.startswith(reason)


def test_missing_paths_loops_pipes_and_sockets_do_not_hang(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.txt"))
        found = list(find([str(tmp_path), str(tmp_path / "missing"), "a\0b"]))
    assert all(isinstance(each, Problem) for each in found)
    assert {Path(each.source).name: each.reason.split(",")[0].split(":")[0] for each in found} == {
        "dangling.txt": "файла или папки нет",
        "loop": "ссылка ведёт в папку",
        "pipe.txt": "это не обычный файл",
        "s.txt": "это не обычный файл",
        "self.txt": "не открывается",
        "missing": "файла или папки нет",
        "a\0b": "такого имени у файла быть не может",
    }


def test_a_name_that_is_not_utf8_is_spelled_out(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(path)).write_bytes(b"text")
    (page,) = pages(tmp_path)
    assert isinstance(page, RawPage)
    assert page.url.endswith("/\\xff.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"text")
    (tmp_path / "a.txt").chmod(0)
    assert reasons(pages(tmp_path)) == ["нет прав на чтение"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "файл пуст"),
        (b" \r\n\t\n", "файл пуст"),
        (b"\xef\xbb\xbf", "файл пуст"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "это двоичный файл, а не текст"),
        (b"PK\x03\x04" + os.urandom(5000), "это двоичный файл, а не текст"),
        (bytes(1000), "это двоичный файл, а не текст"),
        (b"x" * (10 * 2**20 + 1), "файл больше 10 МБ (предел задаёт --max-item)"),
    ],
    ids=["empty", "blank", "mark only", "png", "zip", "zeros", "long"],
)
def test_text_files_that_give_no_page(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(content, 1))
    assert reasons(pages(tmp_path)) == [reason, reason]


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz"])
def test_a_gzip_bomb_is_stopped(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(b"1" * BOMB, 1))
    assert len(reasons(pages(tmp_path))) == 1


def test_line_ends_are_line_feeds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("раз\r\nдва\rтри\u2028четыре".encode())
    (page,) = pages(tmp_path)
    assert isinstance(page, RawPage)
    assert page.content == "раз\nдва\nтри\nчетыре"


def test_a_row_is_an_article_with_hints(tmp_path: Path) -> None:
    rows = [
        {
            "url": " a ",
            "title": "З",
            "text": "Т",
            "published": "2016-05-31",
            "source": "И",
            "regions": ["Р"],
            "else": 1,
        },
        {"id": "b", "text": "Т", "date": "31 мая 2016", "title": None, "regions": None},
        {"id": 7, "text": "Т\r\nТ"},
        {"id": "c", "url": "https://example.ru/", "text": "Т"},
        {"id": 0, "url": "https://example.ru/", "text": "Т"},
        {"id": "", "url": "https://example.ru/d", "text": "Т"},
    ]
    (tmp_path / "a.jsonl").write_text("\n\n".join(map(json.dumps, rows)) + "\n \n", encoding="utf-8")
    assert pages(tmp_path) == [
        RawPage("a", "Т", Hints("З", "2016-05-31", "И", ("Р",)), is_clean=True),
        RawPage("b", "Т", Hints(published="31 мая 2016"), is_clean=True),
        RawPage("7", "Т\r\nТ", is_clean=True),
        RawPage("c", "Т", Hints(link="https://example.ru/"), is_clean=True),
        RawPage("0", "Т", Hints(link="https://example.ru/"), is_clean=True),
        RawPage("https://example.ru/d", "Т", is_clean=True),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "не JSON: разбор прервался на знаке 2"),
        (b"[1, 2]", 'не объект JSON вида {"url": …, "text": …}'),
        (b'"url"', 'не объект JSON вида {"url": …, "text": …}'),
        (b"null", 'не объект JSON вида {"url": …, "text": …}'),
        (b"[" * 100_000, "не JSON: слишком глубокая вложенность"),
        (b'{"url": ' + b"1" * 5000 + b"}", "не JSON: слишком длинное число"),
        (b"\xff", "не UTF-8"),
        (b'{"text": "a"}', "нет url"),
        (b'{"url": "", "id": "", "text": "a"}', "нет url"),
        (b'{"url": " ", "text": "a"}', "нет url"),
        (b'{"url": NaN, "text": "a"}', "нет url"),
        (b'{"url": "a", "text": NaN}', "нет text"),
        (b'{"url": ["a"], "text": "a"}', "url не строка"),
        (b'{"url": true, "text": "a"}', "url не строка"),
        (b'{"id": ["a"], "url": "a", "text": "a"}', "id не строка"),
        (b'{"url": "a"}', "нет text"),
        (b'{"url": "a", "text": 1}', "text не строка"),
        (b'{"url": "a", "text": " \\n "}', "text пуст"),
        (b'{"url": "a", "text": "a", "title": 5}', "title не строка"),
        (b'{"url": "a", "text": "a", "date": true}', "date не строка"),
        (b'{"link": "a", "Text": "a", "date": "2016"}', "нет url; незнакомые ключи: link, Text"),
        (
            b'{"url": "a", "1":1, "2":1, "3":1, "4":1, "5":1, "6":1, "7":1}',
            "нет text; незнакомые ключи: 1, 2, 3, 4, 5, 6, …",
        ),
        (b'{"total": 1, "items": [{"url": "a"}]}', "нет url; список внутри «items» нужно записать в файл сам по себе"),
        (b'{"url": "a", "text": "a", "source": {}}', "source не строка"),
        (b'{"url": "a", "text": "a", "regions": {"x": 1}}', "regions не список строк"),
        (b'{"url": "a", "text": "a", "regions": [1]}', "regions не список строк"),
    ],
)
def test_a_broken_row_is_told_with_its_line_and_the_others_are_kept(tmp_path: Path, line: bytes, reason: str) -> None:
    good = json.dumps(ROW).encode()
    (tmp_path / "a.jsonl").write_bytes(good + b"\n\n" + line + b"\n" + good)
    found = pages(tmp_path)
    assert reasons(found) == [f"строка 3: {reason}"]
    assert len(found) == 3


@pytest.mark.parametrize("number", [20160531, 1464652800, 1464652800.0, 1464652800000, 1464739199999])
def test_a_day_may_be_a_number(tmp_path: Path, number: float) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW | {"published": number}), encoding="utf-8")
    (page,) = pages(tmp_path)
    assert isinstance(page, RawPage)
    assert page.hints.published == "2016-05-31"


@pytest.mark.parametrize("number", [5, 20161331, -1464652800, 10**400])
def test_a_number_that_is_no_day_costs_no_article(tmp_path: Path, number: int) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW | {"published": number}), encoding="utf-8")
    (page,) = pages(tmp_path)
    assert isinstance(page, RawPage)
    assert page.hints.published == str(number)


def test_regions_may_stand_in_one_cell(tmp_path: Path) -> None:
    row = ROW | {"regions": "Республика Татарстан; Томская область,"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (page,) = pages(tmp_path)
    assert isinstance(page, RawPage)
    assert page.hints.regions == ("Республика Татарстан", "Томская область")


def test_nan_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        b'{"url": "a", "text": "T", "title": NaN, "date": NaN, "source": NaN, "regions": NaN}'
    )
    assert pages(tmp_path) == [RawPage("a", "T", is_clean=True)]


def test_half_a_surrogate_pair_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        rb'{"url": "a\udc00", "text": "\ud800 \ud83d\ude00", "title": "\uD800", "regions": ["\ud800"]}'
    )
    (page,) = pages(tmp_path)
    assert page == RawPage("a\ufffd", "\ufffd 😀", Hints("\ufffd", regions=("\ufffd",)), is_clean=True)


def test_a_line_beyond_the_limit_is_left_out(tmp_path: Path) -> None:
    good = json.dumps(ROW).encode()
    long = json.dumps({"url": "long", "text": "x" * (10 * 2**20)}).encode()
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([good, long, good, b"", long, b"{", long]))
    found = pages(tmp_path)
    assert sum(isinstance(each, RawPage) for each in found) == 2
    assert [reason.split(":")[0] for reason in reasons(found)] == ["строка 2", "строка 5", "строка 6", "строка 7"]


@pytest.mark.parametrize("cut_off", [1, 8, 30])
def test_rows_before_a_break_in_the_gzip_are_kept(tmp_path: Path, cut_off: int) -> None:
    rows = [json.dumps({"url": str(number), "text": os.urandom(50).hex()}) for number in range(2000)]
    packed = gzip.compress("\n".join(rows).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) - len(packed) // cut_off // 2])
    found = pages(tmp_path)
    assert reasons(found) == ["архив gzip обрывается"]
    assert [page.url for page in found[:-1] if isinstance(page, RawPage)] == list(map(str, range(len(found) - 1)))
    assert len(found) > 500


@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
def test_rows_before_damage_in_the_gzip_are_kept(tmp_path: Path, place: float) -> None:
    rows = [json.dumps({"url": str(number), "text": os.urandom(50).hex()}) for number in range(20_000)]
    packed = bytearray(gzip.compress("\n".join(rows).encode()))
    start = int(len(packed) * place)
    packed[start : start + 500] = bytes([0xFF]) * 500
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    found = pages(tmp_path)
    assert reasons(found)[-1] == "архив gzip повреждён"
    assert sum(isinstance(each, RawPage) for each in found) > 0


@pytest.mark.parametrize(
    ("behind", "said"),
    [(b"", []), (bytes(700), []), (bytes(2**18), []), (b"rest", ["архив gzip повреждён"])],
)
def test_files_of_gzip_one_behind_another_are_one(tmp_path: Path, behind: bytes, said: list[str]) -> None:
    parts = [json.dumps({"url": url, "text": "Открыт технопарк."}).encode() + b"\n" for url in "ab"]
    (tmp_path / "a.jsonl.gz").write_bytes(b"".join(map(gzip.compress, parts)) + behind)
    found = pages(tmp_path)
    assert [page.url for page in found if isinstance(page, RawPage)] == ["a", "b"]
    assert reasons(found) == said


def test_gzip_is_read_where_isal_is_not_made_for_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "isal", None)
    assert runpy.run_path(streams.__file__)["unpacker"] is zlib


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz"])
def test_what_is_not_gzip_is_a_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"not gzip")
    assert reasons(pages(tmp_path)) == ["архив gzip повреждён"]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "utf-16", "utf-16-le", "utf-16-be"])
def test_rows_in_any_charset(tmp_path: Path, charset: str) -> None:
    row = {"url": "a", "text": "В Саранске открыт технопарк, в нём работают тридцать компаний."}
    lines = (json.dumps(row, ensure_ascii=False) + "\r\n") * 3
    (tmp_path / "a.jsonl").write_bytes(lines.encode(charset))
    assert pages(tmp_path) == [RawPage("a", row["text"], is_clean=True)] * 3


@given(
    st.lists(st.fixed_dictionaries({"url": st.text(min_size=1), "text": st.text(min_size=1)})),
    st.integers(1, 300),
    st.booleans(),
)
def test_whatever_the_parcels_the_rows_come_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]], size: int, is_gzip: bool
) -> None:
    rows = [row for row in rows if row["url"].strip() and row["text"].strip()]
    path = tmp_path_factory.mktemp("rows") / ("a.jsonl" + ".gz" * is_gzip)
    content = "\n".join(map(json.dumps, rows)).encode()
    path.write_bytes(gzip.compress(content) if is_gzip else content)
    file = SourceFile("a", str(path), ".jsonl", is_gzip)
    parcels = list(jsonl.cut(file, streams.blocks(file, size), LONGEST))
    found = [page for parcel in parcels if isinstance(parcel, Parcel) for page in read(parcel)]
    assert found == [RawPage(row["url"].strip(), row["text"], is_clean=True) for row in rows]


def test_parcels_are_small_and_numbered(tmp_path: Path) -> None:
    row = json.dumps({"url": "a", "text": "x" * 10_000}).encode() + b"\n"
    (tmp_path / "a.jsonl").write_bytes(row * 500)
    (file,) = find([str(tmp_path)])
    assert isinstance(file, SourceFile)
    parcels = [parcel for parcel in cut(file) if isinstance(parcel, Parcel)]
    assert len(parcels) > 3
    assert all(len(parcel.content) < 1.1 * 2**20 for parcel in parcels)
    line = 1
    for parcel in parcels:
        assert parcel.first_line == line
        line += parcel.content.count(b"\n")
