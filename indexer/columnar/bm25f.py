"""BM25F as arithmetic on arrays: idf(doc_freq, doc_count), saturate(weights, ...), and nothing of indexes."""

import numpy as np

from indexer.columnar.ragged import Column

K1 = 1.2


def idf(doc_freq: float, doc_count: int) -> float:
    """How much a term tells: ln(1 + (N - n + 1/2) / (n + 1/2)), never negative.

    N documents, n of them with the term. Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and
    Beyond (2009), 3.1, with the 1 that Lucene adds under the logarithm to keep frequent terms above nought.
    """
    return float(np.log1p((doc_count - doc_freq + 0.5) / (doc_freq + 0.5)))


def normalise(weights: Column, lengths: Column, mean_length: float, b: float) -> Column:
    """A field's weights as if it had mean length: w / (1 - b + b * length / mean), float64; same source, 3.6.

    `weights` and `lengths` are of the same documents. BM25F adds these over the fields, each times its field weight,
    before one `saturate`.
    """
    if not b or not mean_length:
        return weights.astype(np.float64)
    return weights / ((1.0 - b) + (b / mean_length) * lengths)


def saturate(weights: Column, k1: float = K1) -> Column:
    """Each further occurrence tells less: w (k1 + 1) / (w + k1); same source, 3.4. Between 0 and k1 + 1."""
    saturated = weights * (k1 + 1.0)
    saturated /= weights + k1
    return saturated
