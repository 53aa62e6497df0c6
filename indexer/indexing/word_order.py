"""Names in, those that are words out, by array operations alone: 5, Казань, ель -> letters and lengths of «ель».

What of the names is a word, and what the columns mean, is drawn in `words`.
"""

from dataclasses import dataclass

import numpy as np

from indexer.columnar.ragged import Column, bounds_of, run_indices
from indexer.indexing.names import Names
from indexer.opened.words import ALPHABET, LONGEST_WORD


@dataclass(frozen=True, slots=True)
class Sorted:
    """Words in order: `rows` of the vocabulary's exact terms (-1: not a word), and `terms` the other way round."""

    letters: Column
    lengths: Column
    rows: Column
    terms: Column


def sorted_words(terms: Names) -> Sorted:
    """The words among exact terms, which are in order."""
    points = np.frombuffer(terms.text.encode("utf-32-le"), "<u4")
    ends = np.flatnonzero(points == _LINE_END)
    starts = np.append(0, ends + 1)
    lengths = ends - starts[:-1]
    codes = _CODES[np.minimum(points, len(_CODES) - 1)]
    is_foreign = np.diff(bounds_of(codes == 0)[starts]) > 1  # the line end
    kept = np.flatnonzero(~is_foreign & (lengths > 0) & (lengths <= LONGEST_WORD))
    kept = kept[codes[starts[kept]] > _LAST_DIGIT]
    rows = np.full(len(terms), -1, np.int64)
    rows[kept] = np.arange(len(kept))
    letters = codes[run_indices(starts[kept], lengths[kept])]
    return Sorted(letters, lengths[kept].astype(np.uint8), rows, kept)


def _table_of_codes() -> Column:
    table = np.zeros(max(map(ord, ALPHABET)) + 2, np.uint8)
    table[list(map(ord, ALPHABET))] = np.arange(1, len(ALPHABET) + 1)
    return table


_CODES = _table_of_codes()
_LINE_END = ord("\n")
_LAST_DIGIT = ALPHABET.index("9") + 1
