"""Which known word was probably meant by a mistyped one: «кластир» -> «кластер».

>>> ranked("инавации", [("инновации", 2, 900), ("вакации", 2, 3), ("новации", 2, 80)])
['инновации', 'новации']

The noisy channel of Kernighan, Church and Gale (COLING 1990): the likeliest word is the one whose frequency and whose
mistake are likely together. Frequency is counted in the index; a mistake is priced by its edits (restricted
Damerau-Levenshtein distance), less where neighbouring keys or letters that sound alike are exchanged.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

SHORTEST = 5  # letters; a shorter word has too many neighbours
SHORTEST_TWICE = 6  # letters from which two edits are thought of,
SHORTEST_TWICE_IN_COMPANY = 8  # and where other words of the query may find what is sought
# Prices, in natural logarithms of frequency. A letter left out, or two swapped, says nothing of which letter was hit
# instead: of 33 mistakes at a place it is one, and so likelier by ln 33 = 3.5 than a letter put in or exchanged.
EDIT, OMITTED, SWAPPED = 7.0, 3.5, 3.5
NEIGHBOUR, SOUND = 5.5, 5.0  # exchanged with a key beside it, or with a letter that sounds alike
DOUBLED, UNDOUBLED = 4.5, 2.5  # «росссия», «програма»
CHEAPEST = UNDOUBLED
FIRST_LETTER = 1.5  # dearer at the beginning of a word, where few people mistype

_KEYBOARDS = (("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"), ("qwertyuiop", "asdfghjkl", "zxcvbnm"))
# Exchanged by ear or by rule: «карова», «здание/сдание», «жыть», «щастье».
_SOUNDS = (
    "ао", "еи", "ия", "ея", "еэ", "иы", "бп", "вф", "гк", "дт", "жш", "зс", "шщ", "чщ", "цс", "гх", "ьъ", "юу", "йи",
    "ck", "iy", "sz", "ae", "ei", "ou",
)  # fmt: skip


def _neighbours() -> Iterator[str]:
    """Letters whose keys touch: side by side, or one a little to the left above the other."""
    for rows in _KEYBOARDS:
        for row in rows:
            yield from map("".join, pairwise(row))
        for above, below in pairwise(rows):
            yield from map("".join, zip(above, below, strict=False))
            yield from map("".join, zip(above[1:], below, strict=False))


def _both_ways(pairs: Iterable[str]) -> frozenset[str]:
    return frozenset(order for pair in pairs for order in (pair, pair[::-1]))


_NEAR = _both_ways(_neighbours())
_ALIKE = _both_ways(_SOUNDS)


def most_edits(word: str, is_alone: bool = True) -> int:
    """How many edits are thought of in a word, fewer where other words stand beside it; nought leaves it alone."""
    if len(word) < SHORTEST:
        return 0
    return 1 if len(word) < (SHORTEST_TWICE if is_alone else SHORTEST_TWICE_IN_COMPANY) else 2


def near(word: str, candidates: Sequence[str], edits: int) -> list[tuple[int, int]]:
    """The candidates within 1 to `edits` edits (restricted Damerau-Levenshtein) of the word: (place, edits)."""
    from rapidfuzz.distance import OSA  # a compiled library that only a mistyped query needs
    from rapidfuzz.process import cdist

    distances = cdist([word], candidates, scorer=OSA.distance, score_cutoff=edits)[0]
    places = ((distances > 0) & (distances <= edits)).nonzero()[0]
    return list(zip(places.tolist(), distances[places].tolist(), strict=True))


def ranked(word: str, candidates: Iterable[tuple[str, int, int]]) -> list[str]:
    """Candidates (word, edits away, times it occurs), the one that was probably meant first.

    Those that could not be first, however cheap their edits, are left out.
    """
    hopeful = sorted((CHEAPEST * edits - math.log(count + 1), one, count) for one, edits, count in candidates)
    weighed: list[tuple[float, str]] = []
    for at_least, one, count in hopeful:
        if weighed and at_least > min(weighed)[0]:
            break
        weighed.append((price(word, one) - math.log(count + 1), one))
    return [one for _, one in sorted(weighed)]


def price(typed: str, meant: str) -> float:
    """What the mistakes cost that make `typed` of `meant`: the cheapest alignment, by dynamic programming."""
    before: list[float] = []
    row = [place * OMITTED for place in range(len(meant) + 1)]
    for i, letter in enumerate(typed, 1):
        older, before = before, row
        row = [i * EDIT]
        for j, other in enumerate(meant, 1):
            cost = min(
                before[j - 1] + (0.0 if letter == other else _exchanged(letter, other) + _first(min(i, j))),
                before[j] + (DOUBLED if _is_double(typed, i) else EDIT) + _first(i),
                row[j - 1] + (UNDOUBLED if _is_double(meant, j) else OMITTED) + _first(j),
            )
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == other:
                cost = min(cost, older[j - 2] + SWAPPED)
            row.append(cost)
    return row[-1]


def _first(place: int) -> float:
    return FIRST_LETTER if place == 1 else 0.0


def _is_double(word: str, place: int) -> bool:
    return place > 1 and word[place - 1] == word[place - 2]


def _exchanged(letter: str, other: str) -> float:
    pair = letter + other
    return SOUND if pair in _ALIKE else NEIGHBOUR if pair in _NEAR else EDIT
