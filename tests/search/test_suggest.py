"""Which part of an unfinished query is completed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.suggest import Unfinished, agreement, unfinished


@pytest.mark.parametrize(
    ("query", "head", "context", "prefix"),
    [
        ("кла", "", (), "кла"),
        ("Кла", "", (), "кла"),
        ("ёл", "", (), "ел"),
        ("промышленный кла", "промышленный ", ("промышленный",), "кла"),
        ("промышленный ", "промышленный ", ("промышленный",), ""),
        ("Ёлки в лесу но", "Ёлки в лесу ", ("елки", "в", "лесу"), "но"),
        ("а б в г д", "а б в г ", ("б", "в", "г"), "д"),
        ('"умный до', '"умный ', ("умный",), "до"),
        ("«умный до", "«умный ", ("умный",), "до"),
        ("(умный до", "(умный ", ("умный",), "до"),
        ("заголовок:ин", "заголовок:", (), "ин"),
        ("год:2016 ин", "год:2016 ", (), "ин"),
        ("-томск ин", "-томск ", (), "ин"),
        ("!кла", "!", (), "кла"),
        ("санкт-пе", "", (), "санкт-пе"),
        ("кластер, ин", "кластер, ", (), "ин"),
        ("", "", (), ""),
    ],
)
def test_where_the_last_word_begins(query: str, head: str, context: tuple[str, ...], prefix: str) -> None:
    assert unfinished(query) == Unfinished(head, context, prefix)


@pytest.mark.parametrize(
    ("query", "head", "prefix"),
    [
        ("rfpf", "", "каза"),
        (",bpy", "", "бизн"),
        ("ыещк", "", "stor"),
        ("yjdjcnb rfp", "новости ", "каз"),
        ("новости rfp", "новости ", "каз"),
        ("IT rfp", "IT ", "каз"),
    ],
)
def test_the_other_layout(query: str, head: str, prefix: str) -> None:
    meant = unfinished(query).in_other_layout({"IT", "новости"}.__contains__)
    assert meant is not None
    assert (meant.head, meant.prefix) == (head, prefix)


@pytest.mark.parametrize("query", ["", "2016", "казань ", "rfpабв"])
def test_there_is_no_other_layout(query: str) -> None:
    assert unfinished(query).in_other_layout(lambda _: True) is None


@given(st.text())
def test_nothing_is_lost(query: str) -> None:
    asked = unfinished(query)
    assert query.startswith(asked.head)
    asked.in_other_layout(lambda _: False)


@pytest.mark.parametrize(
    ("adjective", "form", "is_own", "goes"),
    [
        ("особые", "экономические", False, True),
        ("особые", "эксперты", False, True),
        ("особые", "эксперт", True, False),
        ("синие", "экраны", False, True),
        ("новая", "экономика", True, True),
        ("новая", "штата", False, False),
        ("новая", "работать", True, False),
        ("новая", "шесть", True, False),
        ("новый", "экспорт", True, True),
        ("нового", "завода", False, True),
        ("нового", "задача", True, False),
        ("нового", "заявила", False, False),
        ("последнему", "заводу", False, True),
        ("новых", "заводов", False, True),
    ],
)
def test_what_goes_with_an_adjective(adjective: str, form: str, is_own: bool, goes: bool) -> None:
    agreed = agreement(adjective)
    assert agreed is not None
    assert agreed.holds(form, is_own) == goes


@pytest.mark.parametrize("word", ["большой", "кластер", "рт", ""])
def test_an_ending_that_does_not_tell(word: str) -> None:
    assert agreement(word) is None
