"""What the script adds, in a real Chromium: suggestions as an accessible list, and ways for a keyboard."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

import web
from tests.web.test_browser import address, browser, opened

__all__ = ["address", "browser"]  # fixtures


@pytest.fixture
def page(browser: Browser, address: str) -> Page:
    found = opened(browser, address, script=True)
    found.set_default_timeout(5_000)
    return found


def typed(page: Page, text: str) -> None:
    page.goto("/")
    page.get_by_role("combobox").focus()  # the browser does so by itself, but not at once
    with page.expect_response(lambda answer: answer.url.endswith(quote(text))):
        page.keyboard.type(text)
    expect(page.get_by_role("option").first).to_be_visible()


def test_suggestions_come_while_one_types_and_are_chosen_by_keyboard(page: Page) -> None:
    typed(page, "новый класте")
    box = page.get_by_role("combobox", name="Запрос")
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-activedescendant") is None
    first, second = page.get_by_role("option").all_inner_texts()[:2]
    page.keyboard.press("ArrowDown")
    assert box.input_value() == first
    assert page.locator(f"#{box.get_attribute('aria-activedescendant')}").inner_text() == first
    page.keyboard.press("ArrowDown")
    assert box.input_value() == second
    assert page.get_by_role("option", selected=True).inner_text() == second
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert box.input_value() == "новый класте"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    assert page.get_by_role("combobox").input_value() == first


def test_escape_gives_back_what_was_typed(page: Page) -> None:
    typed(page, "класте")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    box = page.get_by_role("combobox")
    assert box.input_value() == "класте"
    assert box.get_attribute("aria-expanded") == "false"
    assert page.get_by_role("option").count() == 0


def test_a_suggestion_is_chosen_by_mouse(page: Page) -> None:
    typed(page, "класте")
    wanted = page.get_by_role("option").nth(1).inner_text()
    page.get_by_role("option").nth(1).click()
    page.wait_for_url("**/?q=*")
    assert page.get_by_role("combobox").input_value() == wanted


def test_where_no_suggestions_come_the_box_goes_on_as_it_is(page: Page) -> None:
    page.route("**/api/suggest?*", lambda route: route.abort())
    page.goto("/")
    page.get_by_role("combobox").focus()
    page.keyboard.type("класте")
    page.wait_for_timeout(300)
    assert page.get_by_role("option").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")


@pytest.mark.parametrize(("key", "filled"), [("ArrowDown", True), ("Backspace", False)])
def test_a_late_answer_does_not_change_the_list_under_the_hands(page: Page, key: str, filled: bool) -> None:
    typed(page, "класт")
    shown = page.get_by_role("option").all_inner_texts()
    late: list[Route] = []
    page.route("**/api/suggest?*", lambda route: late.append(route))
    with page.expect_request("**/api/suggest?*"):
        page.keyboard.type("е")
    page.keyboard.press(key)
    late[0].fulfill(json={"suggestions": [{"text": "поздно"}]})
    page.wait_for_timeout(100)
    assert page.get_by_role("option").all_inner_texts() == shown
    assert page.get_by_role("combobox").input_value() == (shown[0] if filled else "класт")


def test_a_slash_leads_to_the_box_and_arrows_between_hits(page: Page) -> None:
    page.goto("/?q=кластер")
    page.keyboard.press("ArrowDown")
    titles = page.locator(".hit h2 a")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("/")
    assert page.get_by_role("combobox").input_value() == "/"


def test_the_key_of_the_slash_is_enough_on_a_russian_keyboard(page: Page) -> None:
    page.goto("/?q=кластер")
    for code, is_there in (("Period", False), ("Slash", True)):
        page.evaluate(
            "code => document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '.', code, bubbles: true}))", code
        )
        assert page.evaluate("document.activeElement.id === 'q'") is is_there


def test_from_mark_to_mark(page: Page) -> None:
    page.goto("/article?url=https://news.example/kazan/1&q=кластер")
    for number in (1, 2):
        page.keyboard.press("n")
        expect(page.locator("mark.now")).to_have_attribute("id", f"m{number}")
    page.keyboard.press("Shift+n")
    expect(page.locator("mark.now")).to_have_attribute("id", "m1")
    page.get_by_role("link", name="место 3", exact=True).click()
    assert page.url.endswith("#m3")
    expect(page.locator("mark.now")).to_have_attribute("id", "m3")
    page.keyboard.press("n")
    expect(page.locator("mark.now")).to_have_attribute("id", "m4")


def test_nothing_hangs_open_over_the_page_that_comes(page: Page) -> None:
    typed(page, "класте")
    page.evaluate("document.forms[0].addEventListener('submit', event => event.preventDefault())")
    page.keyboard.press("Enter")
    expect(page.get_by_role("option")).to_have_count(0)


def test_who_goes_back_finds_the_query_of_that_page(page: Page) -> None:
    page.goto("/?q=кластер")
    page.get_by_role("combobox").fill("технопарк")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert page.get_by_role("combobox").input_value() == "кластер"


def test_the_script_is_small() -> None:
    assert (Path(web.__file__).parent / "static" / "search.js").stat().st_size < 6_000
