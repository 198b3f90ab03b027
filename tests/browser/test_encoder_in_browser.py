"""The real encoder in a real browser, chosen by a site and asked for by a reader; needs onnxruntime-web."""

from pathlib import Path

import pytest
from browser.box_site import CONFIG, Served, build_ships
from chromium import needs_chromium
from playwright.sync_api import Page, expect

from builder.bundle.browser_encoder import RUNTIME

DIST = Path(__file__).parent.parent.parent / "node_modules" / "onnxruntime-web" / "dist"
CHOSEN = "plugins:\n  - search\n  - answerbook:\n      encoder_in_browser: runtime\n      strict_policy: true\n"

pytestmark = [
    needs_chromium,
    pytest.mark.skipif(not (DIST / RUNTIME).is_file(), reason="npm install --no-save onnxruntime-web, to test it"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("ships")
    (root / "runtime").symlink_to(DIST)
    return build_ships(root, "overlap", CONFIG.replace("plugins: [search, answerbook]\n", CHOSEN))


def test_a_reader_fetches_it_after_reading_its_size(page: Page, served: Served) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{served.url}ask/?q=how+heavy+is+that+which+holds+a+ship+in+place")
    button = page.get_by_role("button", name="Read questions with the full model: fetch 38 MB once")
    expect(button).to_be_visible(timeout=15_000)
    assert not [name for name in served.asked if name.endswith((".onnx", ".wasm"))]
    button.click()
    expect(page.get_by_text("Questions are read by the full model.")).to_be_visible(timeout=90_000)
    expect(page.locator("#ab-ask")).to_contain_text("820 kilograms")
    assert len([name for name in served.asked if name.endswith((".onnx", ".wasm"))]) == 2
    assert [line for line in said if "favicon" not in line and "404" not in line] == []
    page.goto(f"{served.url}ask/?q=height+of+the+mast")
    expect(page.get_by_text("Questions are read by the full model.")).to_be_visible(timeout=90_000)


def test_search_works_where_it_cannot_be_fetched(page: Page, served: Served) -> None:
    served.change = lambda name, content: None if name.endswith(".onnx") else content
    page.goto(f"{served.url}ask/?q=what+does+the+anchor+weigh")
    page.get_by_role("button", name="full model").click(timeout=15_000)
    expect(page.get_by_text("The full model cannot be used here")).to_be_visible(timeout=60_000)
    expect(page.locator("#ab-ask")).to_contain_text("820 kilograms")
