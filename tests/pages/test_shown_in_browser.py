"""What a site brings with it leaves quotes in sight: tabs, colours of its own, readers without a script."""

import dataclasses
from pathlib import Path

from built_site import MKDOCS, built
from chromium import needs_chromium, serve_folder
from playwright.sync_api import Browser, Page
from sample_site import START_PAGE, answer, sample_site
from test_in_browser import CONTRAST, SHOWN, page, quote

__all__ = ["page"]  # a fixture

pytestmark = needs_chromium
BACKGROUND = "(mark) => getComputedStyle(mark).backgroundColor"

TABS = """# Start

## Install

=== "Linux"

    Unpack the archive.

=== "Windows"

    === "Home"

        Nothing works.

    === "Server"

        ??? note "How"

            Run `make site` in a fresh clone.
"""


def test_a_quote_in_a_tab_that_is_not_shown_is_brought_to_the_reader(page: Page, tmp_path: Path) -> None:
    extensions = "\n".join(
        f"  - pymdownx.{name}" for name in ("details", "superfences", "tabbed: {alternate_style: true}")
    )
    site = sample_site(tmp_path)
    words = "Run make site in a fresh clone."
    quoted = answer("handbook/install", None, ("handbook/start.d2", words))
    site = dataclasses.replace(site, answers=(quoted,), audits=(), opinions=())
    filled = TABS.replace("## Install", f"{'Words before it. ' * 2000}\n\n## Install")
    with serve_folder(built(site, filled, f"{MKDOCS}markdown_extensions:\n{extensions}\n")) as found:
        page.goto(f"{found}start/#{quote('handbook/start.d2', words)}")
        assert page.evaluate(SHOWN) == words
        assert page.locator("mark.ab-quote").first.is_visible()
        page.wait_for_function("() => innerHeight > document.querySelector('mark').getBoundingClientRect().top")


def test_without_javascript_every_piece_of_a_quote_is_tinted(browser: Browser, tmp_path: Path) -> None:
    words = "Command | Purpose\nmake test | runs every test"
    site = sample_site(tmp_path)
    quoted = answer("handbook/install", None, ("handbook/start.d3", words))
    site = dataclasses.replace(site, answers=(quoted,), audits=(), opinions=())
    with serve_folder(built(site, START_PAGE)) as found:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(f"{found}start/#{quote('handbook/start.d3', words)}")
        colours = [mark.evaluate(BACKGROUND) for mark in page.locator("mark.ab-quote").all()]
        assert len(colours) == 4
        assert "rgba(0, 0, 0, 0)" not in colours
        assert len(set(colours[1:])) == 1 and colours[0] != colours[1]
        page.context.close()


def test_a_dark_site_with_colours_of_its_own_keeps_them(page: Page, tmp_path: Path) -> None:
    site = sample_site(tmp_path)
    hue = "getComputedStyle(document.body).getPropertyValue('--md-hue')"
    for primary, kept in (("indigo", True), ("custom", False)):
        palette = f"  palette: {{scheme: slate, primary: {primary}, accent: {primary}}}\n"
        with serve_folder(
            built(site, START_PAGE, MKDOCS.replace("  font: false\n", f"  font: false\n{palette}"))
        ) as found:
            page.goto(f"{found}start/")
            assert (page.evaluate(hue).strip() == "190") != kept


OWN_SCHEME = """[data-md-color-scheme="night"] {
  --md-default-bg-color: #101030;
  --md-default-fg-color: #fff;
  --md-default-fg-color--light: #ddd;
  --md-typeset-color: #fff;
  --md-typeset-a-color: #cf6;
  --md-typeset-mark-color: #fa3;
}
"""


def test_words_stand_out_in_a_scheme_that_a_site_made_itself(page: Page, tmp_path: Path) -> None:
    site = sample_site(tmp_path)
    palette = "  font: false\n  palette: {scheme: night}\nextra_css: [own.css]\n"
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "own.css").write_text(OWN_SCHEME, "utf-8")
    with serve_folder(built(site, START_PAGE, MKDOCS.replace("  font: false\n", palette))) as found:
        for name in ("", "methods/preprocessing/", "methods/audit/", "build/"):
            page.goto(f"{found}answers/{name}")
            assert page.evaluate(CONTRAST) == [], name
        page.goto(f"{found}ask/")
        field = page.locator("#ab-ask-query")
        ink, paper = (field.evaluate(f"(one) => getComputedStyle(one).{of}") for of in ("color", "backgroundColor"))
        assert ink == "rgb(255, 255, 255)" and paper in ("rgb(16, 16, 48)", "rgba(0, 0, 0, 0)")
