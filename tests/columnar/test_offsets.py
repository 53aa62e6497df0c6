"""Where runs begin is found by adding up their sizes, whatever those are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.columnar.offsets import Offsets, pack_offsets

SIZES = st.lists(st.one_of(st.integers(0, 300), st.sampled_from([254, 255, 256, 70000])), max_size=80)


@given(SIZES, st.data())
def test_as_a_running_sum_would_answer(sizes, data):
    offsets = Offsets(*pack_offsets(np.array(sizes, np.int64)))
    bounds = np.cumsum([0, *sizes]).tolist()
    assert len(offsets) == len(sizes)
    for row in data.draw(st.permutations(range(len(sizes) + 1))):
        assert offsets[row] == bounds[row]
    assert [offsets.size(row) for row in range(len(sizes))] == sizes
    first = data.draw(st.integers(0, len(sizes)))
    last = data.draw(st.integers(first, len(sizes)))
    assert offsets.between(range(first, last)).tolist() == bounds[first : last + 1]


def test_a_run_takes_a_byte_and_a_quarter():
    starts, sizes, longs = pack_offsets(np.full(1600, 7))
    assert (starts.nbytes, sizes.nbytes, [column.nbytes for column in longs]) == (404, 1600, [0, 0])
