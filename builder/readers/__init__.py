"""From one file's bytes to blocks: which module reads which kind. Never decides what a document is."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from builder.errors import SourceError
from builder.format.plain import from_json, to_json
from builder.readers.blocks import with_works
from builder.readers.confined import confine
from builder.readers.html import MANY, read_html
from builder.readers.markdown import read_markdown
from builder.readers.notebook import read_notebook
from builder.readers.plain import read_plain
from builder.readers.transcript import is_transcript, read_transcript
from builder.records import FileText
from builder.repair.decoding import decode
from builder.text import whole_characters

LARGEST_TEXT = 20_000_000  # bytes
EMPTY = "the file is empty"


def _text(read: Callable[[str], FileText]) -> Callable[[bytes], FileText]:
    def read_bytes(content: bytes) -> FileText:
        if len(content) > LARGEST_TEXT:
            raise SourceError(f"{len(content):,} bytes of text are more than the {LARGEST_TEXT:,} a document may have")
        text, repaired = decode(content)
        if not text.strip():
            raise SourceError(EMPTY)
        found = read(text.replace("\r\n", "\n").replace("\r", "\n"))
        return replace(found, notes=(repaired, *found.notes)) if repaired else found

    return read_bytes


def _kind(media_type: str, read: Callable[[bytes], FileText]) -> tuple[str, Callable[[bytes], FileText]]:
    """One kind of file; whatever reads it, lists of works are told apart.

    And no half of a character comes out: tokenizers and files refuse them.
    """

    def read_whole(content: bytes) -> FileText:
        found = read(content)
        found = replace(found, blocks=tuple(with_works(found.blocks)))
        written = to_json(found).decode("utf-8", "surrogatepass")
        mended = whole_characters(written)
        return found if mended == written else from_json(FileText, mended.encode())

    return media_type, read_whole


def read_page(content: bytes) -> FileText:
    """Read HTML; what may take its parser long is read in a process of its own, which has a limit."""
    return confine("html", content) if content.count(b"<") > MANY else read_short_page(content)


def read_short_page(content: bytes) -> FileText:
    """Read HTML here and now."""
    return _text(read_html)(content)


def _read_plain_or_transcript(text: str) -> FileText:
    return read_transcript(text) if is_transcript(text) else read_plain(text)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MACROS = _kind("text/markdown", _text(partial(read_markdown, macros=True)))  # where a plugin acts on braces
CONFINED = frozenset({".pdf", ".docx"})  # read in processes of their own, so several at once
MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mkdn")  # what MkDocs makes pages of
READERS: dict[str, tuple[str, Callable[[bytes], FileText]]] = {
    **dict.fromkeys(MARKDOWN, _kind("text/markdown", _text(read_markdown))),
    ".mdx": _kind("text/mdx", _text(partial(read_markdown, mdx=True))),  # never a page of MkDocs
    ".html": _kind("text/html", read_page),
    ".htm": _kind("text/html", read_page),
    ".xhtml": _kind("text/html", read_page),
    ".ipynb": _kind("application/x-ipynb+json", _text(read_notebook)),
    ".pdf": _kind("application/pdf", partial(confine, "pdf")),
    ".docx": _kind(_WORD, partial(confine, "docx")),
    ".txt": _kind("text/plain", _text(_read_plain_or_transcript)),
    ".text": _kind("text/plain", _text(_read_plain_or_transcript)),
}
