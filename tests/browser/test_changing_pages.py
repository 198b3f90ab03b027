"""Where the theme changes pages in place, nothing of a page that is gone is at work on the one that came."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.box_site import CONFIG, Served, build_ships, open_box, serve
from chromium import needs_chromium
from playwright.sync_api import Page, expect

ADDRESS = "http://example.org/"
INSTANT = f"site_url: {ADDRESS}\n" + CONFIG.replace(
    "  font: false\n", "  font: false\n  features: [navigation.instant]\n"
)
COUNT_LISTENERS = """
globalThis.listening = new Set();
for (const [name, change] of [["addEventListener", "add"], ["removeEventListener", "delete"]]) {
  const real = document[name];
  document[name] = function (kind, listener, ...more) {
    if (kind === "pointerdown") globalThis.listening[change](listener);
    return real.call(this, kind, listener, ...more);
  };
}
"""

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_ships(tmp_path_factory.mktemp("ships"), config=INSTANT)


@pytest.fixture
def served(site: Path) -> Iterator[Served]:
    """The theme stays on a page only for what the sitemap names, with this very port."""
    with serve(site) as found:
        found.change = lambda path, content: content.replace(ADDRESS.encode(), found.url.encode())
        yield found


def change_to(page: Page, url: str) -> None:
    """Follow a link within the site, which the theme does without leaving the page."""
    page.wait_for_load_state("networkidle")  # and with it the sitemap
    page.evaluate("globalThis.stayed = true")
    page.evaluate(
        """(url) => {
          const link = Object.assign(document.createElement("a"), { href: url, id: "on", textContent: "on" });
          document.querySelector("article").append(link);
          link.click();
        }""",
        url,
    )
    page.wait_for_url(url)
    expect(page.locator("#on")).to_have_count(0)
    assert page.evaluate("globalThis.stayed")


def test_an_ask_page_that_is_gone_leaves_the_address_alone(page: Page, served: Served) -> None:
    page.goto(f"{served.url}ask/?q=mast")
    expect(page.locator("#ab-ask .ab-found")).to_contain_text("31 metres")
    chosen = page.locator("#ab-ask .ab-filters select").first.element_handle()
    change_to(page, f"{served.url}rig/")
    chosen.dispatch_event("change")
    page.wait_for_timeout(200)
    assert page.url == f"{served.url}rig/"


def test_back_leads_to_the_question_before_and_then_to_the_page_before(page: Page, served: Served) -> None:
    page.goto(served.url)
    change_to(page, f"{served.url}ask/?q=mast")
    found = page.locator("#ab-ask .ab-found")
    expect(found).to_contain_text("31 metres")
    page.fill("#ab-ask-query", "windlass")
    page.press("#ab-ask-query", "Enter")
    expect(found).to_contain_text("Six people turn the windlass")
    page.go_back()
    expect(page.locator("#ab-ask-query")).to_have_value("mast")
    expect(found).to_contain_text("31 metres")
    page.go_back()
    expect(page.locator("#ab-home-query")).to_be_visible()
    assert page.url == served.url


def test_the_header_s_form_leads_to_the_ask_page_from_everywhere(page: Page, served: Served) -> None:
    page.goto(served.url)
    change_to(page, f"{served.url}answers/ships/")
    assert page.evaluate("document.querySelector('.ab-search form').action") == f"{served.url}ask/"


def test_the_box_keeps_its_looks(page: Page, served: Served) -> None:
    open_box(page, served)
    change_to(page, f"{served.url}rig/")
    page.fill("#ab-query", "mast")
    page.press("#ab-query", "ArrowDown")
    marked = page.locator(".ab-search .ab-option[aria-selected=true]")
    expect(marked).to_have_css("outline-style", "solid")


def test_inputs_that_are_gone_listen_no_more(page: Page, served: Served) -> None:
    page.add_init_script(COUNT_LISTENERS)
    page.goto(served.url)
    page.focus("#ab-query")
    counts = []
    for _ in range(2):
        expect(page.locator("#ab-home-query[aria-controls]")).to_be_attached()
        page.mouse.click(640, 700)
        counts.append(page.evaluate("globalThis.listening.size"))
        change_to(page, f"{served.url}ask/")
        expect(page.locator("#ab-ask-query[aria-controls]")).to_be_attached()
        change_to(page, served.url)
    assert counts[0] == counts[1]
