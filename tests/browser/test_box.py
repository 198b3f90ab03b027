"""The query box in a real browser: what a reader types, sees and opens."""

import re
from pathlib import Path

import pytest
from browser.box_site import BOX, Said, Served, ask, ask_anew, came
from chromium import needs_chromium
from playwright.sync_api import Browser, Page, expect

from builder.rank.query import Box, rank_query

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
NEAR = ("of a boat", "of a ship", "sail", "weigh", "anchor", "stand", "in the north", "float")
FAR = ("captain", "zebra", "quarks", "house", "xylophone")
PHONE = {"width": 390, "height": 800}

pytestmark = needs_chromium


def test_known_questions_while_typing(page: Page, served: Served) -> None:
    said = Said(page)
    page.goto(served.url)
    page.keyboard.press("/")
    expect(page.locator("#ab-query")).to_be_focused()
    page.keyboard.type("ancor wei")
    # An option of the list at first; once the rest has come, the question heads the card of its answer.
    expect(page.locator(".ab-search")).to_contain_text("What does the anchor weigh?")
    query = page.locator("#ab-query")
    expect(query).to_have_attribute("aria-expanded", "true")
    assert said.console == []


def test_arrows_mark_and_enter_opens(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.focus("#ab-query")
    page.keyboard.type("is the")
    options = page.locator('.ab-search [role="option"]')
    expect(options.nth(1)).to_be_visible()
    expect(page.locator(".ab-search .ab-option--passage").first).to_be_visible()
    query = page.locator("#ab-query")
    page.keyboard.press("ArrowDown")
    first = options.first
    expect(first).to_have_attribute("aria-selected", "true")
    assert query.get_attribute("aria-activedescendant") == first.get_attribute("id")
    page.keyboard.press("End")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    wanted = first.get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)


