"""HTML in the place of bare text is read as HTML; what only looks so is left alone."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import RawPage
from indexer.sources import cut, find, read
from indexer.sources.markup import bare, is_page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>В&nbsp;Казани открыт <b>кластер</b>.</p><p>Он растёт.</p>", "В Казани открыт кластер.\nОн растёт."),
        ("Открыт цех.<br>Он растёт.<br/>Ещё как.", "Открыт цех.\nОн растёт.\nЕщё как."),
        ("<p>Открыт <b>цех</b>.</p>", "Открыт цех."),
        ("<p>Открыт цех.</p><script>alert(1)</script>", "Открыт цех."),
        ("<p>Открыт\nцех.</p>\n<p>Он растёт.</p>", "Открыт цех.\nОн растёт."),
        ("Открыт <b>цех</b>.\n\nОн растёт.<br>\nЕщё<br>как.", "Открыт цех.\nОн растёт.\nЕщё\nкак."),
        ("&laquo;Ромашка &amp; К&deg;&raquo;", "«Ромашка & К°»"),
        ("&#1050;ластер&#xa0;растёт", "Кластер\xa0растёт"),
        # what is no HTML
        ("цены < 5 %, а доля > 3 %", "цены < 5 %, а доля > 3 %"),
        ("Ромашка & К°; R&D", "Ромашка & К°; R&D"),
        ("смайлик <3 и <b>тег</b> среди слов", "смайлик <3 и <b>тег</b> среди слов"),
        ('<a href="javascript:alert(1)">кластер</a>', '<a href="javascript:alert(1)">кластер</a>'),
        ("<div onclick=alert(1)>кластер</div>", "<div onclick=alert(1)>кластер</div>"),
        (
            "&lt;script&gt;&amp;lt;&#60;&#x3c;&lt &nbsp &#0; &#x110000;",
            "&lt;script&gt;&amp;lt;&#60;&#x3c;&lt &nbsp &#0; &#x110000;",
        ),
        ("", ""),
    ],
)
def test_bare(text: str, expected: str) -> None:
    assert re.sub(r"\n+", "\n", bare(text)) == re.sub(r"\n+", "\n", expected)


@given(st.text(st.characters(exclude_characters="<&")))
def test_text_without_signs_stays(text: str) -> None:
    assert bare(text) == text


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<br>", "</div>", "<", ">", "&", "&nbsp;", "<b", "слово", " ", "<!--"])
    ).map("".join)
)
def test_anything_is_read(text: str) -> None:
    assert isinstance(bare(text), str)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html>\n<html><body>", True),
        ("\n <!-- saved --> <html lang=ru>", True),
        ('<?xml version="1.0"?><!doctype HTML public "-//W3C">', True),
        ("<html>", True),
        ("Страница начинается с <html>", False),
        ("<htmlx>", False),
    ],
)
def test_is_page(text: str, expected: bool) -> None:
    assert is_page(text) is expected


def test_rows_lose_their_tags(tmp_path: Path) -> None:
    row = {"url": "a", "title": "&laquo;Цех&raquo;", "text": "<p>Открыт цех.</p>", "source": "Газета &quot;Край&quot;"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    page = only_page(tmp_path)
    assert (page.content, page.hints.title, page.hints.source) == ("Открыт цех.", "«Цех»", 'Газета "Край"')


def test_a_page_in_a_text_file_is_read_as_a_page(tmp_path: Path) -> None:
    text = "В Саранске открыт цех, который строили два года и наконец открыли при большом стечении народа."
    head = "<!DOCTYPE html><html><head><title>Открыт цех</title></head>"
    html = f"{head}<body><h1>Открыт цех</h1><p>{text}</p></body></html>"
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    as_page = only_page(tmp_path)
    (tmp_path / "a.html").rename(tmp_path / "a.txt")
    as_text = only_page(tmp_path)
    assert "<" not in as_text.content
    assert (as_text.content, as_text.hints) == (as_page.content, as_page.hints)


def only_page(folder: Path) -> RawPage:
    (page,) = [page for file in find([str(folder)]) for parcel in cut(file) for page in read(parcel)]
    assert isinstance(page, RawPage)
    return page
