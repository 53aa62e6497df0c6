"""An index holds of every url the article that came last, whether it was there before, is new, or came back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.columnar.reader import open_segment
from indexer.indexing.ledger import Ledger, Place
from indexer.opened.collection import Collection
from tests.columnar.conftest import document, write

URLS = "абвгдежз"
BATCHES = st.lists(st.tuples(st.lists(st.sampled_from(URLS), unique=True), st.booleans()), max_size=8)
BASE = st.lists(st.lists(st.sampled_from(URLS), unique=True, min_size=1, max_size=4), min_size=1, max_size=3)
SLOW = settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """A fresh folder at every call."""
    return lambda: tmp_path_factory.mktemp("segments")


def gone_of(ledger: Ledger) -> set[Place]:
    return {(segment, docnum) for segment, gone in ledger.deleted.items() for docnum in gone}


def opened(folder: Path, segments: list[list[str]]) -> tuple[Collection, dict[str, Place]]:
    """An index of those urls in which the last article of each is not deleted, and where these stand."""
    last = {url: (number, docnum) for number, urls in enumerate(segments) for docnum, url in enumerate(urls)}
    readers = []
    for number, urls in enumerate(segments):
        write(folder, f"MAIN_{number}", [document(["яма"]) for _ in urls], urls)
        gone = {docnum for docnum, url in enumerate(urls) if last[url] != (number, docnum)}
        readers.append(open_segment(folder, f"MAIN_{number}", gone))
    return Collection(readers), last


def placed(batches: list[tuple[list[str], bool]], segment: int) -> Iterator[tuple[list[str], Place]]:
    """Where the articles of each batch would stand, from that segment on."""
    docnum = 0
    for urls, is_last in batches:
        yield urls, (segment, docnum)
        segment, docnum = (segment + 1, 0) if is_last else (segment, docnum + len(urls))


@given(BATCHES)
def test_all_at_once_or_one_by_one(batches: list[tuple[list[str], bool]]) -> None:
    together, alone = Ledger(), Ledger()
    for urls, (segment, docnum) in placed(batches, 0):
        replaced = together.put_all(urls, (segment, docnum))
        assert replaced == [url for number, url in enumerate(urls, docnum) if alone.put_all([url], (segment, number))]
    assert gone_of(together) == gone_of(alone)


def test_the_latest_of_a_url_stays() -> None:
    ledger = Ledger()
    assert ledger.put_all(["а", "б"], (0, 0)) == []
    assert ledger.put_all(["в", "б"], (1, 0)) == ["б"]
    assert gone_of(ledger) == {(0, 1)}


@SLOW
@given(BASE, BATCHES, st.sets(st.sampled_from(URLS)), st.booleans())
def test_on_top_of_an_index_too(
    scratch: Callable[[], Path],
    base: list[list[str]],
    batches: list[tuple[list[str], bool]],
    same: set[str],
    is_pruned: bool,
) -> None:
    """Articles of `same` urls alternate between what the index has and something else; others are always new."""
    collection, before = opened(scratch(), base)
    stands, seen, ledger = dict(before), set[str](), Ledger(collection)
    everywhere = {(number, docnum) for number, urls in enumerate(base) for docnum in range(len(urls))}
    for turn, (urls, first) in enumerate(placed(batches, len(base))):
        kept = [url for url in urls if url in same and url in before and turn % 2 == 0]
        put = [url for url in urls if url not in kept]
        replaced = ledger.keep([(url, collection.docnum(url) or 0) for url in kept]) + ledger.put_all(put, first)
        assert sorted(replaced) == sorted(seen.intersection(urls))
        places = {url: (first[0], docnum) for docnum, url in enumerate(put, first[1])}
        stands |= {url: before[url] for url in kept} | places
        everywhere |= set(places.values())
        seen |= set(urls)
    assert ledger.has_new == any(segment >= len(base) for segment, _ in stands.values())
    if is_pruned:
        vanished = before.keys() - seen
        assert ledger.prune() == len(vanished)
        stands = {url: place for url, place in stands.items() if url not in vanished}
    assert gone_of(ledger) == everywhere - set(stands.values())
