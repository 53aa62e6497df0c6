"""The best k of many scores: top_k([1, 3, 3, 2], k=2) -> places 1, 2; of equal scores the earlier place wins."""

import numpy as np

from indexer.columnar.ragged import Column


def top_k(scores: Column, k: int) -> Column:
    """Places of the k greatest scores, best first; ties by place, so with rising docnums by docnum (int64)."""
    k = min(k, len(scores))
    if k <= 0:
        return np.empty(0, np.int64)
    if k < len(scores):
        threshold = np.partition(scores, len(scores) - k)[len(scores) - k]
        places = np.flatnonzero(scores >= threshold)
    else:
        places = np.arange(len(scores))
    return places[np.argsort(-scores[places], kind="stable")][:k]
