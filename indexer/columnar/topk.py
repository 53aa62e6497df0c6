"""The best k of many scores: top_k([1, 3, 3, 2], k=2) -> places 1, 2; of equal scores the earlier place wins."""

import numpy as np

from indexer.columnar.ragged import Column

STEP = 16  # of long arrays every so many-th score is looked at first


def top_k(scores: Column, k: int) -> Column:
    """Places of the k greatest scores, best first; ties by place, so with rising docnums by docnum (int64)."""
    k = min(k, len(scores))
    if k <= 0:
        return np.empty(0, np.int64)
    places = (scores >= kth_greatest(scores, k)).nonzero()[0]
    return places[(-scores[places]).argsort(kind="stable")][:k]


def kth_greatest(scores: Column, k: int) -> float:
    """The k-th greatest of at least k scores, k > 0.

    The k-th greatest of some is at most that of all: what is less than it need not be sorted, which is nearly all.
    """
    some = scores[::STEP]
    if len(some) >= STEP * k:
        scores = scores[scores >= kth_greatest(some, k)]
    ranked = scores.copy()
    ranked.partition(len(scores) - k)
    return float(ranked[-k])
