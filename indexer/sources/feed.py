"""RSS and Atom: each item of a feed is a page under its own link.

    <item><title>Открыт цех</title><link>https://…/1</link><description>В Саранске…</description></item>
    ->  RawPage("https://…/1", "Открыт цех\\n\\nВ Саранске…", Hints("Открыт цех", …))

The stream is cut at items, so a feed may be of any size, and what breaks off in the middle loses only its last item.
feedparser reads the items; it is loaded by the first feed that a worker meets.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby
from typing import Any
from urllib.parse import urljoin

from indexer.article import Hints, RawPage
from indexer.errors import SourceError
from indexer.sources.charset import in_utf8
from indexer.sources.feed_items import Splitter, closed, forbid_bombs, is_feed, is_page, items_of, stem
from indexer.sources.html import text_of
from indexer.sources.parcels import BLOCK, LONGEST_NAME, Parcel, Problem, SourceFile, too_long

FULL_TEXTS = ("yandex_full-text", "fulltext", "full-text", "turbo_content")  # beside content:encoded
NO_POSTS = {"attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache"}
CUT = "лента обрывается: прочитаны только целые записи"


def cut(file: SourceFile, blocks: Iterable[bytes | Problem], longest: int) -> Iterator[Parcel | Problem]:
    """Parcels of whole items under the feed's head, each of about a megabyte; Parcel.first_line counts items."""
    splitter, number = Splitter(), 1
    waiting: list[bytes | None] = []  # None for an item that is too long to be kept
    broken: Problem | None = None
    for block in in_utf8(file.source, blocks):
        if isinstance(block, Problem):
            broken = block
            break
        waiting += (item if len(item) <= longest else None for item in splitter.take(block))
        if len(splitter.rest) > longest:
            if splitter.head is None:
                broken = Problem(file.source, "это не лента: в начале нет ни одной записи")
                break
            waiting.append(None)
            splitter.skip()
        if sum(len(item or b"") for item in waiting) >= BLOCK:
            yield from _parcels(file, splitter.head, waiting, number, longest)
            number += len(waiting)
            waiting.clear()
    yield from _parcels(file, splitter.head, waiting, number, longest)
    yield from _ending(file, splitter, broken)


def read(parcel: Parcel) -> Iterator[RawPage | Problem]:
    """The items of a parcel; one that cannot be read is a Problem with its number, the others are kept."""
    head, items = items_of(parcel.content)
    whole = _parsed(parcel.content)
    if whole is not None and not whole.bozo and len(whole.entries) == len(items):
        yield from _pages(parcel, whole.feed, list(enumerate(whole.entries, parcel.first_line)))
        return
    entries, above = [], stem(head)
    for number, item in enumerate(items, parcel.first_line):
        one = _parsed(closed(above, item))
        if one is not None and one.entries:
            entries.append((number, one.entries[0]))
        else:
            yield Problem(parcel.source, f"запись {number}: не читается")
    whole = whole or _parsed(closed(head, b""))
    yield from _pages(parcel, whole.feed if whole else {}, entries)


def _parsed(document: bytes) -> Any:
    """What feedparser makes of a feed, None where it stumbles."""
    import feedparser  # only here: most sources are JSON Lines
    from feedparser.mixin import _FeedParserMixin

    # It would look for an e-mail address in every author, which nobody here asks for, with a pattern that takes three
    # minutes for a word of 200,000 letters.
    _FeedParserMixin._sync_author_detail = _leave_as_it_is
    # One broken character, and it would take the whole for another charset.
    document = document.decode("utf-8", "replace").encode()
    try:
        return feedparser.parse(document, sanitize_html=False, resolve_relative_uris=False)
    except MemoryError:  # says nothing of the feed
        raise
    except Exception:  # noqa: BLE001 - what it forgives it reads by hand, and some of it breaks that reader (&#xD800;)
        return None


def _leave_as_it_is(*_: object) -> None:
    pass


def _parcels(
    file: SourceFile, head: bytes | None, items: Sequence[bytes | None], first: int, longest: int
) -> Iterator[Parcel | Problem]:
    """Items that may be read, as many to a parcel as stand side by side, and a Problem for each that may not."""
    if head is None or not is_feed(head):
        return
    above, harm = stem(head), _harm(head)
    faults = [too_long(longest) if item is None else harm or _harm(above + item) for item in items]
    for is_kept, run in groupby(zip(count(first), items, faults), lambda one: not one[2]):
        several = list(run)
        if is_kept:
            content = closed(head, b"\n".join(item or b"" for _, item, _ in several))
            yield Parcel(file.source, file.suffix, several[0][0], content)
        else:
            yield from (Problem(file.source, f"запись {number}: {fault}") for number, _, fault in several)


def _harm(xml: bytes) -> str:
    """Why it would be dangerous to read; nothing for most."""
    try:
        forbid_bombs(xml)
    except SourceError as fault:
        return str(fault)
    return ""


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
        yield Problem(file.source, _harm(head) or CUT)
    elif splitter.head is None:
        harm = _harm(head)
        yield Problem(file.source, harm or "в ленте нет ни одной записи", "failed" if harm else "skipped")
    elif not _is_closed(splitter.rest):
        yield Problem(file.source, CUT)


def _is_closed(rest: bytes | bytearray) -> bool:
    return bool(rest) and any(
        end in bytes(rest[-2000:]).lower() for end in (b"</rss>", b"</feed>", b"</rdf:rdf>", b":feed>")
    )


def _pages(parcel: Parcel, feed: Any, entries: list[tuple[int, Any]]) -> Iterator[RawPage | Problem]:
    home = feed.get("link") or ""
    links = Counter(_link(entry, home) for _, entry in entries)
    names = Counter(entry.get("id") for _, entry in entries)
    for number, entry in entries:
        if unfit := _unfit(entry):
            yield Problem(parcel.source, f"запись {number}: {unfit}", "skipped")
            continue
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


def _unfit(entry: Any) -> str:
    """Why an item of a site that WordPress exported whole is no news: its pictures and menus, its drafts."""
    kind, status = entry.get("wp_post_type") or "", entry.get("wp_status") or "publish"
    if kind in NO_POSTS or kind.startswith("wp_"):
        return f"в выгрузке WordPress это не статья, а {kind}"
    return "" if status == "publish" else f"в выгрузке WordPress она не опубликована: {status}"


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
