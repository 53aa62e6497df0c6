"""What does a web page say of itself? Its title, JSON-LD, meta tags and microdata; its address, and when it was saved.

    list(told_by_head(tree))   ->   [Told("title", "meta", "Открыт цех"), …]

All of it is told in the page's own words, one Told for each place; which to believe is for `cleaning` to decide.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlsplit

from indexer.article import Told
from indexer.sources.blocks import Element
from indexer.sources.parcels import LONGEST_NAME

LONGEST = 500  # characters of an answer
MOST = 20  # answers to one question in marks of one kind: each title is compared with every block
LARGEST = 2**20  # characters of JSON-LD
DEEPEST = 4  # levels of JSON-LD: a list, a @graph, an article, its publisher
_ARTICLE = re.compile(r"Article|BlogPosting|Report")
_SITE = re.compile(r"WebSite|Organization")
_PAGE = re.compile(r"WebPage")
META = {
    "article:published_time": ("published", "meta"),
    "article:published": ("published", "meta"),
    "datepublished": ("published", "meta"),
    "og:published_time": ("published", "meta"),
    "mediator_published_time": ("published", "meta"),
    "pubdate": ("published", "meta"),
    "publishdate": ("published", "meta"),
    "publish-date": ("published", "meta"),
    "publication_date": ("published", "meta"),
    "dc.date.issued": ("published", "meta"),
    "dcterms.issued": ("published", "meta"),
    "dcterms.created": ("published", "meta"),
    "dc.date": ("published", "meta_date"),  # may be the day of a change, or of the visit
    "date": ("published", "meta_date"),
    "headline": ("title", "meta"),
    "og:title": ("title", "meta"),
    "twitter:title": ("title", "meta"),
    "dc.title": ("title", "meta"),
    "og:site_name": ("source", "meta"),
    "dc.publisher": ("source", "meta"),
    "application-name": ("source", "meta"),
    "og:description": ("lead", "meta"),
    "description": ("lead", "meta"),
}
ADDRESSES = ("og:url", "twitter:url", "mediator_url")
_SHARED = re.compile(
    r"[?&](?:url|u|link|share_url|st\.shareurl|st\._surl)=(https?%3a%2f%2f[^&#]+|https?://[^&#]+)", re.IGNORECASE
)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)|Mirrored from (\S+) by|^\s*url:\s*(\S+)", re.MULTILINE)
_SAVED_AT = re.compile(
    r"saved date:\s*(.{10,60}?)(?:\(|$)|Mirrored from .{0,300}?, (\w{3}, \d\d \w{3} \d{4} [\d:]+ \w+)", re.MULTILINE
)


def told_by_head(root: Element) -> Iterator[Told]:
    """What stands in JSON-LD, meta tags, microdata and the window's title, in this order, each thing once."""
    told: set[Told] = set()
    counts: Counter[tuple[str, str]] = Counter()
    for question, by, words in (*_json_ld(root), *_meta(root), *_microdata(root), *_window(root)):
        one = Told(question, by, " ".join(html.unescape(words).split()))
        if one.words and len(one.words) <= LONGEST and one not in told and counts[question, by] < MOST:
            told.add(one)
            counts[question, by] += 1
            yield one


def address_of(root: Element) -> str | None:
    """The page's own address on the web: as it declares it, as it was saved, or as its share buttons send it."""
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and _is_page(link.get("href")):
            return str(link.get("href"))
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() in ADDRESSES and _is_page(meta.get("content")):
            return str(meta.get("content"))
    if (saved := _in_comments(root, _SAVED_FROM)) and _is_page(saved):
        return saved
    shared = Counter(unquote(found[1]) for link in root.iter("a") if (found := _SHARED.search(link.get("href") or "")))
    most = shared.most_common(1)
    return most[0][0] if most and _is_page(most[0][0]) else None


def article_body(root: Element) -> str:
    """The whole text, where a page hands it to search engines: `"articleBody": "…"`; the longest of several."""
    told = (each.get("articleBody") for value in _json_values(root) for each in _of_type(_ARTICLE, value, DEEPEST))
    return max((text for text in told if isinstance(text, str)), key=len, default="")


def seen_at(root: Element) -> str | None:
    """When the page was saved, if the program that saved it has left a note."""
    return _in_comments(root, _SAVED_AT)


def _is_page(address: str | None) -> bool:
    """Whether it leads to a page, not just to a site."""
    if not address or len(address) > LONGEST_NAME or not address.lower().startswith(("http://", "https://")):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.netloc) and (parts.path not in ("", "/") or bool(parts.query))


def _in_comments(root: Element, pattern: re.Pattern[str]) -> str | None:
    for node in (*root.itersiblings(preceding=True), *root.iterchildren()):
        if not isinstance(node.tag, str) and node.text and (found := pattern.search(node.text[:2000])):
            return next(each for each in found.groups() if each)
    return None


def _json_values(root: Element) -> Iterator[Any]:
    for script in root.iter("script"):
        text = script.text
        if "ld+json" not in (script.get("type") or "") or not text or len(text) > LARGEST:
            continue
        with suppress(ValueError, RecursionError):
            yield json.loads(text.strip().rstrip(";"), strict=False)


def _json_ld(root: Element) -> Iterator[tuple[str, str, str]]:
    for value in _json_values(root):
        for article in _of_type(_ARTICLE, value, DEEPEST):
            for question, answer in (
                ("title", article.get("headline")),
                ("published", article.get("datePublished")),
                ("source", _name_of(article.get("publisher"))),
            ):
                if isinstance(answer, str):
                    yield question, "json_ld", answer
        for page in _of_type(_PAGE, value, DEEPEST):
            if isinstance(day := page.get("datePublished"), str):
                yield "published", "meta_date", day
        for site in _of_type(_SITE, value, DEEPEST):
            if name := _name_of(site):
                yield "source", "json_ld", name


def _of_type(kind: re.Pattern[str], value: Any, deepest: int) -> Iterator[dict[str, Any]]:
    """The things of one kind in a graph."""
    if isinstance(value, list) and deepest:
        for each in value[:100]:
            yield from _of_type(kind, each, deepest - 1)
    elif isinstance(value, dict):
        if kind.search(str(value.get("@type", ""))):
            yield value
        yield from _of_type(kind, value.get("@graph"), deepest - 1)


def _name_of(publisher: Any) -> str | None:
    """Its name, whether it is a thing, a list of things, or said in a word."""
    if isinstance(publisher, list) and publisher:
        publisher = publisher[0]
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return name if isinstance(name, str) else None


def _meta(root: Element) -> Iterator[tuple[str, str, str]]:
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if known := META.get(name.lower()):
            yield *known, meta.get("content") or ""


def _microdata(root: Element) -> Iterator[tuple[str, str, str]]:
    for element in root.iter():
        marks = element.get("itemprop") if isinstance(element.tag, str) and element.tag != "meta" else None
        if marks and "datePublished" in marks:
            yield "published", "microdata", element.get("datetime") or element.get("content") or _text(element)
        if marks == "publisher":
            for name in element.iter():
                if isinstance(name.tag, str) and name.get("itemprop") in ("name", "legalName"):
                    yield "source", "microdata", name.get("content") or _text(name)
                    break


def _window(root: Element) -> Iterator[tuple[str, str, str]]:
    for title in root.iter("title"):
        yield "title", "window_title", _text(title)
        return


def _text(element: Element) -> str:
    return "".join(element.itertext())[: 2 * LONGEST]
