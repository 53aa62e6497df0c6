"""Who finds nothing is told of each word alone, of words near those that stand nowhere, and of the words unquoted."""

from collections.abc import Callable
from pathlib import Path

import pytest

import indexer
from indexer import Advice, Engine, QueryError, Suggestion, WordAlone

ROWS = (
    "Кластер открыт в городе, кластеры растут.",
    "Бегемот живёт в зоопарке. Бегемоты любят воду.",
    "В зоопарке открыт кластер лабораторий, зоопаркам помогут.",
)


@pytest.fixture
def engine(index_of: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setattr("indexer.engines.disk.ADVICE_TIMEOUT", 60.0)  # on a busy machine the dictionary loads slowly
    return indexer.open_engine(index_of(*ROWS))


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        (
            '"кластеры бегемота"',
            Advice((WordAlone("кластеры", 2), WordAlone("бегемота", 1)), Suggestion("кластеры бегемота", 3)),
        ),
        (
            '"зоопарк кластер"',
            Advice((WordAlone("зоопарк", 2), WordAlone("кластер", 2)), Suggestion("зоопарк кластер", 1)),
        ),
        ("!кластерами", Advice((WordAlone("кластерами", 2),))),
        ("заголовок:бегемот", Advice((WordAlone("бегемот", 1),))),
        ("кластер НЕ город год:1999 регион:рт", Advice((WordAlone("кластер", 2),))),
        ("бегемотарий", Advice((WordAlone("бегемотарий", 0, ("бегемот",)),))),
        ("зоопрк и ъъъъ", Advice((WordAlone("зоопрк", 0, ("зоопарке",)), WordAlone("ъъъъ", 0)))),
        ("год:1999", Advice()),
    ],
)
def test_advice(engine: Engine, query: str, advice: Advice) -> None:
    assert engine.advise(query) == advice


def test_a_query_of_many_words_is_advised_on_its_first(engine: Engine) -> None:
    assert len(engine.advise(" ".join(f"слово{number}" for number in range(30))).words) == 6


def test_a_query_that_cannot_be_read(engine: Engine) -> None:
    with pytest.raises(QueryError):
        engine.advise("«»")
