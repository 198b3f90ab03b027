"""The pages in a real browser: quotes, tables, copied links, palettes, a phone, no script, and nobody else asked."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from built_site import MKDOCS, built
from chromium import needs_chromium, serve_folder
from playwright.sync_api import Browser, Page
from sample_site import PARAMETERS, STANDARDISED, START_PAGE, sample_site, source

from builder.links import quote_id
from builder.records import Citation

PALETTE = """  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, primary: custom, accent: custom}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, primary: custom, accent: custom}
"""
SHOWN = "[...document.querySelectorAll('mark.ab-quote--now')].map((mark) => mark.textContent).join('')"
PAGES = (
    "",
    "answers/",
    "answers/methods/preprocessing/",
    "answers/methods/matrix/",
    "answers/methods/audit/",
    "start/",
)

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = sample_site(tmp_path_factory.mktemp("sample"))
    return built(site, START_PAGE, MKDOCS.replace("  font: false\n", f"  font: false\n{PALETTE}"))


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serve_folder(folder) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def quote(passage: str, words: str) -> str:
    return quote_id(Citation(passage=passage, quote=words))


def test_a_citation_opens_its_source_with_the_very_words_marked(page: Page, address: str) -> None:
    page.goto(f"{address}answers/methods/preprocessing/")
    page.click("#fluxes .ab-number a >> nth=1")
    page.wait_for_url("**/documents/methods/fluxes/#q-*")
    assert page.evaluate(SHOWN) == PARAMETERS
    assert page.locator("mark.ab-quote--now").first.evaluate("(mark) => mark.getBoundingClientRect().top") >= 0
    page.evaluate(f"location.hash = '{quote('methods/fluxes.a2', STANDARDISED)}'")
    page.wait_for_function(f"{SHOWN} === {STANDARDISED!r}")


def test_overlapping_quotes_show_whole_one_at_a_time(page: Page, address: str) -> None:
    training = "for 50 epochs. Training took place on one workstation."
    network = "The network was trained with Adam at a learning rate of 0.001 for 50 epochs. Training took place"
    for words in (training, network):
        page.goto(f"{address}documents/methods/cells/#{quote('methods/cells.b1', words)}")
        assert page.evaluate(SHOWN) == words


def test_a_quote_in_a_page_that_people_wrote_shows_only_when_asked_for(page: Page, address: str) -> None:
    words = "Run make site in a fresh clone."
    page.goto(f"{address}start/")
    background = "(mark) => getComputedStyle(mark).backgroundColor"
    mark = page.locator(f"#{quote('handbook/start.d2', words)}")
    assert mark.evaluate(background) == "rgba(0, 0, 0, 0)"
    page.goto(f"{address}start/#{quote('handbook/start.d2', words)}")
    assert page.evaluate(SHOWN) == words
    assert mark.evaluate(background) != "rgba(0, 0, 0, 0)"


def test_without_javascript_the_quote_is_marked_and_the_table_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}documents/methods/fluxes/#{quote('methods/fluxes.a2', PARAMETERS)}")
    colours = [
        page.locator(f"#{quote('methods/fluxes.a2', words)}").evaluate(
            "(mark) => getComputedStyle(mark).backgroundColor"
        )
        for words in (STANDARDISED, PARAMETERS)
    ]
    assert colours[0] != colours[1]
    page.goto(f"{address}answers/methods/preprocessing/")
    assert page.locator(".ab-rows tbody tr").count() == 5
    assert page.locator("button.ab-copy:visible").count() == 0
    page.goto(f"{address}ask/")
    assert page.locator("#ab-ask-known a").first.is_visible()
    context.close()


def test_a_table_sorts_by_its_headings_and_says_how(page: Page, address: str) -> None:
    page.goto(f"{address}answers/methods/preprocessing/")
    names = "[...document.querySelectorAll('.ab-rows tbody th')].map((cell) => cell.textContent)"
    heading = page.locator(".ab-rows thead th").first
    heading.locator("button").focus()
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "ascending"
    assert page.evaluate(names) == sorted(page.evaluate(names), key=str.casefold)
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    assert page.evaluate(names) == sorted(page.evaluate(names), key=str.casefold, reverse=True)
    page.click(".ab-rows thead th:nth-child(2) button")
    assert heading.get_attribute("aria-sort") is None
    assert page.evaluate("document.querySelector('.ab-rows tbody td').textContent").strip() == "stated"


@pytest.mark.parametrize("language", ["pt_BR", "zh_Hant_TW", "no language"])
def test_a_table_sorts_in_whatever_language_the_theme_names(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}answers/methods/preprocessing/")
    page.evaluate("(language) => { document.documentElement.lang = language; }", language)
    page.click(".ab-rows thead th:first-child button")
    assert page.locator(".ab-rows tbody th").first.inner_text() == "A scan without text"


@pytest.mark.parametrize("width", [1280, 360])
def test_a_long_table_can_be_narrowed(page: Page, tmp_path: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    site = sample_site(tmp_path)
    more = tuple(source("methods", f"more-{number}", f"Another paper {number}") for number in range(20))
    large = built(dataclasses.replace(site, sources=(*site.sources, *more)), START_PAGE)
    page.goto((large / "answers" / "methods" / "preprocessing" / "index.html").as_uri())
    page.get_by_label("Only rows with").fill("paper 7")
    shown = page.locator(".ab-rows tbody tr:visible th")
    assert shown.all_inner_texts() == ["Another paper 7", "Another paper 17"]
    assert page.locator(".ab-filter output").inner_text() == "2 of 25"
    page.get_by_label("Only rows with").fill("")
    assert shown.count() == 25


def test_a_link_is_copied_with_its_document(page: Page, address: str) -> None:
    page.goto(f"{address}answers/methods/preprocessing/")
    page.click("#cells .ab-copy")
    page.wait_for_selector("#cells .ab-copy >> text=Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}answers/methods/preprocessing/#cells"


def test_a_document_without_a_statement_opens_its_nearest_passages(page: Page, address: str) -> None:
    page.goto(f"{address}answers/methods/preprocessing/#birds")
    assert page.locator("#birds details").get_attribute("open") is not None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_asked_of_anybody_and_the_console_stays_empty(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for name in PAGES:
        page.goto(address + name, wait_until="networkidle")
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert said == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_paper(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    for name in (*PAGES, "documents/methods/fluxes/", "answers/build/", "answers/handbook/gaps/"):
        page.goto(address + name)
        assert page.evaluate(CONTRAST) == [], name
    context.close()


def test_on_paper_there_is_ink_and_no_button(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}answers/methods/preprocessing/")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(CONTRAST) == []
    assert page.locator("button.ab-copy:visible, .ab-tabs:visible, .md-header:visible").count() == 0
    assert page.locator("blockquote:visible").count() == 2
    assert page.locator(".ab-foot p").inner_text().endswith("by the reader toy-reader-1.")
    context.close()


def test_the_keyboard_goes_past_the_header_and_shows_where_it_is(page: Page, address: str) -> None:
    page.goto(f"{address}answers/methods/preprocessing/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#ab-content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate("document.activeElement.closest('.ab-trail') !== null")
    assert page.evaluate(focused) == "solid"


@pytest.mark.parametrize("name", [*PAGES, "documents/methods/fluxes/", "answers/build/", "ask/"])
def test_a_phone_needs_no_sideways_scrolling(browser: Browser, address: str, name: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_names_stay_whole_in_tables_that_are_wider_than_a_phone(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    site = sample_site(tmp_path)
    more = tuple(
        dataclasses.replace(site.questions[0], id=f"methods/more-{number}", text=f"Question {number}?")
        for number in range(12)
    )
    sources = (*site.sources, source("methods", "contribute", "Contribute"), source("methods", "zz", "Standardised"))
    large = built(dataclasses.replace(site, sources=sources, questions=(*site.questions, *more)), START_PAGE)
    for name in ("answers/methods/matrix", "documents/methods"):
        page.goto((large / name / "index.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
        for title in ("Contribute", "Standardised"):
            link = page.locator("tbody th a", has_text=title)
            assert link.evaluate("(link) => link.getClientRects().length") == 1, (name, title)


def test_a_cell_of_the_matrix_has_the_sign_that_the_counts_have(page: Page, address: str) -> None:
    page.goto(f"{address}answers/methods/matrix/")
    shape = """([element, part]) => {
      const { width, height, borderRadius, rotate, borderColor, backgroundColor } = getComputedStyle(element, part);
      return [width === height, borderRadius, rotate, borderColor === backgroundColor];
    }"""
    for standing in ("stated", "silent", "unfound"):
        cell = page.locator(f".ab-cell--{standing}").first.element_handle()
        count = page.locator(f".ab-count--{standing} > span").first.element_handle()
        assert page.evaluate(shape, [cell, "::after"]) == page.evaluate(shape, [count, "::before"]), standing


def test_pages_open_from_a_folder(page: Page, folder: Path) -> None:
    page.goto((folder / "index.html").as_uri())
    page.click(".ab-samples a >> nth=0")
    assert page.url.endswith("/answers/handbook/install/index.html")
    page.click(".ab-number a")
    page.wait_for_url("**/start/index.html#q-*")
    assert page.evaluate(SHOWN) == "Run make site in a fresh clone."


# The texts of ours whose colour stands out less than 4.5 to 1 from what lies behind them.
CONTRAST = """() => {
  const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", {
    willReadFrequently: true,
  });
  const paint = (colours) => {
    context.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => {
    const [red, green, blue] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const weak = [];
  for (const element of document.querySelectorAll(".ab-page *, .ab-cited *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.checkVisibility() || element.closest("svg, .ab-hidden")) continue;
    const behind = [];
    for (let at = element; at; at = at.parentElement) behind.unshift(getComputedStyle(at).backgroundColor);
    const paper = ["white", ...behind];
    const [one, other] = [light(paint(paper)), light(paint([...paper, getComputedStyle(element).color]))].sort();
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 4.5) weak.push(`${element.className || element.tagName}: ${ratio.toFixed(2)}`);
  }
  return weak;
}"""
