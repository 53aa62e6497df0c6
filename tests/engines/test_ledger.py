"""Many articles put at once stand where each of them would, put alone."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.ledger import Ledger

BATCHES = st.lists(st.tuples(st.lists(st.sampled_from("абвгдежз"), unique=True), st.booleans()), max_size=8)


@given(BATCHES)
def test_all_at_once_or_one_by_one(batches: list[tuple[list[str], bool]]) -> None:
    together, alone = Ledger(), Ledger()
    segment = docnum = 0
    for urls, is_last in batches:
        replaced = together.put_all(urls, (segment, docnum))
        assert replaced == [url for number, url in enumerate(urls, docnum) if alone.put(url, (segment, number))]
        segment, docnum = (segment + 1, 0) if is_last else (segment, docnum + len(urls))
    assert {one: gone for one, gone in together.deleted.items() if gone} == {
        one: gone for one, gone in alone.deleted.items() if gone
    }


def test_the_latest_of_a_url_stays() -> None:
    ledger = Ledger()
    assert ledger.put_all(["а", "б"], (0, 0)) == []
    assert ledger.put_all(["в", "б"], (1, 0)) == ["б"]
    assert {one: gone for one, gone in ledger.deleted.items() if gone} == {0: {1}}
