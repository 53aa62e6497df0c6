"""Who keeps articles as one JSON list in a .jsonl file finds them too, whatever its blanks, blocks and faults."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import RawPage
from indexer.sources import LONGEST, Parcel, Problem, SourceFile, jsonl, read, streams
from indexer.sources.json_list import Splitter, is_list

SIGNS = '[}],{ "quoted" and \\'
NO_ROW = 'не объект JSON вида {"url": …, "text": …}'
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


def told(path: Path, content: bytes, longest: int = LONGEST) -> list[str]:
    """The urls that are read, and why others are not."""
    path.write_bytes(content)
    file = SourceFile("a", str(path), ".jsonl", path.suffix == ".gz")
    pieces = jsonl.cut(file, streams.blocks(file), longest)
    found = [one for piece in pieces for one in (read(piece) if isinstance(piece, Parcel) else [piece])]
    return [one.url if isinstance(one, RawPage) else one.reason for one in found]


def row(url: str, text: str = "Кластер.") -> str:
    return json.dumps({"url": url, "text": text})


@given(st.lists(JSON), st.sampled_from([None, 0, 2, "\t"]), st.integers(1, 40))
def test_elements_come_back_whatever_the_blocks_and_blanks(values: list[object], indent: int | None, size: int) -> None:
    content = json.dumps(values, indent=indent).encode()
    splitter = Splitter(LONGEST)
    found = [one for start in range(0, len(content), size) for one in splitter.take(content[start : start + size])]
    assert [json.loads(one) for one in found if one is not None] == values
    assert not any(b"\n" in one for one in found if one is not None)
    assert splitter.is_ended
    assert splitter.rest == b""
    assert list(splitter.last()) == []


@pytest.mark.parametrize(
    ("beginning", "expected"),
    [(b"[{", True), (b" \n[\r\n  {", True), (b"{", False), (b"[1, 2]", False), (b"[]", False), (b"[" * 9, False)],
)
def test_what_is_taken_for_a_list(beginning: bytes, expected: bool) -> None:
    assert is_list(beginning) is expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"[{row('a')}, {row('b')}]", ["a", "b"]),
        (f"[\n  {row('a')},\n  {row('b')},\n]\n\n", ["a", "b"]),
        (f"[{row('a', SIGNS)}]", ["a"]),
        (f'[{row("a")}, 5, {{"url": "b"}}, {row("c")}]', ["a", f"запись 2: {NO_ROW}", "запись 3: нет text", "c"]),
        (f'[{row("a")}, {{"url": b}}]', ["a", "запись 2: не JSON: разбор прервался на знаке 9"]),
        (f"[{row('a')}, {row('b')[:-9]}", ["a", "список JSON обрывается: прочитаны только целые записи"]),
        (f"[{row('a')}, {row('b')}", ["a", "b", "список JSON обрывается: прочитаны только целые записи"]),
        (f"[{row('a')}]\n[{row('b')}]", ["a", "после списка JSON стоит ещё что-то: не прочитано"]),
    ],
    ids=["one line", "pretty", "signs in strings", "not articles", "not JSON", "cut", "not closed", "two lists"],
)
def test_what_becomes_of_a_list(tmp_path: Path, content: str, expected: list[str]) -> None:
    assert told(tmp_path / "a.jsonl", content.encode()) == expected


@pytest.mark.parametrize("indent", [0, 1, "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_object_on_many_lines_is_one_fault(tmp_path: Path, indent: int | str, end: str) -> None:
    content = json.dumps({"items": [{"url": "a", "text": "Кластер."}]}, indent=indent).replace("\n", end)
    assert told(tmp_path / "a.jsonl", content.encode()) == [jsonl.SPREAD]


def test_a_broken_first_row_is_no_object_on_many_lines(tmp_path: Path) -> None:
    found = told(tmp_path / "a.jsonl", f'{{\n"строка"\n{row("a")}'.encode())
    assert found == ["строка 1: не JSON: разбор прервался на знаке 2", f"строка 2: {NO_ROW}", "a"]


@pytest.mark.parametrize("filling", ["x", "\\", '"', "[", "я"])
def test_an_element_beyond_the_limit_is_left_out(tmp_path: Path, filling: str) -> None:
    long = row("long", filling * 3_000_000)
    content = f"[{row('a')}, {long}, {row('b')}]".encode()
    expected = ["a", "запись 2: длиннее 1 МБ (предел задаёт --max-item)", "b"]
    assert sorted(told(tmp_path / "a.jsonl", content, 2**20)) == sorted(expected)


def test_before_a_break_in_the_gzip_elements_are_kept(tmp_path: Path) -> None:
    content = gzip.compress(f"[{row('a')}, {row('b')}]".encode())[:-9]
    assert told(tmp_path / "a.jsonl.gz", content) == ["a", "b", "архив gzip обрывается"]


def test_parcels_of_a_list_are_small_and_numbered(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps([{"url": str(number), "text": "x" * 10_000} for number in range(500)], indent=1))
    file = SourceFile("a", str(path), ".jsonl")
    parcels = list(jsonl.cut(file, streams.blocks(file), LONGEST))
    assert len(parcels) > 3
    number = 1
    for parcel in parcels:
        assert isinstance(parcel, Parcel)
        assert not isinstance(parcel, Problem)
        assert len(parcel.content) < 1.1 * 2**20
        assert (parcel.first_line, parcel.is_list) == (number, True)
        number += parcel.content.count(b"\n") + 1
    assert number == 501
