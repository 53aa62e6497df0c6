"""The chunks that a worker meets: texts in, numbers out, and once for every new chunk the forms it consists of.

    chunks = Chunks()
    chunks.numbered(["кластеров, технопарк-Мордовия"])   ->  ChunkColumn(chunks=[0, 1], counts=[2])
    chunks.new()                                          ->  NewChunks(forms=["кластеров", "технопарк-мордовия", …], …)

A chunk here is what stands between two blanks, without the marks around it: one word as a rule, several in «год.Она».
It is taken apart by the worker that meets it; each numbers chunks and forms for itself, from batch to batch.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import numpy as np

from indexer.columnar.ragged import Column, bounds_of, run_indices
from indexer.indexing.fingerprints import CAPITAL, Fingerprints, Found
from indexer.indexing.names import Names, Numbered, names_of
from indexer.indexing.numbering import Numbering
from indexer.places.beginnings import BEGINS, FOLLOWS, GIVEN, LEADS, roles
from indexer.places.regions import may_name
from indexer.text.letters import fold_yo, form
from indexer.text.tokens import spelled


@dataclass(frozen=True, slots=True)
class ChunkColumn:
    """Several texts: chunk numbers in order, and how many of them each text has."""

    chunks: Column
    counts: Column

    def taken(self, texts: Column) -> "ChunkColumn":
        """Some of the texts."""
        counts = self.counts[texts]
        return ChunkColumn(self.chunks[run_indices(bounds_of(self.counts)[texts], counts)], counts)


def side_by_side(columns: Sequence[ChunkColumn]) -> ChunkColumn:
    """The first text of every column, then the second ones…: of the fields of documents, their cells."""
    counts = np.column_stack([one.counts for one in columns])
    owners = np.repeat(np.tile(np.arange(len(columns)), len(counts)), counts.ravel())
    chunks = np.empty(len(owners), np.int32)
    for number, one in enumerate(columns):
        chunks[owners == number] = one.chunks
    return ChunkColumn(chunks, counts.ravel())


class Met(NamedTuple):
    """One text field of several documents, and which of them may name a place in it (bool)."""

    column: ChunkColumn
    may_name: Column


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
    forms: Names

    def __len__(self) -> int:
        return len(self.widths)


class _NamesOfPlaces(NamedTuple):
    """The words of names of places by their fingerprints; `each` are their roles, the last 0, of any other word."""

    fingerprints: Fingerprints
    numbering: Numbering
    each: Column

    def roles(self, prints: Column) -> Column:
        """What words may be in names of places (`places.beginnings`; uint8)."""
        found: Column = self.each[self.numbering.find(prints)]
        return found


@cache
def _names_of_places() -> _NamesOfPlaces:
    """Made once a process, for it has forty thousand words; with it the random numbers of all fingerprints here."""
    fingerprints, numbering = Fingerprints(), Numbering()
    numbering.numbers(fingerprints.split(list(roles())).prints)
    return _NamesOfPlaces(fingerprints, numbering, np.array([*roles().values(), 0], np.uint8))


class Chunks:
    """The chunks and forms that one worker has met."""

    def __init__(self) -> None:
        self._chunks = Numbering()
        self._untold: list[tuple[list[str], Column]] = []  # chunks that `new` has not given out, and their letters
        self._forms = Numbered()
        self._hashes = np.empty(0, np.uint32)
        self._roles = np.empty(0, np.uint8)

    def numbered(self, texts: Sequence[str]) -> ChunkColumn:
        """Texts as numbers of chunks."""
        return self.met(texts).column

    def met(self, texts: Sequence[str]) -> Met:
        """Texts as numbers of chunks, and which of them may name a place."""
        found = _names_of_places().fingerprints.split(texts)
        numbers, firsts = self._chunks.numbers(found.prints)
        spelled, letters = found.spelled(firsts), found.letters(firsts)
        self._untold.append((spelled, letters))
        self._hashes = np.concatenate((self._hashes, _hashes(spelled)))
        roles_of_new = _names_of_places().roles(found.prints[firsts]) | _roles_within(spelled, letters)
        self._roles = np.concatenate((self._roles, roles_of_new))
        return Met(ChunkColumn(numbers, found.counts), _may_name(found, self._roles.take(numbers)))

    def hashes(self) -> Column:
        """The hash of every chunk met so far (uint32), the same in every process; capitals and ё do not count."""
        return self._hashes

    def new(self) -> NewChunks:
        """What the chunks consist of that were met since the last call."""
        chunks = list(chain.from_iterable(spelled for spelled, _ in self._untold))
        letters = np.concatenate([np.empty(0, np.uint8), *(each for _, each in self._untold)])
        self._untold = []
        alone, others = np.flatnonzero(letters), np.flatnonzero(letters == 0)  # nine of ten are one word
        apart = [spelled(chunks[place]) for place in others.tolist()]
        widths, word_counts = np.ones((2, len(chunks)), np.int32)
        widths[others] = _ints(positions[-1] + 1 if positions else 0 for _, positions in apart)
        word_counts[others] = _ints(len(words) for words, _ in apart)
        bounds = bounds_of(word_counts)
        offsets, forms = np.zeros(int(bounds[-1]), np.int32), np.empty(int(bounds[-1]), np.object_)
        places = run_indices(bounds[others], word_counts[others])
        offsets[places] = _ints(chain.from_iterable(positions for _, positions in apart))
        forms[places] = list(map(form, chain.from_iterable(words for words, _ in apart)))
        forms[bounds[alone]] = _forms([chunks[place] for place in alone.tolist()], letters[alone])
        word_forms = self._forms.number(names_of(forms.tolist()))
        return NewChunks(widths, word_counts, offsets, word_forms, self._forms.fresh())


def _roles_within(chunks: Sequence[str], letters: Column) -> Column:
    """What chunks of several words, or in capitals, may be in names of places: the middle of one, too."""
    found = np.zeros(len(chunks), np.uint8)
    others = np.flatnonzero((letters == 0) | (letters >= CAPITAL))
    found[others] = np.array(may_name([chunks[place] for place in others.tolist()]), np.uint8) * BEGINS | FOLLOWS
    return found


def _may_name(found: Found, roles: Column) -> Column:
    """Which texts may name a place by the roles of chunks side by side; to look into the next text does no harm."""
    places = np.flatnonzero(roles & (BEGINS | LEADS | GIVEN))
    mine, next_ones = roles[places], np.append(roles, 0)[places + 1]
    is_name = (mine & BEGINS != 0) | ((mine & LEADS != 0) & (next_ones & FOLLOWS != 0))
    is_name |= (mine & GIVEN != 0) & ~found.are_before_capitals(places)
    documents = np.searchsorted(bounds_of(found.counts), places[is_name], side="right") - 1
    likely = np.zeros(len(found.counts), np.bool_)
    likely[documents] = True
    return likely


def _forms(words: Sequence[str], letters: Column) -> Sequence[str]:
    """The forms of words that are all Russian or all Latin letters: small ones, but for what may be an abbreviation."""
    forms = "\n".join(words).lower().split("\n")[: len(words)]
    for place in np.flatnonzero(letters >= CAPITAL).tolist():
        forms[place] = form(words[place])
    return forms


def _hashes(chunks: Sequence[str]) -> Column:
    folded = fold_yo("\n".join(chunks).lower()).encode("utf-8", "replace").split(b"\n")
    return np.fromiter(map(crc32, folded), np.uint32, len(chunks))


def _ints(values: Iterable[int]) -> Column:
    return np.fromiter(values, np.int32)
