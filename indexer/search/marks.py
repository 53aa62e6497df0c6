"""Where the words of a query stand in a text, any form, phrases only as phrases.

    finder = Finder(leaves(planned), forms_of)
    finder.marks("Технопарки и кластеры")   ->   [Mark(start=13, stop=21, position=2, leaf=0)]

`forms_of` is the index's own knowledge of which forms read as a term, so that no word is parsed while a page is made.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from indexer.search.terms import AnyOf, Leaf, Starts, Together
from indexer.text.analyzer import exact_term
from indexer.text.letters import form
from indexer.text.tokens import CHUNK, take_apart, width

FormsOf = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Mark:
    """One place to mark: characters [start, stop), the word's position, and the number of the leaf it answers."""

    start: int
    stop: int
    position: int
    leaf: int


@dataclass(frozen=True, slots=True)
class _Slot:
    """One word of a leaf; `order` is its place in a phrase."""

    leaf: int
    order: int


class _Sought(dict[str, tuple[int, list[tuple[_Slot, int, int, int]]]]):
    """Chunk -> how many positions it takes, and which slots stand where in it: (slot, start, stop, offset).

    Filled as chunks are met, so that a word which a text repeats costs one look-up.
    """

    def __init__(self) -> None:
        super().__init__()
        self.slots: dict[str, list[_Slot]] = {}
        self.prefixes: list[tuple[str, _Slot]] = []

    def __missing__(self, chunk: str) -> tuple[int, list[tuple[_Slot, int, int, int]]]:
        pieces, chunk_width = _keys(chunk)
        places = [(slot, start, stop, offset) for key, start, stop, offset in pieces for slot in self._slots_of(key)]
        self[chunk] = chunk_width, places
        return self[chunk]

    def _slots_of(self, key: str) -> list[_Slot]:
        starting = [slot for prefix, slot in self.prefixes if key.startswith(prefix)] if self.prefixes else []
        return [*self.slots.get(key, ()), *starting]


class Finder:
    """Finds the words of one query in any text; made once for a page of hits."""

    def __init__(self, leaves: Iterable[Leaf], forms_of: FormsOf) -> None:
        self.leaves: Sequence[Leaf] = tuple(dict.fromkeys(leaves))
        self._sought = _Sought()
        for number, leaf in enumerate(self.leaves):
            self._learn(number, leaf, forms_of)

    def marks(self, text: str) -> list[Mark]:
        """Every place to mark, in order of the text."""
        found: list[tuple[_Slot, Mark]] = []
        position = 0
        sought = self._sought
        for match in CHUNK.finditer(text):
            width, places = sought[match.group()]
            if places:
                begin = match.start()
                found.extend(
                    (slot, Mark(begin + start, begin + stop, position + offset, slot.leaf))
                    for slot, start, stop, offset in places
                )
            position += width
        return self._whole(found)

    def _learn(self, number: int, leaf: Leaf, forms_of: FormsOf) -> None:
        match leaf:
            case AnyOf():
                self._learn_word(_Slot(number, 0), leaf, forms_of)
            case Together(slots):
                for order, (_, word) in enumerate(slots):
                    self._learn_word(_Slot(number, order), word, forms_of)
            case Starts(prefix):
                self._sought.prefixes.append((prefix, _Slot(number, 0)))

    def _learn_word(self, slot: _Slot, word: AnyOf, forms_of: FormsOf) -> None:
        terms = [term for term, _ in word.terms]
        forms = terms if word.exact else [found for term in terms for found in forms_of(term)]
        for key in {exact_term(found) for found in forms}:
            self._sought.slots.setdefault(key, []).append(slot)

    def _whole(self, found: list[tuple[_Slot, Mark]]) -> list[Mark]:
        """Single words as they are, the words of a phrase only where the whole phrase stands."""
        kept = {mark for slot, mark in found if not isinstance(self.leaves[slot.leaf], Together)}
        for number, leaf in enumerate(self.leaves):
            if isinstance(leaf, Together):
                mine = [(slot.order, mark) for slot, mark in found if slot.leaf == number]
                kept.update(_near(leaf, mine) if leaf.slop is not None else _adjacent(leaf, mine))
        return sorted(kept, key=lambda mark: (mark.start, -mark.stop, mark.leaf))


def merged(marks: Iterable[Mark]) -> tuple[tuple[int, int], ...]:
    """The spans of marks without overlap: a compound and its part are one place."""
    spans: list[tuple[int, int]] = []
    for mark in marks:
        if spans and mark.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(mark.stop, spans[-1][1]))
        else:
            spans.append((mark.start, mark.stop))
    return tuple(spans)


def _adjacent(leaf: Together, found: list[tuple[int, Mark]]) -> Iterable[Mark]:
    at = {(order, mark.position): mark for order, mark in found}
    for order, mark in found:
        if order == 0:
            run = [at.get((number, mark.position + offset)) for number, (offset, _) in enumerate(leaf.slots)]
            if all(run):
                yield from (word for word in run if word is not None)


def _near(leaf: Together, found: list[tuple[int, Mark]]) -> Iterable[Mark]:
    """The words of every shortest window that holds all of them and is no wider than the slop allows."""
    reach = max(leaf.slop or 0, len(leaf.slots) - 1)
    latest: dict[int, Mark] = {}
    for order, mark in sorted(found, key=lambda item: item[1].position):
        latest[order] = mark
        positions = sorted(word.position for word in latest.values())
        distinct = all(first < second for first, second in pairwise(positions))
        if len(latest) == len(leaf.slots) and distinct and positions[-1] - positions[0] <= reach:
            yield from latest.values()


@lru_cache(maxsize=1 << 16)
def _keys(chunk: str) -> tuple[tuple[tuple[str, int, int, int], ...], int]:
    """The exact terms of a chunk with their characters and positions, and how many positions it takes."""
    pieces = take_apart(chunk)
    return (
        tuple((exact_term(form(piece.text)), piece.start, piece.stop, piece.position) for piece in pieces),
        width(pieces),
    )
