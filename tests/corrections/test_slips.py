"""A slip that articles have too is put right: what is a thousand times rarer than its neighbour; and one by ear."""

from collections.abc import Callable

import pytest

from indexer import Correction, Engine
from indexer.corrections import guesses


@pytest.fixture
def engine(engine_of: Callable[..., Engine], monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setattr(guesses, "SLIP", 10)  # of a small index
    return engine_of(*["Президент России открыл завод. Почти готово."] * 60, *["Завод Росии, сказал Понти."] * 3)


@pytest.fixture(scope="module")
def large(engine_of: Callable[..., Engine]) -> Engine:
    """One in which a word of one article is witnessed by too few."""
    return engine_of("Бранденбург, вандерик и моржек", *["Казань"] * 5000)


@pytest.mark.parametrize(
    ("typed", "meant", "as_typed"),
    [
        ("росии", "россии", "!росии"),
        ("президент росии", "президент россии", "президент !росии"),
        ("Президент Росии", "Президент России", "Президент !Росии"),
        ("президнт росии", "президент россии", "!президнт !росии"),
    ],
)
def test_a_slip_is_put_right(engine: Engine, typed: str, meant: str, as_typed: str) -> None:
    results = engine.search(typed)
    assert results.correction == Correction(meant, "typo", applied=True, as_typed=as_typed)
    assert results.total == 60
    assert engine.search(as_typed).correction is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("агенство", "агентство"),
        ("агенство новостей", "агентство новостей"),
        ("Уорен Баффет", "Уоррен Баффет"),
        ("Щаранский", None),  # two letters from «арабский», and somebody's name
        ("фестифаль", None),  # as frequent
    ],
)
def test_a_slip_of_the_ear_is_offered(engine_of: Callable[..., Engine], typed: str, meant: str | None) -> None:
    rows = ["Агентство новостей, Уоррен Баффет в арабский мир, фестиваль"] * 60
    found = engine_of(*rows, "Агенство новостей и Уорен Баффет, Щаранский", *["Фестифаль"] * 9).search(typed)
    assert found.correction == (None if meant is None else Correction(meant, "typo", applied=False))


def test_a_word_of_the_dictionary_is_no_slip(engine_of: Callable[..., Engine], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "SLIP", 10)
    assert engine_of(*["Компания"] * 60, "Кампания").search("кампания").correction is None


@pytest.mark.parametrize("name", ["понти", "Понти"])
def test_a_short_name_is_no_slip(engine: Engine, name: str) -> None:
    assert engine.search(name).total == 3


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("бранденбурк казань", "бранденбург казань"),  # long, and exchanged by ear: one article is enough
        ("брандинбург казань", "бранденбург казань"),
        ("брандэнбург казань", "бранденбург казань"),
        ("бранденпург казань", "бранденбург казань"),
        ("бранденбумг казань", None),  # a letter that nobody takes for the other
        ("вандирик казань", "вандерик казань"),  # eight letters are long
        ("моржик казань", None),  # short: too much is near
    ],
)
def test_a_long_word_is_put_right_by_ear_beside_others(large: Engine, typed: str, meant: str | None) -> None:
    correction = large.search(typed).correction
    assert (correction.query if correction and correction.applied else None) == meant
