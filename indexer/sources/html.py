"""A saved web page is one raw page: its headline, the lines about it and its text, one block a line.

    page.html  ->  RawPage("page.html", "Открыт цех\\n\\n31.05.2016\\n\\nВ Саранске…", Hints(told=…, link="https://…"))

lxml parses, `main_text` finds the article; where it finds next to nothing, trafilatura is asked. Both are loaded by
the first page that a worker meets.
"""

import re
from collections.abc import Iterable, Iterator

from indexer.article import Hints, RawPage, Told
from indexer.errors import SourceError
from indexer.sources.blocks import Block, Element, blocks_of
from indexer.sources.furniture import lineage, prose
from indexer.sources.headline import headline
from indexer.sources.main_text import MainText, main_text
from indexer.sources.page_head import address_of, article_body, seen_at, told_by_head
from indexer.sources.parcels import Parcel, Problem
from indexer.sources.posts import posts
from indexer.text.dates import find_dates

LITTLE = 200  # characters of running text; with fewer, what the page tells search engines or trafilatura is asked
LONGEST_NAME = 60  # characters of an outlet's name
_HOME = re.compile(r"/|https?://[^/]+/?")
MOST_ELEMENTS = 10_000  # of a page that trafilatura is asked about: it takes tens of times as long as we
_INLINE = re.compile(
    rb"</?(?:font|span|b|i|u|em|strong|big|small|tt|nobr|noindex|acronym|abbr|ins|del|s)\b[^>]{0,500}>", re.IGNORECASE
)
_LONG_TAG = re.compile(rb"<([a-zA-Z][\w:-]{0,30})\b[^<>]{20000,}>")  # attributes without end cost quadratic time
_WEEKDAY = re.compile(
    r"\b(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|вс)\b", re.IGNORECASE
)

_YEARS = r"(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)\d\d)?(?:\sгг?\.)?"
_COPYRIGHT = re.compile(  # a photograph's sign has no year
    rf"©[\s,]*{_YEARS}[\s,]*([^\d\s,.©][^,©]{{1,60}}?)(?:[,]|\.(?:\s|$)|\s[-–—|]\s|$)|©\s*([^,.©\d]{{2,60}}?)[\s,]*{_YEARS}"
)


def read(parcel: Parcel) -> Iterator[RawPage | Problem]:
    """The one page of a parcel, or the messages of a channel."""
    try:
        root = parsed(parcel.content)
        yield from posts(parcel.source, root) or [page_of(parcel.source, root)]
    except SourceError as fault:
        yield Problem(parcel.source, str(fault))


def page_of(source: str, root: Element) -> RawPage:
    """The raw page of a tree; SourceError where it shows no text."""
    blocks = blocks_of(root)
    told = list(told_by_head(root))
    number = headline(blocks, [each.words for each in told if each.question == "title"])
    main = main_text(root, blocks, number)
    if main.prose < LITTLE:
        lines = (text_of(article_body(root)) or _second_opinion(root)).split("\n")
        other = [Block(line, 0, root, "p") for line in lines if line.strip() and line not in main.others]
        if sum(map(prose, other)) > 2 * main.prose:
            main = MainText(other, main.dropped)
    link = address_of(root)
    told += _told_by_text(blocks, number, main, link)
    text = _lines(main, None if number is None else blocks[number], told)
    if not text:
        raise SourceError("на странице нет текста новости")
    return RawPage(
        source, text, Hints(link=link, told=tuple(told), seen=seen_at(root) or _clock(blocks)), dropped=main.dropped
    )


def text_of(markup: str) -> str:
    """The text of a piece of HTML, such as an item of a feed holds: all its blocks, one a line."""
    if "<" not in markup and "&" not in markup:
        return markup
    try:
        return _joined(blocks_of(parsed(f"<html><body>{markup}</body></html>".encode("utf-8", "replace"))))
    except SourceError:
        return ""


