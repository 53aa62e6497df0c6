"""A cell is one text field of one document, so that a word is asked for once, and not in each field.

>>> cells_of(np.array([0, 7]))
array([ 0,  1, 14, 15])

The title of document d is cell 2 d, its body 2 d + 1: the cells of a document lie side by side, those of one segment
before those of the next.
"""

import numpy as np

from indexer.columnar.layout import EXACTS, LEMMAS
from indexer.columnar.ragged import Column
from indexer.fields import TEXT_FIELDS

FIELDS = {LEMMAS: tuple(one.name for one in TEXT_FIELDS), EXACTS: tuple(one.exact for one in TEXT_FIELDS)}
PLACES = {name: (spelling, place) for spelling, names in FIELDS.items() for place, name in enumerate(names)}
CELLS_A_DOCUMENT = 2  # the arithmetic here, and that of odd numbers in `records`, rely on it

_EACH = np.arange(CELLS_A_DOCUMENT, dtype=np.int32)


def cells_of(docnums: Column) -> Column:
    """All cells of documents, one document after another."""
    cells: Column = (docnums[:, None] << 1 | _EACH).ravel()
    return cells


def titles_of(docnums: Column) -> Column:
    """The cells of the titles of documents; those of their bodies are the next."""
    titles: Column = docnums << 1
    return titles


def docnums_of(cells: Column) -> Column:
    """The document of every cell."""
    docnums: Column = cells >> 1
    return docnums


def fields_of(cells: Column, firsts: Column) -> Column:
    """Which text fields each run of cells touches, as bool of shape (runs, fields); `firsts` says where runs begin."""
    held = np.bitwise_or.reduceat((1 + (cells & 1)).astype(np.uint8), firsts) if len(firsts) else np.empty(0, np.uint8)
    are_held: Column = held[:, None] & np.array([1, 2], np.uint8) != 0
    return are_held


def are_in(cells: Column, place: int) -> Column:
    """Which cells are of the text field at that place in TEXT_FIELDS (bool)."""
    are_there: Column = cells & 1 == place
    return are_there
