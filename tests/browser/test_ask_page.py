"""The Ask page goes with its address: questions sent can be gone back to, and an empty one shows the list again."""

import re

import pytest
from browser.box_site import Served
from chromium import needs_chromium
from playwright.sync_api import Page, expect

pytestmark = needs_chromium


def send(page: Page, query: str, how: str = "Enter") -> None:
    page.fill("#ab-ask-query", query)
    if how == "Enter":
        page.press("#ab-ask-query", "Enter")
    else:
        page.locator("#ab-ask .ab-box__ask").click()


@pytest.mark.parametrize("how", ["Enter", "Ask"])
def test_an_emptied_question_shows_the_list_again(page: Page, served: Served, how: str) -> None:
    page.goto(f"{served.url}ask/?q=windlass&book=ships")
    found = page.locator("#ab-ask .ab-found")
    expect(found).to_contain_text("Six people turn the windlass")
    expect(page.locator("#ab-ask-known")).to_be_hidden()
    send(page, " ", how)
    expect(found).to_be_empty()
    expect(page.locator("#ab-ask > .ab-status")).to_be_empty()
    expect(page.locator("#ab-ask-known")).to_be_visible()
    assert page.url == f"{served.url}ask/"


def test_back_leads_to_the_question_before(page: Page, served: Served) -> None:
    page.goto(f"{served.url}ask/?q=windlass")
    found = page.locator("#ab-ask .ab-found")
    expect(found).to_contain_text("Six people turn the windlass")
    before = page.evaluate("history.length")
    send(page, "How tall is the mast?")
    expect(found).to_contain_text("31 metres")
    send(page, "How tall is the mast?")
    page.fill("#ab-ask-query", "only typed")
    page.wait_for_timeout(500)
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    expect(found).to_contain_text("Six people turn the windlass")
    expect(page.locator("#ab-ask-query")).to_have_value("windlass")
    page.go_forward()
    expect(found).to_contain_text("31 metres")
    page.wait_for_url(re.compile(r"/ask/\?q=How\+tall"))


def test_on_paper_it_says_what_was_asked_above_an_answer_larger_than_its_quotes(page: Page, served: Served) -> None:
    page.goto(f"{served.url}ask/?q=How+tall+is+the+mast")
    expect(page.locator("#ab-ask .ab-answer")).to_be_visible()
    page.emulate_media(media="print")
    found = page.locator("#ab-ask .ab-found")
    assert found.evaluate("(found) => getComputedStyle(found, '::before').content") == '"How tall is the mast"'
    size = "(text) => parseFloat(getComputedStyle(text).fontSize)"
    quote = page.locator("#ab-ask blockquote p")
    expect(quote).to_be_visible()
    assert page.locator("#ab-ask .ab-answer__claims > div > span").evaluate(size) > quote.evaluate(size)
