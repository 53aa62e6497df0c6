"""Strings in, words in order out, by array operations alone: ["Казань", "5", "ель"] -> letters and lengths of «ель».

What of the strings is a word, and what the columns mean, is drawn in `words`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.columnar.ragged import Column, bounds_of, run_indices
from indexer.engines.words import ALPHABET, LONGEST_WORD

_LETTERS_A_KEY, _BITS = 9, 7  # nine letters of seven bits make one number


@dataclass(frozen=True, slots=True)
class Sorted:
    """Words in order: `rows` of the vocabulary's exact terms (-1: not a word), and `terms` the other way round."""

    letters: Column
    lengths: Column
    rows: Column
    terms: Column


def sorted_words(terms: Sequence[str]) -> Sorted:
    """The words among exact terms, in order."""
    lengths = np.fromiter(map(len, terms), np.int64, len(terms))
    starts = bounds_of(lengths)
    points = np.frombuffer("".join(terms).encode("utf-32-le"), "<u4")
    codes = _CODES[np.minimum(points, len(_CODES) - 1)]
    is_foreign = np.diff(bounds_of(codes == 0)[starts]) > 0
    kept = np.flatnonzero(~is_foreign & (lengths > 0) & (lengths <= LONGEST_WORD))
    kept = kept[codes[starts[kept]] > _LAST_DIGIT]
    kept = kept[_order(codes, starts[kept], lengths[kept])]
    rows = np.full(len(terms), -1, np.int64)
    rows[kept] = np.arange(len(kept))
    letters = codes[run_indices(starts[kept], lengths[kept])]
    return Sorted(letters, lengths[kept].astype(np.uint8), rows, kept)


def _order(codes: Column, starts: Column, lengths: Column) -> Column:
    """The order that sorts words: nine letters make a number."""
    matrix = np.zeros((len(starts), LONGEST_WORD), np.uint8)
    matrix[np.repeat(np.arange(len(starts)), lengths), run_indices(np.zeros_like(starts), lengths)] = codes[
        run_indices(starts, lengths)
    ]
    keys = []
    for first in range(0, LONGEST_WORD, _LETTERS_A_KEY):
        key = np.zeros(len(starts), np.uint64)
        for column in matrix[:, first : first + _LETTERS_A_KEY].T:
            key = key << np.uint64(_BITS) | column
        keys.append(key)
    return np.lexsort(keys[::-1])


def _table_of_codes() -> Column:
    table = np.zeros(max(map(ord, ALPHABET)) + 2, np.uint8)
    table[list(map(ord, ALPHABET))] = np.arange(1, len(ALPHABET) + 1)
    return table


_CODES = _table_of_codes()
_LAST_DIGIT = ALPHABET.index("9") + 1
