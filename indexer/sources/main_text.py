"""Which blocks are the article? main_text(tree, blocks, headline) keeps them and says why it left out others amid them.

The article stands in the element with the greatest sum of running text less everything else (links, short lines,
what the site says of itself): the maximum-sum idea of Pasternack and Roth, «Extracting article text from the web with
maximum subsequence segmentation» (2009), on the tree of the page instead of the row of its words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.sources.blocks import Block, Element
from indexer.sources.furniture import below, is_links, lineage, marked, prose, totals
from indexer.sources.teasers import announced, teaser_titles
from indexer.text.dates import find_dates, find_short_date
from indexer.text.legal import is_legal

HEADLINE = 200  # what it is worth, in characters, that an element holds the headline
ABOVE = 0.2  # what a character is worth above the headline
_SAYS = re.compile(r"\W{0,3}\d|(?:опубликован|размещ|добавлен|дата|время|источник)", re.IGNORECASE)
_FROM = re.compile(r"источник\s?:\s?\w", re.IGNORECASE)  # a link, mostly
_CLOCK = re.compile(r"\b[0-2]?\d:[0-5]\d\b|\b\d\d[./]\d\d[./]\d\d")
_SERVICE = re.compile(r"верси[яю]|печат|коммент|обсуд|отправить|подпис|поделит|закладк|rss", re.IGNORECASE)
_SEE_ALSO = re.compile(
    r"(?:читайте|смотрите)\s+(?:также|ещ[её])\W*|(?:(?:материалы|новости|ещ[её])\s+)?по\s+теме\W*", re.IGNORECASE
)
LARGEST_BOX = 400  # characters of running text in a box that leads to other news
OVER, NEAR = 2, 4  # lines over the headline, and below the text, that may say when the article appeared
HEADLINE_OF_OTHER = 20  # characters of a link that is the headline of other news
SHORT, LONGEST_DAY = 90, 30  # characters of such a line, and of a link that is only a day


@dataclass(frozen=True, slots=True)
class MainText:
    """The blocks of the article in order, and what was left out between them, each as (rule, text).

    `others` are the texts that announce other news, wherever on the page they stand.
    """

    blocks: Sequence[Block]
    dropped: tuple[tuple[str, str], ...]
    others: frozenset[str] = frozenset()

    @property
    def prose(self) -> int:
        """Characters of running text."""
        return sum(map(prose, self.blocks))


def main_text(root: Element, blocks: Sequence[Block], headline: int | None) -> MainText:
    """The article of a page, its headline and the lines about it first; of a list of news, all its teasers."""
    elements = list(root.iter())
    beside = below(elements, marked(elements, blocks, None if headline is None else blocks[headline]))
    is_beside = [block.element in beside for block in blocks]
    listed = announced(blocks, headline, is_beside)
    for number in listed.others:
        is_beside[number] = True
    main = listed.element if listed.titles else _article_element(elements, blocks, headline, is_beside)
    if main is None:
        return MainText([], ())
    within = set(main.iter())
    inside = [number for number, block in enumerate(blocks) if block.element in within]
    if headline is not None and not listed.titles:
        for number in _of_other_articles(blocks, inside, headline):
            is_beside[number] = True
    for number in _of_boxes(blocks, inside):
        is_beside[number] = True
    titles = listed.titles or teaser_titles(blocks, [number for number in inside if number not in listed.others])
    first, last = inside[0], inside[-1]
    if headline is not None and first <= headline <= last and not titles:
        first = headline
    gone: dict[int, str] = {}
    kept = []
    for number in range(first, last + 1):
        if number in listed.others:
            gone[number] = "other_news"
        elif rule := _rule(blocks, number, is_beside[number], headline, titles):
            gone[number] = rule
        else:
            kept.append(number)
    if not titles:
        kept = _without_headings_of_links(blocks, kept, gone, headline)
    around = [] if titles else _around(blocks, kept, headline, is_beside)
    for number in around:
        gone.pop(number, None)
    order = sorted({*kept, *around})
    return MainText(
        [blocks[number] for number in order],
        tuple((gone[each], blocks[each].text) for each in gone),
        frozenset(blocks[number].text for number in listed.others),
    )


def _of_other_articles(blocks: Sequence[Block], numbers: Sequence[int], headline: int) -> Iterator[int]:
    """The blocks of what stands beside the headline's own article, made like it, with such a headline of its own, or
    another and a day: what a page that goes on without end shows next.
    """
    above = set(lineage(blocks[headline].element))
    others = {
        element
        for number in numbers
        if number > headline and _opens_an_article(blocks, number, blocks[headline].tag)
        for element in lineage(blocks[number].element)
        if element not in above and any(_is_made_alike(element, one) for one in above)
    }
    return (number for number in numbers if not others.isdisjoint(lineage(blocks[number].element)))


def _opens_an_article(blocks: Sequence[Block], number: int, heading: str) -> bool:
    """A heading like that of the page's own article, or a smaller one with a day beside it."""
    if heading not in ("h1", "h2") or blocks[number].tag not in ("h1", "h2", "h3"):
        return False
    beside = (*blocks[number - 1 : number], *blocks[number + 1 : number + 2])
    return blocks[number].tag == heading or any(map(_may_say_when, beside))


