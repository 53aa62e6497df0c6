"""The chunks that a worker meets: texts in, numbers out, and once for every new chunk the forms it consists of.

    chunks = Chunks()
    chunks.numbered(["кластеров, технопарк-Мордовия"])   ->  ChunkColumn(chunks=[0, 1], counts=[2])
    chunks.new()                                          ->  NewChunks(forms=["кластеров", "технопарк-мордовия", …], …)

A chunk here is what stands between two blanks, without the marks around it: one word as a rule, several in «год.Она».
It is taken apart by the worker that meets it; each numbers chunks and forms for itself, from batch to batch.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import TypeAlias
from zlib import crc32

import numpy as np

from indexer.columnar.ragged import Column, bounds_of, run_indices
from indexer.engines.fingerprints import Fingerprints
from indexer.engines.numbering import Numbering
from indexer.text.letters import fold_yo, form
from indexer.text.regions import may_name
from indexer.text.tokens import pieces_of, tokens, width

Numbers: TypeAlias = "defaultdict[str, int]"


def new_numbers() -> Numbers:
    """A table that gives every word it did not know the next number."""
    return defaultdict(count().__next__)


def numbers_of(table: Numbers, words: Sequence[str]) -> Column:
    """The numbers of words."""
    return np.fromiter(map(table.__getitem__, words), np.int32, len(words))


@dataclass(frozen=True, slots=True)
class ChunkColumn:
    """One text field of several documents: chunk numbers in order, and how many of them each document has."""

    chunks: Column
    counts: Column

    def taken(self, documents: Column) -> "ChunkColumn":
        """The same of some documents."""
        counts = self.counts[documents]
        return ChunkColumn(self.chunks[run_indices(bounds_of(self.counts)[documents], counts)], counts)


@dataclass(frozen=True, slots=True)
class NewChunks:
    """What chunks consist of: chunk -> widths (positions taken), word_counts -> (offsets, word_forms).

    Row i of `word_counts` says how many items of the next two arrays belong to chunk i. `word_forms` are numbers of
    forms; `forms` are those that the worker numbered for the first time.
    """

    widths: Column
    word_counts: Column
    offsets: Column
    word_forms: Column
    forms: list[str]

    def __len__(self) -> int:
        return len(self.widths)


class Chunks:
    """The chunks and forms that one worker has met."""

    def __init__(self) -> None:
        self._fingerprints = Fingerprints()
        self._chunks = Numbering()
        self._untold: list[str] = []  # chunks that `new` has not given out
        self._forms = new_numbers()
        self._hashes = np.empty(0, np.uint32)
        self._may_name = np.empty(0, np.bool_)

    def numbered(self, texts: Sequence[str]) -> ChunkColumn:
        """Texts as numbers of chunks."""
        found = self._fingerprints.split(texts)
        numbers, firsts = self._chunks.numbers(found.prints)
        spelled = found.spelled(firsts)
        self._untold += spelled
        self._hashes = np.concatenate((self._hashes, _hashes(spelled)))
        self._may_name = np.concatenate((self._may_name, np.fromiter(map(may_name, spelled), np.bool_, len(spelled))))
        return ChunkColumn(numbers, found.counts)

    def hashes(self) -> Column:
        """The hash of every chunk met so far (uint32), the same in every process; capitals and ё do not count."""
        return self._hashes

    def may_name_places(self, columns: Iterable[ChunkColumn]) -> Column:
        """Which documents, whose fields these are, hold a chunk that may name a place (bool)."""
        found = np.empty(0, np.bool_)
        for column in columns:
            found = found if len(found) else np.zeros(len(column.counts), np.bool_)
            places = np.flatnonzero(self._may_name[column.chunks])
            found[np.searchsorted(bounds_of(column.counts), places, side="right") - 1] = True
        return found

    def new(self) -> NewChunks:
        """What the chunks consist of that were met since the last call."""
        forms, known = self._forms, len(self._forms)
        widths, word_counts, offsets, word_forms = [], [], [], []
        for chunk in self._untold:
            if chunk.isalnum():  # nine of ten: one word
                widths.append(1)
                word_counts.append(1)
                offsets.append(0)
                word_forms.append(forms[form(chunk)])
            else:
                pieces = tokens(chunk, pieces_of)
                widths.append(width(pieces))
                word_counts.append(len(pieces))
                offsets.extend(piece.position for piece in pieces)
                word_forms.extend(forms[form(piece.text)] for piece in pieces)
        self._untold = []
        return NewChunks(
            _ints(widths), _ints(word_counts), _ints(offsets), _ints(word_forms), list(islice(forms, known, None))
        )


def _hashes(chunks: Sequence[str]) -> Column:
    folded = fold_yo("\n".join(chunks).lower()).encode("utf-8", "replace").split(b"\n")
    return np.fromiter(map(crc32, folded), np.uint32, len(chunks))


def _ints(values: Sequence[int]) -> Column:
    return np.fromiter(values, np.int32, len(values))
