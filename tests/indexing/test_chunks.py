"""Chunks of many texts at once, found and numbered by arrays, are those that one text has when it is read alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.indexing.chunks import Chunks, side_by_side
from indexer.indexing.fingerprints import LONGEST, Fingerprints
from indexer.indexing.numbering import Numbering
from indexer.places.regions import may_name, mentions
from indexer.text.letters import form
from indexer.text.tokens import tokens

SPLITS = {
    "кластеры (и «кластеры»)": "кластеры|и|кластеры",
    "Да!.. Нет…": "Да|Нет",
    "— № 5 —": "№|5",
    "http://a.ru/b(c). Далее": "http://a.ru/b(c|Далее",
    "слово.Слово, и/или": "слово.Слово|и/или",
    "дом\u00a0дом\u2028дом": "дом|дом|дом",
    "C++, C#.": "C++|C#",
    "за\u0301мок 𝔸 😀": "за\u0301мок|𝔸|😀",
    "": "",
}
TEXTS = st.lists(
    st.text(alphabet="абАБё19 .,-:/@+#()«»\n\u0301\u00adhttps𝔸", max_size=40) | st.text(max_size=30), max_size=8
)


@pytest.mark.parametrize(("text", "expected"), SPLITS.items())
def test_a_text_is_split_at_blanks_and_the_marks_beside_them(text: str, expected: str) -> None:
    found = Fingerprints().split([text])
    assert "|".join(found.spelled(np.arange(len(found.prints)))) == expected


@given(st.lists(st.tuples(st.text(alphabet="аб "), st.text(alphabet="аб "))))
def test_columns_side_by_side_are_the_texts_in_turn(pairs: list[tuple[str, str]]) -> None:
    chunks = Chunks()
    titles, bodies = (chunks.numbered([pair[place] for pair in pairs]) for place in (0, 1))
    both, expected = side_by_side([titles, bodies]), chunks.numbered([text for pair in pairs for text in pair])
    assert (both.chunks.tolist(), both.counts.tolist()) == (expected.chunks.tolist(), expected.counts.tolist())


@given(TEXTS)
def test_chunks_hold_the_words_of_each_text(texts: list[str]) -> None:
    chunks = Chunks()
    column = chunks.numbered(texts)
    new = chunks.new()
    forms = new.forms.listed()
    ends = np.concatenate(([0], np.cumsum(new.word_counts)))
    at = 0
    for text, count in zip(texts, column.counts.tolist(), strict=True):
        words, position = [], 0
        for chunk in column.chunks[at : at + count].tolist():
            for place in range(ends[chunk], ends[chunk + 1]):
                words.append((forms[new.word_forms[place]], position + int(new.offsets[place])))
            position += int(new.widths[chunk])
        assert words == [(form(token.text), token.position) for token in tokens(text)]
        at += count
    assert at == len(column.chunks)


@given(TEXTS)
def test_equal_chunks_and_no_others_share_a_fingerprint(texts: list[str]) -> None:
    found = Fingerprints().split(texts)
    spelled = found.spelled(np.arange(len(found.prints)))
    assert (
        len(set(found.prints.tolist()))
        == len(set(spelled))
        == len(set(zip(found.prints.tolist(), spelled, strict=True)))
    )


def test_strings_that_every_polynomial_takes_for_equal_are_told_apart() -> None:
    bits = [bin(number).count("1") % 2 for number in range(1 << 11)]  # Thue and Morse's
    one, other = "".join("аб"[bit] for bit in bits), "".join("ба"[bit] for bit in bits)
    assert len(one) > LONGEST
    assert len(set(Fingerprints().split([f"{one} {other} {one}"]).prints.tolist())) == 2


def test_a_text_may_be_longer_than_all_before() -> None:
    chunks = Chunks()
    chunks.numbered(["а"])
    assert chunks.numbered(["б " * 100_000, "а"]).counts.tolist() == [100_000, 1]


@given(st.lists(st.lists(st.integers(0, 60), max_size=40), max_size=6), st.sampled_from([0, 1, 44, 58]))
def test_a_fingerprint_keeps_its_number(batches: list[list[int]], shift: int) -> None:
    """Small fingerprints all want the first slot, large ones the last."""
    numbering, known = Numbering(), {}
    for batch in batches:
        prints = np.array(batch, np.uint64) << np.uint64(shift)
        numbers, firsts = numbering.numbers(prints)
        before = len(known)
        expected = [known.setdefault(one, len(known)) for one in batch]
        assert numbers.tolist() == expected
        assert [batch[place] for place in firsts.tolist()] == list(known)[before:]
    assert len(numbering) == len(known)


def test_a_table_grows() -> None:
    numbering = Numbering()
    prints = np.random.default_rng(1).integers(0, 1 << 64, 100_000, np.uint64)
    for part in np.array_split(prints, 7):
        numbering.numbers(part)
    numbers, firsts = numbering.numbers(prints)
    assert numbers.tolist() == list(range(len(prints)))
    assert not len(firsts)


PLACES = ["завод", "Казань", "(Томске)», ", " ", ".", "«", "\n", "ской-", "Нижнего Новгорода", "Великий"]
PLACES += ["Луки", "Новый", "Владимир", "ВЛАДИМИР", "Путин", "é", "𝔸"]


@given(st.lists(st.lists(st.sampled_from(PLACES))))
def test_a_place_is_named_only_where_chunks_may_name_one(parts: list[list[str]]) -> None:
    texts = ["".join(some) for some in parts]
    likely = Chunks().met(texts).may_name.tolist()
    for text, is_likely in zip(texts, likely, strict=True):
        assert is_likely or not mentions(text)
        assert may_name([text.replace("\n", " ")])[0] or not is_likely


@pytest.mark.parametrize(
    ("text", "is_likely"),
    [
        ("Завод в Казани", True),
        ("В Великих Луках", True),
        ("Великий пост, Новый год", False),
        ("Красная Поляна — не Красная площадь", True),
        ("Владимир Путин", False),
        ("Владимир, Суздаль", True),
        ("город Владимир", True),
        ("во Владимире\nПостроен", True),
        ("Завод", False),
    ],
)
def test_what_stands_beside_a_word_tells_whether_it_may_name_a_place(text: str, is_likely: bool) -> None:
    assert Chunks().met(["Путин", text, "завод"]).may_name.tolist() == [False, is_likely, False]


@given(TEXTS, st.data())
def test_chunks_of_some_documents(texts: list[str], data: st.DataObject) -> None:
    some = data.draw(st.lists(st.integers(0, len(texts) - 1), unique=True)) if texts else []
    chunks = Chunks()
    taken = chunks.numbered(texts).taken(np.array(some, np.int64))
    alone = chunks.numbered([texts[number] for number in some])
    assert taken.counts.tolist() == alone.counts.tolist()
    assert taken.chunks.tolist() == alone.chunks.tolist()
