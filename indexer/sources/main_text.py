"""Which blocks are the article? main_text(tree, blocks, headline) keeps them and says why it left out others amid them.

The article stands in the element with the greatest sum of running text less everything else (links, short lines,
what the site says of itself): the maximum-sum idea of Pasternack and Roth, «Extracting article text from the web with
maximum subsequence segmentation» (2009), on the tree of the page instead of the row of its words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.sources.blocks import Block, Element
from indexer.sources.furniture import below, is_legal, is_links, lineage, marked, prose, totals

HEADLINE = 200  # what it is worth, in characters, that an element holds the headline
ABOVE = 0.2  # what a character is worth above the headline
FEWEST = 3  # teasers that make a page a list
_SAYS = re.compile(r"\W{0,3}\d|(?:опубликован|размещ|добавлен|дата|время|источник)", re.IGNORECASE)
_SERVICE = re.compile(r"верси[яю]|печат|коммент|обсуд|отправить|подпис|поделит|закладк|rss", re.IGNORECASE)
OVER, NEAR = 2, 4  # lines over the headline, and below the text, that may say when the article appeared
HEADLINE_OF_OTHER = 20  # characters of a link that is the headline of other news
SHORT = 90  # characters of such a line


@dataclass(frozen=True, slots=True)
class MainText:
    """The blocks of the article in order, and what was left out between them, each as (rule, text)."""

    blocks: Sequence[Block]
    dropped: tuple[tuple[str, str], ...]

    @property
    def prose(self) -> int:
        """Characters of running text."""
        return sum(map(prose, self.blocks))


def main_text(root: Element, blocks: Sequence[Block], headline: int | None) -> MainText:
    """The article of a page, its headline and the lines about it first; of a list of news, all its teasers."""
    elements = list(root.iter())
    beside = below(elements, marked(elements, blocks, None if headline is None else blocks[headline]))
    is_beside = [block.element in beside for block in blocks]
    main = _article_element(elements, blocks, headline, is_beside)
    if main is None:
        return MainText([], ())
    within = set(main.iter())
    inside = [number for number, block in enumerate(blocks) if block.element in within]
    titles = _teaser_titles(blocks, inside)
    first, last = inside[0], inside[-1]
    if headline is not None and first <= headline <= last and not titles:
        first = headline
    gone: dict[int, str] = {}
    kept = []
    for number in range(first, last + 1):
        if rule := _rule(blocks, number, is_beside[number], headline, titles):
            gone[number] = rule
        else:
            kept.append(number)
    kept = _without_headings_of_links(blocks, kept, gone, headline)
    around = [] if titles else _around(blocks, kept, headline)
    order = sorted({*kept, *around})
    return MainText([blocks[number] for number in order], tuple((gone[each], blocks[each].text) for each in gone))


def _article_element(
    elements: Sequence[Element], blocks: Sequence[Block], headline: int | None, is_beside: Sequence[bool]
) -> Element | None:
    """The element with the greatest sum, the innermost of equals; None where nothing is worth reading."""
    own: dict[Element, float] = {}
    for number, block in enumerate(blocks):
        if is_beside[number]:
            continue
        worth = float(prose(block)) or -float(len(block.text))
        if headline is not None:
            if number == headline:
                worth = HEADLINE
            elif number < headline and worth > 0:
                worth *= ABOVE
        own[block.element] = own.get(block.element, 0.0) + worth
    sums = totals(elements, own)
    best = max(sums.values(), default=0.0)
    return next(element for element in reversed(elements) if sums.get(element) == best) if best > 0 else None


def _rule(
    blocks: Sequence[Block], number: int, is_beside: bool, headline: int | None, titles: frozenset[int]
) -> str | None:
    """Why the block is no part of the article, None where it is."""
    block = blocks[number]
    if number == headline or number in titles:
        return None
    if is_beside:
        return "marked_as_furniture"
    if is_links(block):
        return "link_block"
    return "legal_notice" if is_legal(block.text) else None


def _teaser_titles(blocks: Sequence[Block], inside: Sequence[int]) -> frozenset[int]:
    """The links that are headlines of a list of news: alike in their marks, each with a text of its own below."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for number in inside:
        block = blocks[number]
        if is_links(block) and len(block.text) >= 20 and _has_lead(blocks, number):
            groups.setdefault(_marks(block), []).append(number)
    largest = max(groups.values(), key=len, default=[])
    paragraphs = sum(bool(prose(blocks[number])) for number in inside)
    return frozenset(largest) if len(largest) >= FEWEST and 2 * len(largest) >= paragraphs else frozenset()


def _has_lead(blocks: Sequence[Block], number: int) -> bool:
    """Whether a text stands under the link, perhaps with a line between that says when."""
    for block in blocks[number + 1 : number + 3]:
        if is_links(block):
            return False
        if len(block.text) >= 40:
            return True
    return False


def _marks(block: Block) -> tuple[str, ...]:
    """What tells one kind of block from another: tags and classes of its element and of the one around."""
    return tuple(f"{each.tag}.{each.get('class') or ''}" for each in lineage(block.element, 2))


def _without_headings_of_links(
    blocks: Sequence[Block], kept: Sequence[int], gone: dict[int, str], headline: int | None
) -> list[int]:
    """The numbers less short lines with nothing but dropped links below: «Новости партнёров», the day of other news.

    A line with figures over the text may say when the article appeared, whatever short links stand below it.
    """
    stays: list[int] = []
    text = next((number for number in kept if prose(blocks[number])), len(blocks))
    for number in reversed(kept):
        is_over_links = gone.get(number + 1) in ("link_block", "heading_of_links")
        is_short = len(blocks[number].text) < SHORT and not prose(blocks[number]) and number != headline
        may_say = number < text and _may_say_when(blocks[number])
        if is_over_links and is_short and not (may_say or _says_below(blocks, number)):
            gone[number] = "heading_of_links"
        else:
            stays.append(number)
    return stays[::-1]


def _around(blocks: Sequence[Block], kept: Sequence[int], headline: int | None) -> list[int]:
    """The headline, and lines near it or below the text that may say when the article appeared."""
    if not kept:
        return []
    top = kept[0] if headline is None or headline > kept[-1] else headline
    found = [top]
    found += [number for number in range(max(top - OVER, 0), top) if _may_say_when(blocks[number])]
    found += [number for number in range(top + 1, kept[0]) if _may_say_when(blocks[number])]
    for number in range(kept[-1] + 1, min(kept[-1] + 1 + NEAR, len(blocks))):
        if prose(blocks[number]):
            break
        if _says_below(blocks, number):
            found.append(number)
    return found


def _says_below(blocks: Sequence[Block], number: int) -> bool:
    """Whether a line below the text may say when it appeared; over a headline of other news, it says when that did."""
    below = blocks[number + 1] if number + 1 < len(blocks) else None
    if below and is_links(below) and len(below.text) >= HEADLINE_OF_OTHER and not _SERVICE.search(below.text):
        return False
    return _may_say_when(blocks[number]) and bool(_SAYS.match(blocks[number].text))


def _may_say_when(block: Block) -> bool:
    return len(block.text) <= SHORT and block.link_share < 0.9 and any(map(str.isdigit, block.text))
