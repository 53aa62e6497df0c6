"""What is shown under a hit: a text and its marks in, up to three fragments of whole sentences out.

The fragments are the places where most of the query's words stand together, in the order of the text. Only lines near
the best marks are split into sentences, and of them only those that may hold a better place than is known already; so a
hit at the end of a long report costs no more than one at its beginning.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from indexer.search.marks import Mark, merged
from indexer.search.results import Fragment, Span
from indexer.text.sentences import plain_beginning, sentences, sentences_from

MOST_FRAGMENTS = 3
SHORTEST = 60  # characters; less tells nothing: «Он называется «Наука».»
LONGEST_FRAGMENT = 320  # characters; a longer sentence is cut at words, around its marks
NEIGHBOURHOOD = LONGEST_FRAGMENT + 10  # characters on either side of a mark in which its sentence is looked for
SENTENCE_ENDS = '.!?…»")'
MOST_PLACES = 16  # marks considered one by one; of more, those are taken whose surroundings hold most words


class _Place(NamedTuple):
    """A stretch [start, stop) and its marks; `leaves` has a bit for each leaf found in it.

    `rank` is by what places are compared: words, marks, earliness; no place within another has a higher one.
    """

    start: int
    stop: int
    leaves: int
    marks: Sequence[Mark]
    rank: tuple[int, int, int]
    is_line: bool  # not yet split into sentences


def fragments(text: str, marks: Sequence[Mark]) -> tuple[Fragment, ...]:
    """Up to three fragments; the beginning of the text when nothing is marked in it."""
    places = _joined(sorted(_best(text, marks))) if marks else _opening(text)
    if places and sum(place.stop - place.start for place in places) < SHORTEST:
        places = _widened(text, marks, places)
    return tuple(_fragment(text, place) for place in places)


def _best(text: str, marks: Sequence[Mark]) -> list[_Place]:
    """Greedily: the place with most words not yet shown, of such the highest ranking; then the next beside it.

    Lines compete as a whole, and only one that wins is split.
    """
    places = list(_lines(text, marks))
    chosen: list[_Place] = []
    unseen = _leaves(marks)
    while places and len(chosen) < MOST_FRAGMENTS:
        places.sort(key=attrgetter("rank"), reverse=True)
        best = _richest(places, unseen)
        places.remove(best)
        if best.is_line:
            places.extend(_sentences(text, best))
        else:
            chosen.append(best)
            unseen &= ~best.leaves
            places = [one for one in places if one.stop <= best.start or one.start >= best.stop]
    return chosen


def _richest(places: Sequence[_Place], unseen: int) -> _Place:
    """The first place with most of those leaves."""
    best, most = places[0], 0
    for one in places:
        fresh = (one.leaves & unseen).bit_count()
        if fresh > most:
            best, most = one, fresh
    return best


def _lines(text: str, marks: Sequence[Mark]) -> Iterator[_Place]:
    """The lines with marks near the best marks, cut where those neighbourhoods end."""
    for start, stop in _neighbourhoods(text, _densest(marks)):
        inside = _between(marks, start, stop)
        done = 0
        while done < len(inside):
            first = max(start, text.rfind("\n", start, inside[done].start) + 1)
            end = text.find("\n", inside[done].stop, stop)
            last = end if end >= 0 else stop
            after = bisect_left(inside, (last,), lo=done)
            yield _place(first, last, inside[done:after], is_line=True)
            done = after


def _sentences(text: str, line: _Place) -> Iterator[_Place]:
    """The sentences with marks of a line; of long ones, the windows around their marks."""
    done = 0
    said = text[line.start : line.stop]
    begin = plain_beginning(said, line.marks[0].start - line.start) or len(said) - len(said.lstrip())
    for first, last in sentences_from(said, begin):
        start, stop = line.start + first, line.start + last
        after = bisect_left(line.marks, (stop,), lo=done)
        inside = [mark for mark in line.marks[done:after] if mark.stop <= stop]
        done = after
        if stop - start > LONGEST_FRAGMENT:
            yield from _windows(text, start, stop, inside)
        elif inside:
            yield _place(start, stop, inside)
        if done == len(line.marks):
            return


def _place(start: int, stop: int, marks: Sequence[Mark], *, is_line: bool = False) -> _Place:
    leaves = _leaves(marks)
    return _Place(start, stop, leaves, marks, (leaves.bit_count(), len(marks), -start), is_line)


def _leaves(marks: Sequence[Mark]) -> int:
    leaves = 0
    for mark in marks:
        leaves |= 1 << mark.leaf
    return leaves


def _between(marks: Sequence[Mark], start: int, stop: int) -> Sequence[Mark]:
    """The marks that lie in [start, stop)."""
    first = bisect_left(marks, (start,))
    return [mark for mark in marks[first : bisect_left(marks, (stop,), lo=first)] if mark.stop <= stop]


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


def _windows(text: str, start: int, stop: int, marks: Sequence[Mark]) -> Iterator[_Place]:
    """Windows of a sentence that is too long, each around the first mark after the last."""
    done = start
    for mark in marks:
        if mark.start >= done:
            low, high = _trimmed(text, start, stop, mark)
            yield _place(low, high, _between(marks, low, high))
            done = high


def _densest(marks: Sequence[Mark]) -> list[Mark]:
    """All marks where they are few; of many, those with most different words within a fragment's length."""
    if len(marks) <= MOST_PLACES:
        return list(marks)
    words_behind = _words_behind(marks)
    ranked = sorted(range(len(marks)), key=words_behind.__getitem__, reverse=True)  # of equals the first
    return [marks[number] for number in sorted(ranked[:MOST_PLACES])]


