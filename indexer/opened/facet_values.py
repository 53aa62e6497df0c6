"""Which values have the articles under a facet, how many have each, and which articles have one that is asked for?

facets = FacetValues(segments, analyzer)
facets.counts("region", docnums)                        ->   (Count("Республика Татарстан", 12), …)
facets.with_value("region", "республика татарстан")     a mask of documents
"""

from collections.abc import Callable, Sequence
from functools import cache, partial

import numpy as np

from indexer.columnar.ragged import Column
from indexer.columnar.reader import SegmentReader
from indexer.opened.values import Values, join_values
from indexer.search.results import Count
from indexer.search.terms import AnyOf
from indexer.text.analyzer import Analyzer


class FacetValues:
    """The values of the facets over all segments of a generation; the masks are as long as they are together."""

    def __init__(self, segments: Sequence[SegmentReader], analyzer: Analyzer) -> None:
        self._segments = segments
        self._analyzer = analyzer
        self._joined = cache(partial(_joined, segments))

    def counts(self, facet: str, docnums: Column) -> tuple[Count, ...]:
        """How many of the documents have each value of a facet, most first."""
        return self._joined(facet).counts(docnums)

    def values(self, facet: str) -> set[str]:
        """All values of a facet."""
        return {value for segment in self._segments for value in segment.facet(facet).values}

    def with_value(self, facet: str, *names: str) -> Column:
        """Documents one of whose values of the facet is one of those, letter case aside."""
        wanted = {name.casefold() for name in names}
        return self._documents_with(facet, lambda value: value.casefold() in wanted)

    def with_words(self, facet: str, words: Sequence[AnyOf], values: Sequence[str] = ()) -> Column:
        """Documents one of whose values of the facet is one of `values`, or, without these, holds all the words."""
        if values:
            return self.with_value(facet, *values)
        wanted = [{term for term, _ in word.terms} for word in words]
        return self._documents_with(facet, lambda value: all(one & self._terms(value) for one in wanted))

    def _terms(self, value: str) -> set[str]:
        """The terms of a value's words, in any form."""
        words = self._analyzer.words(value)
        return {reading.term for word in words for reading in self._analyzer.readings(word.form)}

    def _documents_with(self, facet: str, is_wanted: Callable[[str], bool]) -> Column:
        masks = []
        for segment in self._segments:
            column = segment.facet(facet)
            wanted = np.array([*map(is_wanted, column.values), False], np.bool_)  # the last for code -1: no value
            mask = np.zeros(segment.doc_count, np.bool_)
            mask[column.docnums()[wanted[column.codes]]] = True
            masks.append(mask)
        return np.concatenate(masks)


def _joined(segments: Sequence[SegmentReader], facet: str) -> Values:
    return join_values([segment.facet(facet) for segment in segments])
