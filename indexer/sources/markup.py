"""Is that HTML, where bare text was to be? Exports of sites have it in their rows, `curl … > page.txt` in text files.

    bare("<p>В&nbsp;Казани открыт <b>кластер</b>.</p>")   ->   "В Казани открыт кластер."
    bare("цены < 5 %, «Ромашка & К°»")                    ->   the same

Two tags make a text HTML, or one that it begins with; where there are none, entities are still read.
"""

import html
import re
from itertools import islice
from typing import TYPE_CHECKING

from indexer.later import later

if TYPE_CHECKING:
    from indexer.sources.html import text_of
else:
    text_of = later("indexer.sources.html", "text_of")

_BLOCKS = "p|div|br|ul|ol|li|h[1-6]|table|tr|td|blockquote|article|section|figure|main|center|font|img|iframe"
_TAG = re.compile(rf"</?(?:{_BLOCKS}|a|b|i|u|em|strong|span|small|sup|sub)\b(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE)
_BREAK = re.compile(r"</(?:p|div|li|h[1-6]|tr|blockquote)>|<br\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}\d?|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b[^<>]{0,2000}>",
    re.IGNORECASE | re.DOTALL,
)


def bare(text: str) -> str:
    """The text without tags and entities, a line a block; as it is where it has none."""
    if "<" in text and _is_html(text):
        return text_of(_with_breaks(text)) or _TAG.sub(" ", text).strip()
    if "&" in text and _ENTITY.search(text):
        return html.unescape(text)
    return text


def is_page(text: str) -> bool:
    """Whether a whole page of HTML begins there."""
    return _PAGE.match(text) is not None


def _with_breaks(text: str) -> str:
    """The text with tags where its lines end, if these tell paragraphs: there are more of them than of such tags."""
    return text.replace("\n", "<br>") if text.count("\n") > len(_BREAK.findall(text)) else text


def _is_html(text: str) -> bool:
    tags = list(islice(_TAG.finditer(text), 2))
    return len(tags) > 1 or any(not text[: tag.start()].strip() for tag in tags)
