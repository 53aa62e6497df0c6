"""Whoosh's walker over the documents of one term, on arrays already unpacked."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Self

from whoosh import formats
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.system import pack_uint

from indexer.columnar.one_field import FieldPostings


class ColumnarMatcher(LeafMatcher):
    """It offers no block quality: Whoosh's skipping by it loses hits (see AndMaybe in Whoosh's own trackers)."""

    def __init__(self, postings: FieldPostings, format_: Any, term: tuple[str, bytes], scorer: Any = None) -> None:
        self.format = format_
        self.scorer = scorer
        self._term = term
        self._postings = postings
        self._place = 0

    @cached_property
    def _docnums(self) -> list[int]:
        return self._postings.docnums.tolist()  # type: ignore[no-any-return]  # numpy says Any

    @cached_property
    def _weights(self) -> list[float]:
        return self._postings.weights.tolist()  # type: ignore[no-any-return]  # numpy says Any

    def is_active(self) -> bool:
        """Whether the walk has not ended."""
        return self._place < len(self._docnums)

    def reset(self) -> None:
        """Walk from the beginning."""
        self._place = 0

    def copy(self) -> Self:
        """Another walk from the same place."""
        other = self.__class__(self._postings, self.format, self._term, self.scorer)
        other._place = self._place
        return other

    def id(self) -> int:
        """The docnum here."""
        return self._docnums[self._place]

    def all_ids(self) -> Iterator[int]:
        """All docnums."""
        return iter(self._docnums)

    def next(self) -> None:
        """Go to the next document."""
        if not self.is_active():
            raise ReadTooFar
        self._place += 1

    def skip_to(self, id: int) -> None:  # noqa: A002  # Whoosh's name
        """Go to the first document from `id` on."""
        if not self.is_active():
            raise ReadTooFar
        self._place = bisect_left(self._docnums, id, self._place)

    def weight(self) -> float:
        """The posting's weight."""
        return self._weights[self._place]

    def score(self) -> float:
        """By the scorer where there is one."""
        return float(self.scorer.score(self)) if self.scorer else self.weight()

    def value(self) -> bytes:
        """The posting as Whoosh's own format encodes it: only merging into a foreign codec asks."""
        if isinstance(self.format, formats.Positions):
            return bytes(self.format.encode(self._positions()))
        if isinstance(self.format, formats.Frequency):
            return bytes(pack_uint(self._freq()))
        return b""

    def supports(self, astype: str) -> bool:
        """Character offsets are not kept."""
        return astype in ("frequency", "weight", "positions") and bool(self.format.supports(astype))

    def value_as(self, astype: str) -> Any:
        """Positions and freq straight from the columns."""
        if astype == "positions":
            return self._positions()
        if astype == "frequency":
            return self._freq()
        if astype == "weight":
            return self.weight()
        raise NotImplementedError(astype)

    def supports_block_quality(self) -> bool:
        """No, see the class."""
        return False

    def skip_to_quality(self, minquality: float) -> int:
        """Skips nothing."""
        return 0

    def block_min_length(self) -> int:
        """The whole walk is one block, of which the scorer knows the bounds."""
        return 0

    def block_max_length(self) -> int:
        """No bound."""
        return 2**31

    def block_max_weight(self) -> float:
        """The greatest weight of the walk."""
        return float(self._postings.weights.max())

    def _freq(self) -> int:
        return int(self._postings.freqs[self._place])

    def _positions(self) -> list[int]:
        flat, starts = self._postings.positions
        return flat[starts[self._place] : starts[self._place + 1]].tolist()  # type: ignore[no-any-return]
