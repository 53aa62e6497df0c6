"""Where the words of a query stand in a text, any form, phrases only as phrases.

    finder = Finder(leaves(planned), spellings)
    finder.marks("Технопарки и кластеры")   ->   [Mark(start=13, stop=21, leaf=0)]
    finder.marks_in([title, body, …])       ->   the same of many texts, for little more than of one

`spellings` is the index's own knowledge of how a term is written, so that no word is parsed while a page is made.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from indexer.search.spots import Sought, Spots
from indexer.search.terms import AnyOf, Leaf, Starts, Together
from indexer.text.analyzer import exact_term
from indexer.text.letters import form
from indexer.text.tokens import CHUNK, take_apart, width

Spellings = Callable[[str], Iterable[str]]
"""All forms of a term, in lower case, ё as е."""


class Mark(NamedTuple):
    """One place to mark: characters [start, stop), and the number of the leaf it answers."""

    start: int
    stop: int
    leaf: int


class _Slot(NamedTuple):
    """One word of a leaf; `order` is its place in a phrase."""

    leaf: int
    order: int


class _Standing(NamedTuple):
    """A word of a leaf in the text, in the order of marks: the longer first.

    It is in the chunk that begins at `chunk`, `offset` words after the first.
    """

    start: int
    minus_stop: int
    slot: _Slot
    chunk: int
    offset: int


class Finder:
    """Finds the words of one query in any text; made once for a page of hits."""

    def __init__(self, leaves: Iterable[Leaf], spellings: Spellings) -> None:
        self.leaves: Sequence[Leaf] = tuple(dict.fromkeys(leaves))
        self._slots: dict[str, tuple[_Slot, ...]] = {}
        self._prefixes: dict[str, _Slot] = {}
        for number, leaf in enumerate(self.leaves):
            self._learn(number, leaf, spellings)
        self._sought = Sought(self._slots, self._prefixes)
        self._phrases = {number: leaf for number, leaf in enumerate(self.leaves) if isinstance(leaf, Together)}
        self._reach = max(map(_reach, self._phrases.values()), default=0)

    def marks(self, text: str) -> list[Mark]:
        """Every place to mark, in order of the text."""
        return self.marks_in([text])[0]

    def marks_in(self, texts: Sequence[str], most: int | None = None) -> list[list[Mark]]:
        """The places to mark in each of the texts; where `most` is given, among its first so many likely words."""
        if not self.leaves:
            return [[] for _ in texts]
        spots = self._sought.look(texts, most)
        found = list(self._plain(spots))
        if joined := list(self._taken_apart(spots)):
            found = sorted({*found, *joined})
        edges = [bisect_left(found, (base,)) for base in spots.bases]
        return [
            self._marks(spots.text, base, found[first:last])
            for base, (first, last) in zip(spots.bases, pairwise(edges), strict=False)
        ]

    def _plain(self, spots: Spots) -> Iterator[_Standing]:
        slots_of = self._slots_of if self._prefixes else self._slots.get
        for start, stop in spots.words:
            for slot in slots_of(spots.folded[start:stop]) or ():
                yield _Standing(start, -stop, slot, start, 0)

    def _taken_apart(self, spots: Spots) -> Iterator[_Standing]:
        for start, stop in spots.unclear:
            for chunk in CHUNK.finditer(spots.text, start, stop):
                one = _word_of(chunk[0])
                begin, end = chunk.span()
                parts = one.parts if isinstance(one, _Words) else ((one, 0, end - begin, 0),)
                for key, first, last, offset in parts:
                    for slot in self._slots_of(key):
                        yield _Standing(begin + first, -begin - last, slot, begin, offset)

    def _learn(self, number: int, leaf: Leaf, spellings: Spellings) -> None:
        match leaf:
            case AnyOf():
                self._learn_word(_Slot(number, 0), leaf, spellings)
            case Together(slots):
                for order, (_, word) in enumerate(slots):
                    self._learn_word(_Slot(number, order), word, spellings)
            case Starts(prefix):
                self._prefixes[prefix] = _Slot(number, 0)

    def _learn_word(self, slot: _Slot, word: AnyOf, spellings: Spellings) -> None:
        terms = [term for term, _ in word.terms]
        forms = terms if word.exact else chain.from_iterable(map(spellings, terms))
        keys: dict[str, tuple[_Slot, ...]] = dict.fromkeys(forms, (slot,))
        for key in self._slots.keys() & keys:
            keys[key] = (*self._slots[key], slot)
        self._slots.update(keys)

    def _slots_of(self, key: str) -> Sequence[_Slot]:
        known = self._slots.get(key, ())
        if not self._prefixes:
            return known
        return [*known, *(slot for prefix, slot in self._prefixes.items() if key.startswith(prefix))]

    def _marks(self, text: str, base: int, found: Sequence[_Standing]) -> list[Mark]:
        """Single words as they are, the words of a phrase only where the whole phrase stands; counted from `base`."""
        kept = found
        if self._phrases:
            whole = self._together(found, _Walk(text, base, self._reach))
            kept = sorted({*whole, *(one for one in found if one.slot.leaf not in self._phrases)})
        return list(dict.fromkeys(Mark(one.start - base, -one.minus_stop - base, one.slot.leaf) for one in kept))

    def _together(self, found: Iterable[_Standing], walk: "_Walk") -> Iterator[_Standing]:
        placed: dict[int, list[_Placed]] = {}
        for one in found:
            if one.slot.leaf in self._phrases:
                placed.setdefault(one.slot.leaf, []).append(_Placed(walk.position(one.chunk, one.offset), one))
        for number, mine in placed.items():
            leaf = self._phrases[number]
            yield from _near(leaf, mine) if leaf.slop is not None else _adjacent(leaf, mine)


class _Placed(NamedTuple):
    """A word of a phrase and its position."""

    position: int
    word: _Standing


def merged(marks: Iterable[Mark]) -> tuple[tuple[int, int], ...]:
    """The spans of marks without overlap: a compound and its part are one place."""
    spans: list[tuple[int, int]] = []
    for mark in marks:
        if spans and mark.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(mark.stop, spans[-1][1]))
        else:
            spans.append((mark.start, mark.stop))
    return tuple(spans)


def _adjacent(leaf: Together, found: Sequence[_Placed]) -> Iterator[_Standing]:
    at = {(one.word.slot.order, one.position): one.word for one in found}
    for one in found:
        if one.word.slot.order == 0:
            run = [at.get((number, one.position + offset)) for number, (offset, _) in enumerate(leaf.slots)]
            if all(run):
                yield from (word for word in run if word is not None)


def _near(leaf: Together, found: Sequence[_Placed]) -> Iterator[_Standing]:
    """The words of every shortest window that holds all of them and is no wider than the slop allows."""
    reach = max(leaf.slop or 0, len(leaf.slots) - 1)
    latest: dict[int, _Placed] = {}
    for one in sorted(found):
        latest[one.word.slot.order] = one
        positions = sorted(each.position for each in latest.values())
        distinct = all(first < second for first, second in pairwise(positions))
        if len(latest) == len(leaf.slots) and distinct and positions[-1] - positions[0] <= reach:
            yield from (each.word for each in latest.values())


def _reach(leaf: Together) -> int:
    """How far apart the words of a phrase may stand."""
    return leaf.slots[-1][0] if leaf.slop is None else max(leaf.slop, len(leaf.slots) - 1)


class _Walk:
    """Counts the words from one place of a text to a later one, though no farther than a phrase may reach.

    Positions are true to each other where they are so near, and farther apart than that everywhere else.
    """

    def __init__(self, text: str, start: int, reach: int) -> None:
        self._text = text
        self._reach = reach
        self._place = start
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
