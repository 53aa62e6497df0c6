"""Which block is the headline? The one that the window's title repeats: «Открыт цех» of «Открыт цех — Портал»."""

import re
from collections.abc import Sequence

from indexer.sources.blocks import Block
from indexer.sources.furniture import LONG, lineage, prose, words_of

LONGEST = 250  # characters
NEAR = 3  # lines above a paragraph, a day and a lead among them
_WEIGHTS = {"h1": 2.0, "h2": 1.6, "h3": 1.4, "h4": 1.3}
_TITLES = frozenset("title headline heading zagolovok".split())
_CRUMBS = re.compile(r"(?:главная|домой|home)\b.{0,30}?(?:[»>/→|•]|::)", re.IGNORECASE)
_HOME = re.compile(r"(?:https?://[^/?#]+)?/?(?:index\.\w+)?", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def headline(blocks: Sequence[Block], names: Sequence[str]) -> int | None:
    """The number of the block that holds the headline; `names` are what the page calls itself, in head and marks.

    A heading that says the same as a name wins, the fuller the better; else the only h1 that is no link, else the
    heading right above the first long paragraph: «Новости за 12.03.1999» names no article.
    """
    known = [frozenset(_words(name)) for name in names if name]
    best, best_score = None, 0.0
    for number, block in enumerate(blocks):
        if len(block.text) > LONGEST or _CRUMBS.match(block.text) or _leads_home(block):
            continue
        score = max((_likeness(block, name) for name in known), default=0.0)
        if score > best_score:
            best, best_score = number, score
    if best is not None:
        return best
    first = [number for number, block in enumerate(blocks) if block.tag == "h1" and _is_own(block)]
    if len(first) == 1:
        return first[0]
    text = next((number for number, block in enumerate(blocks) if prose(block) >= LONG), 0)
    over = range(text - 1, max(text - 1 - NEAR, -1), -1)
    return next((number for number in over if _is_called_title(blocks[number]) and _is_own(blocks[number])), None)


def _likeness(block: Block, name: frozenset[str]) -> float:
    """How well a block says what a name says, 0 where it does not."""
    words = set(_words(block.text))
    common = len(words & name)
    if common < 2 or not any(map(str.isalpha, words)) or common < 0.75 * len(words) or common < 0.3 * len(name):
        return 0.0
    weight = _WEIGHTS.get(block.tag, 1.0)
    if block.link_share >= 0.5:
        weight *= 0.4
    return weight * common * common / len(words)


def _leads_home(block: Block) -> bool:
    """Whether it is the name of the site, a link to its first page."""
    if block.link_share < 0.9:
        return False
    near = (*block.element.iter("a"), *lineage(block.element, 3))
    return any(_HOME.fullmatch(each.get("href") or "") for each in near if each.tag == "a")


def _is_called_title(block: Block) -> bool:
    """A heading, or what is marked as one: `<div class="news-title">`."""
    marks = words_of(f"{block.element.get('class') or ''} {block.element.get('id') or ''}")
    return block.tag in _WEIGHTS or not _TITLES.isdisjoint(marks)


def _is_own(block: Block) -> bool:
    return block.link_share < 0.5 and len(_words(block.text)) >= 3


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
