"""The bridge to MkDocs: what `answerbook build` left in build/ comes in, pages, assets and marked quotes go out.

Never runs a model, never writes into docs_dir, and a file of the user's own always wins over one of ours.
"""

import json
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# Material prints a notice about another project at import unless told so.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import is_markdown_file

from builder.digest import sha256
from builder.format import answers_digest, book_paths, read_answer_files
from builder.format.answer_files import SEEN
from builder.links import ASSETS
from builder.marks import mark_quotes, name_sections, place_quotes
from builder.packaged import templates_dir
from builder.policy import with_policy
from builder.quoted import Quote

LISTED = frozenset({"answers/index.md", "ask.md", "index.md"})  # in the navigation where a site writes none itself

NAME = "answerbook"
OURS = ("answers/", "documents/", "ask.md", "index.md")  # pages that a build may make
FIXED = ("builder.", "material.plugins.search.", "mkdocs.contrib.")  # modules of plugins that make and move no page
CONTENT = "ab-content"  # where each page of ours begins

_OWN_NAMES = {"slugify", "separator"}  # settings by which a site's headings have other anchors than ours
_INSTANT = "navigation.instant"  # it puts scripts into the page by addresses that nobody vouches for
_TAKES_IN = b"--8<--"
_GONE = "%s: an answer quotes words that the page does not show: “%s”; run `answerbook build` again"
_NOWHERE = (
    "answers quote a page at `%s`, and the site has none there: it went since the last build, or a plugin moves it"
)
_DRAWN = "{}: a Markdown extension shows these words of an answer otherwise, so a link leads to the heading above: “{}”"

log = logging.getLogger("mkdocs.plugins.answerbook")


class AnswerbookConfig(Config):  # type: ignore[no-untyped-call]
    """How pages are served; what there is to say of a site is said once, in its books."""

    encoder_in_browser = Type(str, default="")  # a folder of onnxruntime-web: readers may fetch the real encoder
    strict_policy = Type(bool, default=False)  # a Content-Security-Policy without `unsafe-inline` in every page


