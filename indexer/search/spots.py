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
from string import ascii_lowercase
from typing import Any

import numpy as np

from indexer.text.letters import SILENT, fold_yo
from indexer.text.tokens import BLANKS, MARKS

Span = tuple[int, int]
Column = np.ndarray[Any, np.dtype[Any]]

LETTERS = 4  # of a word that are compared, 16 bits each
_MASKS = np.array([(1 << 16 * letters) - 1 for letters in range(LETTERS + 1)], np.uint64)
_TABLE_BITS = 12  # of the table that tells which numbers are sought; a number that shares its place is looked at too
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # Knuth's multiplicative hash: 2**64 over the golden ratio
_BEYOND = 0x2200  # stands for every character from the mathematical signs on, none of which Russian needs
_ODD = 0xFFFF  # stands for letters that may be others in disguise, and for what is silent in a word
_USUAL = "[\x00-\xbfА-Яа-яЁё]+"  # letters that are no others in disguise
_RUN = re.compile(r"[^\W_]+")  # joiners are written in several ways
_GLUE = "-‐‑–−&'’_"  # what may join two scripts to one word
_APART = frozenset(f" \n\t\r\xa0{BLANKS}")  # what no word goes on after
_ENDING = frozenset(MARKS)  # and if such a one follows, after these


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

    def look(self, texts: Sequence[str], most: int | None = None) -> Spots:
        """Where these words may stand in the texts; of plain words the first `most` in each, where that is given."""
        text = "\n".join(("", *texts, "\n\n"))
        bases = [*accumulate((len(one) + 1 for one in texts), initial=1)]
        if "" in self._pairs:
            return Spots(text, bases, "", [], [(base, end - 1) for base, end in pairwise(bases)])
        units = _units(text)
        folded = _folded().take(units, mode="clip")
        is_word = folded != 0
        edges = (is_word[1:] != is_word[:-1]).nonzero()[0] + 1
        starts, stops = edges[::2], edges[1::2]
        letters = folded.tobytes().decode("utf-16-le", "surrogatepass")
        likely = self._likely(folded, starts, stops)
        if most is not None:
            likely = _first_of_each(likely, starts.take(likely).searchsorted(bases), most)
        words, unclear = _plain_or_joined(text, starts.take(likely).tolist(), stops.take(likely).tolist())
        unclear += self._initials(units, letters, starts)
        unclear += _odd(text, folded, is_word, stops)
        return Spots(text, bases, letters, words, _between_blanks(text, sorted(unclear)))

    def _likely(self, folded: Column, starts: Column, stops: Column) -> Column:
        """The numbers of the words that begin as those sought do, and perhaps of a few more."""
        numbers = np.ndarray((len(folded) - LETTERS + 1,), "<u8", folded, strides=(2,)).take(starts)
        numbers &= _MASKS.take(stops - starts, mode="clip")
        is_likely = self._is_sought.take(_places(numbers))
        for run in self._short:
            is_likely |= numbers & _MASKS[len(run)] == _numbers([run])
        likely: Column = is_likely.nonzero()[0]
        return likely

    def _initials(self, units: Column, letters: str, starts: Column) -> list[int]:
        """Where single letters with dots between them may be a word that is sought."""
        alone = starts[:-1][starts[1:] - starts[:-1] == 2]
        dotted = alone[units.take(alone + 1) == ord(".")].tolist()
        return [one for one in dotted if letters[one] + letters[one + 2] in self._pairs]


def _first_of_each(places: Column, edges: Column, most: int) -> Column:
    """The first `most` places of every text; those of text number n are edges[n] … edges[n + 1]."""
    if (edges[1:] - edges[:-1]).max(initial=0) <= most:
        return places
    return np.concatenate([places[first : min(last, first + most)] for first, last in pairwise(edges.tolist())])


def _plain_or_joined(text: str, starts: Iterable[int], stops: Iterable[int]) -> tuple[list[Span], list[int]]:
    """The words that stand alone; of those that are joined to something only where they begin."""
    plain, joined = [], []
    for start, stop in zip(starts, stops, strict=True):
        is_ended = text[stop] in _APART or (text[stop] in _ENDING and text[stop + 1] in _APART)
        if is_ended and text[start - 1] in _APART:
            plain.append((start, stop))
        else:
            joined.append(start)
    return plain, joined


def _odd(text: str, folded: Column, is_word: Column, stops: Column) -> list[int]:
    """Where words are perhaps not what their letters say; one all in Latin letters is."""
    is_latin = folded - ord("a") < len(ascii_lowercase)
    is_odd = folded == _ODD
    is_odd[1:] |= (is_latin[1:] != is_latin[:-1]) & is_word[1:] & is_word[:-1]
    latin_ends = stops[is_latin.take(stops - 1)].tolist()
    return [*is_odd.nonzero()[0].tolist(), *(stop - 1 for stop in latin_ends if text[stop] in _GLUE)]


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
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    if len(units) == len(text):
        return units
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    clipped: Column = np.minimum(points, _BEYOND).astype("<u2")
    return clipped


@cache
def _folded() -> Column:
    """Of every character the letter or digit that it counts as, _ODD, or 0; the last is for all that are beyond."""
    every = "".join(map(chr, range(_BEYOND)))
    one_each = every.replace("İ", "i").lower()  # the only letter of which two are made
    folded = np.full(_BEYOND + 1, _ODD, "<u2")
    folded[:-1] = _units(fold_yo(one_each))
    is_letter, is_silent = _which(_RUN, every), _which(re.compile(f"[{SILENT}]"), every)
    folded[:-1][~is_letter] = 0
    folded[:-1][is_silent | is_letter & ~_which(re.compile(_USUAL), every)] = _ODD
    return folded


def _which(runs: re.Pattern[str], every: str) -> Column:
    is_one = np.zeros(len(every), np.bool_)
    for match in runs.finditer(every):
        is_one[match.start() : match.end()] = True
    return is_one
