"""What stands on a page, in the order of reading: blocks_of(tree) gives paragraphs, headings and the cells of tables.

A block is text that no tag of a block and no <br> divides. It knows how much of it is links and in which element it
stands, so that `main_text` can tell an article from what surrounds it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Element: TypeAlias = Any  # of lxml, which only workers that meet a page load

BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead"
    " title tr ul".split()
)
SKIPPED_TAGS = frozenset(
    "script style noscript template svg math iframe frame object embed applet select option datalist button textarea"
    " input audio video canvas map head dialog".split()
)
HEADINGS = frozenset("h1 h2 h3 h4".split())
_BLANKS = re.compile(r"[ \t\r\n\f\xa0\u200b\xad]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """A stretch of text: `links` of its characters are links, `gap` is true where it is not just the next line."""

    text: str
    links: int
    element: Element
    tag: str
    gap: bool = True

    @property
    def link_share(self) -> float:
        """How much of it is links, 0 to 1."""
        return self.links / len(self.text) if self.text else 0.0

    @property
    def is_heading(self) -> bool:
        """Whether the page says that it is one."""
        return self.tag in HEADINGS


@dataclass(slots=True)
class _Run:
    """The block that is being read."""

    found: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    links: int = 0
    gap: bool = True

    def add(self, text: str | None, in_link: bool) -> None:
        if text:
            self.parts.append(text)
            if in_link:
                self.links += len(_BLANKS.sub(" ", text).strip())

    def end(self, element: Element, tag: str, is_line: bool) -> None:
        text = _BLANKS.sub(" ", "".join(self.parts)).strip()
        if text:
            self.found.append(Block(text, min(self.links, len(text)), element, tag, self.gap))
            self.gap = not is_line
        else:
            self.gap = self.gap or not is_line or bool(self.found)
        self.parts.clear()
        self.links = 0


def blocks_of(root: Element, skipped: frozenset[Element] = frozenset()) -> list[Block]:
    """The visible blocks below an element, but for those in the elements of `skipped`."""
    run = _Run()
    links = 0
    inside: list[Element] = [root]
    for event, element in _walk(root, skipped):
        tag = element.tag
        if event == "tail":
            run.add(element.tail, bool(links))
        elif tag == "br":
            if event == "start":
                run.end(inside[-1], inside[-1].tag, is_line=True)
        elif event == "start":
            if tag in BLOCK_TAGS:
                run.end(inside[-1], inside[-1].tag, is_line=False)
                inside.append(element)
            links += tag == "a"
            run.add(element.text, bool(links))
        else:
            links -= tag == "a"
            if tag in BLOCK_TAGS:
                run.end(element, tag, is_line=False)
                inside.pop()
    run.end(root, root.tag, is_line=False)
    return run.found


def is_hidden(element: Element) -> bool:
    """Whether a browser would not show it."""
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _walk(root: Element, skipped: frozenset[Element]) -> Iterator[tuple[str, Element]]:
    """Each element at its start, its end, and once more for the text behind it; no recursion."""
    ahead: list[tuple[str, Element]] = [("start", root)]
    while ahead:
        event, element = ahead.pop()
        if event != "start":
            yield event, element
            continue
        if element is not root:
            ahead.append(("tail", element))
        # Comments and processing instructions have a function in the place of a tag.
        if not isinstance(element.tag, str) or element.tag in SKIPPED_TAGS or element in skipped or is_hidden(element):
            continue
        yield event, element
        ahead.append(("end", element))
        ahead.extend(("start", child) for child in reversed(element))
