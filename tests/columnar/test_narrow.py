"""One byte a letter: what goes in comes out."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.columnar.narrow import ESCAPE, narrowed, widened


@given(st.text() | st.text("абвгдеёжАЯЁ «»—№\n\x00\x1f;0a"))
@example("𝕏 и 🙂, 災, \x1f41;, \ufffe, ︎")
def test_whatever_text_comes_back(text: str) -> None:
    record = text.encode("utf-8", "surrogatepass")
    assert widened(narrowed(record)) == record


@given(st.binary())
def test_whatever_bytes_come_back(record: bytes) -> None:
    assert widened(narrowed(record)) == record


@pytest.mark.parametrize("text", ["Съешь же ещё этих мягких французских булок", "«Ёлка» — № 5…", '{"title": "ОЭЗ"}'])
def test_russian_takes_a_byte_a_letter(text: str) -> None:
    assert len(narrowed(text.encode())) == len(text)


def test_a_rare_sign_is_a_number() -> None:
    assert narrowed("∞".encode()) == f"{ESCAPE}221e;".encode()


@pytest.mark.parametrize("record", [b"\xff", b"\x1f110000;", b"\x1fd800;"], ids=["no sign", "no letter", "half a one"])
def test_damage_is_told(record: bytes) -> None:
    with pytest.raises(ValueError):
        widened(record)


def test_the_table_stays_what_it_was() -> None:
    """An index keeps them: whoever changes the table raises the layout's VERSION."""
    assert narrowed("АЯаяЁё«»ñ".encode()) == bytes((0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xC3, 0xF8))
