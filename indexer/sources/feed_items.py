"""Where are the items of a feed? Splitter cuts a stream at </item> and </entry>, so that no feed is too large.

    splitter.take(b"<rss><channel><title>Т</title><item>1</item><item>2</ite")  ->  [b"<item>1</item>"]

What stands above the first item is the feed's head, which `closed` makes a document of again, around any items. A site
that WordPress exported has megabytes of rubrics there; `stem` is the head without them.
"""

import re
from collections import deque
from dataclasses import dataclass, field

from indexer.errors import SourceError

FEEDS = frozenset(("rss", "feed", "rdf"))
DEEPEST = 256  # levels of tags, as many as libxml2 takes
FEW_TAGS = 2000  # an item with fewer cannot be nested deep enough to do harm
_FIRST = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")
_MARK = re.compile(rb"<!\[CDATA\[|<!--|</(?:\w+:)?(?:item|entry)\s*>")
_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")
_LONGEST_END = 20
_ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
_DECLARATION = re.compile(rb"\A\s*<\?xml[^>]{0,300}\?>")
# A comment without an end goes on to the last byte, and no run is gone back over (`++`): a million marks that end
# nowhere would each be followed to there.
_TAG = re.compile(rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<([/?!]?)([\w:.-]++)[^<>]*+>", re.DOTALL)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_ENTITY = re.compile(rb"<!ENTITY\b", re.IGNORECASE)
_PLAIN_ENTITY = re.compile(rb"""<!ENTITY\s+[\w.-]{1,40}\s+(?:"[^"&%<]{0,100}"|'[^'&%<]{0,100}')\s*>""", re.IGNORECASE)


@dataclass(slots=True)
class Splitter:
    """Items out of a stream of UTF-8; `head` is None until the first has begun, `rest` is what waits for more."""

    head: bytes | None = None
    rest: bytearray = field(default_factory=bytearray)
    _seen: int = 0
    _skips: bool = False

    def take(self, block: bytes) -> list[bytes]:
        """The items that the block completes."""
        self.rest += block
        if self.head is None:
            first = _FIRST.search(self.rest)
            if first is None:
                return []
            self.head = _DECLARATION.sub(b"", bytes(self.rest[: first.start()]))
            del self.rest[: first.start()]
            self._seen = 0
        if self._skips and not self._has_skipped():
            return []
        return self._items()

    def skip(self) -> None:
        """Leave out the item that has begun, however long it will be."""
        self._skips = True
        self._has_skipped()

    def _has_skipped(self) -> bool:
        """Whether the item that is left out has ended."""
        end = _END.search(self.rest)
        del self.rest[: end.end() if end else -_LONGEST_END]
        self._seen = 0
        self._skips = end is None
        return not self._skips

    def _items(self) -> list[bytes]:
        found = []
        start = 0
        while mark := _MARK.search(self.rest, self._seen):
            if end := _ENDS.get(mark[0]):
                stop = self.rest.find(end, mark.end())
                if stop < 0:  # what it opens is not at its end yet
                    self._seen = mark.start()
                    break
                self._seen = stop
            else:
                found.append(bytes(self.rest[start : mark.end()]))
                start = self._seen = mark.end()
        else:
            self._seen = max(start, len(self.rest) - _LONGEST_END)  # half a mark may stand at the end
        del self.rest[:start]
        self._seen -= start
        return found


def items_of(document: bytes) -> tuple[bytes, list[bytes]]:
    """The head and the items of a whole feed."""
    splitter = Splitter()
    items = splitter.take(document)
    return splitter.head or b"", items


def closed(head: bytes, items: bytes) -> bytes:
    """A whole document of a feed's head and some of its items."""
    return head + items + b"".join(b"</%b>" % tag[2] for tag in reversed(_open_tags(head)))


def stem(head: bytes) -> bytes:
    """A feed's head without what is closed in it: declarations and whatever is open, enough to read an item."""
    tags = _open_tags(head)
    above = _COMMENT.sub(b"", head[: tags[0].start()] if tags else head)
    return above + b"".join(tag[0] for tag in tags) + _open_mark(head)


def is_feed(head: bytes) -> bool:
    """Whether the root is that of RSS or Atom."""
    return _root(head) in FEEDS


def is_page(head: bytes) -> bool:
    """Whether it is a web page under a name that feeds have."""
    return _root(head) == "html" or head[:200].lstrip().lower().startswith(b"<!doctype html")


def forbid_bombs(xml: bytes) -> None:
    """SourceError for entities that refer to others or to files, and for tags nested beyond reason."""
    if b"<!" in xml and len(_ENTITY.findall(xml)) > len(_PLAIN_ENTITY.findall(xml)):
        raise SourceError("в XML объявлены сущности, которые ссылаются на другие или на файлы: это опасно")
    if xml.count(b"<") <= FEW_TAGS:
        return
    depth = deepest = 0
    for tag in _TAG.finditer(xml):
        if _opens(tag):
            depth += 1
            deepest = max(deepest, depth)
        elif tag[1] == b"/":
            depth -= 1
    if deepest > DEEPEST:
        raise SourceError("теги вложены слишком глубоко")


def _root(head: bytes) -> str:
    for tag in _TAG.finditer(head):
        if tag[2] and not tag[1]:
            return tag[2].rpartition(b":")[2].decode("ascii", "replace").lower()
    return ""


def _open_tags(head: bytes) -> list[re.Match[bytes]]:
    """The tags that the head leaves open, outermost first."""
    tags: list[re.Match[bytes]] = []
    names: list[bytes] = []
    for tag in _TAG.finditer(head):
        if _opens(tag):
            tags.append(tag)
            names.append(tag[2])
        elif tag[1] == b"/" and tag[2] in names:
            while names.pop() != tag[2]:
                pass
            del tags[len(names) :]
    return tags


def _open_mark(head: bytes) -> bytes:
    """What begins the comment or the text that the head leaves open; nothing for most."""
    for last in deque(_TAG.finditer(head), maxlen=1):
        for mark, end in _ENDS.items():
            if last.end() == len(head) and last[0].startswith(mark) and not last[0].endswith(end):
                return mark
    return b""


def _opens(tag: re.Match[bytes]) -> bool:
    """Whether something is open behind it: no comment, no end, nothing that closes itself."""
    return bool(tag[2]) and not tag[1] and not tag[0].endswith(b"/>")
