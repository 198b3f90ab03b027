"""Where everything is on the finished site: ids, page paths and URLs go out, records come in. Pure.

All URLs are relative to the site's root and hold only characters that need no escaping.
A page file `answers/methods/optimiser.md` has the URL `answers/methods/optimiser/`, or
`answers/methods/optimiser.html` where the site does not use directory URLs.
"""

from posixpath import relpath
from urllib.parse import quote

from builder.digest import short
from builder.records import Citation, Passage, Question, Source

ASSETS = "assets/answerbook"
RESERVED = frozenset("index matrix gaps audit comparison topics".split())  # pages of a book that are no question


def local_id(full_id: str) -> str:
    """The part of a question's or source's id after its book."""
    return full_id.partition("/")[2] or full_id


def quote_id(citation: Citation) -> str:
    """The fragment that marks a quote in its source."""
    return f"q-{short([citation.passage, citation.quote])}"


def passage_anchor(passage: Passage) -> str:
    """The fragment of a passage on its document's page."""
    return f"p-{passage.id.removeprefix(passage.source + '.')}"


def book_path(book: str, page: str = "index") -> str:
    """The file of one of a book's own pages: its questions, or another of those reserved, or its `documents`."""
    return f"documents/{book}/index.md" if page == "documents" else f"answers/{book}/{page}.md"


def question_path(question: Question) -> str:
    """The page file of a question."""
    name = local_id(question.id)
    return f"answers/{question.book}/{name}{'-question' if name in RESERVED else ''}.md"


def document_path(source: Source) -> str:
    """The page file that we write for a document (one that MkDocs renders itself has `page_url` instead)."""
    name = local_id(source.id)
    return f"documents/{source.book}/{name}{'-document' if name == 'index' else ''}.md"


def page_url(path: str, use_directory_urls: bool = True) -> str:
    """The URL of a page file, as MkDocs gives it; the home page's is empty."""
    stem = path.removesuffix(".md")
    if not use_directory_urls:
        return quote(f"{stem}.html")
    if stem == "index" or stem.endswith("/index"):
        return quote(stem[: -len("index")])
    return quote(f"{stem}/")


def document_url(source: Source, use_directory_urls: bool = True) -> str:
    """The URL where readers open a document."""
    if source.page_url:
        return source.page_url.removeprefix("./")  # MkDocs calls its home page `./`
    return page_url(document_path(source), use_directory_urls)


def passage_url(passage: Passage, source: Source, use_directory_urls: bool = True) -> str:
    """The URL that opens a document at a passage."""
    place = passage.place if source.page_url else passage_anchor(passage)
    return document_url(source, use_directory_urls) + (f"#{quote(place)}" if place else "")


def citation_url(citation: Citation, source: Source, use_directory_urls: bool = True) -> str:
    """The URL that opens a document with the quote marked."""
    return f"{document_url(source, use_directory_urls)}#{quote_id(citation)}"


def answer_url(question: Question, document: str | None, use_directory_urls: bool = True) -> str:
    """The URL of a question's page, at one document's answer if it has one for each."""
    url = page_url(question_path(question), use_directory_urls)
    return f"{url}#{quote(local_id(document))}" if document else url


def relative(url: str, page: str) -> str:
    """One URL of the site as seen from another page's URL."""
    target, hash_, fragment = url.partition("#")
    if target == page and hash_:
        return f"#{fragment}"
    folder = page if page.endswith("/") or not page else page.rpartition("/")[0]
    path = relpath(target or ".", folder or ".")
    if (not target or target.endswith("/")) and not path.endswith("/"):
        path = f"{path}/"
    return path + hash_ + fragment
