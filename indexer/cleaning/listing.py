"""Is the page one article, or a column of teasers? teasers(lines) gives the teasers of a column, else nothing.

A teaser is a paragraph of its own: a sentence or two that were cut off the article they announce, so that the full
stop is missing, and about something else than its neighbours.
"""

import itertools
import re
from collections.abc import Callable, Sequence

from indexer.cleaning.page import Line

FEWEST = 4  # teasers that make a column
SHORTEST, LONGEST = 60, 700  # characters of a teaser
_END = (".", "!", "?", ":", ";", ",")
_NAME = re.compile(r"(?<=[\w,;—–«»\"(-] )[«\"(]?([А-ЯЁA-Z][\w-]{3,})|(?<=[«\"])([А-ЯЁA-Z][\w-]{3,})")


def independent_teasers(lines: Sequence[Line]) -> list[Line]:
    """Most paragraphs end without a full stop, and neighbours share no names: a column of announcements."""
    teasers = [line for line in lines if len(line.text) >= SHORTEST]
    if len(teasers) < FEWEST or len(teasers) < 0.8 * len(lines):
        return []
    if any(len(line.text) > LONGEST for line in teasers):
        return []
    if any(line.text[0].islower() for line in teasers):  # a text wrapped at the margin
        return []
    unended = sum(not line.text.rstrip('»"”) ').endswith(_END) for line in teasers)
    if unended < 0.7 * len(teasers):
        return []
    names = [_names(line.text) for line in teasers]
    related = sum(bool(upper & lower) for upper, lower in itertools.pairwise(names))
    return teasers if related <= (len(teasers) - 1) / 4 else []


RULES: list[Callable[[Sequence[Line]], list[Line]]] = [independent_teasers]


def teasers(lines: Sequence[Line]) -> tuple[str, list[Line]] | None:
    """The name of the rule that saw a column, and its teasers."""
    for rule in RULES:
        if found := rule(lines):
            return rule.__name__, found
    return None


def _names(text: str) -> set[str]:
    return {(first or second)[:5].lower() for first, second in _NAME.findall(text)}
