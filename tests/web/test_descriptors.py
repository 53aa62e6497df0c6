"""A server takes as many connections as it may open files, and does not start where there is room for next to none."""

import resource

import pytest

from web.descriptors import MOST, OWN, connections
from web.errors import ServeError

FREE = resource.RLIM_INFINITY

# What may be open now and at most -> connections, and what may be open afterwards
LIMITS = [
    ((FREE, FREE), MOST, FREE),
    ((1024, FREE), MOST, MOST + OWN),
    ((1024, 1_048_576), MOST, MOST + OWN),
    ((65_536, 65_536), MOST, 65_536),
    ((256, 512), 412, 512),
    ((256, 256), 156, 256),
    ((OWN + 25, OWN + 25), 25, OWN + 25),
]


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> dict[int, tuple[int, int]]:
    """Those of this process, which are not touched."""
    held: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "getrlimit", held.__getitem__)
    monkeypatch.setattr(resource, "setrlimit", held.__setitem__)
    return held


@pytest.mark.parametrize(("before", "count", "after"), LIMITS)
def test_the_limit_is_raised_as_far_as_need_be(
    limits: dict[int, tuple[int, int]], before: tuple[int, int], count: int, after: int
) -> None:
    limits[resource.RLIMIT_NOFILE] = before
    assert connections(24) == count
    assert limits[resource.RLIMIT_NOFILE] == (after, before[1])


def test_too_few_are_told(limits: dict[int, tuple[int, int]]) -> None:
    limits[resource.RLIMIT_NOFILE] = (16, OWN + 24)
    with pytest.raises(ServeError, match="разрешено открыть файлов: 124, а нужно не меньше 125"):
        connections(24)
