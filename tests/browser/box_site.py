"""A little site with a query box, built by the toy engines, and a server that can be slow or lose files."""

import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import ConsoleMessage, Page, expect

from builder.cli import run
from builder.policy import policy_of

CONFIG = """\
site_name: Ships
docs_dir: pages
theme:
  name: material
  font: false
  palette:
    - scheme: default
      toggle: {icon: material/weather-night, name: dark}
    - scheme: slate
      toggle: {icon: material/weather-sunny, name: light}
plugins: [search, answerbook]
"""
BOX = "assets/answerbook/box"
# At once: an Enter that comes after the pause for thought would lead on to the Ask page.
TYPE_AND_ENTER = """(input, query) => {
  input.value = query;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
}"""
HARBOUR_BOOK = "title: The harbour\ndocuments:\n  - path: ../../harbour\n"  # of tests that bring pages of their own
BOOK = "title: The ships\ndocuments:\n  - path: ../../pages\n"
QUESTIONS = """\
questions:
  - id: mast
    ask: How tall is the mast?
    also: [What height does the mast have?]
  - id: anchor
    ask: What does the anchor weigh?
    also: [How heavy is the anchor?]
  - id: belay
    ask: What does `belay` mean?
  - id: porcelain
    ask: Where was the porcelain bought?
"""
PAGES = {
    "rig.md": """\
# Rig

The mast is 31 metres tall. It is made of pine from the north.

## Sails

The ship carries nine sails. Call `reef_topsail()` before a storm; the error E1042 means that a rope is missing.
""",
    "anchor.md": """\
# Anchor

The anchor weighs 820 kilograms. Its chain is 90 metres long.

## Windlass

Six people turn the windlass. They sing while they work.
""",
    "orders.md": """\
# Orders

```text
haul the sheet
  belay the sheet
```
""",
    "markup.md": """\
# Markup in &lt;b&gt;titles&lt;/b&gt;

Text such as `<img src=x onerror=document.title=1>` stays text in the box.
""",
}


def build_ships(root: Path, engine: str = "toy", config: str = CONFIG, more: Mapping[str, str] | None = None) -> Path:
    """Build the site, `more` files beside its own, and return where it is."""
    (root / "pages").mkdir()
    book = root / "seeds" / "ships"
    book.mkdir(parents=True)
    (root / "mkdocs.yml").write_text(config, "utf-8")
    (book / "book.yml").write_text(BOOK, "utf-8")
    (book / "questions.yml").write_text(QUESTIONS, "utf-8")
    for name, text in PAGES.items():
        (root / "pages" / name).write_text(text, "utf-8")
    for name, text in (more or {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    assert run(["-C", str(root), "build", "--engine", engine, "--no-strict"]) == 0
    return root / "site"


def ask_on_page(page: Page, served: "Served", query: str, **chosen: str) -> None:
    """Open the Ask page with a query and filters, and wait for what is found."""
    page.goto(f"{served.url}ask/?{urlencode({'q': query, **chosen})}")
    expect(page.locator("#ab-ask > .ab-status")).to_have_text(re.compile("passage|Nothing"))


def open_box(page: Page, served: "Served") -> None:
    """Open the home page and go into the header's box, until its script is there."""
    page.goto(served.url)
    page.focus("#ab-query")
    expect(page.locator("#ab-query[aria-controls]")).to_be_attached()


def ask(page: Page, query: str) -> None:
    """Type a query and Enter, and wait for what the documents say to it."""
    expect(page.locator("#ab-query[aria-controls]")).to_be_attached()
    page.locator("#ab-query").evaluate(TYPE_AND_ENTER, query)
    expect(page.locator(".ab-search .ab-status")).to_have_text(
        re.compile("passage|answer|covers?|Nothing", re.IGNORECASE)
    )


def ask_anew(page: Page, served: "Served", query: str) -> None:
    """Open the home page and ask in the header's box."""
    open_box(page, served)
    ask(page, query)


class Said:
    """What the console and the network of a page said."""

    def __init__(self, page: Page) -> None:
        self.console: list[str] = []
        self.urls: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("request", lambda request: self.urls.append(request.url))

    def _note(self, message: ConsoleMessage) -> None:
        if "favicon" not in (message.location or {}).get("url", ""):
            self.console.append(f"{message.type}: {message.text}")


class Served:
    """A site at its address; `change` may delay an answer, replace its bytes, or lose it by returning nothing."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.url = ""
        self.asked: list[str] = []
        self.change: Callable[[str, bytes], bytes | None] = lambda path, content: content
        self.strict = False

    def headers(self, content: bytes) -> dict[str, str]:
        """The strict policy, where a test wants it."""
        return {"Content-Security-Policy": policy_of(content.decode("utf-8", "replace"))} if self.strict else {}


@contextmanager
def serve(site: Path) -> Iterator[Served]:
    """Serve a site until the test is over."""
    served = Served(site)

    class Answering(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(site))  # type: ignore[arg-type]

        def log_message(self, format: str, *arguments: object) -> None:
            return

        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            path = path / "index.html" if path.is_dir() else path
            name = path.relative_to(site).as_posix() if path.is_relative_to(site) else ""
            served.asked.append(name)
            content = served.change(name, path.read_bytes()) if path.is_file() else None
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Type", self.guess_type(str(path)))
            for header, value in served.headers(content or b"").items():
                self.send_header(header, value)
            self.end_headers()
            self.wfile.write(content or b"")

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    served.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def came(met: Callable[[], bool], seconds: float = 10) -> bool:
    """Wait until something is so, and say whether it came to be."""
    end = time.monotonic() + seconds
    while not met() and time.monotonic() < end:
        time.sleep(0.01)
    return met()


def slowly(seconds: float) -> Callable[[str, bytes], bytes]:
    """Answer for the box's files after a while."""

    def wait(path: str, content: bytes) -> bytes:
        if "/box/" in path:
            time.sleep(seconds)
        return content

    return wait
