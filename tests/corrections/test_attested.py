"""A word that stands nowhere is put right where articles hold the others with what it was meant as."""

from collections.abc import Callable

import pytest

from indexer import Correction, Engine

ROWS = (
    *["Мэр Сергей Собянин открыл станцию"] * 25,
    "Министр промышленности Денис Мантуров в Перми",
    "Дамьен Ле Таллек забил",
    "Полуостров Камчатка. Пётр ждёт",
    "Сергей, Алексей и программисты, авиация",
)


@pytest.fixture(scope="module")
def engine(engine_of: Callable[..., Engine]) -> Engine:
    return engine_of(*ROWS)


@pytest.mark.parametrize(
    ("typed", "meant", "applied"),
    [
        ("Сергей Собянен", "Сергей Собянин", True),
        ("Собянен открыл станцию", "Собянин открыл станцию", True),
        ("станцию открыл Собянен", "станцию открыл Собянин", True),
        ("Министр Монтуров авиация", "Министр Мантуров авиация", False),  # beside its neighbour; few articles have it
        ("дамьен ле талек", "дамьен ле таллек", False),  # the dictionary knows «талек», of «талька»
        ("программист Собянен", None, False),  # no article has both
        ("Алексей Собакин", None, False),
        ("Алексей !Собянен", None, False),
        ("Алексей Мадурофф", None, False),
    ],
)
def test_what_the_others_stand_with(engine: Engine, typed: str, meant: str | None, applied: bool) -> None:
    found = engine.search(typed)
    assert found.correction == (None if meant is None else Correction(meant, "typo", applied))
    assert not applied or found.total == 25


def test_a_name_that_is_found_in_another_case_is_right(engine_of: Callable[..., Engine]) -> None:
    engine = engine_of("Натан Щаранский и Арафат", *["Арабским странам сказал Арафат"] * 30)
    assert engine.search("Щаранским Арафат").correction is None
