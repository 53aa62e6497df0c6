"""Terms in the order of their bytes: found, listed, counted by prefix."""

import bisect

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.columnar.dictionary import Dictionary
from indexer.columnar.dictionary_writer import DictionaryWriter, compress_names, pack_dictionary
from indexer.columnar.unpacked import unpacked
from indexer.errors import IndexDamaged

TERMS = st.sets(
    st.one_of(st.binary(max_size=6), st.text("абв", max_size=5).map(str.encode), st.binary(min_size=250, max_size=262)),
    max_size=80,
)


@given(TERMS, st.binary(max_size=3))
def test_as_a_sorted_list_would_answer(terms, other):
    names = sorted(terms)
    table = Dictionary(*pack_dictionary(names))
    assert list(table) == names
    assert unpacked(*pack_dictionary(names)).tobytes() == b"".join(name + b"\n" for name in names)
    for row, term in enumerate(names):
        assert (table[row], table.find(term)) == (term, row)
        assert list(table.iterate(row)) == names[row:]
    assert table.lower_bound(other) == bisect.bisect_left(names, other)
    assert table.find(other) == (names.index(other) if other in terms else None)
    assert (other in table) == (other in terms)
    assert [table[row] for row in table.prefix(other)] == [term for term in names if term.startswith(other)]


@given(TERMS, st.binary(max_size=3))
def test_in_compressed_pages_it_is_the_same(terms, other):
    names = sorted(terms)
    heads, blob, count = pack_dictionary(names)
    pages, packed = compress_names(heads, blob)
    table = Dictionary(heads, packed, count, pages)
    assert (list(table), [table.find(term) for term in names]) == (names, list(range(len(names))))
    assert table.lower_bound(other) == bisect.bisect_left(names, other)


def test_a_damaged_page_is_refused():
    heads, blob, count = pack_dictionary([b"term%04d" % number for number in range(1000)])
    pages, packed = compress_names(heads, blob)
    damaged = packed.copy()
    damaged[:10] = 0
    table = Dictionary(heads, damaged, count, pages)
    assert table[999] == b"term0999"
    with pytest.raises(IndexDamaged, match="имена в указателе повреждены"):
        table[0]


@settings(max_examples=10)
@given(st.integers(0, 3000))
def test_thousands_of_terms(number):
    names = [f"регион{place:05}".encode() for place in range(0, 6000, 2)]
    table = Dictionary(*pack_dictionary(names))
    assert table.find(f"регион{number:05}".encode()) == (None if number % 2 else number // 2)
    assert table.lower_bound(f"регион{number:05}".encode()) == (number + 1) // 2


def test_order_of_bytes_is_order_of_russian_letters():
    words = sorted("абв где ёж яма Яма zoo".split())
    assert [word.encode() for word in words] == sorted(word.encode() for word in words)


@pytest.mark.parametrize(
    ("prefix", "rows"), [("ин", range(1, 3)), ("", range(4)), ("инн", range(2, 3)), ("я", range(4, 4)), ("а", range(1))]
)
def test_prefixes(prefix, rows):
    table = Dictionary(*pack_dictionary([word.encode() for word in ("аист", "индекс", "инновация", "кластер")]))
    assert table.prefix(prefix.encode()) == rows


def test_rows_outside_are_refused():
    table = Dictionary(*pack_dictionary([b"a"]))
    with pytest.raises(IndexError):
        table[1]


@pytest.mark.parametrize(
    ("head", "name", "count"), [(9, 1, 2), (0, 200, 2), (0, 255, 2), (0, 1, 40), (0, 1, 1 << 60), (0, 1, -1)]
)
def test_a_damaged_dictionary_is_not_unpacked(head, name, count):
    heads, names, _ = pack_dictionary([b"a", b"b"])
    heads[0], names[1] = head, name
    with pytest.raises(IndexDamaged):
        unpacked(heads, names, count)


@pytest.mark.parametrize("is_paged", [False, True])
@pytest.mark.parametrize("run", [1, 300, 5000, 12_000])
def test_what_comes_in_runs_is_packed_as_if_it_came_at_once(run: int, is_paged: bool) -> None:
    names = [b"http://a.ru/%06d" % (number * number) for number in range(12_000)]
    writer = DictionaryWriter(is_paged)
    for first in range(0, len(names), run):
        assert len(writer) == first
        writer.add(names[first : first + run])
    found = writer.finished()
    heads, blob, count = pack_dictionary(names)
    pages, packed = compress_names(heads, blob)
    assert found.count == count
    assert found.heads.tobytes() == heads.tobytes()
    assert found.names.tobytes() == (packed if is_paged else blob).tobytes()
    assert found.pages is None if not is_paged else found.pages.tobytes() == pages.tobytes()
