"""Where chunks stand in many texts, and 64 bits for each by which it is known again: no loop over chunks.

    prints = Fingerprints()
    found = prints.split(["кластеры (и «кластеры»)", "и"])
    found.counts, found.spelled([0, 1])   ->   [3, 1], ["кластеры", "и"]
    found.prints[0] == found.prints[2], found.prints[1] == found.prints[3]   ->   True, True

Equal chunks always have equal fingerprints; two different ones share theirs with a probability of some 2**-60, by
accident only, for every process draws its own random numbers. A fingerprint is a polynomial hash modulo 2**64 of random
numbers for the characters, at a random odd point: one sum of products a chunk. (Very long strings could be made to
share theirs whatever the point is — Thue and Morse's — so those longer than LONGEST are hashed by Python.)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from string import ascii_uppercase, digits

import numpy as np

from indexer.columnar.ragged import Column, bounds_of, run_indices
from indexer.text.letters import RUSSIAN_CAPITALS
from indexer.text.tokens import BLANKS, MARKS

LONGEST = 64  # characters of a chunk that is hashed here
RUSSIAN, LATIN, CAPITAL = 1, 2, 4  # letters; digits count as Latin ones
_INSIDE, _MARK, _BLANK = range(3)
_MARKS_ON_END = 3  # «…(сказал он)..», : a chunk with more of them is another chunk, which costs time and nothing else
_NEWLINE = ord("\n")
_LAST_BLANK = 0x3000
_WRAP = 1 << 64
_SLICE = 1 << 16  # units of runs that are hashed at a time: what that takes stays near the processor


@dataclass(frozen=True, slots=True)
class Found:
    """The chunks of several texts: UTF-16 units starts[i]:stops[i] of `units`, fingerprints `prints` (uint64).

    `counts` says how many of them each text has.
    """

    units: Column
    starts: Column
    stops: Column
    prints: Column
    counts: Column

    def spelled(self, places: Column) -> list[str]:
        """The chunks at some places."""
        sizes = self.stops[places] - self.starts[places]
        units = self.units.take(run_indices(self.starts[places], sizes + 1))
        units[bounds_of(sizes + 1)[1:] - 1] = _NEWLINE
        return _decoded(units).split("\n")[:-1]

    def letters(self, places: Column) -> Column:
        """What all characters of the chunks at some places are: RUSSIAN or LATIN, and CAPITAL (uint8)."""
        sizes = self.stops[places] - self.starts[places]
        found = _letters().take(self.units.take(run_indices(self.starts[places], sizes)))
        return np.bitwise_and.reduceat(found, bounds_of(sizes)[:-1]) if len(found) else found

    def are_before_capitals(self, places: Column) -> Column:
        """Whether the second character behind chunks is a capital letter, the first being no line end (bool)."""
        behind, second = (self.units.take(self.stops[places] + ahead, mode="clip") for ahead in (0, 1))
        found: Column = (behind != _NEWLINE) & (_letters()[second] >= CAPITAL)
        return found


class Fingerprints:
    """The random numbers of one process, by which its fingerprints are made."""

    def __init__(self) -> None:
        random = np.random.default_rng()
        self._of_unit = random.integers(1, _WRAP, 1 << 16, np.uint64)
        self._point = int(random.integers(_WRAP >> 3)) * 8 + 5  # odd, and of the longest period
        self._powers = _powers(self._point, 0)  # and their inverses, replaced together: threads may share them

    def split(self, texts: Sequence[str]) -> Found:
        """The chunks of texts, in order."""
        joined = "\n".join(["", *texts, ""])
        units = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), "<u2")
        is_blank = _blanks(units)
        edges = np.flatnonzero(is_blank[1:] != is_blank[:-1]) + 1
        starts, stops = edges[::2], edges[1::2]
        sizes = _int64(map(len, texts), len(texts))
        if len(units) > len(joined):  # letters beyond the first 65,536 take two units
            sizes = _int64((len(text.encode("utf-16-le", "surrogatepass")) // 2 for text in texts), len(texts))
        counts = np.diff(starts.searchsorted(bounds_of(sizes + 1))).astype(np.int32)
        return Found(units, starts, stops, self._prints(units, starts, stops, ~is_blank), counts)

    def of_runs(self, units: Column, bounds: Column) -> Column:
        """The fingerprints of runs of units, or of bytes, none of them empty; `bounds` as of `bounds_of`."""
        prints = [np.empty(0, np.uint64)]
        edges = np.minimum(bounds.searchsorted(np.arange(0, len(units) + _SLICE, _SLICE)), len(bounds) - 1)
        for first, last in pairwise(dict.fromkeys(edges.tolist())):
            here = bounds[first : last + 1] - bounds[first]
            prints.append(self._prints(units[bounds[first] : bounds[last]], here[:-1], here[1:]))
        return np.concatenate(prints)

    def _prints(self, units: Column, starts: Column, stops: Column, are_inside: Column | None = None) -> Column:
        powers, inverses = self._powers
        if len(units) > len(powers):
            self._powers = powers, inverses = _powers(self._point, 2 * len(units))
        if not len(starts):
            return np.empty(0, np.uint64)
        products = self._of_unit.take(units)
        products *= powers[: len(units)]
        if are_inside is not None:
            products *= are_inside
        prints = np.add.reduceat(products, starts)
        prints *= inverses.take(starts)
        for place in np.flatnonzero(stops - starts > LONGEST).tolist():
            prints[place] = hash(units[starts[place] : stops[place]].tobytes()) % _WRAP
        return prints


def _blanks(units: Column) -> Column:
    """Which units part chunks: blanks, and marks beside them."""
    kinds = _kinds().take(units)
    is_blank: Column = kinds == _BLANK
    is_mark = kinds == _MARK
    for _ in range(_MARKS_ON_END):
        is_blank[1:] |= is_mark[1:] & is_blank[:-1]
        is_blank[:-1] |= is_mark[:-1] & is_blank[1:]
    return is_blank


@cache
def _kinds() -> Column:
    """What every UTF-16 unit is."""
    kinds = np.full(1 << 16, _INSIDE, np.uint8)
    kinds[[ord(mark) for mark in MARKS]] = _MARK
    kinds[[unit for unit in range(_LAST_BLANK + 1) if chr(unit).isspace() or chr(unit) in BLANKS]] = _BLANK
    return kinds


@cache
def _letters() -> Column:
    """What every UTF-16 unit is of RUSSIAN, LATIN and CAPITAL."""
    letters = np.zeros(1 << 16, np.uint8)
    for kind, capitals, others in ((RUSSIAN, RUSSIAN_CAPITALS, ""), (LATIN, ascii_uppercase, digits)):
        letters[list(map(ord, capitals.lower() + others))] = kind
        letters[list(map(ord, capitals))] = kind | CAPITAL
    return letters


def _powers(point: int, count: int) -> tuple[Column, Column]:
    """The powers of an odd number modulo 2**64 from the nought-th on, and their inverses."""
    rows = []
    for base in (point, pow(point, -1, _WRAP)):
        row = np.full(count, base, np.uint64)
        row[:1] = 1
        rows.append(np.multiply.accumulate(row))
    return rows[0], rows[1]


def _int64(values: Iterable[int], count: int) -> Column:
    return np.fromiter(values, np.int64, count)


def _decoded(units: Column) -> str:
    return units.tobytes().decode("utf-16-le", "surrogatepass")
