"""Where every article of an index stands: one place a url, the latest wins, all others are deleted.

ledger = Ledger(base)              # `base` is what the index held before, None for a new one
ledger.put_all(urls, (3, 18))      # the articles of segment 3 from the 18th on; the urls that replaced another place
ledger.deleted[2]                  # docnums of segment 2 that are gone

All articles of a run are in it, so that it holds no url, only numbers: some 50 bytes an article.
"""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from indexer.columnar.ragged import Column
from indexer.indexing.url_numbers import UrlNumbers

if TYPE_CHECKING:  # only an update reads one
    from indexer.opened.collection import Collection

Place = tuple[int, int]  # number of the segment, docnum in it
_SEGMENT = 1 << 32  # documents that one may have, at most
_NOWHERE = -1


class Ledger:
    """The places of articles, those of an older index looked up only when they are asked for."""

    def __init__(self, base: "Collection | None" = None) -> None:
        self._base = base
        self._urls = UrlNumbers()
        self._places = array("q")  # of each url by its number: number of the segment times _SEGMENT, and docnum
        self._seen = np.zeros(base.limit if base else 0, np.bool_)  # docnums of the base that the sources still have
        self.deleted: defaultdict[int, set[int]] = defaultdict(set)
        if base is not None:
            for number, segment in enumerate(base.segments):
                self.deleted[number].update(segment.deleted.tolist())

    def put_all(self, urls: Sequence[str], first: Place) -> list[str]:
        """Distinct articles stand from `first` on, one behind another; returns those that this run has met before."""
        start = _numbered(first)
        return self._put(urls, np.arange(start, start + len(urls)))

    def keep(self, unchanged: Sequence[tuple[str, int]]) -> list[str]:
        """Take note of unchanged articles, (url, docnum in the base); returns those that this run has met before."""
        if not unchanged:
            return []
        assert self._base is not None, "nothing can be unchanged in a new index"
        urls, docnums = zip(*unchanged, strict=True)
        is_met = self._seen[list(docnums)]
        self._seen[list(docnums)] = True
        places = [_numbered(self._base.place(docnum)) for docnum in compress(docnums, is_met.tolist())]
        return self._put(list(compress(urls, is_met.tolist())), np.array(places, np.int64))

    @property
    def has_new(self) -> bool:
        """True when an article stands elsewhere than in the base, as new ones and changed ones do."""
        held = len(self._base.segments) if self._base is not None else 0
        return max(self._places, default=_NOWHERE) >= held * _SEGMENT

    def prune(self) -> int:
        """Delete what the base held and the sources no longer have; gives the number of articles."""
        if self._base is None:
            return 0
        docnums = self._base.docnums()
        vanished = docnums[~self._seen[docnums]].tolist()
        for docnum in vanished:
            segment, number = self._base.place(docnum)
            self.deleted[segment].add(number)
        return len(vanished)

    def close(self) -> None:
        """Let go of the urls: what is deleted is known, and no article will be put any more."""
        self._urls, self._places = UrlNumbers(), array("q")

    def _put(self, urls: Sequence[str], places: Column) -> list[str]:
        """Distinct articles stand there from now on; returns those that this run has met before."""
        numbers = self._urls.numbers(urls)
        self._places.extend([_NOWHERE] * (len(self._urls) - len(self._places)))
        by_number = np.frombuffer(self._places, np.int64)
        before = by_number[numbers]
        is_met = before != _NOWHERE
        if self._base is not None:
            for row in np.flatnonzero(~is_met).tolist():
                if (docnum := self._base.docnum(urls[row])) is not None:
                    before[row] = _numbered(self._base.place(docnum))
                    is_met[row], self._seen[docnum] = self._seen[docnum], True
        by_number[numbers] = places
        for place in before[before != _NOWHERE].tolist():
            self.deleted[place // _SEGMENT].add(place % _SEGMENT)
        if self.deleted:  # an article may come back to where it stood in the base
            for place in places.tolist():
                self.deleted[place // _SEGMENT].discard(place % _SEGMENT)
        return list(compress(urls, is_met.tolist()))


def _numbered(place: Place) -> int:
    return place[0] * _SEGMENT + place[1]
