"""RSS and Atom: each item of a feed is a page under its own link.

    <item><title>Открыт цех</title><link>https://…/1</link><description>В Саранске…</description></item>
    ->  RawPage("https://…/1", "Открыт цех\\n\\nВ Саранске…", Hints("Открыт цех", …))

The stream is cut at items, so a feed may be of any size, and what breaks off in the middle loses only its last item.
feedparser reads the items; it is loaded by the first feed that a worker meets.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from indexer.article import Hints, RawPage
from indexer.errors import SourceError
from indexer.sources.feed_items import Splitter, closed, forbid_bombs, is_feed, is_page, items_of
from indexer.sources.html import text_of
from indexer.sources.parcels import BLOCK, LONGEST_NAME, MEGABYTE, Parcel, Problem, SourceFile
from indexer.sources.utf8 import in_utf8

FULL_TEXTS = ("yandex_full-text", "fulltext", "full-text", "turbo_content")  # beside content:encoded
CUT = "лента обрывается: прочитаны только целые записи"


def cut(file: SourceFile, blocks: Iterable[bytes | Problem], longest: int) -> Iterator[Parcel | Problem]:
    """Parcels of whole items under the feed's head, each of about a megabyte; Parcel.first_line counts items."""
    splitter = Splitter()
    waiting: list[bytes] = []
    number = 1
    broken: Problem | None = None
    for block in in_utf8(file.source, blocks):
        if isinstance(block, Problem):
            broken = block
            break
        for item in splitter.take(block):
            if len(item) > longest:
                yield from _parcel(file, splitter.head, waiting, number)
                number += len(waiting) + 1
                waiting = []
                yield _too_long(file, number - 1, longest)
            else:
                waiting.append(item)
        if sum(map(len, waiting)) >= BLOCK:
            yield from _parcel(file, splitter.head, waiting, number)
            number += len(waiting)
            waiting = []
        if len(splitter.rest) > longest:
            if splitter.head is None:
                broken = Problem(file.source, "это не лента: в начале нет ни одной записи")
                break
            yield from _parcel(file, splitter.head, waiting, number)
            number += len(waiting) + 1
            waiting = []
            yield _too_long(file, number - 1, longest)
            splitter.skip()
    yield from _parcel(file, splitter.head, waiting, number)
    yield from _ending(file, splitter, broken)


def read(parcel: Parcel) -> Iterator[RawPage | Problem]:
    """The items of a parcel; one that cannot be read is a Problem with its number, the others are kept."""
    head, items = items_of(parcel.content)
    whole = _parsed(parcel.content)
    if whole is not None and not whole.bozo and len(whole.entries) == len(items):
        yield from _pages(parcel, whole.feed, list(enumerate(whole.entries, parcel.first_line)))
        return
    entries = []
    for number, item in enumerate(items, parcel.first_line):
        one = _parsed(closed(head, item))
        if one is not None and one.entries:
            entries.append((number, one.entries[0]))
        else:
            yield Problem(parcel.source, f"запись {number}: не читается")
    whole = whole or _parsed(closed(head, b""))
    yield from _pages(parcel, whole.feed if whole else {}, entries)


def _parsed(document: bytes) -> Any:
    """What feedparser makes of a feed, None where it stumbles."""
    import feedparser  # only here: most sources are JSON Lines

    # One broken character, and it would take the whole for another charset.
    document = document.decode("utf-8", "replace").encode()
    try:
        return feedparser.parse(document, sanitize_html=False, resolve_relative_uris=False)
    except MemoryError:  # says nothing of the feed
        raise
    except Exception:  # noqa: BLE001 - what it forgives it reads by hand, and some of it breaks that reader (&#xD800;)
        return None


def _parcel(file: SourceFile, head: bytes | None, items: list[bytes], number: int) -> Iterator[Parcel | Problem]:
    """The items that do no harm, as one parcel; a Problem for each that might."""
    if not items or head is None or not is_feed(head):
        return
    kept: list[bytes] = []
    for place, item in enumerate(items, number):
        try:
            forbid_bombs(head + item)
        except SourceError as fault:
            yield Problem(file.source, f"запись {place}: {fault}")
        else:
            kept.append(item)
    if kept:
        yield Parcel(file.source, file.suffix, number, closed(head, b"\n".join(kept)))


def _ending(file: SourceFile, splitter: Splitter, broken: Problem | None) -> Iterator[Parcel | Problem]:
    """What there is to say at the end of a file: that it was no feed, held nothing, or broke off."""
    head = splitter.head if splitter.head is not None else bytes(splitter.rest)
    if broken is not None:
        yield broken
    elif not head.strip():
        yield Problem(file.source, "файл пуст", "skipped")
    elif is_page(head):
        yield Parcel(file.source, ".html", 1, head + bytes(splitter.rest) * (splitter.head is not None))
    elif not is_feed(head):
        is_xml = head.lstrip().startswith(b"<")
        yield Problem(file.source, "это XML, но не лента RSS или Atom" if is_xml else "это не XML", "skipped")
    elif splitter.head is None and not _is_closed(splitter.rest):
        yield from _harm(file, head) or [Problem(file.source, CUT)]
    elif splitter.head is None:
        yield from _harm(file, head) or [Problem(file.source, "в ленте нет ни одной записи", "skipped")]
    elif not _is_closed(splitter.rest):
        yield Problem(file.source, CUT)


def _harm(file: SourceFile, head: bytes) -> list[Problem]:
    try:
        forbid_bombs(head)
    except SourceError as fault:
        return [Problem(file.source, str(fault))]
    return []


def _is_closed(rest: bytes | bytearray) -> bool:
    return bool(rest) and any(
        end in bytes(rest[-2000:]).lower() for end in (b"</rss>", b"</feed>", b"</rdf:rdf>", b":feed>")
    )


def _too_long(file: SourceFile, number: int, longest: int) -> Problem:
    return Problem(file.source, f"запись {number}: длиннее {longest // MEGABYTE} МБ (предел задаёт --max-item)")


def _pages(parcel: Parcel, feed: Any, entries: list[tuple[int, Any]]) -> Iterator[RawPage]:
    home = feed.get("link") or ""
    links = Counter(_link(entry, home) for _, entry in entries)
    names = Counter(entry.get("id") for _, entry in entries)
    for number, entry in entries:
        link = _link(entry, home)
        title = text_of(entry.get("title") or "")
        # An address that many items share, or that is the site's own, is the name of none.
        url = link if link and links[link] == 1 and link != home else None
        own = entry.get("id")
        own = own if own and len(own) <= LONGEST_NAME else None
        url = url or (own if own and names[own] == 1 and own != link else None) or f"{parcel.source}#{number}"
        source = (entry.get("source") or {}).get("title") or feed.get("title")
        hints = Hints(
            title=title or None,
            published=entry.get("published") or entry.get("updated") or entry.get("created"),
            source=text_of(source) if source else None,
            link=link if link != url else None,
        )
        content = "\n\n".join(part for part in (title, _text(entry)) if part)
        yield RawPage(url, content, hints)


def _link(entry: Any, home: str) -> str | None:
    link = (entry.get("link") or "").strip()
    try:
        link = urljoin(home, link) if link else ""
    except ValueError:
        return None
    return link if len(link) <= LONGEST_NAME and link.lower().startswith(("http://", "https://")) else None


def _text(entry: Any) -> str:
    """The fullest text that the item holds."""
    markups = [each.get("value") or "" for each in entry.get("content") or ()]
    markups += [entry.get(key) or "" for key in FULL_TEXTS]
    markups.append(entry.get("summary") or "")
    return max(map(text_of, markups), key=len, default="")
