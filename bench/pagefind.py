"""Ask Pagefind the same questions in Chromium: it indexes the finished site, its own script fetches what it needs."""

import functools
import http.server
import shutil
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Response, sync_playwright

FIRST = 5
EMPTY = "empty-for-pagefind.html"  # a page to ask from that fetches nothing itself


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def ask_pagefind(site: Path, root: Path, queries: list[str]) -> list[dict[str, Any]]:
    """Pages, bytes, requests and milliseconds for each query, each in a fresh browser."""
    copy = root / "pagefind-site"
    shutil.copytree(site, copy)
    (copy / EMPTY).write_text("<!doctype html><title>Empty</title>", "utf-8")
    subprocess.run([root / "node_modules" / ".bin" / "pagefind", "--site", copy], check=True, capture_output=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(copy)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            return [_ask(browser.new_page(), f"http://127.0.0.1:{server.server_port}/", query) for query in queries]
    finally:
        server.shutdown()


def _ask(page: Page, site: str, query: str) -> dict[str, Any]:
    answers: list[Response] = []
    page.goto(site + EMPTY)
    page.on("response", lambda response: answers.append(response) if "/pagefind/" in response.url else None)
    start = time.perf_counter()
    urls = page.evaluate(
        """async ([query, first]) => {
          const pagefind = await import("/pagefind/pagefind.js");
          const found = await pagefind.search(query);
          return (await Promise.all(found.results.slice(0, first).map((one) => one.data()))).map((one) => one.url);
        }""",
        [query, FIRST],
    )
    spent = (time.perf_counter() - start) * 1000
    sizes = [len(response.body()) for response in answers]
    page.close()
    return {
        "pages": [url.partition("#")[0] for url in urls],
        "covered": bool(urls),
        "first": {"bytes": sum(sizes), "requests": len(sizes)},
        "next": {"bytes": 0, "requests": 0},
        "milliseconds": spent,
    }
