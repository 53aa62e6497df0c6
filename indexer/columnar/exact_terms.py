"""Days and facets as terms for Whoosh's own queries: day_terms(days), facet_terms(facet). The way back is `exact`."""

from collections.abc import Sequence

import numpy as np

from indexer.columnar.documents import FacetColumn
from indexer.columnar.exact import whoosh_number
from indexer.columnar.inversion import Occurrences, occurrences, sort_terms
from indexer.columnar.ragged import Column


def day_terms(days: Column) -> tuple[Sequence[bytes], Occurrences]:
    """Whoosh's terms of a number, the coarse ones too, so that its NumericRange finds them; day 0 has none."""
    number = whoosh_number()
    docnums = np.flatnonzero(days).astype(np.int32)
    terms: list[bytes] = []
    ids: list[Column] = []
    for shift in range(0, number.bits, number.shift_step):
        coarse, which = np.unique(days[docnums] >> shift, return_inverse=True)
        ids.append(len(terms) + which)
        terms.extend(number.to_bytes(value << shift, shift) for value in coarse.tolist())
    names, ranks = sort_terms(terms)
    return names, occurrences(ranks[np.concatenate(ids)], np.tile(docnums, len(ids)))


def facet_terms(facet: FacetColumn) -> tuple[Sequence[bytes], Occurrences]:
    """Every value as one term."""
    known = facet.codes >= 0
    names, ranks = sort_terms([value.encode() for value in facet.values])
    return names, occurrences(ranks[facet.codes[known]], facet.docnums()[known])
