"""In which cells does a word stand, and how much does it tell?

>>> import numpy as np
>>> found = Occurring(Weighted(np.array([2, 3, 9]), np.ones(3, np.float32), is_certain=True), 100)
>>> found.idf == idf(2, 100)                                # documents 1, twice, and 4
True
"""

from indexer.columnar.bm25f import idf
from indexer.opened.sets import Weighted, expected_size


class Occurring:
    """The `cells` where a leaf occurs (weights: probable occurrences), and its idf over the fields asked for.

    How many documents hold it, which the idf needs, is counted at the first question, unless somebody has told it.
    """

    __slots__ = ("_doc_count", "_idf", "_is_certain", "cells", "weights")

    def __init__(self, found: Weighted, doc_count: int) -> None:
        self.cells, self.weights, self._is_certain = found
        self._doc_count = doc_count
        self._idf: float | None = None

    def __len__(self) -> int:
        return len(self.cells)

    @property
    def nbytes(self) -> int:
        """Bytes held, were none of them those of postings."""
        return int(self.cells.nbytes + self.weights.nbytes)

    @property
    def idf(self) -> float:
        """How much the leaf tells."""
        if self._idf is None:
            self._idf = idf(expected_size(Weighted(self.cells, self.weights, self._is_certain)), self._doc_count)
        return self._idf

    def tell(self, documents: int) -> None:
        """That so many documents have one of the cells: they hold the leaf, if it is certain wherever it occurs."""
        if self._is_certain:
            self._idf = idf(documents, self._doc_count)
