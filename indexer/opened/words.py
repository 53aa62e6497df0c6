"""Which words the index has met, how often, and which phrases its titles repeat: what corrections and suggestions ask.

    words = Words(Path("gen-0001"))
    words.prefixed("класт")        ->  range(80211, 80249)
    words.spelled(80211)           ->  "кластер"

A word here is a form without regard to letter case and ё (the term of an `_exact` field) that is made of letters,
digits and hyphens and begins with a letter. One file of columns, rows in the order of the words, all but `spelled`
packed by zstd (`columnar.squeezed`): only suggestions and corrections ask for them.

    letters        u1    the words one after another, every character by its place in ALPHABET, from 1
    lengths        u1    their lengths
    counts         u4    how often it occurs; of a lemma's own form, how often all its forms do
    groups         u4    0 of a word that says nothing alone, which is no completion; else 1 + 2 * so many rows after
                         the first word of the same likeliest lemma, and one more if it is the lemma's own form
    spelled/rows   u4    words most often written otherwise, and how (u1): CAPITALS, or n if the nth letter is ё
    spelled/how
    phrases/words  u4    phrases of titles, in order: all first words, then all second words…; NO_WORD after the last
    phrases/counts u8    in how many places of titles each stands
"""

from bisect import bisect_left
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from indexer.columnar.arrays import open_columns
from indexer.columnar.ragged import Column, bounds_of
from indexer.columnar.squeezed import read_squeezed

WORDS = "words"
ALPHABET = "-0123456789abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюя"  # in the order of Unicode
LONGEST_WORD = 36  # characters
LEMMA_BIT = 1 << 31
ALONE = 0xFFFFFFFF
CAPITALS = 255
MOST_WORDS = 4  # of a phrase
NO_WORD = 0xFFFFFFFF

_CODES = {letter: code for code, letter in enumerate(ALPHABET, 1)}
_AFTER = bytes((len(ALPHABET) + 1,))  # greater than any letter
_BITS = np.left_shift(np.uint32(1), np.arange(len(ALPHABET) + 1, dtype=np.uint32) % np.uint32(32))
_LETTERS = np.array([0, *map(ord, ALPHABET)], np.uint32)


