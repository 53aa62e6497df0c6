"""The chunks that a worker meets: texts in, numbers out, and once for every new chunk the forms it consists of.

    chunks = Chunks()
    chunks.numbered(["кластеров, технопарк-Мордовия"])   ->  ChunkColumn(chunks=[0, 1], counts=[2])
    chunks.new()                                          ->  NewChunks(forms=["кластеров", "технопарк-мордовия", …], …)

A chunk is taken apart by the worker that meets it; each numbers chunks and forms for itself, from batch to batch.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import TypeAlias
from zlib import crc32

import numpy as np

from indexer.columnar.ragged import Column
from indexer.text.letters import fold_yo, form
from indexer.text.tokens import CHUNK, pieces_of, width

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
        self._chunks = new_numbers()
        self._forms = new_numbers()
        self._told = 0  # chunks that `new` has given out
        self._hashes = np.empty(0, np.uint32)

    def numbered(self, texts: Sequence[str]) -> ChunkColumn:
        """Texts as numbers of chunks."""
        counts: list[int] = []
        numbers: list[int] = []
        number = self._chunks.__getitem__
        for text in texts:  # one by one: a chunk is looked up while it lies in the processor's cache
            found = CHUNK.findall(text)
            counts.append(len(found))
            numbers.extend(map(number, found))
        return ChunkColumn(_ints(numbers), _ints(counts))

    def hashes(self) -> Column:
        """The hash of every chunk met so far (uint32), the same in every process; capitals and ё do not count."""
        known = len(self._hashes)
        new = [crc32(fold_yo(chunk.lower()).encode("utf-8", "replace")) for chunk in islice(self._chunks, known, None)]
        self._hashes = np.concatenate((self._hashes, np.array(new, np.uint32)))
        return self._hashes

    def new(self) -> NewChunks:
        """What the chunks consist of that were met since the last call."""
        forms = self._forms
        told, known = self._told, len(forms)
        widths, word_counts, offsets, word_forms = [], [], [], []
        for chunk in islice(self._chunks, told, None):
            if chunk.isalnum():  # nine of ten: one word
                widths.append(1)
                word_counts.append(1)
                offsets.append(0)
                word_forms.append(forms[form(chunk)])
            else:
                pieces = pieces_of(chunk)
                widths.append(width(pieces))
                word_counts.append(len(pieces))
                offsets.extend(piece.position for piece in pieces)
                word_forms.extend(forms[form(piece.text)] for piece in pieces)
        self._told = len(self._chunks)
        return NewChunks(
            _ints(widths), _ints(word_counts), _ints(offsets), _ints(word_forms), list(islice(forms, known, None))
        )


def _ints(values: Sequence[int]) -> Column:
    return np.fromiter(values, np.int32, len(values))
