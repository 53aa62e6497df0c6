"""Which urls have come before? A number for each, in some 30 bytes: a dict of strings takes 350.

    urls = UrlNumbers()
    urls.numbers(["a", "b"])   ->   array([0, 1])     # the same ever after; a new url gets another number
    len(urls)                  ->   2

Urls are told apart by 128 bits of their BLAKE2 digests: that two of a billion share theirs is less likely than 2**-68.
"""

from array import array
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from indexer.columnar.ragged import Column
from indexer.indexing.numbering import Numbering

_SLOTS = 2  # a number: there are many urls, and each is asked for once
_STEP = np.uint64(0x9E3779B97F4A7C15)  # 1 modulo 4, see `numbers`


class UrlNumbers:
    """The urls met so far: the first half of a digest is numbered, the other half is kept under its number."""

    def __init__(self) -> None:
        self._numbering = Numbering(_SLOTS)
        self._others = array("Q")

    def __len__(self) -> int:
        return len(self._numbering)

    def numbers(self, urls: Sequence[str]) -> Column:
        """The numbers of urls (int32); those from `len` before on are new.

        Where two share the first half only, the one that came later goes on to other first halves. With an odd number
        added at each step these are all there are before one comes again (Hull and Dobell, 1962), so that it ends.
        """
        firsts, others = _digests(urls)
        numbers = np.empty(len(urls), np.int32)
        left = np.arange(len(urls))
        while len(left):
            numbers[left], new = self._numbering.numbers(firsts[left])
            self._others.frombytes(others[left[new]].tobytes())
            left = left[np.frombuffer(self._others, np.uint64)[numbers[left]] != others[left]]
            firsts[left] = firsts[left] * _STEP + (others[left] | np.uint64(1))
        return numbers


def _digests(urls: Sequence[str]) -> Column:
    """Both halves of the digests (uint64, of shape (2, urls))."""
    found = b"".join([blake2b(url.encode("utf-8", "surrogatepass"), digest_size=16).digest() for url in urls])
    return np.frombuffer(found, np.uint64).reshape(-1, 2).T.copy()
