"""What the query box fetches, when and from whom; and what a reader has of it where files, network or scripts fail."""

import re
from pathlib import Path

import pytest
from browser.box_site import BOX, Said, Served, ask, ask_anew, came, slowly
from chromium import needs_chromium
from playwright.sync_api import Browser, Page, expect

pytestmark = needs_chromium


def test_nothing_is_fetched_before_the_focus(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.wait_for_load_state("networkidle")
    ours = [path for path in served.asked if "/box/" in path]
    assert ours == [f"{BOX}/load.js"]
    assert not any("search_index" in path or "worker" in path for path in served.asked)


def test_what_the_script_asks_for_first_does_not_wait_for_it(page: Page, served: Served) -> None:
    both = [path.name for pattern in ("head-*", "known-0-*") for path in (served.site / BOX).glob(pattern)]
    waited: list[bool] = []

    def wait_for_both(path: str, content: bytes) -> bytes:
        if "/box/script-" in path:
            waited.append(came(lambda: all(f"{BOX}/{name}" in served.asked for name in both)))
        return content

    served.change = wait_for_both
    said = Said(page)
    ask_anew(page, served, "windlass")
    assert len(both) == 2
    assert waited == [True]
    assert [served.asked.count(f"{BOX}/{name}") for name in both] == [1, 1]
    assert said.console == []


def test_only_this_site_is_asked(page: Page, served: Served) -> None:
    said = Said(page)
    ask_anew(page, served, "How tall is the mast?")
    assert all(url.startswith(served.url) for url in said.urls)


def test_a_file_of_another_build_is_fetched_again(page: Page, served: Served) -> None:
    stale: list[str] = []

    def once_stale(path: str, content: bytes) -> bytes:
        if "/box/near-" in path and path not in stale:
            stale.append(path)
            return content[:-1] + b"\0"
        return content

    served.change = once_stale
    said = Said(page)
    ask_anew(page, served, "How tall is the mast?")
    expect(page.locator(".ab-search .ab-answer")).to_contain_text("31 metres")
    assert stale
    assert said.console == []


def test_on_a_slow_network_the_last_query_wins(page: Page, served: Served) -> None:
    served.change = slowly(0.4)
    page.goto(served.url)
    page.focus("#ab-query")
    page.keyboard.type("windlass", delay=20)
    ask(page, "mast")
    expect(page.locator(".ab-search .ab-list")).to_contain_text("The mast is 31 metres tall")
    expect(page.locator(".ab-search mark", has_text="windlass")).to_have_count(0)


def test_offline_once_loaded(page: Page, served: Served) -> None:
    ask_anew(page, served, "How tall is the mast?")
    page.context.set_offline(True)
    ask(page, "How tall is the mast")
    expect(page.locator(".ab-search .ab-answer")).to_contain_text("31 metres")


@pytest.mark.parametrize("lost", ["near-", "words-", "texts-", "head-", "script-", "box.json"])
def test_without_a_file_plain_search_takes_over(page: Page, served: Served, lost: str) -> None:
    said = Said(page)
    served.change = lambda path, content: None if f"/box/{lost}" in path else content
    page.goto(served.url)
    page.focus("#ab-query")
    page.fill("#ab-query", "windlass")
    expect(page.locator(".ab-search .ab-panel")).to_contain_text("Windlass", timeout=10_000)
    expect(page.locator(".ab-search .ab-panel a").first).to_be_visible()
    opaque = "(one) => { while (one && getComputedStyle(one).opacity !== '0') one = one.parentElement; return !one; }"
    page.wait_for_function(opaque, arg=page.locator(".ab-search .ab-panel").element_handle())  # it fades in
    assert len([line for line in said.console if line.startswith("warning")]) == 1


def test_without_the_box_plain_search_says_when_it_finds_nothing(page: Page, served: Served) -> None:
    served.change = lambda path, content: None if "box.json" in path else content
    page.goto(served.url)
    page.focus("#ab-query")
    page.fill("#ab-query", "quarks")
    panel = page.locator(".ab-search .ab-panel")
    expect(panel).to_have_text("Nothing found", timeout=10_000)
    served.change = lambda path, content: None if "box.json" in path or "search_index" in path else content
    page.reload()
    page.focus("#ab-query")
    page.fill("#ab-query", "mast")
    expect(panel).to_have_text("The search index could not be read.", timeout=10_000)
    page.fill("#ab-query", "")
    expect(panel).to_be_empty()


def test_from_a_folder(page: Page, site: Path) -> None:
    said = Said(page)
    page.goto((site / "index.html").as_uri())
    page.focus("#ab-query")
    ask(page, "How tall is the mast?")
    expect(page.locator(".ab-search .ab-answer")).to_contain_text("31 metres")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/ask/index\.html\?q=How\+tall"))
    expect(page.locator("#ab-ask .ab-answer")).to_contain_text("31 metres")
    assert said.console == []


def test_under_a_strict_policy(page: Page, served: Served) -> None:
    served.strict = True
    said = Said(page)
    ask_anew(page, served, "How tall is the mast?")
    expect(page.locator(".ab-search .ab-answer")).to_contain_text("31 metres")
    for shown in (".ab-answer__claims span", ".ab-option__text--paragraph"):
        expect(page.locator(f".ab-search {shown}").first).to_have_attribute("dir", "auto")
    assert said.console == []


def test_without_javascript_there_is_a_form_and_a_list(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.url)
    page.fill("#ab-query", "mast")
    page.press("#ab-query", "Enter")
    page.wait_for_url(re.compile(r"/ask/\?q=mast$"))
    expect(page.get_by_role("link", name="How tall is the mast?")).to_be_visible()
    context.close()
