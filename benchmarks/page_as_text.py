"""A web page as a person saves it who wants but its text: page_as_text("<p>Цех<br>открыт</p>") == "Цех\\n\\nоткрыт"."""

import re
from collections.abc import Iterator

import lxml.html

# A new line begins at each of these.
BLOCKS = frozenset(
    "article aside blockquote br center dd div dt footer form h1 h2 h3 h4 h5 h6 header hr li nav ol option p section"
    " table td title tr ul".split()
)
UNSEEN = frozenset(("noscript", "script", "style"))
_BLANKS = re.compile(r"\s+")
_LINES = re.compile(r"\s*\n\s*")


def page_as_text(markup: str) -> str:
    """Menus, news and forms in the order of the markup, the window's title first; a blank line between any two."""
    return _LINES.sub("\n\n", "".join(_pieces(lxml.html.fromstring(markup)))).strip()


def _pieces(element: lxml.html.HtmlElement) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in UNSEEN:
        edge = "\n" if element.tag in BLOCKS else ""
        yield edge + _BLANKS.sub(" ", element.text or "")
        for child in element:
            yield from _pieces(child)
        yield edge
    yield _BLANKS.sub(" ", element.tail or "")
