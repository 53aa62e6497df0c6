"""axe-core finds nothing to complain of, on any page, at any width, by day and by night, with and without script."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import TinyEngine, copies
from tests.web.test_browser import PICTURES, SHOWN, WIDTHS, address, browser, opened, overflow, served
from web import create_app

__all__ = ["address", "browser"]  # fixtures

SUGGESTING = {"start": "/", "results": "/?q=кластер"}


def assert_sound(page: Page, name: str) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, f"{name}\n{found.generate_report()}"


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_violation_on_any_page(browser: Browser, address: str, width: int, mode: str) -> None:
    page = opened(browser, address, width, mode, script=True)
    for name, path in SHOWN.items():
        page.goto(path)
        assert_sound(page, name)
    page.context.close()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_violation_while_suggestions_are_open(browser: Browser, address: str, width: int, mode: str) -> None:
    page = opened(browser, address, width, mode, script=True)
    PICTURES.mkdir(exist_ok=True)
    for name, path in SUGGESTING.items():
        page.goto(path)
        box = page.get_by_role("combobox", name="Запрос")
        box.fill("класте")
        expect(page.get_by_role("option").first).to_be_visible()
        assert_sound(page, f"{name} with suggestions")
        box.press("ArrowDown")
        expect(page.get_by_role("option", selected=True)).to_have_count(1)
        page.screenshot(path=PICTURES / f"{name}-suggesting-{width}-{mode}.png")
        assert_sound(page, f"{name} with a suggestion chosen")
        assert overflow(page) <= 0
        box.press("Escape")
        assert_sound(page, f"{name} with suggestions closed")
    page.context.close()


@pytest.fixture
def crowded_address() -> Iterator[str]:
    yield from served(create_app(engine=TinyEngine(copies(140))))


@pytest.mark.parametrize("width", WIDTHS)
def test_no_violation_where_pages_and_filters_are_many(browser: Browser, crowded_address: str, width: int) -> None:
    page = opened(browser, crowded_address, width, script=True)
    page.goto("/?q=кластер&page=5")
    for name in ("назад", "Страница 4", "дальше"):
        expect(page.get_by_role("link", name=name)).to_have_count(1, timeout=2_000)
    assert_sound(page, "page 5")
    page.context.close()
