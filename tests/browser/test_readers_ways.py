"""What readers do with the box: paste an error, wait on a slow network, go back, pause, select text."""

import re
import shutil
import time
from pathlib import Path

import pytest
from browser.box_site import BOX, Served, ask_on_page, build_ships, open_box, serve
from chromium import needs_chromium
from playwright.sync_api import Page, expect

pytestmark = needs_chromium


def test_quoted_words_that_nothing_holds_are_searched_as_words(page: Page, served: Served) -> None:
    ask_on_page(page, served, 'File "app/windlass.py" who turns the windlass')
    found = page.locator("#ab-ask .ab-found")
    expect(found).to_contain_text("None of the nearest passages says “app/windlass.py”")
    expect(found).to_contain_text("Six people turn the windlass")
    ask_on_page(page, served, '"turn the windlass"')
    expect(found).to_contain_text("Six people turn the windlass")
    expect(found).not_to_contain_text("None of")
    ask_on_page(page, served, '"turn the windlass" "while they work"')
    expect(found.locator(".ab-option--passage")).to_have_count(1)
    ask_on_page(page, served, '"turn the windlass" "pine from the north"')
    expect(found).to_contain_text("None of the nearest passages says “turn the windlass” and “pine from the north”")


def test_a_name_that_stands_nowhere_is_said_not_to(page: Page, served: Served) -> None:
    found = page.locator("#ab-ask .ab-found")
    ask_on_page(page, served, "WINDLASS_SPEED of the windlass")
    expect(found).to_contain_text("None of the nearest passages says “WINDLASS_SPEED”; searched for its words.")
    expect(found).to_contain_text("turn the windlass")
    ask_on_page(page, served, "who turns the windlass, e.g. of 5gb?")
    expect(found).to_contain_text("turn the windlass")
    expect(found).not_to_contain_text("None of")


def test_opened_by_a_key_on_a_page_at_twice_its_size_the_page_behind_stays_in_its_place(
    page: Page, served: Served
) -> None:
    page.set_viewport_size({"width": 640, "height": 300})
    page.goto(served.url)
    page.keyboard.press("/")
    expect(page.locator("body[data-md-scrolllock]")).to_be_attached()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("body[data-md-scrolllock]")).not_to_be_attached()


def test_of_a_site_that_is_published_anew_meanwhile_the_new_files_are_read(
    page: Page, site: Path, tmp_path: Path
) -> None:
    newer = build_ships(tmp_path, more={"pages/sail.md": "# Sail\n\nThe topsail is sewn from flax.\n"})
    both = shutil.copytree(site, tmp_path / "both")
    for file in (newer / BOX).iterdir():
        if not (both / BOX / file.name).exists():
            shutil.copy(file, both / BOX)
    warned: list[str] = []
    page.on("console", lambda message: warned.append(message.text) if message.type == "warning" else None)
    with serve(both) as served:
        open_box(page, served)
        page.wait_for_load_state("networkidle")

        def published(path: str, content: bytes) -> bytes | None:
            now = newer / path
            return (now.read_bytes() if now.is_file() else None) if "/box/" in path else content

        served.change = published
        page.fill("#ab-query", "flax")
        expect(page.locator(".ab-search .ab-list")).to_contain_text("The topsail is sewn from flax")
        assert warned == []


def test_a_passage_far_below_its_heading_is_brought_into_sight(page: Page, tmp_path: Path) -> None:
    filling = "".join(f"Barrel {number} holds nothing but stale water and a little sand.\n\n" for number in range(90))
    words = "The cook keeps salted herring in the aft hold."
    long = {"pages/stores.md": f"# Stores\n\n## Hold\n\n{filling}{words}\n\n{filling}"}
    with serve(build_ships(tmp_path, more=long)) as served:
        open_box(page, served)
        page.fill("#ab-query", "salted herring")
        page.locator(".ab-search .ab-option--passage", has_text="salted herring").click()
        expect(page.get_by_text(words)).to_be_in_viewport()
        assert page.url.startswith(f"{served.url}stores/#hold:~:text=")


def test_a_long_paste_is_answered_at_once_and_stays_in_the_box(page: Page, served: Served) -> None:
    open_box(page, served)
    pasted = "windlass " + "zeebra quarkz " * 4000
    page.evaluate("""() => {
      globalThis.longest = 0;
      const note = (list) => (longest = Math.max(longest, ...list.getEntries().map((task) => task.duration)));
      new PerformanceObserver(note).observe({ type: "longtask" });
    }""")
    page.fill("#ab-query", pasted)
    expect(page.locator(".ab-search .ab-status")).to_have_text(re.compile("passage|Nothing"))
    assert page.evaluate("longest") < 1000
    assert page.input_value("#ab-query") == pasted


