import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from indexer.cleaning import published
from web.display import caret, day_told, forms, marked, paragraphs, sentence


class Text(HTMLParser):
    """What a reader sees of a piece of HTML, and which of it is marked."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.all: list[str] = []
        self.marked: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        self.tags.append("/" + tag)

    def handle_data(self, data: str) -> None:
        self.all.append(data)
        if self.tags and self.tags[-1] == "mark":
            self.marked[-1] += data


@pytest.mark.parametrize(
    ("text", "spans", "html"),
    [
        ("о кластерах", [(2, 11)], "о <mark>кластерах</mark>"),
        ("о кластерах", [], "о кластерах"),
        ("<script>", [(1, 7)], "&lt;<mark>script</mark>&gt;"),
        ("a & b", [(2, 3)], "a <mark>&amp;</mark> b"),
        ("абвгд", [(0, 2), (2, 4)], "<mark>абвг</mark>д"),
        ("абвгд", [(0, 3), (1, 4)], "<mark>абвг</mark>д"),
        ("абвгд", [(0, 5), (1, 2)], "<mark>абвгд</mark>"),
        ("абвгд", [(3, 4), (0, 1)], "<mark>а</mark>бв<mark>г</mark>д"),
        ("абвгд", [(4, 99)], "абвг<mark>д</mark>"),
        ("абвгд", [(-3, 1)], "<mark>а</mark>бвгд"),
        ("абвгд", [(7, 9), (2, 2), (3, 1)], "абвгд"),
        ("", [(0, 1)], ""),
    ],
)
def test_spans_become_marks(text: str, spans: list[tuple[int, int]], html: str) -> None:
    assert marked(text, spans) == Markup(html)


# A parser of HTML reads U+0000 and a carriage return as other characters, whoever escapes them.
readable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))


@given(readable, st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40))))
def test_marking_changes_no_letter(text: str, spans: list[tuple[int, int]]) -> None:
    html = Text(marked(text, spans))
    assert "".join(html.all) == text
    assert html.tags == ["mark", "/mark"] * (len(html.tags) // 2)
    inside = {place for start, stop in spans for place in range(max(start, 0), min(stop, len(text)))}
    assert "".join(html.marked) == "".join(text[place] for place in sorted(inside))


@given(readable, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_paragraphs_lose_nothing_but_blank_lines(text: str, spans: list[tuple[int, int]]) -> None:
    shown = ["".join(Text(paragraph).all) for paragraph in paragraphs(text, spans)]
    assert "".join("".join(shown).split()) == "".join(text.split())
    inside = {place for start, stop in spans for place in range(start, min(stop, len(text)))}
    seen = "".join("".join(Text(paragraph).marked) for paragraph in paragraphs(text, spans))
    assert "".join(seen.split()) == "".join("".join(text[place] for place in sorted(inside)).split())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("раз\n\nдва", ["раз", "два"]),
        ("раз\nдва", ["раз", "два"]),
        ("стих\nвторая строка\n\nпроза", ["стих\nвторая строка", "проза"]),
        ("\n\nраз\n \n\nдва\n", ["раз", "два"]),
        ("", []),
    ],
)
def test_paragraphs(body: str, expected: list[str]) -> None:
    assert list(paragraphs(body, [])) == expected


def test_a_span_in_the_second_paragraph_stays_on_its_word() -> None:
    body = "Первый.\n\n\nВторой кластер."
    assert list(paragraphs(body, [(17, 24)])) == ["Первый.", Markup("Второй <mark>кластер</mark>.")]


def test_found_forms_are_listed_once() -> None:
    assert forms(["кластеров", "Татарстане", "Кластеров"]) == "кластеров, Татарстане"
    assert forms(f"форма{number}" for number in range(9)).endswith("форма7 …")


def test_a_body_of_many_lines_is_marked_in_proportion_to_its_length() -> None:
    """Ten thousand short lines, each with a mark, and a mark across two of them, took half a minute."""
    text = "кластер завод\n" * 10_000
    spans = [(start, start + 7) for start in range(0, len(text), 14)] + [(22, 35)]
    started = time.process_time()
    pieces = list(paragraphs(text, spans))
    assert time.process_time() - started < 15
    assert pieces[0] == pieces[-1] == "<mark>кластер</mark> завод"
    assert pieces[1:3] == ["<mark>кластер</mark> <mark>завод</mark>", "<mark>кластер</mark> завод"]


@pytest.mark.parametrize(
    ("position", "parts"),
    [
        (0, ("", "а", "бв")),
        (2, ("аб", "в", "")),
        (3, ("абв", "\u00a0", "")),
        (9, ("абв", "\u00a0", "")),
        (-1, ("", "а", "бв")),
    ],
)
def test_caret(position: int, parts: tuple[str, str, str]) -> None:
    assert caret("абв", position) == parts


def test_a_message_becomes_a_sentence() -> None:
    assert sentence("не закрыта кавычка") == "Не закрыта кавычка."
    assert sentence("index_data пуст: innopoisk rebuild") == "index_data пуст: innopoisk rebuild."


def test_the_page_says_whence_a_day_is_where_the_source_does_not_state_it() -> None:
    stated = {"hint", "json_ld", "meta", "microdata", "labelled_date"}
    rules = {rule.__name__ for rule in published.RULES}
    assert {rule for rule in rules if not day_told({"published": rule})} == stated
    assert day_told({}) == ""
