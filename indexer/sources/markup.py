"""Is that HTML, where bare text was to be? Exports of sites have it in their rows, `curl … > page.txt` in text files.

    bare("<p>В&nbsp;Казани открыт <b>кластер</b>.</p>")   ->   "В Казани открыт кластер."
    bare("пишите <b>так</b>, если доля < 5 %")            ->   the same

Paragraphs make a text HTML: tags that end two of them, or one `<p>` around it. What only speaks of tags stays as it is
written; but of entities those are read that stand for the signs of print.
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

_BREAK = re.compile(r"</(?:p|div|li|h[1-6]|tr|blockquote)\s?>|<br\b[^<>]{0,200}>", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\s*<p\b[^<>]{0,500}>.*</p\s?>", re.IGNORECASE | re.DOTALL)
_PRINT = re.compile(  # not &lt; and the like, nor what was escaped twice
    r"&(?:nbsp|shy|quot|[lr]aquo|[lrb]dquo|[lrs]squo|[mn]dash|hellip|minus|deg|copy|sect|amp(?!;[a-z#])"
    r"|#(?:1[6-9][0-9]|[2-9][0-9]{2}|[0-9]{4,5})|#x(?:[a-f][0-9a-f]|[0-9a-f]{3,4}));",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b[^<>]{0,2000}>",
    re.IGNORECASE | re.DOTALL,
)


def bare(text: str) -> str:
    """The text without tags and entities, a line a paragraph; as it is where it has none."""
    if "<" in text and _is_html(text):
        return text_of(_with_breaks(text))
    if "&" in text:
        return _PRINT.sub(lambda found: html.unescape(found[0]), text)
    return text


def is_page(text: str) -> bool:
    """Whether a whole page of HTML begins there."""
    return _PAGE.match(text) is not None


def _with_breaks(text: str) -> str:
    """The text with tags where its lines end, if these tell paragraphs: there are more of them than of such tags."""
    return text.replace("\n", "<br>") if text.count("\n") > len(_BREAK.findall(text)) else text


def _is_html(text: str) -> bool:
    return len(list(islice(_BREAK.finditer(text), 2))) > 1 or _PARAGRAPH.match(text) is not None
