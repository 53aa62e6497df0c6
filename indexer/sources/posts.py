"""A channel of Telegram as a web page is many raw pages: every message of an export or of t.me/s/… is one.

    messages.html  ->  RawPage("messages.html#message7", "Открыт цех\\n\\nВ Саранске…", Hints(published="31.05.2022"))

The marks are those of Telegram Desktop's export and of the channel's page on the web.
"""

import re
from collections.abc import Iterator

from indexer.article import Hints, RawPage
from indexer.sources.blocks import Element, blocks_of

TEXTS = frozenset(("text", "tgme_widget_message_text"))
CHANNELS = frozenset(("from_name", "tgme_widget_message_owner_name"))
_EXPORTED = re.compile(r"message\d+")  # its id
_DAY = re.compile(r"(\d\d\.\d\d\.\d{4}) \d\d:\d\d:\d\d\b.*")


def posts(source: str, root: Element) -> list[RawPage]:
    """The messages with a text, in the order of the page; none where it is not Telegram's."""
    found: list[RawPage] = []
    channel = None
    for message in root.iter("div"):
        if not _is_message(message):
            continue
        texts = list(_of_class(message, TEXTS))
        day = next(_days(message), None)
        if not texts or day is None:
            continue
        # Only the first of a row of messages names the channel.
        channel = next((_line(name) for name in _of_class(message, CHANNELS)), channel)
        post = message.get("data-post")
        hints = Hints(published=day, source=channel, link=f"https://t.me/{post}" if post else None)
        lines = "".join(("\n\n" if block.gap else "\n") + block.text for block in blocks_of(texts[-1])).strip()
        if lines:
            name = post or message.get("id") or str(len(found) + 1)
            found.append(RawPage(f"{source}#{name}", lines, hints))
    return found


def _is_message(element: Element) -> bool:
    classes = _classes(element)
    if "message" in classes:
        return bool(_EXPORTED.fullmatch(element.get("id") or ""))
    return "tgme_widget_message" in classes


def _days(message: Element) -> Iterator[str]:
    """«31.05.2022 10:00:12 UTC+03:00» beside the message, or its time on the web."""
    for element in message.iter("div", "time"):
        if element.tag == "time" and element.get("datetime"):
            yield element.get("datetime")
        elif "date" in _classes(element) and (found := _DAY.fullmatch(element.get("title") or "")):
            yield found[1]


def _of_class(message: Element, classes: frozenset[str]) -> Iterator[Element]:
    return (element for element in message.iter("div", "a") if not classes.isdisjoint(_classes(element)))


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _line(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
