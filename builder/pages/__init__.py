"""A site's records come in; its pages, its styles and the quotes to mark go out. Text from documents is never changed.

The ids and classes that scripts may rely on:

    #ab-box-home.ab-box   on the home page, around a plain search form
    #ab-ask.ab-ask        on the Ask page, empty; #ab-ask-known holds the list shown without JavaScript
    mark.ab-quote         in documents, data-quotes names the quotes it belongs to, its id the one that begins with it
    #p-…                  a passage on its document's page
    .ab-copy              a button that copies the address in data-link
    table[data-sortable]  a table whose headings sort; td[data-sort] holds a cell's value
    table[data-filter]    a table that gets a field to filter its rows where it is long
"""

from builder import packaged
from builder.digest import sha256
from builder.links import ASSETS
from builder.pages.answers import book_page, matrix_page, question_page, topic_pages
from builder.pages.building import build_page
from builder.pages.documents import document_page, documents_page
from builder.pages.escape import page_file
from builder.pages.gaps import audit_page, gaps_page
from builder.pages.lookup import Lookup
from builder.pages.models import models_page
from builder.pages.overview import answers_page, ask_page, book_view, home_page
from builder.pages.quotes import quotes_file
from builder.pages.rendering import Templates
from builder.records import Asset, Book, Page, Site

STYLES = "colours frame badges answers tables documents home build media".split()  # joined in this order
BOOK_PAGES = {
    "index": book_page,
    "matrix": matrix_page,
    "documents": documents_page,
    "gaps": gaps_page,
    "audit": audit_page,
    "comparison": models_page,
}

__all__ = ["page_file", "render_assets", "render_pages", "render_quotes"]


def render_pages(site: Site) -> tuple[Page, ...]:
    """Every page of the site, by path."""
    templates = Templates(Lookup(site))
    books = [book_view(templates.lookup, book) for book in site.books]
    pages = [make(templates, books) for make in (home_page, answers_page, ask_page, build_page)]
    for book in site.books:
        pages += _book_pages(templates, book)
    return tuple(sorted(pages, key=lambda page: page.path))


def _book_pages(templates: Templates, book: Book) -> list[Page]:
    lookup = templates.lookup
    pages = [BOOK_PAGES[name](templates, book) for name, _ in lookup.tabs(book)]
    pages += topic_pages(templates, book)
    pages += [question_page(templates, question) for question in lookup.questions(book)]
    pages += [document_page(templates, source) for source in lookup.sources(book) if not source.page_url]
    return pages


def render_quotes(site: Site) -> bytes:
    """The quotes in pages that MkDocs renders itself, for the plugin to mark."""
    return quotes_file(Templates(Lookup(site)))


def render_assets(site: Site) -> tuple[Asset, ...]:
    """One style sheet and one small script, named by their content, and the site's icon."""
    style = b"\n".join(_read_asset(site, f"assets/{name}.css") for name in STYLES)
    icon = _read_asset(site, "assets/icon.svg")
    script = (packaged.WEB / "page.js").read_bytes()
    return (
        Asset(path=f"{ASSETS}/icon.svg", content=icon),
        Asset(path=f"{ASSETS}/page.{sha256(style)[:8]}.css", content=style),
        Asset(path=f"{ASSETS}/page.{sha256(script)[:8]}.js", content=script),
    )


def _read_asset(site: Site, name: str) -> bytes:
    own = site.project.root / "templates" / name
    return (own if own.is_file() else packaged.templates_dir() / name).read_bytes()
