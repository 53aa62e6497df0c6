"""Numbers packed and unpacked: what goes in comes out, in the fewest bytes the forms offer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.columnar.packing import choose_forms, put_packed, take_packed, unpack, unpack_into, unpack_some
from indexer.columnar.postings import steps_of, undo_steps
from indexer.columnar.ragged import bounds_of, run_indices

NUMBERS = st.one_of(
    st.integers(0, 300), st.sampled_from([254, 255, 256, 65534, 65535, 65536, 2**31 - 1]), st.integers(0, 2**31 - 1)
)
LISTS = st.lists(st.lists(NUMBERS, max_size=9), max_size=9)


def packed(lists, plain_shorts=True):
    values = np.array([number for numbers in lists for number in numbers], np.uint32)
    counts = np.array([len(numbers) for numbers in lists], np.int64)
    forms, sizes = choose_forms(values, counts, plain_shorts)
    offsets = bounds_of(sizes)
    out = np.full(offsets[-1] + 1, 0x77, np.uint8)
    put_packed(out, offsets[:-1], values, counts, forms)
    assert out[-1] == 0x77
    return out[:-1], offsets, counts, forms


@given(LISTS, st.booleans())
def test_many_lists_come_back_together_and_one_by_one(lists, plain_shorts):
    out, offsets, counts, forms = packed(lists, plain_shorts)
    values, ends = take_packed(out, offsets[:-1], counts, forms)
    assert values.tolist() == [number for numbers in lists for number in numbers]
    assert ends.tolist() == offsets[1:].tolist()
    for place, numbers in enumerate(lists):
        one, end = unpack(out, int(offsets[place]), len(numbers), int(forms[place]))
        assert (one.tolist(), end) == (numbers, offsets[place + 1])
        assert one.dtype == np.int32
        into = np.empty(len(numbers), np.int32)
        assert unpack_into(out, int(offsets[place]), into, int(forms[place])) == end
        assert into.tolist() == numbers
        places = np.arange(len(numbers))[::2]
        some = unpack_some(out, int(offsets[place]), len(numbers), int(forms[place]), places)
        assert (some.tolist(), some.dtype) == (numbers[::2], np.int32)


@pytest.mark.parametrize(
    ("numbers", "size"),
    [
        ([], 0),
        ([7], 1),
        ([254] * 10, 10),
        ([255], 2),
        ([1] * 9 + [255], 12),
        ([300] * 10, 20),
        ([1] * 9 + [65535], 16),
        ([65535] * 4, 16),
        ([300] * 9 + [2**31 - 1], 24),
    ],
)
def test_the_smallest_form_is_taken(numbers, size):
    assert len(packed([numbers])[0]) == size


@given(st.lists(st.lists(NUMBERS, min_size=1, max_size=5).map(sorted), min_size=1))
def test_steps_are_undone_however_far_they_go(lists):
    values = np.array([number for numbers in lists for number in numbers], np.int32)
    firsts = bounds_of(np.array(list(map(len, lists))))[:-1]
    assert undo_steps(steps_of(values, firsts), firsts).tolist() == values.tolist()


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5))))
def test_run_indices_as_a_loop_gives_them(runs):
    starts, counts = np.array(runs, np.int64).reshape(-1, 2).T
    expected = [start + step for start, count in runs for step in range(count)]
    assert run_indices(starts, counts).tolist() == expected