def parsed(content: bytes) -> Element:
    """The tree of HTML in UTF-8; SourceError where its tags are nested beyond what libxml2 takes (256)."""
    from lxml import etree  # only here: most sources are JSON Lines, which need no lxml

    content = _LONG_TAG.sub(rb"<\1>", content)
    for attempt in (content, None):
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=False, remove_pis=True, no_network=True)
        try:
            root = etree.fromstring(_INLINE.sub(b"", content) if attempt is None else attempt, parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            root = None
        if not any("depth" in each.message for each in parser.error_log):
            break
        # Old pages leave hundreds of <font> open: without them the rest is shallow enough.
        root = None
    else:
        raise SourceError("теги вложены слишком глубоко")
    if root is None:
        raise SourceError("это не HTML, или страница пуста")
    return root


def _second_opinion(root: Element) -> str:
    """What trafilatura takes for the main text, or nothing."""
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        return ""
    import trafilatura  # as lxml above
    from lxml import etree

    try:
        # Of our tree, not of the bytes: what lxml took is nested no deeper than its limit.
        markup = etree.tostring(root, encoding="unicode", method="html")
        return trafilatura.extract(markup, include_comments=False, include_tables=False) or ""
    except MemoryError:  # says nothing of the page
        raise
    except Exception:  # noqa: BLE001 - a library that guesses may stumble over anything; our own answer stands
        return ""


def _told_by_text(blocks: list[Block], number: int | None, main: MainText, link: str | None) -> list[Told]:
    """The headline that people see, the time in its marks, the day in the address, and whose the site is."""
    told = []
    if number is not None:
        told.append(Told("title", "heading", blocks[number].text))
    if link:
        told.append(Told("published", "address", link))
        told.append(Told("source", "address", link))
    if name := _masthead(blocks):
        told.append(Told("source", "masthead", name))
    if owner := _owner(blocks):
        told.append(Told("source", "copyright", owner))
    near = {element for block in main.blocks for element in lineage(block.element, 3)}
    over = [] if number is None else lineage(blocks[number].element, 3)
    header = next((element for element in over if element.tag == "header"), None)  # however deep the day stands in it
    for element in blocks[0].element.getroottree().iter("time") if blocks else ():
        above = lineage(element, 6)
        if header in above or not near.isdisjoint(above[:4]):
            words = element.get("datetime") or "".join(element.itertext())
            told.append(Told("published", "time_tag", words.strip()[:100]))
            break
    return told


def _masthead(blocks: list[Block]) -> str | None:
    """What the page opens with, or its way home says: «Вологда Лайф»."""
    first = blocks[0] if blocks else None
    if first and not first.links and len(first.text) <= LONGEST_NAME:
        return first.text
    for link in first.element.getroottree().iter("a") if first else ():
        if _HOME.fullmatch(link.get("href") or "") and (words := " ".join("".join(link.itertext()).split())):
            return words if len(words) <= LONGEST_NAME else None
    return None


def _owner(blocks: list[Block]) -> str | None:
    """Who stands beside the sign below the page and its years: «© 1996–2011, Первый канал. Все права защищены»."""
    for block in reversed(blocks):
        if "©" in block.text and (found := _COPYRIGHT.search(block.text)):
            return found[1] or found[2]
    return None


def _clock(blocks: list[Block]) -> str | None:
    """Today's date as the site shows it to visitors, «Ср., 10.04.2013 10:29»: the day when the page was saved."""
    for block in blocks:
        if len(block.text) <= 60 and _WEEKDAY.search(block.text):
            for found in find_dates(block.text):
                if found.day:
                    return found.day.isoformat()
    return None


def _lines(main: MainText, heading: Block | None, told: list[Told]) -> str:
    """The text of the page; where nothing but a headline was found, its summary in the head stands for it."""
    blocks = list(main.blocks) if main.prose else []
    if heading is not None and heading not in blocks:
        blocks.insert(0, heading)
    lines = _joined(blocks)
    if main.prose:
        return lines
    summary = next((each.words for each in told if each.question == "lead"), "")
    return f"{lines}\n\n{summary}".strip()


def _joined(blocks: Iterable[Block]) -> str:
    """One block a line, blank lines between paragraphs."""
    return "".join(("\n\n" if block.gap else "\n") + block.text for block in blocks).strip()
