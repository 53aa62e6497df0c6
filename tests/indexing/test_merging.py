"""Which segments are merged."""

import pytest

from indexer.indexing.merging import Size, evenly, worthwhile

MERGES = [
    ([Size(10, 0)] * 10, []),
    ([Size(10, 6)], [range(1)]),
    ([Size(900, 0)] + [Size(10, 0)] * 10, [range(1, 3)]),
    ([Size(100, 0)] * 5 + [Size(1, 0), Size(2, 0)] + [Size(100, 0)] * 5, [range(4, 7)]),
    ([Size(10, 9)] + [Size(100, 0)] * 10, [range(2)]),
    ([Size(10, 0)] * 9 + [Size(12, 5)] * 2, [range(9, 11)]),  # the deleted are not merged, and do not count
]


@pytest.mark.parametrize(("sizes", "expected"), MERGES)
def test_neighbours_that_are_smallest_together_are_merged(sizes: list[Size], expected: list[range]) -> None:
    assert worthwhile(sizes) == expected


SHARES = [
    ([], []),
    ([Size(5, 0)], []),
    ([Size(10, 6)], [range(1)]),
    ([Size(5, 0), Size(10, 6)], [range(1, 2)]),
    ([Size(100, 60), Size(1, 0), Size(1, 0)], [range(1), range(1, 3)]),
    ([Size(5, 0), Size(500, 0)], []),
    ([Size(5, 0), Size(5, 0), Size(5, 0)], [range(2)]),
    ([Size(100, 0), Size(1, 0), Size(1, 0)], [range(1, 3)]),
    ([Size(1, 0), Size(1, 0), Size(100, 0)], [range(3)]),
    ([Size(0, 0), Size(0, 0), Size(0, 0)], [range(1, 3)]),
    ([Size(85, 0), Size(86, 0), Size(151, 0), Size(122, 0), Size(143, 0), Size(147, 0)], [range(4), range(4, 6)]),
]


@pytest.mark.parametrize(("sizes", "expected"), SHARES)
def test_a_rebuild_leaves_few_segments(sizes: list[Size], expected: list[range]) -> None:
    assert evenly(sizes) == expected
