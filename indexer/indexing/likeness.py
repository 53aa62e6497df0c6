"""How alike are the texts of an index, and how near in time? Columns of texts in, an answer for each of many pairs out.

    texts = Texts(signatures, sizes, days, digests)
    texts.held(ours, theirs)        # of the shorter text of each pair, the share that the longer has
    texts.are_near(ours, theirs)    # whether both came out within NEAR_DAYS

`ours` and `theirs` are places of texts, a pair in each row. No text is read: `signatures` stands for it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from indexer.columnar.layout import SAMPLES
from indexer.columnar.ragged import Column
from indexer.indexing.signatures import resemblance

NEAR_DAYS = 3  # between a story and its reprint
RESEMBLED = 0.2  # least resemblance of two texts: a smaller one cannot be told from chance
COMPARED = 1 << 16  # pairs compared at once: some 10 MB
_ODD, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


@dataclass(frozen=True, slots=True)
class Texts:
    """Articles as columns: signatures (uint8, a row each), sizes (`counted` runs), days (0 unknown), digests."""

    signatures: Column
    sizes: Column
    days: Column
    digests: Column

    def __len__(self) -> int:
        return len(self.sizes)

    def taken(self, places: Column) -> "Texts":
        """Some of them, in that order."""
        return Texts(self.signatures[places], self.sizes[places], self.days[places], self.digests[places])

    def held(self, ours: Column, theirs: Column) -> Column:
        """Of the shorter text of each pair, the share that the longer has, less one standard error of the estimate.

        0 where so little is shared that it may be by chance.
        """
        return _by_parts(self._held, ours, theirs)

    def resembling(self, ours: Column, theirs: Column) -> Column:
        """The resemblance of pairs."""
        return _by_parts(self._resembling, ours, theirs)

    def are_copies(self, ours: Column, theirs: Column) -> Column:
        """Whether pairs say the same, at the same length, on the same day."""
        is_copy: Column = self.resembling(ours, theirs) == 1
        is_copy &= (self.sizes[ours] == self.sizes[theirs]) & (self.days[ours] == self.days[theirs])
        return is_copy

    def keys(self) -> Column:
        """A number for each (uint64) that copies share."""
        found = np.zeros(len(self), np.uint64)
        for part in (*np.ascontiguousarray(self.signatures).view(np.uint64).T, self.sizes, self.days):
            found *= _ODD
            found += part.astype(np.uint64)
            found ^= found >> _HALF
        return found

    def seniority(self, places: Column) -> tuple[Column, Column, Column]:
        """Keys for numpy's lexsort: first what was published first, then the undated; digests decide between equals."""
        days = self.days[places]
        return self.digests[places], days, days == 0

    def are_near(self, ours: Column, theirs: Column) -> Column:
        """Whether pairs appeared within NEAR_DAYS of each other, as far as is known."""
        days, other = self.days[ours], self.days[theirs]
        found: Column = (days == 0) | (other == 0) | (np.abs(days - other) <= NEAR_DAYS)
        return found

    def are_of_one_day(self, ours: Column, theirs: Column) -> Column:
        """Whether pairs appeared on the same day, and it is known."""
        days = self.days[ours]
        found: Column = (days == self.days[theirs]) & (days != 0)
        return found

    def _held(self, ours: Column, theirs: Column) -> Column:
        shared = self._resembling(ours, theirs)
        shorter = np.minimum(self.sizes[ours], self.sizes[theirs])
        least = shared - np.sqrt(shared * (1 - shared) / np.minimum(shorter, SAMPLES))
        of_shorter = least / (1 + least) * (self.sizes[ours] + self.sizes[theirs]) / shorter
        return np.where(shared >= RESEMBLED, of_shorter, 0.0)

    def _resembling(self, ours: Column, theirs: Column) -> Column:
        return resemblance(self.signatures[ours], self.signatures[theirs])


def _by_parts(estimate: Callable[[Column, Column], Column], ours: Column, theirs: Column) -> Column:
    """An estimate for each of however many pairs (float64)."""
    found = np.empty(len(ours))
    for start in range(0, len(ours), COMPARED):
        part = slice(start, start + COMPARED)
        found[part] = estimate(ours[part], theirs[part])
    return found
