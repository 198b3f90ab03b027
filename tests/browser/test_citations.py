"""Every citation of the demo site opens its source with exactly the quoted words marked; no link is broken."""

import io
import json
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from chromium import needs_chromium, open_browser, serve_folder
from pages.built_site import broken_links, elements
from playwright.sync_api import Page

from builder.cli import run
from builder.links import quote_id
from builder.records import Citation

ROOT = Path(__file__).parent.parent.parent
SHOWN = """(name) => {
  const marks = [...document.querySelectorAll("mark.ab-quote--now")];
  if (!marks.length || !marks.every((mark) => mark.dataset.quotes.split(" ").includes(name))) return null;
  const place = marks[0].getBoundingClientRect();
  if (place.top < 0 || place.top >= innerHeight) return null;
  return marks.map((mark) => mark.textContent).join("");
}"""

pytestmark = needs_chromium


@pytest.fixture(scope="module", params=["default", "toy"])
def engine(request: pytest.FixtureRequest) -> str:
    """The engines that answer: the shipped ones, held to the committed answers, and toys, which take more quotes."""
    return str(request.param)


@pytest.fixture(scope="module")
def demo(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo site as it ships, or answered anew by the toy engines."""
    root = tmp_path_factory.mktemp("demo")
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "site_src", root / "site_src")
    left_out = shutil.ignore_patterns("answers") if engine == "toy" else None
    shutil.copytree(ROOT / "seeds", root / "seeds", ignore=left_out)
    assert run(["-C", str(root), "build", "--engine", engine]) == 0
    return root


@pytest.fixture(scope="module")
def quotes(demo: Path, engine: str) -> dict[str, str]:
    """The published quotes by id."""
    said = io.StringIO()
    with redirect_stdout(said):
        assert run(["-C", str(demo), "answers", "--json", "--engine", engine]) == 0
    records = [json.loads(line) for line in said.getvalue().splitlines()]
    citations = [
        Citation(passage=f"{record['book']}/{citation['passage']}", quote=citation["quote"])
        for record in records
        for claim in record["claims"]
        for citation in claim["citations"]
    ]
    return {quote_id(citation): citation.quote for citation in citations}


@pytest.fixture(scope="module")
def page(demo: Path) -> Iterator[Page]:
    with serve_folder(demo / "site") as address, open_browser() as browser:
        yield browser.new_context(base_url=address, reduced_motion="reduce").new_page()


def cited(folder: Path) -> list[str]:
    """The addresses of all citations, from the root of the site."""
    found = set()
    for path in sorted((folder / "answers").rglob("index.html")):
        for tag, url in elements(path.read_text("utf-8")).urls:
            target, _, fragment = url.partition("#")
            if tag == "a" and fragment.startswith("q-"):
                found.add(f"{(path.parent / target).resolve().relative_to(folder.resolve()).as_posix()}/#{fragment}")
    return sorted(found)


def letters(text: str) -> str:
    """The letters of a text: a table's cells and a page's line ends are drawn, not written."""
    return "".join(text.replace(" | ", "").replace("’", "'").split())


def test_every_citation_opens_its_source_with_exactly_its_words_marked(
    demo: Path, quotes: dict[str, str], page: Page
) -> None:
    addresses = cited(demo / "site")
    published = {address.partition("#")[2] for address in addresses}
    assert len(quotes) > 50
    assert set(quotes) <= published, "a citation has no link"
    for address in addresses:
        name = address.partition("#")[2]
        page.goto("about:blank")  # a reader comes from another page
        page.goto(address)
        shown = page.wait_for_function(SHOWN, arg=name).json_value()
        if name in quotes:
            assert letters(shown) == letters(quotes[name]), address


def test_no_link_of_the_demo_is_broken(demo: Path) -> None:
    assert broken_links(demo / "site") == []
