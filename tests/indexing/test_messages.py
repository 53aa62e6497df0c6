"""What goes over a pipe comes out equal; long arrays go as they lie in memory, whatever they are."""

import multiprocessing
import threading

import numpy as np
import pytest

from indexer.indexing.messages import LONG, packed, receive, send

LONG_ARRAY = np.arange(LONG, dtype=np.int32)


def through_a_pipe(what):
    ours, theirs = multiprocessing.Pipe()
    sender = threading.Thread(target=send, args=(ours, packed(what)))
    sender.start()
    try:
        return receive(theirs)
    finally:
        sender.join()


@pytest.mark.parametrize(
    "what",
    [None, "стали", [b"a" * LONG, "б"], LONG_ARRAY, LONG_ARRAY[::2], LONG_ARRAY[:3], LONG_ARRAY.reshape(2, -1).T],
    ids=str,
)
def test_an_object_comes_out_equal(what):
    assert np.array_equal(through_a_pipe({"it": what})["it"], what)


def test_only_long_arrays_go_by_themselves():
    assert len(packed([LONG_ARRAY[: LONG // 4 - 1]])) == 1
    first, *others = packed([LONG_ARRAY, LONG_ARRAY + 1])
    assert len(first) < LONG
    assert [len(part) for part in others] == [4 * LONG] * 2


def test_a_pipe_that_ends_within_a_message_is_told():
    ours, theirs = multiprocessing.Pipe()
    ours.send_bytes(packed(LONG_ARRAY)[0])
    ours.close()
    with pytest.raises(EOFError):
        receive(theirs)
