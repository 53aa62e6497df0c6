"""Many strings as one column, and numbers for them, by array operations: no string is an object of its own.

    names = names_of(["кластеров", "стали"])
    names.taken(np.array([1])).listed()   ->   ["стали"]

    numbered = Numbered()
    numbered.number(names)                ->   array([0, 1])     # the same ever after; a new name gets the next number
    numbered.sorted()                     ->   the names in order, and the rank there of each number

A dict waits for memory at every string, and a list of strings is taken apart and put together on its way to another
process; a column of bytes goes as it lies.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indexer.columnar.ragged import Column, bounds_of, run_indices
from indexer.indexing.fingerprints import Fingerprints
from indexer.indexing.numbering import Numbering

_END = "\n"
_KEY_BITS = 64


@dataclass(frozen=True)
class Names:
    """Strings without line ends: `letters` (u1) is their UTF-8, with a line end behind each."""

    letters: Column

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @cached_property
    def bounds(self) -> Column:
        """Where each string begins, and where the last line ends (int64)."""
        return np.append(0, np.flatnonzero(self.letters == ord(_END)) + 1)

    @property
    def text(self) -> str:
        """All of them, with a line end behind each."""
        return self.letters.tobytes().decode()

    def listed(self) -> list[str]:
        """The strings."""
        return self.text.split(_END)[:-1]

    def encoded(self) -> list[bytes]:
        """The strings in UTF-8."""
        return self.letters.tobytes().split(_END.encode())[:-1]

    def taken(self, places: Column) -> "Names":
        """Some of them, in that order."""
        starts = self.bounds[places]
        return Names(self.letters.take(run_indices(starts, self.bounds[places + 1] - starts)))

    def lengths(self) -> Column:
        """How many characters each has."""
        begins = self.letters & 0xC0 != 0x80  # of a character in UTF-8
        counts: Column = np.add.reduceat(begins, self.bounds[:-1], dtype=np.int64) - 1 if len(self) else self.bounds[:0]
        return counts

    def are(self, others: "Names", places: Column) -> Column:
        """Which are the same as the string of others at the place given for each (bool)."""
        starts, sizes = others.bounds[places], np.diff(self.bounds)
        same: Column = sizes == others.bounds[places + 1] - starts
        rows = np.flatnonzero(same)
        if len(rows):
            starts, sizes = starts[rows], sizes[rows]
            letters = self.letters.take(run_indices(self.bounds[rows], sizes))
            theirs = others.letters.take(run_indices(starts, sizes))
            same[rows] = np.logical_and.reduceat(letters == theirs, bounds_of(sizes)[:-1])
        return same

    def find(self, string: str) -> int | None:
        """The place of a string, where all are in order."""
        wanted = string.encode()
        place = bisect_left(range(len(self)), wanted, key=self._name)
        return place if place < len(self) and self._name(place) == wanted else None

    def _name(self, place: int) -> bytes:
        """One of them without the end of its line, than which a tab is less."""
        start, stop = self.bounds[place : place + 2].tolist()
        return self.letters[start : stop - 1].tobytes()

    def last(self) -> Column:
        """The last byte of each, a line end's of the empty one."""
        last: Column = self.letters[np.maximum(self.bounds[1:] - 2, self.bounds[:-1])]
        return last

    def order(self) -> Column:
        """The places of distinct strings in the order of their characters, which is that of their bytes."""
        order, equal, _ = self._sorted()
        if len(equal):
            raise ValueError("a name is given twice")
        return order

    def distinct(self) -> tuple["Names", Column]:
        """The distinct strings in order, and the row there of each string (int32)."""
        order, equal, groups = self._sorted()
        is_first = np.ones(len(order), np.bool_)
        is_first[equal[1:][groups[1:] == groups[:-1]]] = False
        rows = np.empty(len(order), np.int32)
        rows[order] = np.cumsum(is_first, dtype=np.int32) - 1
        return self.taken(order[is_first]), rows

    def _sorted(self) -> tuple[Column, Column, Column]:
        """All places in order, which of these hold a string that another holds too, and a number for each such string.

        As many characters as fit make one number; of strings that agree in them, the next ones decide.
        """
        codes, bits = _codes(self.text)
        ends = np.flatnonzero(codes == 0)
        at, compared = np.append(0, ends + 1)[:-1], 0
        order, tied = np.arange(len(ends)), np.arange(len(ends))
        groups = np.zeros(len(ends), np.uint64)  # of names that agree as far as they were compared
        while len(tied):
            mine = order[tied]
            here, last = at[mine] + compared, ends[mine]
            if (here > last).all():
                break
            keys, letters = groups, (_KEY_BITS - int(groups[-1]).bit_length()) // bits
            for _ in range(letters):
                keys = keys << np.uint64(bits) | codes.take(np.minimum(here, last))
                here += 1
            compared += letters
            by_key = keys.argsort()
            order[tied], keys = mine[by_key], keys[by_key]
            is_first = np.append(True, keys[1:] != keys[:-1])
            is_tied = ~(is_first & np.append(is_first[1:], True))
            tied, groups = tied[is_tied], np.cumsum(is_first, dtype=np.uint64)[is_tied]
        return order, tied, groups


class Numbered:
    """Names by number, in the order in which they are met; they are told apart by their fingerprints alone.

    So two may share a number by accident: of ten million names, with a probability of one to 20,000 (`Fingerprints`).
    """

    def __init__(self) -> None:
        self._prints = Fingerprints()
        self._numbering = Numbering()
        self._fresh: list[Names] = []
        self._older: list[Names] = []

    def __len__(self) -> int:
        return len(self._numbering)

    def number(self, names: Names) -> Column:
        """The numbers of names (int32)."""
        numbers, firsts = self._numbering.numbers(self._prints.of_runs(names.letters, names.bounds))
        self._fresh.append(names.taken(firsts))
        return numbers

    def find(self, names: Names) -> Column:
        """The numbers of names, -1 of those that have none."""
        return self._numbering.find(self._prints.of_runs(names.letters, names.bounds))

    def fresh(self) -> Names:
        """The names that were met since this was asked for last, in the order of their numbers."""
        fresh, self._fresh = joined(self._fresh), []
        self._older.append(fresh)
        return fresh

    def sorted(self) -> tuple[Names, Column]:
        """All names in order, and the rank there of each number (int32)."""
        names = joined([*self._older, *self._fresh])
        order = names.order()
        ranks = np.empty(len(order), np.int32)
        ranks[order] = np.arange(len(order), dtype=np.int32)
        return names.taken(order), ranks


def joined(parts: Sequence[Names]) -> Names:
    """All names of several columns."""
    return Names(np.concatenate([np.empty(0, np.uint8), *(part.letters for part in parts)]))


def names_of(strings: Sequence[str]) -> Names:
    """Strings as one column; ValueError where one holds a line end."""
    text = _END.join([*strings, ""])
    if text.count(_END) != len(strings):
        raise ValueError("a name holds a line end")
    return Names(np.frombuffer(text.encode(), np.uint8))


def _codes(text: str) -> tuple[Column, int]:
    """For every character its rank among those that occur, from 1, and 0 for line ends; the bits that it needs."""
    points = np.frombuffer(text.encode("utf-32-le"), "<u4")
    occurs = np.zeros(int(points.max(initial=0)) + 1, np.bool_)
    occurs[points] = True
    ranks = np.cumsum(occurs, dtype=np.uint32)
    ranks[ord(_END) : ord(_END) + 1] = 0
    return ranks.take(points), max(1, int(ranks.max()).bit_length())
