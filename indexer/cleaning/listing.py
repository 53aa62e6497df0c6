"""Is the page one article, or a list of several? teasers(lines) gives the teasers of a list, else nothing.

A teaser is a headline with a day or a lead, or a paragraph of its own: a sentence or two that were cut off the article
they announce, about something else than their neighbours.
"""

import datetime
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.cleaning.cohesion import unrelated
from indexer.cleaning.date_line import date_line
from indexer.cleaning.page import Line
from indexer.text.dates import find_dates

FEWEST = 4  # teasers that make a list
FEWEST_DATED = 3  # where each has its own day
SHORTEST, LONGEST = 60, 700  # characters of a teaser that is a paragraph
MOST_LINES, LONGEST_BLOCK = 5, 1500  # of a teaser that has a headline
UNLIKE = -4.0  # how sure it must be that blocks tell stories of their own, where each has a headline that says the same
HEADLINE = 200  # characters
_END = (".", "!", "?", ":", ";", ",")
_NAME = re.compile(r"(?<=[\w,;—–«»\"(-] )[«\"(]?([А-ЯЁA-Z][\w-]{3,})|(?<=[«\"])([А-ЯЁA-Z][\w-]{3,})")
_YEARLESS = re.compile(r"[\W\d]*(?:,?\s*(?:в\s)?\d\d:\d\d)?[\W]*")
_CLOCK = re.compile(
    r"[0-2]?\d:[0-5]\d(?:,?\s(?:сегодня|вчера))?|(?:сегодня|вчера),?\s(?:в\s)?[0-2]?\d:[0-5]\d", re.IGNORECASE
)
_STEM = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, slots=True)
class Teaser:
    """One of a list: `lines` are all that belong to it, `title` and `day` are None where it has none of its own."""

    lines: tuple[Line, ...]
    body: tuple[Line, ...]
    title: str | None = None
    day: datetime.date | None = None


def dated_blocks(lines: Sequence[Line]) -> list[Teaser]:
    """Headlines, newest first, each with its day above, below or before it, and a lead: «31.05.2016 Открыт цех / …»."""
    marks = [number for number, line in enumerate(lines) if _says_when(line.text)]
    if len(marks) < FEWEST_DATED:
        return []
    for shape in (_title_above, _title_below, _title_beside):
        blocks = _blocks(lines, marks, shape)
        if blocks and _newest_first([block.day for block in blocks]):
            return blocks
    return []


def titled_blocks(lines: Sequence[Line]) -> list[Teaser]:
    """Headlines that their leads say again, one after the other, about different things."""
    numbers = [number for number, line in enumerate(lines) if _is_headline(line) and len(line.text.split()) > 3]
    if len(numbers) < FEWEST or numbers[0] > 1:
        return []
    blocks = [
        Teaser(tuple(lines[start:stop]), tuple(lines[start + 1 : stop]), lines[start].text)
        for start, stop in itertools.pairwise([*numbers, len(lines)])
    ]
    if any(not block.body or not _is_short(block) for block in blocks):
        return []
    echoed = sum(_is_echoed(block) for block in blocks)
    if echoed < 0.5 * len(blocks):
        return []
    return blocks if unrelated([" ".join(line.text for line in block.lines) for block in blocks]) > UNLIKE else []


def independent_teasers(lines: Sequence[Line]) -> list[Teaser]:
    """Most paragraphs end without a full stop, and neighbours share no names: a column of announcements."""
    teasers = _paragraphs(lines)
    unended = sum(not line.text.rstrip('»"”) ').endswith(_END) for line in teasers)
    if not teasers or unended < 0.7 * len(teasers):
        return []
    names = [_names(line.text) for line in teasers]
    related = sum(bool(upper & lower) for upper, lower in itertools.pairwise(names))
    return [Teaser((line,), (line,)) for line in teasers] if related <= (len(teasers) - 1) / 4 else []


def unrelated_paragraphs(lines: Sequence[Line]) -> list[Teaser]:
    """Whole sentences, but each paragraph names its own places and none takes up another: news in brief."""
    teasers = _paragraphs(lines)
    if len(teasers) <= FEWEST or unrelated([line.text for line in teasers]) <= 0:
        return []
    if any(line.text.endswith((";", ":", ",")) for line in lines):  # an agenda, a list of participants
        return []
    # A headline above that the paragraphs say again makes them one article.
    above = {stem for line in set(lines) - set(teasers) for stem in _stems(line.text)}
    if sum(bool(_stems(line.text) & above) for line in teasers) > 1:
        return []
    return [Teaser((line,), (line,)) for line in teasers]


RULES: list[Callable[[Sequence[Line]], list[Teaser]]] = [
    dated_blocks,
    titled_blocks,
    independent_teasers,
    unrelated_paragraphs,
]


