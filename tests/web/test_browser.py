"""The whole way of a reader in a real Chromium: ask, read the marks, open an article, come back.

Pictures of every page, width and mode are written to tests/web/screenshots/ to be looked at.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from werkzeug.serving import make_server

from indexer import Engine
from web import create_app

PICTURES = Path(__file__).parent / "screenshots"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (360, 768, 1440)
SHOWN = {
    "start": "/",
    "results": "/?q=кластер&region=Республика Татарстан&region=Томская область",
    "article": "/article?url=https://news.example/kazan/1&q=кластер",
    "help": "/help",
    "nothing": "/?q=бегемот&year=2016",
    "correction": "/?q=rkfcnth",
    "unreadable": '/?q=томск "кластер',
    "missing": "/nowhere",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        reason = f"no browser of the system: none of {', '.join(BROWSERS)} is installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    yield from served(app)


def served(app: Flask) -> Iterator[str]:
    """The app at a free port of the loopback."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)  # a test that fails must not wait for it
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def opened(browser: Browser, address: str, width: int = 1440, mode: str = "light", script: bool = False) -> Page:
    """A page of a fresh profile, that fails the test when the browser complains."""
    context = browser.new_context(
        base_url=address,
        viewport=ViewportSize(width=width, height=900),
        color_scheme="dark" if mode == "dark" else "light",
        java_script_enabled=script,
        locale="ru-RU",
    )
    context.set_default_timeout(15_000)
    return context.new_page()


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_way_of_a_reader(browser: Browser, address: str, width: int, mode: str) -> None:
    page = opened(browser, address, width, mode)
    page.goto("/")
    box = page.get_by_role("searchbox", name="Запрос")
    assert box.evaluate("box => box === document.activeElement")
    box.fill("кластеры")
    box.press("Enter")
    assert box.input_value() == "кластеры"
    assert page.locator("h1").inner_text().startswith("3\u00a0новости")
    assert page.locator("mark").first.inner_text() == "кластер"

    page.get_by_role("complementary", name="Отбор").get_by_role("link", name="Томская область").click()
    assert page.locator("h1").inner_text().startswith("1\u00a0новость")
    page.get_by_role("link", name="Снять отбор: Томская область").click()
    assert page.locator("h1").inner_text().startswith("3\u00a0новости")

    page.locator(".hit h2 a").first.click()
    assert page.locator("h1").inner_text() == "Камский кластер собрал поставщиков со всего Поволжья"
    assert page.locator(".body mark").all_inner_texts() == ["кластер", "кластера", "кластера", "кластера"]
    page.get_by_role("link", name="К найденному").click()
    assert page.locator("h1").inner_text().startswith("3\u00a0новости")
    page.context.close()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_and_loads_without_complaint(browser: Browser, address: str, width: int, mode: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    page = opened(browser, address, width, mode, script=True)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    for name, path in SHOWN.items():
        complaints.clear()
        page.goto(path)
        page.screenshot(path=PICTURES / f"{name}-{width}-{mode}.png", full_page=True)
        assert overflow(page) <= 0, name
        assert [text for text in complaints if "status of 40" not in text] == [], name
    page.context.close()


@pytest.mark.parametrize("width", [320, 256])
def test_every_page_fits_when_it_is_shown_four_times_as_large(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, address, width)
    for name, path in SHOWN.items():
        page.goto(path)
        assert overflow(page) <= 0, name
    page.context.close()


def test_hostile_text_stays_text(browser: Browser, address: str) -> None:
    page = opened(browser, address, script=True)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto("/article?url=javascript:alert(1)&q=кластер")
    assert page.locator("h1").inner_text() == "Кластер <script>alert('заголовок')</script> & «кавычки»"
    assert page.locator(".body").inner_text().startswith("<script>alert('кластер')</script> <img src=x")
    page.goto('/?q=кластер <img src=x onerror="alert(1)">')
    assert page.locator("#q").input_value() == 'кластер <img src=x onerror="alert(1)">'
    assert dialogs == []
    page.context.close()


def test_keyboard_alone(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.goto("/?q=кластер")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="К содержанию")
    assert skip.evaluate("link => link === document.activeElement && link.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.context.close()


def test_print_shows_the_text_alone(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.goto(SHOWN["article"])
    page.emulate_media(media="print")
    page.screenshot(path=PICTURES / "article-print.png", full_page=True)
    assert page.locator(".body").is_visible()
    assert not page.get_by_role("searchbox").is_visible()
    page.context.close()


def test_the_place_that_cannot_be_read_is_shown(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.goto(SHOWN["unreadable"])
    assert page.locator(".unread").is_visible()
    assert page.locator(".here").inner_text() == '"'
    page.context.close()


def test_a_printed_list_says_what_was_sought(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.goto("/?q=кластеры Татарстана")
    assert not page.locator(".asked").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".asked").inner_text() == "кластеры Татарстана"
    page.context.close()


def test_a_printed_list_is_numbered_and_says_how_it_is_sorted(browser: Browser, address: str) -> None:
    page = opened(browser, address)
    page.goto("/?q=кластер&sort=date")
    page.emulate_media(media="print")
    assert page.locator(".hits").evaluate("list => getComputedStyle(list).listStyleType") == "decimal"
    assert page.locator(".sorts").inner_text() == "сначала новые"
    page.context.close()


def test_a_finger_meets_one_link(browser: Browser, address: str) -> None:
    """WCAG 2.5.8: no circle of 24 pixels about a small link reaches another; bars are in the list of years too."""
    page = opened(browser, address, width=360)
    for name, path in SHOWN.items():
        page.goto(path)
        met = page.evaluate("""() => {
            const links = [...document.querySelectorAll("a:not(.skip, svg a), button, summary")];
            const met = [];
            for (const one of links) {
                const { left, top, width, height } = one.getBoundingClientRect();
                if (!width || width >= 24 && height >= 24) continue;
                const [x, y] = [left + width / 2, top + height / 2];
                for (const other of links) {
                    const box = other.getBoundingClientRect();
                    const across = Math.max(box.left - x, 0, x - box.right);
                    const down = Math.max(box.top - y, 0, y - box.bottom);
                    if (other !== one && Math.hypot(across, down) < 12) met.push([one.textContent, other.textContent]);
                }
            }
            return met;
        }""")
        assert met == [], name
    page.context.close()


def test_no_letter_is_cut_off_where_a_region_takes_two_lines(browser: Browser, index_of: Callable[..., Path]) -> None:
    """What stands beside a date begins with a dot, which is cut off where a line begins: the dot alone."""
    long = "Ханты-Мансийский автономный округ — Югра"
    index = index_of({"url": "а", "text": "Кластер.", "published": "2020-06-29", "regions": ["Москва", long, "Тыва"]})
    for address in served(create_app(str(index))):
        page = opened(browser, address, width=360)
        page.goto("/?q=кластер")
        lefts = page.evaluate("""() => {
            const lines = document.createRange();
            lines.selectNodeContents(document.querySelector(".byline > :last-child"));
            return [...lines.getClientRects()].map(line => line.left);
        }""")
        edge = page.evaluate("document.querySelector('.hit h2').getBoundingClientRect().left")
        assert len(lefts) > 1
        assert min(lefts) >= edge
        page.context.close()


def test_the_picture_of_the_readme(browser: Browser, seeds: Engine) -> None:
    """The page as README shows it: docs/page.png is a copy of this picture."""
    PICTURES.mkdir(exist_ok=True)
    seeds.search("кластеры Татарстана")  # so that the time shown is not that of loading tables
    for address in served(create_app(engine=seeds)):
        page = opened(browser, address, width=1100)
        page.set_viewport_size({"width": 1100, "height": 640})
        page.goto("/?q=кластеры Татарстана")
        page.screenshot(path=PICTURES / "readme.png")
        assert (PICTURES / "readme.png").stat().st_size < 200_000
        page.context.close()