def test_escape_closes_clears_and_leaves(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.keyboard.press("Control+k")
    ask(page, "mast")
    panel = page.locator(".ab-search .ab-panel")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#ab-query")).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator("#ab-query")).not_to_be_focused()


@pytest.mark.parametrize("key", ["/", "s", "f", "Control+k"])
def test_shortcuts(page: Page, served: Served, key: str) -> None:
    page.goto(served.url)
    page.keyboard.press("Control+Alt+k")
    page.keyboard.press("Control+Shift+K")
    expect(page.locator("#ab-query")).not_to_be_focused()
    page.keyboard.press(key)
    expect(page.locator("#ab-query")).to_be_focused()
    expect(page.locator("#ab-query")).to_have_value("")


def test_a_known_question_has_its_card(page: Page, served: Served) -> None:
    ask_anew(page, served, "What height does the mast have?")
    card = page.locator(".ab-search .ab-answer")
    expect(card).to_contain_text("How tall is the mast?")
    expect(card).to_contain_text("31 metres")
    card.locator(".ab-cite").first.click()
    page.wait_for_url(re.compile(r"/rig/#q-"))
    expect(page.locator("mark").first).to_contain_text("31 metres")


def test_a_passage_opens_at_its_heading(page: Page, served: Served) -> None:
    ask_anew(page, served, "reef_topsail")
    option = page.locator(".ab-search .ab-option--passage").first
    expect(option.locator("mark").first).to_contain_text("reef_topsail")
    option.click()
    page.wait_for_url(re.compile(r"/rig/#sails:~:text=Call%20reef_topsail\(\)%20before"))


def test_code_is_shown_as_code_and_its_lines_as_lines(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.focus("#ab-query")
    page.keyboard.type("belay")
    panel = page.locator(".ab-search .ab-panel")
    expect(panel.locator("code")).to_have_text("belay")  # of the suggestion, then of the card
    ask(page, "haul the sheet")
    shown = panel.locator(".ab-option__text--code").first
    expect(shown).to_contain_text("haul")  # of this query, no longer of the one before
    expect(shown).to_have_css("white-space-collapse", "preserve")
    assert shown.text_content() == "haul the sheet\n  belay the sheet"


def test_a_misspelt_word_that_is_not_covered_is_told_with_what_was_looked_for(page: Page, served: Served) -> None:
    ask_anew(page, served, "zebra quarks xylophone umbrella trombone chian")
    expect(page.locator(".ab-search .ab-notice")).to_have_text(
        re.compile("^Searched for “chain” for “chian”. These documents do not cover that.")
    )


def test_what_no_document_covers_is_said(page: Page, served: Served) -> None:
    ask_anew(page, served, "xylophone zebra quarks")
    expect(page.locator(".ab-search .ab-notice")).to_contain_text("These documents do not cover that.")


def find_doubtful(site: Path) -> str:
    """A query that the site may not cover: which one it is depends on what its build learned, so on the processor."""
    box = Box(lambda name: (site / BOX / name).read_bytes())
    queries = [f"{lead} {one} {other}" for lead in ("the", "how do", "where does") for one in FAR for other in NEAR]
    return next(query for query in queries if rank_query(query, box).doubtful)


def test_where_documents_may_not_cover_a_query_that_is_said_above_the_passages(
    page: Page, served: Served, site: Path
) -> None:
    ask_anew(page, served, find_doubtful(site))
    expect(page.locator(".ab-search .ab-notice")).to_have_text(
        "These documents may not cover that. The nearest passages:"
    )
    expect(page.locator(".ab-search .ab-status")).to_have_text(
        re.compile(r"^These documents may not cover that: \d+ passages? on ")
    )
    expect(page.locator(".ab-search .ab-option").first).to_have_class(re.compile("ab-option--passage"))


def test_a_share_link_asks_at_once(page: Page, served: Served) -> None:
    page.goto(f"{served.url}ask/?q=How+tall+is+the+mast%3F")
    expect(page.locator("#ab-ask .ab-answer")).to_contain_text("31 metres")
    page.locator("#ab-ask .ab-quoted summary").first.click()
    expect(page.locator("#ab-ask blockquote").first).to_contain_text("31 metres")
    page.fill("#ab-ask-query", "windlass")
    page.keyboard.press("Enter")
    expect(page.locator("#ab-ask .ab-found")).to_contain_text("Six people turn the windlass")
    assert page.url.endswith("?q=windlass")


def test_enter_goes_on_to_the_ask_page(page: Page, served: Served) -> None:
    ask_anew(page, served, "windlass")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/ask/\?q=windlass$"))


def test_markup_stays_text(page: Page, served: Served) -> None:
    said = Said(page)
    page.goto(f"{served.url}ask/?q=%3Cimg+src%3Dx+onerror%3Ddocument.title%3D1%3E+markup+titles")
    expect(page.locator("#ab-ask .ab-found")).to_contain_text("<img src=x onerror=document.title=1>")
    assert page.locator("#ab-ask img").count() == 0
    assert page.title() != "1"
    assert said.console == []


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("size", [{"width": 1200, "height": 800}, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("path", ["", "ask/?q=How+heavy+is+the+anchor%3F"], ids=["header", "ask"])
def test_axe_finds_nothing(browser: Browser, served: Served, scheme: str, size: dict[str, int], path: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe is not installed: npm install --no-save axe-core")
    context = browser.new_context(viewport={"width": size["width"], "height": size["height"]}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(served.url + path)
    page.evaluate("(scheme) => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    if path:
        expect(page.locator("#ab-ask .ab-answer")).to_be_visible()
    else:
        page.keyboard.press("/")
        ask(page, "How heavy is the anchor?")
        page.keyboard.press("ArrowDown")
    page.wait_for_timeout(400)
    page.add_script_tag(path=AXE)
    found = page.evaluate("(place) => axe.run(place)", "#ab-ask" if path else ".ab-search")
    assert [
        (one["id"], one["nodes"][0]["html"], one["nodes"][0]["failureSummary"]) for one in found["violations"]
    ] == []
    context.close()


def test_right_to_left(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.evaluate("document.body.dir = 'rtl'")
    page.focus("#ab-query")
    ask(page, "How heavy is the anchor?")
    panel = page.locator(".ab-search .ab-panel")

    def inside() -> bool:
        box = panel.bounding_box()
        return box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 1280

    known = page.locator(".ab-search .ab-option--question .ab-option__text").first
    assert known.evaluate("(one) => getComputedStyle(one).direction") == "ltr"  # its question mark stands at its end
    assert came(inside)  # the theme moves its search to the other side while the page turns
    page.wait_for_timeout(500)
    assert inside()
