"""What a word tells is the same whoever has counted its documents."""

import numpy as np
import pytest

from indexer.columnar.bm25f import idf
from indexer.opened.occurring import Occurring
from indexer.opened.sets import Weighted

CELLS = np.array([2, 3, 9], np.int32)  # both fields of document 1, the body of document 4


@pytest.mark.parametrize(
    ("weights", "is_certain", "documents"),
    [([1, 2, 1], True, 2), ([0.5, 0.25, 0.5], False, 1), ([1, 3, 0.5], False, 1.5)],
)
def test_a_document_counts_by_the_probability_that_it_holds_the_word(
    weights: list[float], is_certain: bool, documents: float
) -> None:
    found = Occurring(Weighted(CELLS, np.array(weights, np.float32), is_certain), 100)
    assert found.idf == idf(documents, 100)
    found.tell(2)
    assert found.idf == idf(documents, 100)
