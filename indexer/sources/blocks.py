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
# Marks of a day that pages show as a line of its own, though no tag says so: `<span class="news-date">`.
DAYS = frozenset("date datetime time published pubdate posted".split())
_MARK = re.compile(r"[a-z]+")
_BLANKS = re.compile(r"[ \t\r\n\f\xa0\u200b\xad]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """A stretch of text: `links` of its characters are links, `gap` is true where it is not just the next line.

    `running` is what `furniture.prose` says of it, once that was asked.
    """

    text: str
    links: int
    element: Element
    tag: str
    gap: bool = True
    running: int | None = None

    @property
    def link_share(self) -> float:
        """How much of it is links, 0 to 1."""
        return self.links / len(self.text) if self.text else 0.0


@dataclass(slots=True)
class _Run:
    """The block that is being read."""

    found: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    links: int = 0
    gap: bool = True
    seam: bool = False  # an element has just ended, and nothing stands behind it

    def add(self, text: str | None, in_link: bool) -> None:
        if text:
            if self.seam and self.parts and _are_apart(self.parts[-1][-1], text[0]):
                self.parts.append(" ")
            self.seam = False
            self.parts.append(text)
            if in_link:
                self.links += len(_BLANKS.sub(" ", text).strip())

    def end(self, element: Element, tag: str, is_line: bool) -> None:
        if not self.parts:  # a row of <br>, a tag in a tag
            self.gap = self.gap or not is_line or bool(self.found)
            return
        text = _BLANKS.sub(" ", "".join(self.parts)).strip()
        if text:
            self.found.append(Block(text, min(self.links, len(text)), element, tag, self.gap))
            self.gap = not is_line
        else:
            self.gap = self.gap or not is_line or bool(self.found)
        self.parts.clear()
        self.links = 0


def blocks_of(root: Element) -> list[Block]:
    """The visible blocks below an element."""
    run = _Run()
    links = 0
    inside: list[Element] = [root]  # the blocks that are open
    for event, element in _walk(root):
        tag = element.tag
        if event == "tail":
            run.seam = not element.tail
            run.add(element.tail, bool(links))
        elif tag == "br":
            if event == "start":
                run.end(inside[-1], inside[-1].tag, is_line=True)
        elif event == "start":
            if _is_block(element):
                run.end(inside[-1], inside[-1].tag, is_line=False)
                inside.append(element)
            links += tag == "a"
            run.add(element.text, bool(links))
        else:
            links -= tag == "a"
            if element is inside[-1]:
                run.end(element, tag, is_line=False)
                inside.pop()
    run.end(root, root.tag, is_line=False)
    return run.found


def _are_apart(last: str, first: str) -> bool:
    """«11:30» and «Экономика» in elements of their own are two words, «тех» and «нопарк» one."""
    return first.isupper() and (last.islower() or last.isdigit())


def _is_block(element: Element) -> bool:
    if element.tag in BLOCK_TAGS:
        return True
    marks = element.get("class") if element.tag == "span" else None
    return bool(marks and not DAYS.isdisjoint(_MARK.findall(marks.lower())))


def is_hidden(element: Element) -> bool:
    """Whether a browser would not show it."""
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _walk(root: Element) -> Iterator[tuple[str, Element]]:
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
        if not isinstance(element.tag, str) or element.tag in SKIPPED_TAGS or is_hidden(element):
            continue
        yield event, element
        ahead.append(("end", element))
        ahead.extend(("start", child) for child in reversed(element))
