"""Where every article of an index stands: one place a url, the latest wins, all others are deleted.

ledger = Ledger(base)              # `base` is what the index held before, None for a new one
ledger.put("url", (3, 17))         # article 17 of segment 3; true when it replaced another place
ledger.put_all(urls, (3, 18))      # the articles of segment 3 from the 18th on; the urls that replaced another place
ledger.deleted[2]                  # docnums of segment 2 that are gone
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # only an update reads one
    from indexer.engines.collection import Collection

Place = tuple[int, int]  # number of the segment, docnum in it
_SEGMENT = 1 << 32  # documents that one may have, at most


class Ledger:
    """The places of articles, those of an older index looked up only when they are asked for."""

    def __init__(self, base: "Collection | None" = None) -> None:
        self._base = base
        self._places: dict[str, int] = {}  # as numbers: a million pairs would take 50 MB more
        self._seen: set[int] = set()  # docnums of the base that the sources still have
        self.deleted: defaultdict[int, set[int]] = defaultdict(set)
        if base is not None:
            for number, segment in enumerate(base.segments):
                self.deleted[number].update(segment.deleted.tolist())

    def put_all(self, urls: Sequence[str], first: Place) -> list[str]:
        """Distinct articles stand from `first` on, one behind another; returns those that stood elsewhere before."""
        if self._base is None and self._places.keys().isdisjoint(urls):
            self._places.update(zip(urls, count(first[0] * _SEGMENT + first[1])))
            return []
        return [url for docnum, url in enumerate(urls, first[1]) if self.put(url, (first[0], docnum))]

    def put(self, url: str, place: Place) -> bool:
        """The article stands there from now on; true when it stood elsewhere before in this run."""
        known = self._places.get(url)
        before = None if known is None else divmod(known, _SEGMENT)
        is_replaced = before is not None and before != place
        if before is None and self._base is not None:
            docnum = self._base.docnum(url)
            if docnum is not None:
                is_replaced = docnum in self._seen
                self._seen.add(docnum)
                before = self._base.place(docnum)
        if before is not None:
            self.deleted[before[0]].add(before[1])
        self.deleted[place[0]].discard(place[1])
        self._places[url] = place[0] * _SEGMENT + place[1]
        return is_replaced

    def keep(self, unchanged: Iterable[tuple[str, int]]) -> list[str]:
        """Take note of unchanged articles, (url, docnum in the base); returns those that this run has met before."""
        replaced = []
        for url, docnum in unchanged:
            assert self._base is not None, "nothing can be unchanged in a new index"
            if docnum in self._seen:
                replaced.append(url)
                if url in self._places:
                    self.put(url, self._base.place(docnum))
            self._seen.add(docnum)
        return replaced

    @property
    def has_new(self) -> bool:
        """True when an article stands elsewhere than in the base, as new ones and changed ones do."""
        held = len(self._base.segments) if self._base is not None else 0
        return any(place >= held * _SEGMENT for place in self._places.values())

    def prune(self) -> int:
        """Delete what the base held and the sources no longer have; gives the number of articles."""
        if self._base is None:
            return 0
        vanished = [docnum for docnum in self._base.docnums().tolist() if docnum not in self._seen]
        for docnum in vanished:
            segment, number = self._base.place(docnum)
            self.deleted[segment].add(number)
        return len(vanished)