def teasers(lines: Sequence[Line]) -> tuple[str, list[Teaser]] | None:
    """The name of the rule that saw a list, and its teasers."""
    for rule in RULES:
        if found := rule(lines):
            return rule.__name__, found
    return None


def _paragraphs(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page that is next to nothing but paragraphs of a teaser's length."""
    found = [line for line in lines if len(line.text) >= SHORTEST]
    if len(found) < FEWEST or len(found) < 0.8 * len(lines):
        return []
    if any(len(line.text) > LONGEST or line.text[0].islower() for line in found):  # small: a text wrapped at the margin
        return []
    return found


Shape = Callable[[Sequence[Line], int], tuple[int, str, range] | None]


def _title_above(lines: Sequence[Line], mark: int) -> tuple[int, str, range] | None:
    """«Открыт цех / 31.05.2016 / …»: where the block begins, its title, and which lines are no lead."""
    if mark and _is_headline(lines[mark - 1]):
        return mark - 1, lines[mark - 1].text, range(mark - 1, mark + 1)
    return None


def _title_below(lines: Sequence[Line], mark: int) -> tuple[int, str, range] | None:
    """«31.05.2016 / Открыт цех / …»."""
    if mark + 1 < len(lines) and _is_headline(lines[mark + 1]):
        return mark, lines[mark + 1].text, range(mark, mark + 2)
    return None


def _title_beside(lines: Sequence[Line], mark: int) -> tuple[int, str, range] | None:
    """«31.05.2016 Открыт цех / …»."""
    text = lines[mark].text
    dates = find_dates(text)
    title = text[dates[0].stop :].lstrip(" \xa0.,:|—–-") if dates else ""
    return (mark, title, range(mark, mark + 1)) if len(title.split()) > 2 and len(title) <= HEADLINE else None


def _blocks(lines: Sequence[Line], marks: Sequence[int], shape: Shape) -> list[Teaser]:
    """The teasers, if nearly all lines fall into blocks of that shape."""
    starts = [(found, mark) for mark in marks if (found := shape(lines, mark))]
    if len(starts) < FEWEST_DATED or len(starts) < 0.9 * len(marks):
        return []
    if any(len(line.text) > SHORTEST and line.is_prose for line in lines[: starts[0][0][0]]):  # an article's text
        return []
    blocks = []
    stops = [found[0] for found, _ in starts[1:]] + [len(lines)]
    for ((start, title, gone), mark), stop in zip(starts, stops, strict=True):
        body = tuple(lines[number] for number in range(start, stop) if number not in gone)
        blocks.append(Teaser(tuple(lines[start:stop]), body, title, _day(lines[mark].text)))
    with_body = sum(bool(block.body) for block in blocks)
    is_even = with_body >= 0.6 * len(blocks) or not with_body
    return blocks if is_even and all(map(_is_short, blocks)) else []


def _says_when(text: str) -> bool:
    """Whether a line is a day, with or without a year, or a time, or begins with a full date."""
    if len(text) > HEADLINE or not any(map(str.isdigit, text[:20])):
        return False
    if date_line(text) or _CLOCK.fullmatch(text):
        return True
    dates = find_dates(text)
    if not dates or dates[0].start > 3:
        return False
    return dates[0].day is not None or bool(_YEARLESS.fullmatch(text[dates[0].stop :]))


def _day(text: str) -> datetime.date | None:
    found = date_line(text)
    if found:
        return found.day
    return next((each.day for each in find_dates(text) if each.day), None)


def _newest_first(days: Sequence[datetime.date | None]) -> bool:
    """Lists of news go back in time; a chronicle, which is one article, goes forward."""
    known = [day for day in days if day]
    back = sum(upper >= lower for upper, lower in itertools.pairwise(known))
    return back >= 0.8 * (len(known) - 1)


def _is_headline(line: Line) -> bool:
    """Whether the line may be a headline by its look; two sentences may be one: «Цех открыт. Кто следующий?»."""
    text = line.text
    is_ended = text.endswith((":", ";", ",")) or (text.endswith(".") and not text.endswith(".."))
    return (
        len(text.split()) >= 3 and len(text) <= HEADLINE and not is_ended and not line.is_date and not text[0].islower()
    )


def _is_short(block: Teaser) -> bool:
    return len(block.lines) <= MOST_LINES and sum(len(line.text) for line in block.lines) <= LONGEST_BLOCK


def _is_echoed(block: Teaser) -> bool:
    return bool(_stems(block.title or "") & _stems(" ".join(line.text for line in block.body)))


def _stems(text: str) -> set[str]:
    return {word[:5].lower() for word in _STEM.findall(text)}


def _names(text: str) -> set[str]:
    return {(first or second)[:5].lower() for first, second in _NAME.findall(text)}
