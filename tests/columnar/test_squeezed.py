"""Columns that are packed or split come back as they were; what cannot be unpacked is refused by name."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.columnar.arrays import Columns, ColumnsWriter
from indexer.columnar.split import add_split, read_split
from indexer.columnar.squeezed import add_squeezed, read_squeezed
from indexer.errors import IndexDamaged

NUMBERS = st.lists(st.one_of(st.integers(0, 300), st.integers(0, 2**24 - 1), st.integers(0, 2**32 - 1)), max_size=20)


class Kept(io.BytesIO):
    def close(self):
        pass


def written(put):
    file = Kept()
    with ColumnsWriter(file) as writer:
        put(writer)
    return Columns("a file", file.getvalue())


@given(NUMBERS, st.sampled_from(["<u4", "<u8"]))
def test_a_squeezed_column_comes_back(numbers, dtype):
    columns = written(lambda writer: add_squeezed(writer, "x", np.array(numbers, dtype)))
    found = read_squeezed(columns, "x", dtype)
    assert (found.tolist(), found.dtype) == (numbers, np.dtype(dtype))


@given(NUMBERS)
def test_split_numbers_come_back(numbers):
    columns = written(lambda writer: add_split(writer, "x", np.array(numbers, np.int64)))
    found = read_split(columns, "x")
    assert len(found) == len(numbers)
    assert found[1:4].tolist() == found.listed(slice(1, 4)) == numbers[1:4]
    assert found[np.arange(len(numbers))[::2]].tolist() == numbers[::2]


def test_split_numbers_take_three_bytes():
    columns = written(lambda writer: add_split(writer, "x", np.arange(1000)))
    assert sum(columns.sizes().values()) == 3000


@pytest.mark.parametrize("count", [2, 4])
def test_a_column_of_another_length_is_refused(count):
    def put(writer):
        add_squeezed(writer, "x", np.array([1, 2, 3], "<u4"))
        writer.facts["x"] = count

    with pytest.raises(IndexDamaged, match="столбец x"):
        read_squeezed(written(put), "x", "<u4")


def test_what_zstd_did_not_write_is_refused():
    def put(writer):
        writer.facts["x"] = 3
        writer.add("x", np.zeros(12, np.uint8))

    with pytest.raises(IndexDamaged, match="столбец x"):
        read_squeezed(written(put), "x", "<u4")
