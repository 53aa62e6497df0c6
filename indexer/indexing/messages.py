"""What goes over the pipe of a worker: an object in, an equal one out at the other end, long arrays without a copy.

    send(ours, packed({"chunks": chunks}))       in one process
    receive(theirs)   ->   {"chunks": chunks}    in another; its arrays can only be read

A message is a pickle (protocol 5, PEP 574) before which stands how many buffers follow it, each as it lies in memory:
a pickle with the arrays in it would be built, joined and taken apart in three more places than one.
"""

import pickle
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeAlias

LONG = 1 << 16  # bytes of a buffer that goes by itself
_COUNT = 4  # bytes

Message: TypeAlias = "Sequence[bytes | memoryview]"


def packed(what: Any) -> Message:
    """The parts of a message; they hold on to the arrays of the object."""
    parts: list[memoryview] = []

    def stays(buffer: pickle.PickleBuffer) -> bool:
        raw = buffer.raw()
        if len(raw) >= LONG:
            parts.append(raw)
        return len(raw) < LONG

    data = pickle.dumps(what, 5, buffer_callback=stays)
    return [len(parts).to_bytes(_COUNT, "little") + data, *parts]


def send(pipe: Connection, message: Message) -> None:
    """Send all parts; OSError where nobody listens any more."""
    for part in message:
        pipe.send_bytes(part)


def receive(pipe: Connection) -> Any:
    """The object of the next message; EOFError where nobody will send one."""
    first = memoryview(pipe.recv_bytes())
    buffers = [pipe.recv_bytes() for _ in range(int.from_bytes(first[:_COUNT], "little"))]
    return pickle.loads(first[_COUNT:], buffers=buffers)
