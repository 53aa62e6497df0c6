"""Where the words of a text stand. A bar ends a token; «@» gives its position where positions do not just count on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.tokens import CHUNK, spelled, take_apart, tokens, width

PARTITIONS = {
    "Кластеры, технопарки": "Кластеры@0 технопарки@1",
    "АУ «Технопарк-Мордовия» открыто": "АУ@0 Технопарк-Мордовия@1 Технопарк@1 Мордовия@2 открыто@3",
    "И.о. главы": "Ио@0 главы@1",
    "А.Н. Лодыгин": "АН@0 Лодыгин@1",
    "E.S.T.E.R, который": "ESTER@0 который@1",
    "области.Она": "области@0 Она@1",
    "10,5 % и 10.5": "10.5@0 и@1 10.5@2",
    "22.06.2010": "22.06.2010@0 22@0 06@1 2010@2",
    "2012–2014 гг.": "2012–2014@0 2012@0 2014@1 гг@2",
    "20-летие": "20-летие@0 20@0 летие@1",
    "i.o@innokam.pro": "i.o@innokam.pro@0 i@0 o@1 innokam@2 pro@3",
    "сайт armtorg.news": "сайт@0 armtorg.news@1 armtorg@1 news@2",
    "R&D, C++ и C#": "R&D@0 R@0 D@1 C++@2 и@3 C#@4",
    "и/или": "и@0 или@1",
    "news_header_970": "news@0 header@1 970@2",
    "— № % …": "",
    "слово,,слово": "слово@0 слово@1",
    "а.-б": "а@0 б@1",
    "за\u0301мок": "за\u0301мок@0",
}


@pytest.mark.parametrize(("text", "expected"), PARTITIONS.items())
def test_tokens(text: str, expected: str) -> None:
    assert " ".join(f"{token.text}@{token.position}" for token in tokens(text)) == expected


@given(st.text(alphabet="абвАБeё19 .,-–:/@&'+#\u0301\u00ad_«»\n", max_size=60))
def test_offsets_are_true_and_positions_never_fall(text: str) -> None:
    found = tokens(text)
    for token in found:
        written = text[token.start : token.stop]
        assert token.text in (written, written.replace(".", ""), written.replace(",", "."))
    positions = [token.position for token in found]
    assert positions == sorted(positions)
    assert set(positions) == set(range(len(set(positions))))


@pytest.mark.parametrize("text", PARTITIONS)
def test_a_build_is_told_the_same(text: str) -> None:
    words, positions = spelled(text)
    assert " ".join(f"{word}@{place}" for word, place in zip(words, positions, strict=True)) == PARTITIONS[text]


@given(st.text(alphabet="абВё19²-–.aZ_'́", max_size=12) | st.text(max_size=12))
def test_a_build_is_told_the_same_of_any_chunk(chunk: str) -> None:
    found = tokens(chunk)
    words, positions = spelled(chunk)
    assert (list(words), list(positions)) == ([one.text for one in found], [one.position for one in found])


@given(st.text(max_size=80))
def test_every_letter_and_digit_is_in_a_token(text: str) -> None:
    covered = {place for token in tokens(text) for place in range(token.start, token.stop)}
    assert all(place in covered for place, letter in enumerate(text) if letter.isalnum())


@given(st.text(alphabet="аб1.-,@_", min_size=1, max_size=30))
def test_width_counts_the_parts(text: str) -> None:
    for chunk in CHUNK.findall(text):
        pieces = take_apart(chunk)
        assert width(pieces) == len({piece.position for piece in pieces})


def test_long_chunks_are_linear() -> None:
    assert len(tokens("а." * 200_000)) == 1
    assert len(tokens("ab.cd," * 50_000)) == 100_000
