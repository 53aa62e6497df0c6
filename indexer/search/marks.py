"""Where the words of a query stand in a text, any form, phrases only as phrases.

    finder = Finder(leaves(planned), forms_of)
    finder.marks("Технопарки и кластеры")   ->   [Mark(start=13, stop=21, position=2, leaf=0)]

`forms_of` is the index's own knowledge of which forms read as a term, so that no word is parsed while a page is made.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from indexer.search.spots import needles, stretches
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


class Finder:
    """Finds the words of one query in any text; made once for a page of hits."""

    def __init__(self, leaves: Iterable[Leaf], forms_of: FormsOf) -> None:
        self.leaves: Sequence[Leaf] = tuple(dict.fromkeys(leaves))
        self._slots: dict[str, list[_Slot]] = {}
        self._prefixes: dict[str, _Slot] = {}
        for number, leaf in enumerate(self.leaves):
            self._learn(number, leaf, forms_of)
        self._needles = needles((*self._slots, *self._prefixes))
        self._reach = max(map(_reach, self.leaves), default=0)

    def marks(self, text: str) -> list[Mark]:
        """Every place to mark, in order of the text."""
        found: list[tuple[_Slot, Mark]] = []
        walk = _Walk(text, self._reach)
        for start, stop in stretches(text, self._needles):
            for chunk in CHUNK.finditer(text, start, stop):
                one = _word_of(chunk[0])
                begin, end = chunk.span()
                parts = one.parts if isinstance(one, _Words) else ((one, 0, end - begin, 0),)
                for key, first, last, offset in parts:
                    for slot in self._slots_of(key):
                        position = walk.position(begin, offset)
                        found.append((slot, Mark(begin + first, begin + last, position, slot.leaf)))
        return self._whole(found)

    def _learn(self, number: int, leaf: Leaf, forms_of: FormsOf) -> None:
        match leaf:
            case AnyOf():
                self._learn_word(_Slot(number, 0), leaf, forms_of)
            case Together(slots):
                for order, (_, word) in enumerate(slots):
                    self._learn_word(_Slot(number, order), word, forms_of)
            case Starts(prefix):
                self._prefixes[prefix] = _Slot(number, 0)

    def _learn_word(self, slot: _Slot, word: AnyOf, forms_of: FormsOf) -> None:
        terms = [term for term, _ in word.terms]
        forms = terms if word.exact else [found for term in terms for found in forms_of(term)]
        for key in {exact_term(found) for found in forms}:
            self._slots.setdefault(key, []).append(slot)

    def _slots_of(self, key: str) -> list[_Slot]:
        starting = [slot for prefix, slot in self._prefixes.items() if key.startswith(prefix)]
        return [*self._slots.get(key, ()), *starting]

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


def _reach(leaf: Leaf) -> int:
    """How far apart the words of a phrase may stand."""
    if not isinstance(leaf, Together):
        return 0
    return leaf.slots[-1][0] if leaf.slop is None else max(leaf.slop, len(leaf.slots) - 1)


class _Walk:
    """Counts the words from one place of a text to a later one, though no farther than a phrase may reach.

    Positions are true to each other where they are so near, and farther apart than that everywhere else.
    """

    def __init__(self, text: str, reach: int) -> None:
        self._text = text
        self._reach = reach
        self._place = 0
        self._position = 0
        self._latest = 0

    def position(self, place: int, offset: int) -> int:
        """The position of a word, `offset` words into the chunk that begins at that place; places come in order."""
        if self._reach and place > self._place:
            farthest = self._latest + self._reach + 1
            for chunk in CHUNK.finditer(self._text, self._place, place):
                self._position += _width(_word_of(chunk[0]))
                if self._position >= farthest:
                    break
            self._place = place
        self._latest = self._position + offset
        return self._latest


class _Words(NamedTuple):
    """A chunk that is not one plain word: its exact terms as (term, start, stop, offset), and how many positions."""

    parts: tuple[tuple[str, int, int, int], ...]
    width: int


@lru_cache(maxsize=1 << 17)
def _word_of(chunk: str) -> str | _Words:
    """The exact term of a chunk that is one word, the words of any other."""
    pieces = take_apart(chunk)
    if len(pieces) == 1 and pieces[0].text == chunk:
        return exact_term(form(chunk))
    return _Words(
        tuple((exact_term(form(piece.text)), piece.start, piece.stop, piece.position) for piece in pieces),
        width(pieces),
    )


def _width(one: str | _Words) -> int:
    return one.width if isinstance(one, _Words) else 1