class Words:
    """The words of a generation, unpacked: some 20 bytes of memory each; safe to share between threads.

    `groups` (uint32) are numbers of the likeliest lemma, in no order, with LEMMA_BIT at the lemma's own form, or ALONE.
    """

    def __init__(self, folder: Path) -> None:
        columns = open_columns(folder / WORDS)
        self.letters = read_squeezed(columns, "letters", "|u1")
        self.lengths = read_squeezed(columns, "lengths", "|u1")
        self.counts = read_squeezed(columns, "counts", "<u4")
        self.groups = _groups(read_squeezed(columns, "groups", "<u4"))
        self.phrases = read_squeezed(columns, "phrases/words", "<u4").reshape(MOST_WORDS, -1)
        self.phrase_counts = read_squeezed(columns, "phrases/counts", "<u8")
        self._spelled_rows = columns["spelled/rows"]
        self._spelled_how = columns["spelled/how"]
        self._bytes = memoryview(self.letters.data)

    def __len__(self) -> int:
        return len(self.lengths)

    @cached_property
    def starts(self) -> Column:
        """Where each word begins in `letters`, and where the last one ends."""
        return bounds_of(self.lengths)

    @cached_property
    def masks(self) -> Column:
        """Which letters each word has (uint32): bit code % 32. Eight milliseconds for 200,000 words."""
        return np.bitwise_or.reduceat(_BITS[self.letters], self.starts[:-1]) if len(self) else _BITS[:0]

    def row(self, word: str) -> int | None:
        """The row of a word in small letters, ё as е."""
        code = encoded(word)
        if code is None:
            return None
        row = self._lower_bound(code)
        return row if row < len(self) and self._code(row) == code else None

    def prefixed(self, prefix: str, within: range | None = None) -> range:
        """Rows of the words that begin so, of all or of a range that is known to hold them."""
        code = encoded(prefix)
        if code is None:
            return range(0)
        start = self._lower_bound(code, within)
        stop = len(self) if within is None else within.stop
        return range(start, self._lower_bound(code + _AFTER, range(start, stop)))

    def text(self, row: int) -> str:
        """A word by its row."""
        return "".join(ALPHABET[code - 1] for code in self._code(row))

    def texts(self, rows: Column, length: int) -> list[str]:
        """Words of one length."""
        codes = self.letters[self.starts[rows][:, None] + np.arange(length)]
        found: list[str] = _LETTERS[codes].view(f"<U{length}").ravel().tolist()
        return found

    def spelled(self, row: int) -> str:
        """A word as it is most often written: «ещё», «АИРР»."""
        word = self.text(row)
        place = int(np.searchsorted(self._spelled_rows, row))
        if place == len(self._spelled_rows) or self._spelled_rows[place] != row:
            return word
        how = int(self._spelled_how[place])
        return word.upper() if how == CAPITALS else f"{word[: how - 1]}ё{word[how:]}"

    def all_texts(self) -> list[str]:
        """Every word in order."""
        text = _LETTERS[self.letters].tobytes().decode("utf-32-le")
        edges = self.starts.tolist()
        return [text[start:stop] for start, stop in pairwise(edges)]

    def all_spelled(self) -> list[str]:
        """Every word as it is most often written, in the order of the words."""
        found = self.all_texts()
        for row in self._spelled_rows.tolist():
            found[row] = self.spelled(row)
        return found

    def own_counts(self) -> Column:
        """How often each word itself occurs: `counts` without what a lemma's own form has of the others."""
        is_alone = self.groups == ALONE
        is_lemma = (self.groups >= LEMMA_BIT) & ~is_alone
        groups = np.where(is_alone, 0, self.groups & ~np.uint32(LEMMA_BIT))
        counts = self.counts.astype(np.int64)
        of_others = np.bincount(groups, np.where(is_lemma | is_alone, 0, counts), int(groups.max(initial=0)) + 1)
        counts[is_lemma] -= of_others[groups[is_lemma]].astype(np.int64)
        return counts

    def _code(self, row: int) -> bytes:
        start, stop = self._edges[row], self._edges[row + 1]
        return self._bytes[start:stop].tobytes()

    def _lower_bound(self, code: bytes, within: range | None = None) -> int:
        rows = range(len(self)) if within is None else within
        return rows.start + bisect_left(rows, code, key=self._code)

    @cached_property
    def _edges(self) -> memoryview:
        return memoryview(self.starts.data)


def encoded(word: str) -> bytes | None:
    """The codes of a word's letters; None where one is not in ALPHABET."""
    codes = [_CODES.get(letter, 0) for letter in word]
    return bytes(codes) if all(codes) else None


def _groups(steps: Column) -> Column:
    """Numbers of lemmas: the rows of their first words."""
    steps = steps - np.uint32(1)  # below nought of words that say nothing
    groups = np.arange(len(steps), dtype=np.uint32) - (steps >> np.uint32(1))
    groups |= steps << np.uint32(31)
    groups[steps == ALONE] = ALONE
    return groups


def group_steps(groups: Column) -> Column:
    """How `groups`, whatever their numbers, are written."""
    rows = np.flatnonzero(groups != ALONE)
    lemmas = groups[rows] & ~np.uint32(LEMMA_BIT)
    firsts = np.zeros(int(lemmas.max(initial=0)) + 1, np.int64)
    firsts[lemmas[::-1]] = rows[::-1]  # of several rows the first stays
    steps = np.zeros(len(groups), np.uint32)
    steps[rows] = 1 + 2 * (rows - firsts[lemmas]) + (groups[rows] >= LEMMA_BIT)
    return steps


def mask_of(code: bytes) -> int:
    """The bits of the letters of an encoded word."""
    mask = 0
    for letter in code:
        mask |= 1 << letter % 32
    return mask
