"""Where in a text may words stand that begin so? Cheap to answer, and sure to leave none out.

>>> stretches("Новый кластер в области", ("кластер", "област"))
[(6, 13), (16, 23)]

A page of hits is looked through word by word only there, which for a long report is a hundredth of it. Besides the
places where the letters stand, those are given where a word may be read otherwise than it is written: letters of
another script in it, stress marks, soft hyphens («кластep», «за́мок»), initials («Р.Ф.»).
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from indexer.text.letters import fold_yo

LEAST_SHARED = 3  # letters that words must have in common to be sought together
_CUT = re.compile(r"[^\W_]*")  # joiners are written in several ways
# Letters that are neither Russian nor digits: of lower case, for it is sought in text made so.
_ODD = re.compile("[^\x00-`{-\xac\xae-\xbfа-яё№«»–—…“”„‘•]+")
_INITIAL = re.compile(r"\.[^\W\d_](?!\w)")
_GLUE = frozenset("-‐‑–−&'’_")


def needles(words: Iterable[str]) -> tuple[str, ...]:
    """The beginnings under which all the words (lower case, ё as е) can be found; few, for many share theirs.

    >>> needles(["кластер", "кластеров", "технопарк-мордовия", "технопарк"])
    ('кластер', 'технопарк')
    """
    found: list[str] = []
    for word in sorted({match[0] for word in words if (match := _CUT.match(word))}):
        shared = _shared(found[-1], word) if found else ""
        if len(shared) >= LEAST_SHARED or (found and shared == found[-1]):
            found[-1] = shared
        else:
            found.append(word)
    return tuple(found)


def _shared(left: str, right: str) -> str:
    if left[:LEAST_SHARED] != right[:LEAST_SHARED]:
        left = left[:LEAST_SHARED]
    while not right.startswith(left):
        left = left[:-1]
    return left


def stretches(text: str, beginnings: Sequence[str]) -> list[tuple[int, int]]:
    """Rising (start, stop) between blanks, outside of which no word begins so, however it is written."""
    lowered = fold_yo(text.lower())
    if len(lowered) != len(text) or "" in beginnings:
        return [(0, len(text))]
    places = sorted((*_written(lowered, beginnings), *_odd(lowered)))
    found: list[tuple[int, int]] = []
    stop = 0
    for place in places:
        if place >= stop:
            start = max(stop, text.rfind(" ", stop, place) + 1, text.rfind("\n", stop, place) + 1)
            stop = _end(text, place)
            found.append((start, stop))
    return found


def _written(lowered: str, beginnings: Sequence[str]) -> Iterator[int]:
    """Where the letters stand and no letter before them."""
    for one in beginnings:
        place = lowered.find(one)
        while place >= 0:
            if not place or not lowered[place - 1].isalpha():
                yield place
            place = lowered.find(one, place + 1)


def _odd(lowered: str) -> Iterator[int]:
    """Where words are perhaps not what their letters say; a word all in Latin letters is."""
    for match in _ODD.finditer(lowered):
        start, stop = match.span()
        if not match[0].isascii() or _is_glued(lowered[start - 1 : start]) or _is_glued(lowered[stop : stop + 1]):
            yield start
    for match in _INITIAL.finditer(lowered):
        yield match.start()


def _is_glued(neighbour: str) -> bool:
    return neighbour.isalnum() or neighbour in _GLUE


def _end(text: str, place: int) -> int:
    blank, line = text.find(" ", place), text.find("\n", place)
    if blank < 0 or 0 <= line < blank:
        blank = line
    return len(text) if blank < 0 else blank