def _words_behind(marks: Sequence[Mark]) -> list[int]:
    """How many different words stand within a fragment's length from each mark on, among its next MOST_PLACES."""
    counts = [0] * (max(mark.leaf for mark in marks) + 1)
    words = end = 0
    found = []
    for number, mark in enumerate(marks):
        farthest = min(number + MOST_PLACES, len(marks))
        while end < farthest and marks[end].start <= mark.start + LONGEST_FRAGMENT:
            words += not counts[marks[end].leaf]
            counts[marks[end].leaf] += 1
            end += 1
        found.append(words)
        counts[mark.leaf] -= 1
        words -= not counts[mark.leaf]
    return found


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


def _joined(places: Sequence[_Place]) -> Sequence[_Place]:
    """Neighbouring sentences become one fragment as long as it stays short enough."""
    joined: list[_Place] = []
    for place in places:
        before = joined[-1] if joined else None
        if before and place.start - before.stop <= 2 and place.stop - before.start <= LONGEST_FRAGMENT:
            joined[-1] = _place(before.start, place.stop, [*before.marks, *place.marks])
        else:
            joined.append(place)
    return joined


def _widened(text: str, marks: Sequence[Mark], places: Sequence[_Place]) -> Sequence[_Place]:
    """Places that show too little: all their line, or text, where that is short; else the only one and what follows."""
    start, stop = places[0].start, places[-1].stop
    first, end = text.rfind("\n", 0, start) + 1, text.find("\n", stop)
    last = len(text) if end < 0 else end
    if last - first < SHORTEST:
        first, last = 0, len(text)
    if last - first > LONGEST_FRAGMENT:
        if len(places) > 1:
            return places
        first, last = start, _next_end(text, stop, min(last, start + LONGEST_FRAGMENT))
    first += len(text[first:start]) - len(text[first:start].lstrip())
    last -= len(text[stop:last]) - len(text[stop:last].rstrip())
    return [_place(first, last, _between(marks, first, last))]


def _next_end(text: str, stop: int, farthest: int) -> int:
    """Where the sentence behind `stop` ends, or its last word that ends before `farthest`."""
    end = stop + next((behind for _, behind in sentences(text[stop:farthest])), 0)
    is_cut = end == farthest and text[farthest : farthest + 1].strip()
    return max(stop, text.rfind(" ", stop, farthest)) if is_cut else end


def _fragment(text: str, place: _Place) -> Fragment:
    """The stretch with its spans; «…» stands where a sentence was cut."""
    start, stop = place.start, place.stop
    before = "… " if start > 1 and text[start - 1] == " " and text[start - 2] not in SENTENCE_ENDS else ""
    after = " …" if stop < len(text) and text[stop] == " " and text[stop - 1] not in SENTENCE_ENDS else ""
    shift = len(before) - start
    spans = tuple((first + shift, last + shift) for first, last in merged(place.marks))
    return Fragment(before + text[start:stop] + after, spans)


def _opening(text: str) -> Sequence[_Place]:
    head = text[: LONGEST_FRAGMENT + NEIGHBOURHOOD]
    for start, stop in sentences(head):
        first, last = _trimmed(text, start, stop, Mark(start, start + 1, 0))
        return (_place(first, last, ()),)
    return ()
