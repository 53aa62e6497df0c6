"""Words and phrases are counted and found as plain loops count and find them."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.generations.serving import current
from indexer.indexing import phrases as phrases_room
from indexer.indexing.names import names_of
from indexer.indexing.phrases import counted_phrases
from indexer.indexing.word_order import sorted_words
from indexer.opened import abbreviations
from indexer.opened.words import ALONE, ALPHABET, LONGEST_WORD, NO_WORD, Words, encoded

Build = Callable[..., Path]


def opened(index: Path) -> Words:
    return Words(current(index))


@given(st.lists(st.text(ALPHABET + "ё.@ξ", max_size=40), unique=True))
def test_words_come_in_order(terms: list[str]) -> None:
    terms.sort()
    words = sorted_words(names_of(terms))
    wanted = [one for one in terms if one and len(one) <= LONGEST_WORD and encoded(one) and one[0] not in "-0123456789"]
    assert [terms[place] for place in words.terms] == sorted(wanted)
    assert [int(row) for row in words.rows[words.terms]] == list(range(len(wanted)))


@given(st.lists(st.integers(-1, 4), max_size=200), st.sampled_from([1, 5, 1000]))
@example([0, 1, 2, -1] * 5 + [0, 1], 1000)  # it goes on so five times of six
@example([0, 1, 4, -1, 0, 1, 4], 1000)  # it always goes on, but not to a phrase
def test_phrases_are_those_that_loops_find(stream: list[int], words_at_once: int) -> None:
    runs = [
        tuple(stream[start : start + length])
        for length in (2, 3, 4)
        for start in range(len(stream) - length + 1)
        if -1 not in stream[start : start + length]
        and all(one != other for one, other in pairwise(stream[start : start + length]))
    ]
    frequent = {run: count for run, count in Counter(runs).items() if count >= 2}
    may_end = np.array([True, True, True, True, False])
    offered = {run: count for run, count in frequent.items() if 4 not in (run[0], run[-1])}
    longer = {run: [frequent[one] for one in frequent if one[:-1] == run and one[-1] != 4] for run in offered}
    wanted = {run: count for run, count in offered.items() if max(longer[run], default=0) < 0.8 * count}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phrases_room, "_SLICE", words_at_once)
        phrases, counts = counted_phrases(np.array(stream, np.int32), may_end, 2)
    found = [tuple(int(row) for row in phrase if row != NO_WORD) for phrase in phrases]
    assert dict(zip(found, counts.tolist(), strict=True)) == wanted
    assert phrases.tolist() == sorted(phrases.tolist())


def test_what_is_counted(index_of: Build) -> None:
    words = opened(
        index_of(
            {
                "title": "Кластеры и кластер",
                "text": "Кластеров ещё нет, ещё нет: ЕЩЁ. ОЭЗ «Алабуга», info@oez.ru, 2012-2014",
            },
            {"title": "Еще ОЭЗ", "text": "Санкт-Петербург и оэз"},
        )
    )
    counted = dict(zip(words.all_texts(), words.own_counts().tolist(), strict=True))
    assert counted["кластер"] == counted["кластеры"] == counted["кластеров"] == 1
    assert (counted["еще"], counted["оэз"], counted["санкт-петербург"], counted["санкт"]) == (4, 3, 1, 1)
    assert counted["ru"] == counted["oez"] == 0
    assert not [word for word in counted if not word[0].isalpha()]
    row = words.row
    assert words.counts[row("кластер")] == 3  # of all forms
    assert [words.spelled(row(word) or 0) for word in ("еще", "оэз", "алабуга")] == ["ещё", "ОЭЗ", "алабуга"]
    assert words.groups[row("и") or 0] == words.groups[row("еще") or 0] == ALONE


def test_a_word_is_offered_as_it_is_mostly_written(index_of: Build) -> None:
    words = opened(index_of("бп и БП, АСУ и асу, асу: ещё и еще, ещё"))
    assert [words.spelled(words.row(word) or 0) for word in ("бп", "асу", "еще")] == ["БП", "асу", "ещё"]


def test_words_are_looked_up(seeds_index: Path) -> None:
    words = opened(seeds_index)
    texts = words.all_texts()
    assert [words.row(text) for text in texts] == list(range(len(texts)))
    assert [words.text(row) for row in range(len(texts))] == texts
    for prefix in ("к", "ин", "технопарк", "яяя", "z"):
        assert [texts[row] for row in words.prefixed(prefix)] == [text for text in texts if text.startswith(prefix)]
    six = np.flatnonzero(words.lengths == 6)
    assert words.texts(six, 6) == [text for text in texts if len(text) == 6]


@pytest.mark.parametrize("word", ["ёлка", "Кластер", "a@b", "кластер ", "ξ"])
def test_what_is_no_word_is_not_found(seeds_index: Path, word: str) -> None:
    words = opened(seeds_index)
    assert words.row(word) is None
    assert not words.prefixed(word)


def test_an_index_without_a_word(index_of: Build) -> None:
    words = opened(index_of({"title": "1", "text": "2"}))
    assert (len(words), words.row("а"), list(words.prefixed("а")), words.all_texts()) == (0, None, [], [])


def test_a_rebuild_mends_what_another_version_wrote(index_of: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    index_of("Кластер")
    monkeypatch.setattr(abbreviations, "VERSION", abbreviations.VERSION + 1)
    assert opened(index_of("Кластер и технопарк")).row("технопарк") is not None
