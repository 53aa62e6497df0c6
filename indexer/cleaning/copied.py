"""What is the headline of a page that was saved or copied as text, with its menus, and maybe its window's title?"""

import bisect
import re
from collections.abc import Sequence
from typing import NamedTuple

from indexer.cleaning.characters import one_line
from indexer.cleaning.headlines import (
    ECHOED,
    cut,
    is_full,
    is_headline,
    is_part,
    stems_of,
    without_date,
    without_full_stop,
)
from indexer.cleaning.page import Found, Line, Page

SHORTEST = 15  # characters of a headline that may be told by its repetition
MENU = 10  # lines on end that are no article
NEAR = 15  # lines between a headline and its text
_PATH = re.compile(r"(?:[»>→|/].*){2}")  # «Новости » Экономика » Открыт цех»
_REMARK = re.compile(r"\s*\([^()]*\)$")  # «Открыт цех (фото)»


class _Rank(NamedTuple):
    """What speaks for a line, the most first: the window's title, a second place, its words in the text, its place."""

    is_told: bool
    is_twice: bool
    echo: float
    number: int


def line_over_run(page: Page) -> Found | None:
    """The headline over the text of a page that was copied with its menus.

    Of the last lines above the longest run of prose one that the window's title repeats, else one that stands there
    twice, else that whose words the text says again most; of equal ones the last.
    """
    if not page.is_copied or not (ranks := _ranks(page)):
        return None
    best = max(ranks, key=ranks.__getitem__)
    if not ranks[best].is_told and line_of_page_title(page):
        return None  # what the window's title says stands elsewhere
    if 2 * _prose(page.lines[:best]) > _prose(page.lines[best:]):
        return None  # a subheading
    return Found(cut(without_full_stop(without_date(one_line(page.lines[best].text)))), (best,))


def line_of_page_title(page: Page) -> Found | None:
    """The headline that the window's title repeats beside the site's name: «Открыт цех — Новости Ижевска».

    The longest such line; of equal ones that below a menu, which may have the headline too.
    """
    prose = [number for number, line in enumerate(page.lines) if line.is_prose]
    for above, outer in enumerate(page.lines[:3]):
        best, place = "", -1
        for number, line in enumerate(page.lines[above + 1 :], above + 1):
            if len(line.text) < SHORTEST:
                continue
            found = without_date(one_line(line.text)) if line.text[-1].isdigit() else line.text
            if not is_part(found, outer.text) or not is_headline(line):
                continue
            before = bisect.bisect(prose, number)
            # Paragraphs above the headline announce other news, if there are not more of them than below.
            if before > 0 and (found == outer.text or before > len(prose) - before):
                continue
            is_below_menu = found == best != outer.text and number - place >= MENU
            if len(found) > len(best) or is_below_menu:
                best, place = found, number
        if best:
            return Found(cut(without_full_stop(one_line(best))), (place,))
    return None


def _ranks(page: Page) -> dict[int, _Rank]:
    """The last lines above the longest run of prose that may be its headline."""
    said = stems_of(" ".join(line.text for line in page.lines[page.run :][:12]))
    above = [line.text for line in page.lines[: page.run]]
    ranks: dict[int, _Rank] = {}
    for number in range(max(0, page.run - NEAR), page.run):
        line = page.lines[number]
        stems = stems_of(line.text)
        echo = len(stems & said) / max(1, len(stems))
        if echo < ECHOED or not is_headline(line) or line.is_prose or _PATH.search(line.text):
            continue
        bare = _REMARK.sub("", line.text)
        is_told = len(bare) >= SHORTEST and any(is_part(bare, outer) for outer in above[: min(3, number)])
        if is_told or is_full(line):
            ranks[number] = _Rank(is_told, above.count(line.text) > 1, echo, number)
    return ranks


def _prose(lines: Sequence[Line]) -> int:
    """Characters of prose."""
    return sum(len(line.text) for line in lines if line.is_prose and line.is_sentence)
