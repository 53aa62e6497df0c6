"""axe-core finds nothing to complain of, on any page, at any width, by day and by night, with and without script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.web.test_browser import SHOWN, WIDTHS, address, browser, opened

__all__ = ["address", "browser"]  # fixtures

SUGGESTING = "/?q=кластер"


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_violation_on_any_page(browser: Browser, address: str, width: int, mode: str) -> None:
    page = opened(browser, address, width, mode, script=True)
    for name, path in SHOWN.items():
        page.goto(path)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}\n{found.generate_report()}"
    page.context.close()
