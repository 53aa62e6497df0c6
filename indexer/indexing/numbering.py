"""Numbers for fingerprints, by array operations: the same number for the same fingerprint, the next one for a new one.

    numbering = Numbering()
    numbering.numbers(prints)   ->   (numbers, firsts): `firsts` are places in `prints` of those met for the first time

A hash table with open addressing: the upper bits of a fingerprint say in which slot its number lies, or in one of the
next. Looking up is two gathers for all fingerprints together, where a dict would wait for memory at every one.
"""

import numpy as np

from indexer.columnar.ragged import Column

_FREE = -1
_SLICE = 1 << 18  # numbers that are placed at a time when there are many


class Numbering:
    """The fingerprints met so far; with at least four slots a number, nine of ten lie in their own."""

    def __init__(self, slots: int = 4) -> None:
        self._least = slots  # a number
        self._prints = np.empty(1, np.uint64)  # by number, with room for more
        self._count = 0
        self._bits = 0
        self._slots = np.empty(0, np.int32)
        self._resize()

    def __len__(self) -> int:
        return self._count

    def numbers(self, prints: Column) -> tuple[Column, Column]:
        """The number of every fingerprint (int32), and the first place of each new one, as they are numbered."""
        numbers, _ = self._find(prints)
        unknown = np.flatnonzero(numbers == _FREE)
        if not len(unknown):
            return numbers, unknown
        firsts, ranks = _first_met(prints.take(unknown))
        numbers[unknown] = self._count + ranks
        firsts = unknown.take(firsts)
        self._add(prints.take(firsts))
        return numbers, firsts

    def find(self, prints: Column) -> Column:
        """The number of every fingerprint (int32), -1 of those that have none."""
        return self._find(prints)[0]

    def _find(self, prints: Column) -> tuple[Column, Column]:
        """The numbers of fingerprints, _FREE for unknown ones, and the slots that they lie in or would."""
        mask = len(self._slots) - 1
        slots = (prints >> np.uint64(64 - self._bits)).astype(np.int32)
        numbers = self._slots.take(slots)
        astray = np.flatnonzero((self._prints.take(numbers) != prints) & (numbers != _FREE))
        while len(astray):
            slots[astray] = (slots[astray] + 1) & mask
            numbers[astray] = found = self._slots[slots[astray]]
            astray = astray[(self._prints[found] != prints[astray]) & (found != _FREE)]
        return numbers, slots

    def _add(self, fresh: Column) -> None:
        """Give the next numbers to fingerprints that are new and distinct."""
        first, self._count = self._count, self._count + len(fresh)
        if self._count > len(self._prints):
            prints = np.empty(max(self._count, 2 * first), np.uint64)  # memory that is not written to is not taken yet
            prints[:first] = self._prints[:first]
            self._prints = prints
        self._prints[first : self._count] = fresh
        if self._count * self._least > len(self._slots):
            self._resize()
        else:
            self._place(np.arange(first, self._count, dtype=np.int32))

    def _resize(self) -> None:
        self._bits = max(16, (self._least * self._count).bit_length() + 1)
        self._slots = np.full(1 << self._bits, _FREE, np.int32)
        for start in range(0, self._count, _SLICE):
            self._place(np.arange(start, min(start + _SLICE, self._count), dtype=np.int32))

    def _place(self, numbers: Column) -> None:
        """Put numbers into the first free slots from their own on; of those that want the same one gets it."""
        while len(numbers):
            _, slots = self._find(self._prints[numbers])
            self._slots[slots] = numbers
            numbers = numbers[self._slots[slots] != numbers]


def _first_met(prints: Column) -> tuple[Column, Column]:
    """The first places of the distinct fingerprints, rising, and for each fingerprint which of these is its (int32)."""
    order = prints.argsort()  # of equal ones in any order, which takes a third of the time that np.unique does
    in_order = prints.take(order)
    begins = np.append(True, in_order[1:] != in_order[:-1])
    firsts = np.minimum.reduceat(order, begins.nonzero()[0])
    is_first = np.zeros(len(prints), np.bool_)
    is_first[firsts] = True
    ranks = np.cumsum(is_first, dtype=np.int32) - 1
    found = np.empty(len(prints), np.int32)
    found[order] = ranks.take(firsts).take(np.cumsum(begins) - 1)
    return is_first.nonzero()[0], found
