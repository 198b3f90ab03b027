"""From one file's bytes to blocks: which module reads which kind. Never decides what a document is."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from builder.errors import SourceError
from builder.readers.confined import confine
from builder.readers.html import read_html
from builder.readers.markdown import read_markdown
from builder.readers.notebook import read_notebook
from builder.readers.plain import read_plain
from builder.readers.transcript import is_transcript, read_transcript
from builder.records import FileText
from builder.repair.decoding import decode

LARGEST_TEXT = 20_000_000  # bytes


def _text(read: Callable[[str], FileText]) -> Callable[[bytes], FileText]:
    def read_bytes(content: bytes) -> FileText:
        if len(content) > LARGEST_TEXT:
            raise SourceError(f"{len(content):,} bytes of text are more than the {LARGEST_TEXT:,} a document may have")
        text, repaired = decode(content)
        if not text.strip():
            raise SourceError("the file is empty")
        found = read(text.replace("\r\n", "\n").replace("\r", "\n"))
        return replace(found, notes=(repaired, *found.notes)) if repaired else found

    return read_bytes


def _read_plain_or_transcript(text: str) -> FileText:
    return read_transcript(text) if is_transcript(text) else read_plain(text)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CONFINED = frozenset({".pdf", ".docx"})  # read in processes of their own, so several at once
READERS: dict[str, tuple[str, Callable[[bytes], FileText]]] = {
    ".md": ("text/markdown", _text(read_markdown)),
    ".markdown": ("text/markdown", _text(read_markdown)),
    ".html": ("text/html", _text(read_html)),
    ".htm": ("text/html", _text(read_html)),
    ".xhtml": ("text/html", _text(read_html)),
    ".ipynb": ("application/x-ipynb+json", _text(read_notebook)),
    ".pdf": ("application/pdf", partial(confine, "pdf")),
    ".docx": (_WORD, partial(confine, "docx")),
    ".txt": ("text/plain", _text(_read_plain_or_transcript)),
    ".text": ("text/plain", _text(_read_plain_or_transcript)),
}