class AnswerbookPlugin(BasePlugin[AnswerbookConfig]):  # type: ignore[no-untyped-call]
    """Hands build/ to MkDocs; decides nothing."""

    def __init__(self) -> None:
        self._build_dir = Path("build")
        self._quotes: dict[str, Any] = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        self._build_dir = root / "build"
        if not (self._build_dir / "pages").is_dir():
            raise PluginError(
                f"error: {self._build_dir / 'pages'}: there are no built pages\nhint: run `answerbook build` first"
            )
        self._quotes = _read_quotes(self._build_dir / "quotes.json")
        _tell_unseen_answers(root, self._build_dir / SEEN)
        own = 1 if config.theme.custom_dir else 0
        for folder in (templates_dir() / "overrides", root / "templates" / "overrides"):
            if folder.is_dir() and str(folder) not in config.theme.dirs:
                config.theme.dirs.insert(own, str(folder))
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        taken = {file.dest_uri for file in files}
        for kind in ("pages", "assets"):
            folder = self._build_dir / kind
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    file = _generated(config, path.relative_to(folder).as_posix(), path)
                    if file.dest_uri in taken:
                        log.debug("%s stays as it is in %s", file.src_uri, config.docs_dir)
                    else:
                        files.append(file)
        self._link_assets(config)
        return files

    def _link_assets(self, config: MkDocsConfig) -> None:
        folder = self._build_dir / "assets" / ASSETS
        styles = [f"{ASSETS}/{path.name}" for path in sorted(folder.glob("*.css"))]
        scripts = [f"{ASSETS}/{path.name}" for path in sorted(folder.glob("page.*.js"))]
        config.extra_css = [*styles, *(name for name in config.extra_css if name not in styles)]
        config.extra_javascript += [name for name in scripts if name not in config.extra_javascript]

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        made = {file.page.url.removeprefix("./") for file in files if file.page is not None}
        for url in sorted(self._quotes.keys() - made):
            log.warning(_NOWHERE, url)
        if self.config.strict_policy and _INSTANT in config.theme.get("features", []):
            log.warning(
                "`strict_policy` forbids what the feature `%s` of the theme does: leave one of them out", _INSTANT
            )
        return env

    @event_priority(-90)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if page.file.generated_by == NAME:
            # The theme makes its link past the header from the first entry of the table of contents.
            page.toc = TableOfContents([AnchorLink(page.title or "", CONTENT, 1)])
            return html
        if _OWN_NAMES & config.mdx_configs.get("toc", {}).keys():
            html = name_sections(html)
        found = self._quotes.get(page.url.removeprefix("./"))
        return _with_quotes(html, page, found) if found else html

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return self._with_policy(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        return self._with_policy(output_content) if template_name.endswith(".html") else output_content

    def _with_policy(self, output: str) -> str:
        wasm = bool(self.config.encoder_in_browser)
        return with_policy(output, wasm=wasm) if self.config.strict_policy else output

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        server.watch(str(self._build_dir))
        return server


def _generated(config: MkDocsConfig, uri: str, path: Path) -> File:
    in_nav = config.nav is None and uri in LISTED
    inclusion = InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV
    return File.generated(config, uri, abs_src_path=str(path), inclusion=inclusion)


def _with_quotes(html: str, page: Page, found: dict[str, Any]) -> str:
    """A page with its quotes in marks; one that cannot be marked leads to the heading above it, and is told."""
    passages = found["passages"]
    quotes = [Quote(**{**quote, "passage": passages[quote["passage"]]}) for quote in found["quotes"]]
    marked, missing = mark_quotes(html, quotes)
    unmarked = [quote for quote in quotes if quote.id in missing]
    as_read = bool(unmarked) and _is_as_read(page, found["sha256"])
    for quote in unmarked:
        if as_read:
            # Not by MkDocs' own log, which would fail a strict build: no page is wrong here.
            sys.stderr.write(f"WARNING -  {_DRAWN.format(page.file.src_uri, quote.text)}\n")
        else:
            log.warning(_GONE, page.file.src_uri, quote.text)
    return f"{place_quotes(marked, unmarked)}\n{found['after']}"


def _is_as_read(page: Page, digest: str) -> bool:
    """Whether a page's file is as the last build read it; of what it takes in from other files, nobody can say."""
    content = page.file.content_bytes
    return sha256(content) == digest or _TAKES_IN in content


def _tell_unseen_answers(root: Path, seen: Path) -> None:
    """Warn where the pages in build/ were made of other answers: what was rejected since still stands on them."""
    if seen.is_file() and seen.read_text("utf-8") != answers_digest(read_answer_files(book_paths(root / "seeds"))):
        log.warning(
            "the answers in seeds/ changed since `answerbook build` made these pages; run `answerbook build` again"
        )


def _read_quotes(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def look_over(config_file: str, strict: bool) -> int:
    """Load settings with their plugins as MkDocs would, and say what is wrong with them; nothing is rendered."""
    logging.basicConfig(format="%(levelname)-7s -  %(message)s", stream=sys.stdout)
    try:
        config = load_config(config_file, strict=strict)
    except Abort as abort:
        print(*abort.args)  # as MkDocs' own command does
        return 1
    missing = list(_missing_pages(config)) if strict else []
    for path in missing:
        log.warning("`nav` names the page '%s', which is not in %s", path, config.docs_dir)
    return 1 if missing else 0


def _missing_pages(config: MkDocsConfig) -> Iterator[str]:
    """Yield the pages that `nav` names in vain; nothing where plugins or hooks may yet make or move pages."""
    if config.hooks or not all(type(one).__module__.startswith(FIXED) for one in config.plugins.values()):
        return
    for path in _pages_of(config.nav):
        parts = urlsplit(path)
        is_page = is_markdown_file(path) and not parts.scheme and not parts.netloc and not path.startswith("/")
        if is_page and not path.startswith(OURS) and not Path(config.docs_dir, path).is_file():
            yield path


def _pages_of(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    for one in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _pages_of(one)


if __name__ == "__main__":
    sys.exit(look_over(sys.argv[1], "--strict" in sys.argv[2:]))
