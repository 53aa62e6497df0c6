"""Which blocks of a web page are not its article? is_links(block) of a column of other headlines, prose(block) == 0.

The marks are those that makers of pages use everywhere (`class="related-news"`), and how much of a text is links;
what furniture *says* is known to `cleaning.boilerplate`, which reads the lines afterwards.
"""

import functools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from indexer.sources.blocks import Block, Element
from indexer.text.legal import is_legal

# Words in the class or id of elements that surround an article; «comments-list», «socialShare», «b_tags».
MARKS = frozenset(
    """comment comments reply replies disqus related similar also share sharing social socials likes tag tags breadcrumb
    breadcrumbs crumbs menu nav navbar navigation sidebar banner banners adv advert advertisement advertising ads promo
    popular recommended recommendations subscribe subscription newsletter cookie cookies copyright copyrights footer
    pagination pager rating counter counters login auth widget informer figcaption caption toolbar vote poll author
    authors paywall bcomment ad adfox partners reactions relatedposts
    sharedaddy""".split()
)
# Two words of one name: what is said of a picture («photo-descr», «media__description», «content_thumb_alt»), and the
# news that a page shows below its own («next-post», «other_news»).
PAIRS = (
    (
        frozenset("photo foto image img picture pic media thumb thumbnail figure".split()),
        frozenset("desc descr description alt source credit credits sign signature legend".split()),
    ),
    (
        frozenset("next prev previous other more".split()),
        frozenset("entry article articles post posts news material materials story stories".split()),
    ),
)
TAGS = frozenset(
    "nav footer aside menu figcaption caption template amp-ad amp-embed amp-sidebar amp-user-notification".split()
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_END = re.compile(r"[.!?…:;][»\"”)\]]*$")
SHORTEST = 40  # characters of a paragraph
LONG = 100  # a text of this length is a paragraph even without a full stop


def prose(block: Block) -> int:
    """How many characters of running text the block holds, links aside; 0 where it is no paragraph of an article."""
    if block.running is None:
        block.running = _running(block)
    return block.running


def _running(block: Block) -> int:
    own = len(block.text) - block.links
    if own < SHORTEST or block.link_share >= 0.4 or block.tag in TAGS:
        return 0
    if not (_END.search(block.text) or own >= LONG) or is_legal(block.text):
        return 0
    return own


def is_links(block: Block) -> bool:
    """Whether the block is a way to somewhere else."""
    return block.link_share >= 0.5


def is_marked(element: Element) -> bool:
    """Whether the maker of the page says that the element stands beside the article."""
    if element.tag in TAGS:
        return True
    return _says_so(f"{element.get('class') or ''} {element.get('id') or ''}")


@functools.lru_cache(1024)  # a page has the same names again and again
def _says_so(named: str) -> bool:
    words = words_of(named)
    if not MARKS.isdisjoint(words):
        return True
    return any(not one.isdisjoint(words) and _hold_both(named.split(), one, other) for one, other in PAIRS)


def _hold_both(names: Iterable[str], one: Collection[str], other: Collection[str]) -> bool:
    """Whether one of the names holds words of both sets."""
    held = map(set, map(words_of, names))
    return any(not words.isdisjoint(one) and not words.isdisjoint(other) for words in held)


def words_of(names: str) -> list[str]:
    """The words of classes and ids: words_of("news-title mainBlock") == ["news", "title", "main", "block"]."""
    return [word.lower() for word in _WORD.findall(names)]


def marked(elements: Sequence[Element], blocks: Iterable[Block], headline: Block | None) -> set[Element]:
    """The elements that are marked as furniture; never one that holds most of the page's text, or its headline."""
    own: dict[Element, float] = {}
    for block in blocks:
        own[block.element] = own.get(block.element, 0.0) + prose(block)
    most = sum(own.values()) / 2
    weights = totals(elements, own)
    above = set(lineage(headline.element)) if headline else set()
    return {
        element
        for element in elements
        if weights.get(element, 0.0) <= most
        and isinstance(element.tag, str)
        and element.tag not in ("body", "html")
        and is_marked(element)
        and element not in above
    }


def totals(elements: Sequence[Element], own: Mapping[Element, float]) -> dict[Element, float]:
    """What the elements hold with all that is in them; `elements` are all of a page in the order of reading."""
    found = dict(own)
    for element in reversed(elements):
        if (total := found.get(element)) and (parent := element.getparent()) is not None:
            found[parent] = found.get(parent, 0.0) + total
    return found


def below(elements: Iterable[Element], tops: Collection[Element]) -> set[Element]:
    """The elements among `tops`, and all that stand in them."""
    found: set[Element] = set()
    for element in elements:
        if element in tops or element.getparent() in found:
            found.add(element)
    return found


def lineage(element: Element | None, most: int = 1000) -> list[Element]:
    """The element and what it stands in, innermost first, at most so many."""
    found: list[Element] = []
    while element is not None and len(found) < most:
        found.append(element)
        element = element.getparent()
    return found