def _of_boxes(blocks: Sequence[Block], numbers: Sequence[int]) -> Iterator[int]:
    """The blocks of a small box that opens with «Читайте также» and leads to other news, whatever it says of them."""
    for number in numbers:
        if not _SEE_ALSO.fullmatch(blocks[number].text):
            continue
        for box in lineage(blocks[number].element, 3):
            within = set(box.iter())
            held = [other for other in numbers if blocks[other].element in within]
            if len(held) > 1:
                is_small = sum(prose(blocks[other]) for other in held) <= LARGEST_BOX
                if held[0] == number and is_small and any(is_links(blocks[other]) for other in held):
                    yield from held
                break


def _is_made_alike(one: Element, other: Element) -> bool:
    """Whether two elements stand side by side under the same name."""
    is_named = one.get("class") or one.tag == "article"
    return bool(is_named and one.tag == other.tag and one.get("class") == other.get("class")) and (
        one.getparent() is other.getparent()
    )


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
        return None if titles and _is_day(block) else "link_block"
    return "legal_notice" if is_legal(block.text) else None


def _without_headings_of_links(
    blocks: Sequence[Block], kept: Sequence[int], gone: dict[int, str], headline: int | None
) -> list[int]:
    """The numbers less short lines with nothing but dropped links below: «Новости партнёров», the day of other news.

    A line with figures over the text may say when the article appeared, whatever short links stand below it.
    """
    stays: list[int] = []
    text = next((number for number in kept if prose(blocks[number])), len(blocks))
    last = next((number for number in reversed(kept) if prose(blocks[number])), 0)
    for number in reversed(kept):
        is_under_link = gone.get(number - 1) == "link_block" and len(blocks[number - 1].text) >= HEADLINE_OF_OTHER
        if text < number < last and is_under_link and _may_say_when(blocks[number]):
            gone[number] = "day_of_other_news"
            continue
        is_over_links = gone.get(number + 1) in ("link_block", "heading_of_links")
        is_short = len(blocks[number].text) < SHORT and not prose(blocks[number]) and number != headline
        may_say = number < text and _may_say_when(blocks[number])
        if is_over_links and is_short and not (may_say or _says_below(blocks, number)):
            gone[number] = "heading_of_links"
        else:
            stays.append(number)
    return stays[::-1]


def _around(blocks: Sequence[Block], kept: Sequence[int], headline: int | None, is_beside: Sequence[bool]) -> list[int]:
    """The headline, a lead below it, and lines near it or below the text that may say when the article appeared."""
    if not kept:
        return []
    top = kept[0] if headline is None or headline > kept[-1] else headline
    found = [top]
    found += [number for number in range(max(top - OVER, 0), top) if _may_say_when(blocks[number])]
    text = next((number for number in kept if prose(blocks[number])), kept[0])
    near = [number for number in range(top + 1, text) if number < kept[0] or not is_beside[number]]
    found += [number for number in near if _may_say_when(blocks[number])]
    found += [number for number in range(top + 1, kept[0]) if prose(blocks[number]) and not is_beside[number]]
    for number in range(kept[-1] + 1, min(kept[-1] + 1 + NEAR, len(blocks))):
        if prose(blocks[number]):
            break
        if _says_below(blocks, number) or _FROM.match(blocks[number].text):
            found.append(number)
    return found


def _says_below(blocks: Sequence[Block], number: int) -> bool:
    """Whether a line below the text may say when it appeared; over a headline of other news, it says when that did."""
    if blocks[number].links >= HEADLINE_OF_OTHER and is_links(blocks[number]):
        return False
    below = blocks[number + 1] if number + 1 < len(blocks) else None
    if below and is_links(below) and len(below.text) >= HEADLINE_OF_OTHER and not _SERVICE.search(below.text):
        return False
    return _may_say_when(blocks[number]) and bool(_SAYS.match(blocks[number].text))


def _is_day(block: Block) -> bool:
    """A day that leads to all news of that day, as in lists of a blog."""
    return len(block.text) <= LONGEST_DAY and bool(find_dates(block.text))


def _may_say_when(block: Block) -> bool:
    if len(block.text) > SHORT or block.link_share >= 0.9 or not any(map(str.isdigit, block.text)):
        return False
    return bool(_CLOCK.search(block.text) or find_dates(block.text) or find_short_date(block.text))
