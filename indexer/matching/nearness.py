"""How near to each other do neighbouring words of a query stand in a few cells? By array operations on positions.

    near = nearness([first, second, third], [0, 1], 2)    # occurrences: number of the cell << POSITION_BITS | position

After «промышленный» the word «кластер» at distance d is 1/d near; before it, one word farther: «кластер промышленный»
is as near as «промышленный и кластер». At one place, where an abbreviation stands for both, they are side by side.
Small words of the query that are not sought may stand between: «цены на бензин» is as near as it was typed.

The idea of weighing pairs by distance is that of Rasolofo and Savoy, Term Proximity Scoring for Keyword-Based Retrieval
Systems (ECIR 2003); the best pair alone counts here.
"""

from collections.abc import Sequence

import numpy as np

from indexer.columnar.ragged import Column
from indexer.opened.joined import POSITION_BITS

FAR = 1 << 30  # words; those of other cells are farther


def nearness(places: Sequence[Column], apart: Sequence[int], count: int) -> Column:
    """The greatest nearness of every two neighbours in each cell: (pairs, cells), 0 to 1.

    `places[word]` are the occurrences of a word in cells numbered below `count`, rising. Where the query has
    `apart[pair]` more words between two neighbours, the first is taken to stand so much farther on.
    """
    pairs = len(places) - 1
    near = np.zeros(pairs * count)
    left, right = _laid_out(places[:-1], count, apart), _laid_out(places[1:], count, [0] * pairs)
    if len(left) and len(right):
        following = right.searchsorted(left, side="right")
        after = right.take(following, mode="clip") - left - 1
        before = left - right.take(following - 1, mode="clip")
        between = np.minimum(after.view(np.uint64), before.view(np.uint64))  # what is below nought becomes the farthest
        is_near = between < FAR
        np.maximum.at(near, left[is_near] >> POSITION_BITS, 1.0 / (between[is_near] + 1))
    return near.reshape(pairs, count)


def _laid_out(places: Sequence[Column], count: int, farther: Sequence[int]) -> Column:
    """All occurrences in one rising array: pair after pair, in each cell after cell."""
    bases = [(number * count << POSITION_BITS) + more for number, more in enumerate(farther)]
    return np.concatenate([one + base for one, base in zip(places, bases, strict=True)])
