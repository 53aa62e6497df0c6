"""Where in texts may the words of a query stand? One look at all texts of a page, however many words are sought.

>>> found = Sought(["кластер", "област"]).look(["Новый кластер в", "Подкластер, кластep-парк"])
>>> [found.folded[start:stop] for start, stop in found.words], [found.text[start:stop] for start, stop in found.unclear]
(['кластер'], ['кластep-парк'])

The first four letters of every word are compared as one number, of all words at once, so that a word of a long report
costs some nanoseconds. Nothing is left out: where a word may be read otherwise than it is written, its surroundings are
given as unclear, to be taken apart: joined words, letters of another script or with stress marks, soft hyphens
(«кластep», «за́мок»), initials («Р.Ф.»).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy as np

from indexer.text.letters import SILENT, fold_yo
from indexer.text.tokens import BLANKS, JOINERS

Span = tuple[int, int]
Column = np.ndarray[Any, np.dtype[Any]]

LETTERS = 4  # of a word that are compared, 16 bits each
_MASKS = np.array([(1 << 16 * letters) - 1 for letters in range(LETTERS + 1)], np.uint64)
_TABLE_BITS = 12  # of the table that tells which numbers are sought; a number that shares its place is looked at too
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # Knuth's multiplicative hash: 2**64 over the golden ratio
_BEYOND = 0x2200  # stands for every character from the mathematical signs on, none of which Russian needs
_RUN = re.compile(r"[^\W_]+")  # joiners are written in several ways
_GLUE = "-‐‑–−&'’_"  # what may join two scripts to one word
_USUAL = "[\x00-\xbfА-Яа-яЁё]+"  # letters that are no others in disguise
# What a character is to its neighbours.
_LATIN, _NOT_LATIN, _BESIDE_LATIN, _PARTS, _JOINS, _GOES_ON, _ODD = (1 << bit for bit in range(7))


@dataclass(frozen=True, slots=True)
class Spots:
    """Where to look in several texts, joined to one `text`; `bases` says where each begins, and where one more would.

    `words` are spans of whole plain words that may be sought ones, rising; `folded` has them in lower case, ё as е.
    `unclear` are spans between blanks, rising. Nowhere else stands a word that is sought.
    """

    text: str
    bases: list[int]
    folded: str
    words: list[Span]
    unclear: list[Span]


class Sought:
    """The words of one query (lower case, ё as е), some whole, of others the `prefixes`."""

    def __init__(self, words: Iterable[str], prefixes: Iterable[str] = ()) -> None:
        beginnings = {_first_run(word) for word in {word[:LETTERS] for word in words}}
        runs = [_first_run(prefix)[:LETTERS] for prefix in prefixes]
        self._short = [run for run in runs if len(run) < LETTERS]
        beginnings.update(run for run in runs if len(run) == LETTERS)
        self._pairs = {run[:2] for run in (*beginnings, *self._short)}
        self._is_sought = np.zeros(1 << _TABLE_BITS, np.bool_)
        self._is_sought[_places(_numbers(beginnings))] = True

    def look(self, texts: Sequence[str]) -> Spots:
        """Where these words may stand in the texts."""
        text = "\n".join(("", *texts, "\n\n"))
        bases = [*accumulate((len(one) + 1 for one in texts), initial=1)]
        if "" in self._pairs:
            return Spots(text, bases, "", [], [(base, end - 1) for base, end in pairwise(bases)])
        units = _units(text)
        folded, kinds = _tables().folded.take(units), _tables().kinds.take(units)
        is_word = folded != 0
        edges = (is_word[1:] != is_word[:-1]).nonzero()[0] + 1
        starts, stops = edges[::2], edges[1::2]
        letters = folded.tobytes().decode("utf-16-le", "surrogatepass")
        likely = self._likely(folded, starts, stops)
        initials = self._initials(text, letters, starts)
        starts, stops = starts.take(likely), stops.take(likely)
        is_plain = _are_plain(kinds, starts, stops)
        words = zip(starts[is_plain].tolist(), stops[is_plain].tolist(), strict=True)
        unclear = sorted((*starts[~is_plain].tolist(), *_odd(kinds), *initials))
        return Spots(text, bases, letters, list(words), _between_blanks(text, unclear))

    def _likely(self, folded: Column, starts: Column, stops: Column) -> Column:
        """Which words begin as those that are sought do, and perhaps a few more."""
        numbers = np.ndarray((len(folded) - LETTERS + 1,), "<u8", folded, strides=(2,)).take(starts)
        numbers &= _MASKS.take(stops - starts, mode="clip")
        is_likely = self._is_sought.take(_places(numbers))
        for run in self._short:
            is_likely |= numbers & _MASKS[len(run)] == _numbers([run])
        return is_likely.nonzero()[0]

    def _initials(self, text: str, letters: str, starts: Column) -> list[int]:
        """Where single letters with dots between them may be a word that is sought."""
        alone = starts[:-1][starts[1:] - starts[:-1] == 2].tolist()
        return [one for one in alone if text[one + 1] == "." and letters[one] + letters[one + 2] in self._pairs]


def _are_plain(kinds: Column, starts: Column, stops: Column) -> Column:
    """Which words stand for themselves: after a blank, and not joined to anything."""
    before, behind, farther = kinds.take(starts - 1), kinds.take(stops), kinds.take(stops + 1)
    is_joined = (behind & _JOINS != 0) & (farther & (_LATIN | _NOT_LATIN | _GOES_ON) != 0)
    plain: Column = (before & _PARTS != 0) & (behind & _GOES_ON == 0) & ~is_joined
    return plain


def _odd(kinds: Column) -> list[int]:
    """Where words are perhaps not what their letters say; one all in Latin letters is."""
    is_latin, is_other, is_beside = (kinds & kind != 0 for kind in (_LATIN, _NOT_LATIN, _BESIDE_LATIN))
    is_odd = kinds & _ODD != 0
    is_odd[1:] |= is_latin[:-1] & is_beside[1:]
    is_odd[1:] |= is_other[:-1] & is_latin[1:]
    places: list[int] = is_odd.nonzero()[0].tolist()
    return places


def _between_blanks(text: str, places: Iterable[int]) -> list[Span]:
    """The stretches between blanks in which those rising places are; the text begins and ends with a blank."""
    found: list[Span] = []
    stop = 0
    for place in places:
        if place >= stop:
            start = max(text.rfind(" ", stop, place), text.rfind("\n", stop, place)) + 1
            blank = text.find(" ", place)
            line = text.find("\n", place, blank if blank >= 0 else None)
            stop = line if line >= 0 else blank
            found.append((start, stop))
    return found


def _first_run(word: str) -> str:
    found = _RUN.search(word)
    return found[0] if found else ""


def _numbers(beginnings: Iterable[str]) -> Column:
    """The first letters of words as numbers, of a short word noughts after it."""
    padded = "".join(one[:LETTERS].ljust(LETTERS, "\0") for one in beginnings)
    numbers: Column = _units(padded).view("<u8")
    return numbers


def _places(numbers: Column) -> Column:
    """Where numbers stand in the table of those sought."""
    places: Column = (numbers * _SPREAD) >> np.uint64(64 - _TABLE_BITS)
    return places


def _units(text: str) -> Column:
    """The characters as numbers below 2**16, one each."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    units: Column = np.minimum(points, _BEYOND).astype("<u2")
    return units


