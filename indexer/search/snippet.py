"""What is shown under a hit: a text and its marks in, up to three fragments of whole sentences out.

The fragments are the places where most of the query's words stand together, in the order of the text. Only the
neighbourhood of the best marks is split into sentences, so a hit at the end of a long report costs no more than one
at its beginning.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.search.marks import Mark, merged
from indexer.search.results import Fragment, Span
from indexer.text.sentences import sentences

MOST_FRAGMENTS = 3
LONGEST_FRAGMENT = 320  # characters; a longer sentence is cut at words, around its marks
NEIGHBOURHOOD = LONGEST_FRAGMENT + 10  # characters on either side of a mark in which its sentence is looked for
SENTENCE_ENDS = '.!?…»")'
MOST_PLACES = 16  # marks considered one by one; of more, those are taken whose surroundings hold most words


class _Marks:
    """The marks of a text in their order."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.all = marks
        self._starts = [mark.start for mark in marks]

    def between(self, start: int, stop: int) -> list[Mark]:
        """Those that lie in [start, stop)."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, stop, lo=first)
        return [mark for mark in self.all[first:last] if mark.stop <= stop]


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence with marks: [start, stop) of the text, the leaves found in it, and how many marks."""

    start: int
    stop: int
    leaves: frozenset[int]
    count: int


def fragments(text: str, marks: Sequence[Mark]) -> tuple[Fragment, ...]:
    """Up to three fragments; the beginning of the text when nothing is marked in it."""
    if not marks:
        return _opening(text)
    known = _Marks(marks)
    places = _places(text, known)
    chosen = sorted(_best(places), key=lambda place: place.start)
    return tuple(_fragment(text, start, stop, known) for start, stop in _joined(chosen))


def _places(text: str, marks: _Marks) -> list[_Place]:
    """The sentences with marks; of long ones, the windows around their marks."""
    found: dict[int, _Place] = {}
    for start, stop in _neighbourhoods(text, _densest(marks.all)):
        for first, last in sentences(text[start:stop]):
            for low, high in _windows(text, start + first, start + last, marks):
                inside = marks.between(low, high)
                found.setdefault(low, _Place(low, high, frozenset(one.leaf for one in inside), len(inside)))
    return list(found.values())


def _neighbourhoods(text: str, marks: Sequence[Mark]) -> list[Span]:
    """Stretches around the marks, those that overlap made one."""
    spans: list[Span] = []
    for mark in marks:
        start, stop = max(0, mark.start - NEIGHBOURHOOD), min(len(text), mark.stop + NEIGHBOURHOOD)
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], stop)
        else:
            spans.append((start, stop))
    return spans


def _windows(text: str, start: int, stop: int, marks: _Marks) -> Iterator[Span]:
    """A sentence with marks whole; where it is too long, windows of it, each around the first mark after the last."""
    done = start
    for mark in marks.between(start, stop):
        if mark.start >= done:
            low, high = _trimmed(text, start, stop, mark)
            yield low, high
            done = high


def _densest(marks: Sequence[Mark]) -> list[Mark]:
    """All marks where they are few; of many, those with most different words within a fragment's length."""
    if len(marks) <= MOST_PLACES:
        return list(marks)
    starts = [mark.start for mark in marks]

    def words_around(number: int) -> int:
        last = min(bisect_right(starts, marks[number].start + LONGEST_FRAGMENT), number + MOST_PLACES)
        return len({mark.leaf for mark in marks[number:last]})

    ranked = sorted(range(len(marks)), key=lambda number: (-words_around(number), number))
    return [marks[number] for number in sorted(ranked[:MOST_PLACES])]


def _trimmed(text: str, start: int, stop: int, mark: Mark) -> Span:
    """A sentence that is too long, cut at blanks to a window around the mark."""
    if stop - start <= LONGEST_FRAGMENT:
        return start, stop
    first = max(start, min(mark.start - LONGEST_FRAGMENT // 3, stop - LONGEST_FRAGMENT))
    last = min(stop, max(first + LONGEST_FRAGMENT, mark.stop))
    if first > start:
        blank = text.find(" ", first, mark.start)
        first = blank + 1 if blank >= 0 else first
    if last < stop:
        blank = text.rfind(" ", mark.stop, last)
        last = blank if blank >= 0 else last
    return first, last


def _best(places: list[_Place]) -> list[_Place]:
    """Greedily: the place with most words not yet shown, then most words, then most marks, then the earliest."""
    chosen: list[_Place] = []
    shown: set[int] = set()
    while places and len(chosen) < MOST_FRAGMENTS:
        best = max(places, key=lambda place: (len(place.leaves - shown), len(place.leaves), place.count, -place.start))
        chosen.append(best)
        shown |= best.leaves
        places = [place for place in places if place.stop <= best.start or place.start >= best.stop]
    return chosen


def _joined(places: Sequence[_Place]) -> list[Span]:
    """Neighbouring sentences become one fragment as long as it stays short enough."""
    spans: list[Span] = []
    for place in places:
        if spans and place.start - spans[-1][1] <= 2 and place.stop - spans[-1][0] <= LONGEST_FRAGMENT:
            spans[-1] = (spans[-1][0], place.stop)
        else:
            spans.append((place.start, place.stop))
    return spans


def _fragment(text: str, start: int, stop: int, marks: _Marks) -> Fragment:
    """The stretch with its spans; «…» stands where a sentence was cut."""
    before = "… " if start > 1 and text[start - 1] == " " and text[start - 2] not in SENTENCE_ENDS else ""
    after = " …" if stop < len(text) and text[stop] == " " and text[stop - 1] not in SENTENCE_ENDS else ""
    shift = len(before) - start
    spans = merged(marks.between(start, stop))
    return Fragment(before + text[start:stop] + after, tuple((first + shift, last + shift) for first, last in spans))


def _opening(text: str) -> tuple[Fragment, ...]:
    head = text[: LONGEST_FRAGMENT + NEIGHBOURHOOD]
    for start, stop in sentences(head):
        first, last = _trimmed(text, start, stop, Mark(start, start + 1, 0))
        return (_fragment(text, first, last, _Marks(())),)
    return ()
