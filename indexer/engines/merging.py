"""Which segments to merge, so that a query never has to visit many: sizes in, ranges of neighbours out.

>>> worthwhile([Size(900, 0), Size(10, 0), Size(10, 6)])
[range(2, 3)]
"""

from collections.abc import Sequence
from typing import NamedTuple

MOST_SEGMENTS = 10
MOST_DELETED = 0.5  # of a segment's documents; beyond that it is written anew


class Size(NamedTuple):
    """Documents of a segment, and how many of them are deleted."""

    documents: int
    deleted: int


def worthwhile(sizes: Sequence[Size]) -> list[range]:
    """Ranges of segments to merge, each into one, apart from each other and in order.

    Segments that are mostly deleted are written anew; beyond MOST_SEGMENTS the neighbours that are smallest together
    become one. Neighbours, so that documents keep their order.
    """
    ranges = [
        range(number, number + 1) for number, size in enumerate(sizes) if size.deleted > MOST_DELETED * size.documents
    ]
    excess = len(sizes) - MOST_SEGMENTS
    if excess <= 0:
        return ranges
    alive = [size.documents - size.deleted for size in sizes]
    starts = range(len(sizes) - excess)
    first = min(starts, key=lambda start: sum(alive[start : start + excess + 1]))
    window = range(first, first + excess + 1)
    return sorted([one for one in ranges if one.start not in window] + [window], key=lambda one: one.start)
