"""A site's records to a finished MkDocs site, as the pipeline does it, and what tests ask of finished HTML."""

import html
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from builder.bundle import make_bundle, prepare_box
from builder.engines.toy import ToyEncoder
from builder.index import make_index
from builder.pages import page_file, render_assets, render_pages, render_quotes
from builder.records import Site

MKDOCS = """site_name: Sample answers
docs_dir: docs
theme:
  name: material
  font: false
plugins:
  - search
  - answerbook
"""
EXTENSIONS = """markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - meta
  - smarty
  - tables
  - toc: {permalink: true}
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.betterem
  - pymdownx.blocks.admonition
  - pymdownx.caret
  - pymdownx.critic
  - pymdownx.details
  - pymdownx.emoji
  - pymdownx.escapeall: {hardbreak: true, nbsp: true}
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.magiclink
  - pymdownx.mark
  - pymdownx.progressbar
  - pymdownx.smartsymbols
  - pymdownx.snippets: {base_path: ["."], check_paths: false}
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist
  - pymdownx.tilde
"""


def write_build(site: Site) -> None:
    """Writes build/ of a site."""
    build = site.project.build_dir
    files = {f"pages/{page.path}": page_file(page) for page in render_pages(site)}
    encoder = ToyEncoder()
    bundle = make_bundle(site, prepare_box(site, make_index(site.passages, encoder), encoder), encoder)
    files |= {f"assets/{asset.path}": asset.content for asset in (*render_assets(site), *bundle)}
    files["quotes.json"] = render_quotes(site)
    for name, content in files.items():
        path = build / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def run_mkdocs(root: Path, *options: str, site: str = "site") -> subprocess.CompletedProcess[str]:
    """Lets MkDocs build the project, and gives its exit code and talk."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(root / site), *options],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1763596800"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def built(site: Site, start_page: str, mkdocs: str = MKDOCS) -> Path:
    """The folder of the finished site, built with --strict."""
    root = site.project.root
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "start.md").write_text(start_page, "utf-8")
    (root / "mkdocs.yml").write_text(mkdocs, "utf-8")
    write_build(site)
    done = run_mkdocs(root, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    return root / "site"


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.urls: list[tuple[str, str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        self.ids += [value for value in [values.get("id")] if value]
        for name in ("href", "src", "action", "cite", "data-link"):
            if (value := values.get(name)) is not None:
                self.urls.append((tag, value))


def elements(page: str) -> _Elements:
    """The ids, addresses and tags of a page."""
    found = _Elements()
    found.feed(page)
    found.close()
    return found


def passage_text(page: str, anchor: str) -> str:
    """The text of a passage on its page, as a browser has it."""
    section = re.search(rf'<section [^>]*id="{re.escape(anchor)}">(.*?)(?:<aside|</section>)', page, re.DOTALL)
    assert section is not None, anchor
    inner = section.group(1).strip("\n").replace("</code></pre>", "").replace("<pre><code>", "")
    return html.unescape(re.sub(r"<[^>]*>", "", inner))


def broken_links(folder: Path) -> list[str]:
    """The links of a finished site that lead nowhere, with their fragments."""
    pages = {path.relative_to(folder).as_posix(): elements(path.read_text("utf-8")) for path in folder.rglob("*.html")}
    broken = []
    for name, page in pages.items():
        for _, url in page.urls:
            if urlsplit(url).scheme or name == "404.html":
                continue
            target, fragment = urldefrag(urljoin(f"http://site/{name}", url))
            path = unquote(urlsplit(target).path).lstrip("/")
            path = f"{path}index.html" if path == "" or path.endswith("/") else path
            unknown = fragment and path in pages and unquote(fragment) not in pages[path].ids
            if unknown or not (folder / path).is_file():
                broken.append(f"{name}: {url}")
    return broken
