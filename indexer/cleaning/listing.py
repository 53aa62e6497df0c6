"""Is the page one article, or a list of several? teasers(lines) gives the teasers of a list, else nothing.

A teaser is a headline with a day or a lead, or a paragraph of its own: a sentence or two that were cut off the article
they announce, about something else than their neighbours.
"""

import datetime
import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from indexer.cleaning.cohesion import unrelated
from indexer.cleaning.date_line import date_line
from indexer.cleaning.page import Line
from indexer.text.dates import find_dates

FEWEST = 4  # teasers that make a list
FEWEST_DATED = 3  # where each has its own day
SHORTEST, LONGEST = 60, 700  # characters of a teaser that is a paragraph
MOST_LINES, LONGEST_BLOCK = 5, 1500  # of a teaser that has a headline
ECHOED, UNLIKE = 0.5, -4.0  # share of leads that say their headline again, how sure their stories must be unrelated,
HARDLY_ECHOED = 0.2  # and the share where it is more likely than not that they are
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
    for starts in (_behind_gaps(lines), _every_other(lines), _by_look(lines)):
        blocks = _titled(lines, starts)
        if len(blocks) < FEWEST or not all(block.body and _is_short(block) for block in blocks):
            continue
        if _are_told_above(lines[: starts[0]], [line.text for block in blocks for line in block.lines]):
            continue
        echoed = sum(map(_is_echoed, blocks)) / len(blocks)
        unlike = unrelated([" ".join(line.text for line in block.lines) for block in blocks])
        if (echoed >= ECHOED and unlike > UNLIKE) or (echoed >= HARDLY_ECHOED and unlike > 0):
            return blocks
    return []


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
    if _are_told_above(set(lines) - set(teasers), [line.text for line in teasers]):
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


def _titled(lines: Sequence[Line], starts: Sequence[int]) -> list[Teaser]:
    """Blocks that begin at these lines, the first line of each being its title."""
    return [
        Teaser(tuple(lines[start:stop]), tuple(lines[start + 1 : stop]), lines[start].text)
        for start, stop in itertools.pairwise([*starts, len(lines)])
    ]


def _behind_gaps(lines: Sequence[Line]) -> list[int]:
    """Where blocks begin that blank lines part: a headline and what stands right below it."""
    starts = [number for number, line in enumerate(lines) if line.gap or not number]
    if len(starts) > 1 and starts[1] == 1:  # «Новости», alone above all
        del starts[0]
    return starts if _are_headlines([lines[start] for start in starts]) else []


def _every_other(lines: Sequence[Line]) -> list[int]:
    """Where pairs of a headline and a longer lead begin, with a line for all of them above or without."""
    starts = list(range(len(lines) % 2, len(lines), 2))
    longer = sum(len(lines[start].text) < len(lines[start + 1].text) for start in starts)
    return starts if longer >= 0.8 * len(starts) and _are_headlines([lines[start] for start in starts]) else []


def _by_look(lines: Sequence[Line]) -> list[int]:
    """Whatever looks like a headline, from the first or the second line on."""
    starts = [number for number, line in enumerate(lines) if _is_headline(line) and len(line.text.split()) > 3]
    return starts if starts and starts[0] <= 1 else []


def _are_headlines(lines: Sequence[Line]) -> bool:
    """Most look it, and none is too long for one."""
    looking = sum(map(_is_headline, lines))
    return looking >= 0.8 * len(lines) and all(len(line.text) <= HEADLINE for line in lines)


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
    if found := date_line(text):
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


def _are_told_above(lines: Iterable[Line], texts: Sequence[str]) -> bool:
    """Whether a headline stands there that the texts say again, which makes them one article."""
    above = {stem for line in lines for stem in _stems(line.text)}
    return sum(bool(_stems(text) & above) for text in texts) > 1


def _stems(text: str) -> set[str]:
    return {word[:5].lower() for word in _STEM.findall(text)}


def _names(text: str) -> set[str]:
    return {(first or second)[:5].lower() for first, second in _NAME.findall(text)}