def test_a_slow_network_is_told(page: Page, served: Served) -> None:
    def wait(path: str, content: bytes) -> bytes:
        if "/box/script-" in path:
            time.sleep(2)
        if "/box/near-" in path:
            time.sleep(2)
        return content

    served.change = wait
    page.goto(served.url)
    page.focus("#ab-query")
    page.keyboard.type("quarks windlass")
    expect(page.locator(".ab-search .ab-waiting[role=status]")).to_have_text("Searching …")
    expect(page.locator(".ab-search .ab-panel .ab-status")).to_have_text("Looking in the documents …")
    expect(page.locator(".ab-search .ab-waiting")).to_have_count(0)
    expect(page.locator(".ab-search .ab-panel")).to_contain_text("Six people turn the windlass")


def test_suggestions_say_what_enter_does(page: Page, served: Served) -> None:
    open_box(page, served)
    page.evaluate("""() => {
      const status = document.querySelector(".ab-search .ab-panel .ab-status");
      globalThis.said = [];
      new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true });
    }""")
    page.keyboard.type("anchor wei")
    expect(page.locator(".ab-search .ab-panel")).to_contain_text("820 kilograms")
    assert "1 known question · Enter looks in the documents" in page.evaluate("said")


def test_how_many_there_are_is_said_aloud_from_a_place_that_was_there_before(page: Page, served: Served) -> None:
    open_box(page, served)
    aloud = page.locator(".ab-search [role=status]")
    expect(aloud).to_have_count(1)
    expect(page.locator(".ab-search .ab-panel [role=status]")).to_have_count(0)
    page.evaluate("document.querySelector('.ab-search [role=status]').before = true")
    page.keyboard.type("mast")
    expect(aloud).to_have_text(re.compile("passage"))
    assert aloud.evaluate("(one) => one.before && getComputedStyle(one).display !== 'none'")
    page.keyboard.press("Escape")
    expect(aloud).to_be_empty()


def test_a_page_that_the_browser_kept_opens_its_panel_again(page: Page, served: Served) -> None:
    open_box(page, served)
    page.keyboard.type("windlass")
    passage = page.locator(".ab-search .ab-option--passage").first
    expect(passage).to_be_visible()
    page.evaluate("history.replaceState({ asked: ['ab-query', 'windlass'] }, '')")
    page.keyboard.press("Escape")
    expect(passage).to_be_hidden()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(passage).to_be_visible()


def test_no_name_stands_twice_on_the_ask_page(page: Page, served: Served) -> None:
    ask_on_page(page, served, "How heavy might the anchor and its chain be?")
    expect(page.locator("#ab-ask #ab-found-known")).to_have_count(1)
    names = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(names) == len(set(names))


@pytest.mark.parametrize("box", ["#ab-query", "#ab-home-query"])
def test_back_brings_the_query_and_what_it_found(page: Page, served: Served, box: str) -> None:
    page.goto(served.url)
    page.focus(box)
    page.keyboard.type("windlass")
    page.locator(".ab-panel .ab-option--passage").first.click()
    page.wait_for_url(re.compile(r"/anchor/#windlass:~:text=Six%20people%20turn%20the%20windlass\.$"))
    page.go_back()
    expect(page.locator(box)).to_have_value("windlass")
    expect(page.locator(".ab-panel .ab-option--passage").first).to_be_visible()
    page.reload()
    expect(page.locator(box)).to_have_value("")


def test_the_ask_page_is_named_by_its_query_and_entered_at_its_box(page: Page, served: Served) -> None:
    ask_on_page(page, served, "windlass")
    expect(page).to_have_title("windlass - Ask - Ships")
    expect(page.locator("#ab-ask-query")).to_be_focused()
    page.fill("#ab-ask-query", "")
    page.keyboard.press("Enter")
    expect(page).to_have_title("Ask - Ships")


def test_on_the_ask_page_results_have_headings_and_text_that_can_be_selected(page: Page, served: Served) -> None:
    ask_on_page(page, served, "windlass")
    expect(page.locator("#ab-ask h2.ab-group__title").first).to_be_visible()
    expect(page.locator("#ab-ask [role=region]")).to_have_count(0)
    text = page.locator("#ab-ask .ab-option--passage .ab-option__text").first
    assert text.evaluate("(one) => one.closest('a')") is None
    text.evaluate("(one) => getSelection().selectAllChildren(one)")
    text.dispatch_event("click")
    assert "/ask/" in page.url
    page.evaluate("getSelection().removeAllRanges()")
    text.dispatch_event("click")
    page.wait_for_url(re.compile(r"/anchor/#windlass:~:text=Six%20people%20turn%20the%20windlass\.$"))
