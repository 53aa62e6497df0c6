"""Which segments to merge, so that a query never has to visit many: sizes in, ranges of neighbours out.

>>> worthwhile([Size(900, 0), Size(10, 0), Size(10, 6)])
[range(2, 3)]
>>> evenly([Size(100, 0), Size(50, 0), Size(60, 0)])
[range(0, 2)]

Neighbours, so that documents keep their order.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

MOST_SEGMENTS = 10
FEW = 2  # segments that a rebuild leaves, made side by side: a query reads each of its words once in every segment
MOST_DELETED = 0.5  # of a segment's documents; beyond that it is written anew


class Size(NamedTuple):
    """Documents of a segment, and how many of them are deleted."""

    documents: int
    deleted: int


def worthwhile(sizes: Sequence[Size]) -> list[range]:
    """Ranges of segments to merge, each into one, apart from each other and in order.

    Segments that are mostly deleted are written anew; beyond MOST_SEGMENTS the neighbours that are smallest together
    become one.
    """
    ranges = [range(number, number + 1) for number, size in enumerate(sizes) if _is_mostly_deleted(size)]
    excess = len(sizes) - MOST_SEGMENTS
    if excess <= 0:
        return ranges
    alive = [size.documents - size.deleted for size in sizes]
    starts = range(len(sizes) - excess)
    first = min(starts, key=lambda start: sum(alive[start : start + excess + 1]))
    window = range(first, first + excess + 1)
    return sorted([one for one in ranges if one.start not in window] + [window], key=lambda one: one.start)


def evenly(sizes: Sequence[Size]) -> list[range]:
    """Ranges that leave FEW segments or less, about as large as each other; of no more than FEW, those worth while."""
    if len(sizes) <= FEW:
        return worthwhile(sizes)
    ends = list(accumulate(size.documents for size in sizes))
    cuts = {bisect_left(ends, ends[-1] * part / FEW) + 1 for part in range(1, FEW)} | {0, len(sizes)}
    ranges = [range(first, last) for first, last in pairwise(sorted(cuts))]
    return [one for one in ranges if len(one) > 1 or _is_mostly_deleted(sizes[one.start])]


def _is_mostly_deleted(size: Size) -> bool:
    return size.deleted > MOST_DELETED * size.documents
