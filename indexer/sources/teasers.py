"""Which links of a page announce other news? announced(blocks, …).titles of a list, .others beside an article.

A teaser is a link with a text of its own below. Three alike make a column; it is the page itself where nothing
stands above it, and furniture where an article does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.sources.blocks import Block, Element
from indexer.sources.furniture import is_links, lineage, prose
from indexer.text.dates import find_dates

FEWEST = 3  # teasers that make a column
OVER = 2  # lines over a headline that may say when
SHORTEST = 20  # characters of a title
LEAD, NEAR = 40, 4  # characters of what stands below it, and within how many blocks


@dataclass(frozen=True, slots=True)
class Announced:
    """The numbers of the titles of a list and the element around them, or those of blocks that tell other news."""

    titles: frozenset[int] = frozenset()
    element: Element = None
    others: frozenset[int] = frozenset()


def announced(blocks: Sequence[Block], headline: int | None, is_beside: Sequence[bool]) -> Announced:
    """What the columns of teasers on the whole page are: the page itself, or other news beside an article."""
    shown = [number for number in range(len(blocks)) if not is_beside[number] and number != headline]
    columns = [titles for titles in _columns(blocks, shown).values() if len(titles) >= FEWEST]
    if not columns:
        return Announced()
    titles = max(columns, key=len)
    teasers = {number for title in titles for number in _teaser(blocks, title)}
    told = sum(prose(blocks[number]) for number in teasers)
    rest = sum(prose(blocks[number]) for number in shown if number not in teasers)
    article = _first_of_article(blocks, shown, headline, columns)
    # A list may say above what it is of; an article of a line or two says when it appeared.
    if article is not None and (told <= 2 * rest or _is_dated(blocks, headline or 0, article)):
        own = _around(blocks, [headline or 0, article])
        beside = [titles for titles in columns if not _stand_within(blocks, titles, own)]
        return Announced(
            others=frozenset(number for titles in beside for each in titles for number in _teaser(blocks, each))
        )
    return Announced() if told < rest else Announced(frozenset(titles), _around(blocks, titles))


def teaser_titles(blocks: Sequence[Block], inside: Sequence[int]) -> frozenset[int]:
    """The links that are headlines of a list of news: alike in their marks, each with a text of its own below."""
    largest = max(_columns(blocks, inside).values(), key=len, default=[])
    paragraphs = sum(bool(prose(blocks[number])) for number in inside)
    return frozenset(largest) if len(largest) >= FEWEST and 2 * len(largest) >= paragraphs else frozenset()


def _columns(blocks: Sequence[Block], numbers: Iterable[int]) -> dict[tuple[str, ...], list[int]]:
    """The titles with a text below, by what tells one kind of block from another: tags and classes around."""
    columns: dict[tuple[str, ...], list[int]] = {}
    for number in numbers:
        block = blocks[number]
        if is_links(block) and len(block.text) >= SHORTEST and _lead(blocks, number):
            marks = tuple(f"{each.tag}.{each.get('class') or ''}" for each in lineage(block.element, 2))
            columns.setdefault(marks, []).append(number)
    return columns


def _lead(blocks: Sequence[Block], number: int) -> int | None:
    """The text that stands under the link, perhaps with short lines between that say when and by whom."""
    for below in range(number + 1, min(number + 1 + NEAR, len(blocks))):
        block = blocks[below]
        if is_links(block) and len(block.text) >= SHORTEST:
            return None
        if prose(block) or (len(block.text) >= LEAD and not block.text[-1].isdigit()):
            return below
    return None


def _teaser(blocks: Sequence[Block], title: int) -> range:
    return range(title, (_lead(blocks, title) or title) + 1)


def _first_of_article(
    blocks: Sequence[Block], shown: Sequence[int], headline: int | None, columns: Sequence[Sequence[int]]
) -> int | None:
    """The paragraph below the headline of the page, if no teaser stands between."""
    if headline is None:
        return None
    first = next((number for number in shown if number > headline and prose(blocks[number])), None)
    between = range(headline, first or headline)
    return None if any(title in between for titles in columns for title in titles) else first


def _is_dated(blocks: Sequence[Block], headline: int, text: int) -> bool:
    """Whether a day stands beside the headline, over it or between it and the text."""
    return any(find_dates(block.text) for block in blocks[max(headline - OVER, 0) : text])


def _stand_within(blocks: Sequence[Block], titles: Sequence[int], element: Element) -> bool:
    """Whether some of them stand in the element, as the headlines of a digest do; right in it, if it is the page."""
    most = 3 if element.tag in ("body", "html") else 1000
    return any(element in lineage(blocks[title].element, most) for title in titles)


def _around(blocks: Sequence[Block], titles: Sequence[int]) -> Element:
    """The innermost element that holds them all."""
    common = lineage(blocks[titles[0]].element)
    for title in titles[1:]:
        held = set(lineage(blocks[title].element))
        common = [element for element in common if element in held]
    return common[0]