class _Tables(NamedTuple):
    """Of every character: the letter or digit it counts as (0 for any other), and its kind."""

    folded: Column
    kinds: Column


@cache
def _tables() -> _Tables:
    every = "".join(map(chr, range(_BEYOND))) + "\N{CJK UNIFIED IDEOGRAPH-4E00}"  # for those beyond
    is_letter = _which(_RUN, every)
    one_each = every.replace("İ", "i").lower()  # the only letter of which two are made
    kinds = np.zeros(len(every), np.uint8)
    kinds[is_letter] = _NOT_LATIN | _BESIDE_LATIN
    kinds[_which(re.compile("[A-Za-z]+"), every)] = _LATIN
    is_usual = _which(re.compile(_USUAL), every)
    for kind, characters in (
        (_BESIDE_LATIN, _GLUE),
        (_PARTS, rf"\s{BLANKS}"),
        (_JOINS, JOINERS),
        (_GOES_ON, rf"{SILENT}_+#"),
        (_ODD, SILENT),
    ):
        kinds[_which(re.compile(f"[{characters}]+"), every)] |= np.uint8(kind)
    kinds[is_letter & ~is_usual] |= np.uint8(_ODD)
    kinds[_BEYOND] |= np.uint8(_GOES_ON)
    return _Tables(_units(fold_yo(one_each)) * is_letter, kinds)


def _which(runs: re.Pattern[str], every: str) -> Column:
    is_one = np.zeros(len(every), np.bool_)
    for match in runs.finditer(every):
        is_one[match.start() : match.end()] = True
    return is_one
