"""The query box obeys: what is dismissed stays away, what is marked stays marked, and what fails can be tried again."""

import re
import threading
from collections.abc import Iterator

import pytest
from browser.box_site import Served, came, open_box
from chromium import needs_chromium
from playwright.sync_api import Page, expect

pytestmark = needs_chromium


@pytest.fixture
def held(served: Served) -> Iterator[threading.Event]:
    """Nothing is found before it is set; known questions are."""
    let_go = threading.Event()

    def wait(path: str, content: bytes) -> bytes:
        if "/box/near-" in path:
            let_go.wait(60)
        return content

    served.change = wait
    yield let_go
    let_go.set()


def lose(served: Served, *lost: str) -> None:
    served.change = lambda path, content: None if any(name in path for name in lost) else content


def find_again(served: Served) -> None:
    served.change = lambda path, content: content


def searching(page: Page, served: Served, box: str, query: str) -> None:
    """Type a query, and wait until its search has begun."""
    page.focus(box)
    expect(page.locator(f"{box}[aria-controls]")).to_be_attached()
    page.keyboard.type(query)
    assert came(lambda: any("/box/near-" in path for path in served.asked), 60)


@pytest.mark.parametrize(("path", "box"), [("", "#ab-home-query"), ("ask/", "#ab-ask-query")])
def test_the_button_asks(page: Page, served: Served, path: str, box: str) -> None:
    page.goto(served.url + path)
    page.focus(box)
    expect(page.locator(f"{box}[aria-controls]")).to_be_attached()
    page.fill(box, "windlass")
    page.locator(".ab-box__ask").click()
    page.wait_for_url(re.compile(r"/ask/\?q=windlass$"))
    expect(page.locator("#ab-ask .ab-found")).to_contain_text("Six people turn the windlass")


@pytest.mark.parametrize("how", ["Escape", "Escape Escape", "press", "focus"])
def test_a_dismissed_query_stays_away(page: Page, served: Served, held: threading.Event, how: str) -> None:
    page.goto(served.url)
    searching(page, served, "#ab-query", "mast")
    panel = page.locator(".ab-search .ab-panel")
    expect(panel).to_be_visible()
    if how == "press":
        page.mouse.click(640, 700)
    elif how == "focus":
        page.locator("footer a").last.focus()
    else:
        for key in how.split():
            page.keyboard.press(key)
    expect(panel).to_be_hidden()
    held.set()
    page.wait_for_timeout(1000)
    expect(panel).to_be_hidden()
    assert how != "focus" or not page.locator("#__search").is_checked()


def test_known_questions_that_come_to_nothing_open_nothing_that_was_closed(page: Page, served: Served) -> None:
    let_go = threading.Event()

    def lose_late(path: str, content: bytes) -> bytes | None:
        if "/box/known-" not in path:
            return content
        let_go.wait(60)
        return None

    served.change = lose_late
    open_box(page, served)
    page.keyboard.type("m")
    page.fill("#ab-query", "")
    let_go.set()
    page.wait_for_timeout(1000)
    expect(page.locator(".ab-search .ab-panel")).to_be_hidden()


def test_the_panel_closes_where_the_focus_leaves_the_form(page: Page, served: Served) -> None:
    page.goto(served.url)
    panel = page.locator("#ab-box-home .ab-panel")
    page.focus("#ab-home-query")
    page.keyboard.type("mast")
    expect(panel).to_be_visible()
    page.focus(".ab-box__ask")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator("#ab-home-query")).to_be_focused()
    page.keyboard.type(" anchor")
    expect(panel).to_be_visible()
    page.locator("footer a").last.focus()
    expect(panel).to_be_hidden()


def test_clearing_leaves_the_reader_in_the_box(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.focus("#ab-query")
    clear = page.locator(".ab-search button[type=reset]")
    expect(clear).to_have_css("visibility", "hidden")
    page.keyboard.type("mast")
    expect(page.locator(".ab-search .ab-panel")).to_be_visible()
    clear.click()
    page.keyboard.type("x")
    expect(page.locator("#ab-query")).to_have_value("x")


@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_shortcuts_work_from_a_switch_that_was_clicked(page: Page, served: Served, key: str) -> None:
    page.goto(served.url)
    page.locator("[data-md-component=palette] label:visible").click()
    assert page.evaluate("document.activeElement.type") == "radio"
    page.keyboard.press(key)
    expect(page.locator("#ab-query")).to_be_focused()
    expect(page.locator("#ab-query")).to_have_value("")
    page.keyboard.type(key)
    expect(page.locator("#ab-query")).to_have_value(key)


def test_a_marked_option_stays_marked(page: Page, served: Served, held: threading.Event) -> None:
    page.goto(served.url)
    searching(page, served, "#ab-query", "is the")
    option = page.locator('.ab-search [role="option"]').first
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    wanted = option.get_attribute("href") or ""
    status = page.locator(".ab-search .ab-panel .ab-status")
    expect(status).to_have_text("Looking in the documents …")
    held.set()
    expect(status).to_have_text(re.compile("^[0-9]+ known questions? · Enter looks in the documents$"))
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)


@pytest.mark.parametrize("query", ["C#", "日", "R"])
def test_a_short_query_is_searched_or_waits_for_enter(page: Page, served: Served, query: str) -> None:
    open_box(page, served)
    page.keyboard.insert_text(query)
    status = page.locator(".ab-search .ab-status")
    if query == "R":
        expect(status).to_have_text("Enter looks in the documents")
        page.keyboard.press("Enter")
    expect(status).to_have_text(re.compile("Nothing|passage"))


@pytest.mark.parametrize("lost", ["head-", "near-"])
def test_what_could_not_be_read_is_said_and_tried_again(page: Page, served: Served, lost: str) -> None:
    lose(served, f"/box/{lost}", "plain.js")
    page.goto(f"{served.url}ask/?q=mast")
    said = page.locator("#ab-ask > .ab-status")
    expect(said).to_have_text("The documents could not be read. Try again.")
    page.focus("#ab-query")
    page.keyboard.type("mast")
    expect(page.locator(".ab-search .ab-status")).to_have_text("The documents could not be read. Try again.")
    find_again(served)
    page.keyboard.press("Enter")
    expect(page.locator(".ab-search .ab-panel")).to_contain_text("31 metres")
    page.focus("#ab-ask-query")
    page.keyboard.press("Enter")
    expect(page.locator("#ab-ask .ab-found")).to_contain_text("31 metres")
    lose(served, "/box/", "search_index")
    page.fill("#ab-ask-query", "xylophone")
    page.keyboard.press("Enter")
    expect(page.locator("#ab-ask .ab-found")).not_to_contain_text("31 metres")


def test_a_box_that_could_not_begin_begins_at_the_next_focus(page: Page, served: Served) -> None:
    lose(served, "box.json", "plain.js")
    page.goto(served.url)
    with page.expect_response("**/plain.js"):
        page.focus("#ab-query")
    page.wait_for_timeout(200)
    find_again(served)
    page.focus("#ab-home-query")
    page.keyboard.type("mast")
    expect(page.locator("#ab-box-home .ab-panel")).to_contain_text("31 metres")


def test_a_box_in_focus_before_its_script_begins(page: Page, served: Served) -> None:
    let_go = threading.Event()

    def wait(path: str, content: bytes) -> bytes:
        if path.endswith("load.js"):
            let_go.wait(60)
        return content

    served.change = wait
    page.goto(served.url, wait_until="commit")
    page.focus("#ab-home-query")
    let_go.set()
    expect(page.locator("#ab-home-query[aria-controls]")).to_be_attached()
