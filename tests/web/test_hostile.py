"""Sixty hostile articles and sixty hostile queries in a real Chromium: nothing runs, all is shown as it is written."""

import datetime
import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from indexer import Article, Engine
from tests.web.conftest import TinyEngine
from tests.web.hostile import PAYLOADS, QUERIES
from tests.web.test_browser import browser, opened, overflow, served
from web import create_app

__all__ = ["browser"]  # a fixture

ARTICLES = tuple(
    Article(payload, payload, f"Кластер: {payload}\n\nКонец.", datetime.date(2016, 5, 31), payload, (payload,), payload)
    for payload in PAYLOADS
)

# What a page has where a text has become a part of it. The page's own: one script, one form, the bars of the timeline.
FOREIGN = """() => ({
  ran: self.harmed !== undefined,
  scripts: [...document.scripts].filter(one => !(one.getAttribute("src") || "").startsWith("/static/search.js")).length,
  handlers: [...document.querySelectorAll("*")]
    .flatMap(one => one.getAttributeNames()).filter(name => name.startsWith("on")).length,
  styles: document.querySelectorAll("style, [style]").length,
  elements: document.querySelectorAll(`iframe, object, embed, base, img, video, audio, math, template, noscript,
    marquee, meta[http-equiv], form:not(.search), svg:not(.timeline svg)`).length,
  links: [...document.querySelectorAll("a")].filter(one => one.origin !== location.origin
    && !(/^https?:$/.test(one.protocol) && one.relList.contains("noreferrer"))).map(one => one.outerHTML),
  frame: ["main", "h1", "body > header", "body > footer", "#q"].map(one => document.querySelectorAll(one).length),
})"""
CLEAN = {
    "ran": False, "scripts": 0, "handlers": 0, "styles": 0, "elements": 0, "links": [], "frame": [1, 1, 1, 1, 1],
}  # fmt: skip


class Watched:
    """A page, and what it did that no page of ours does."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.deeds: list[str] = []
        own = urlsplit(address).netloc
        page.on("dialog", lambda dialog: (self.deeds.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: self.deeds.append(str(error)))
        page.on("request", lambda request: urlsplit(request.url).netloc == own or self.deeds.append(request.url))
        page.on("console", self.hear)

    def hear(self, message: object) -> None:
        text = str(getattr(message, "text", message))
        if "status of 40" not in text:  # a query that cannot be read is answered with 400
            self.deeds.append(text)

    def open(self, path: str) -> None:
        """Go there, and see that nothing has come of it but a page."""
        self.page.goto(path)
        assert self.page.evaluate(FOREIGN) == CLEAN, path
        assert overflow(self.page) <= 0, path
        assert self.deeds == [], path


@pytest.fixture(scope="module")
def hostile(browser: Browser) -> Iterator[Watched]:
    """A page over the hostile articles, on a phone, where a long word would show first."""
    for address in served(create_app(engine=TinyEngine(ARTICLES))):
        page = opened(browser, address, width=360, script=True)
        yield Watched(page, address)
        page.context.close()


def seen(text: str | None) -> str:
    """A text as a browser keeps it: without U+0000, which HTML has no room for, and with single blanks."""
    return " ".join(re.sub("[\0\ufffd]", "", text or "").split())


def test_there_are_sixty_of_each() -> None:
    assert len(set(PAYLOADS)) == len(set(QUERIES)) == 60


def test_articles(hostile: Watched) -> None:
    for payload in PAYLOADS:
        hostile.open(f"/article?url={quote(payload)}&q=кластер")
        page = hostile.page
        assert seen(page.locator("h1").text_content()) == seen(payload)
        assert seen(page.locator(".body p").first.text_content()) == seen(f"Кластер: {payload}".split("\n\n")[0])
        assert seen(page.locator(".byline .source").first.text_content()) == seen(payload)
        assert seen(page.locator(".byline .regions").first.text_content()) == seen(payload)
        assert page.locator(".body mark").count() > 0


def test_lists_of_articles(hostile: Watched) -> None:
    shown: list[str] = []
    for number in range(1, 7):
        hostile.open(f"/?q=кластер&page={number}")
        shown += map(seen, hostile.page.locator(".hit h2").all_text_contents())
        assert hostile.page.locator("#filters li").count() > 20
    assert shown == list(map(seen, PAYLOADS))
    hostile.open("/")


def test_filters(hostile: Watched) -> None:
    for payload in PAYLOADS[::5]:
        hostile.open(f"/?q=кластер&region={quote(payload)}&source={quote(payload)}")
        assert seen(payload) in seen(hostile.page.locator(".chips a").first.text_content())


def test_suggestions(hostile: Watched) -> None:
    for payload in PAYLOADS[::10]:
        hostile.open("/help")
        hostile.page.get_by_role("combobox").fill(payload.replace("\n", ""))
        option = hostile.page.get_by_role("option").first
        expect(option).to_be_visible()
        assert seen(payload) in seen(option.text_content())
        assert hostile.page.evaluate(FOREIGN) == CLEAN


def test_queries(browser: Browser, seeds: Engine) -> None:
    for address in served(create_app(engine=seeds)):
        page = opened(browser, address, width=360, script=True)
        watched = Watched(page, address)
        for query in QUERIES:
            watched.open(f"/?q={quote(query)}")
            assert seen(page.locator("#q").input_value()) == seen(query)
            title = seen(page.locator("head title").text_content())
            if page.locator("main.fault").count():
                assert title == "Запрос не понят — Иннопоиск"
            else:
                assert title == f"{seen(query)} — Иннопоиск"
        page.context.close()


def test_a_feed_of_them_is_well_formed() -> None:
    feed = create_app(engine=TinyEngine(ARTICLES)).test_client().get("/feed?q=кластер")
    entries = ElementTree.fromstring(feed.data).findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 30
    assert {entry.find("{http://www.w3.org/2005/Atom}title").text for entry in entries} <= {  # type: ignore[union-attr]
        re.sub(r"[\x00-\x08\x0b-\x1f]", "", payload) for payload in PAYLOADS
    }
