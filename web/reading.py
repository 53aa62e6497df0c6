"""How much of an article does its page show? All of nearly every one, the beginning of what is as long as a book.

reading("о кластерах", [(2, 11)])   ->   Reading([Markup('о <mark id="m1">кластерах</mark>')], 1, 1, 11, 11)
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from markupsafe import Markup

from indexer import Span
from web.display import joined, paragraphs

LONGEST = 500_000  # characters: a novel of three hundred pages
MOST_MARKED = 2_000  # places: nobody looks through more, and a mark takes several times the room of its word


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page shows of a body: paragraphs with `places` marks of those `found`, `shown` characters of `length`."""

    paragraphs: Sequence[Markup]
    places: int
    found: int
    shown: int
    length: int


def reading(body: str, spans: Sequence[Span]) -> Reading:
    """The body as paragraphs, its spans marked and numbered, both within their limits."""
    marks = joined(spans, len(body))
    beginning = body if len(body) <= LONGEST else body[:LONGEST] + "…"
    pieces, places = numbered(paragraphs(beginning, [mark for mark in marks[:MOST_MARKED] if mark[0] < LONGEST]))
    return Reading(pieces, places, len(marks), min(len(body), LONGEST), len(body))


def numbered(html: Iterable[Markup]) -> tuple[list[Markup], int]:
    """The same pieces with their marks numbered, `<mark id="m1">` and so on, to be led to; and how many there are."""
    numbers = count(1)
    pieces = [Markup(re.sub("<mark>", lambda _: f'<mark id="m{next(numbers)}">', piece)) for piece in html]
    return pieces, next(numbers) - 1
