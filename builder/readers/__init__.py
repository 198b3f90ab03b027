"""From one file's bytes to blocks: which module reads which kind. Never decides what a document is."""

from collections.abc import Callable

from builder.errors import SourceError
from builder.readers.html import read_html
from builder.readers.markdown import read_markdown
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
        notes = (repaired, *found.notes) if repaired else found.notes
        return FileText(
            blocks=found.blocks,
            title=found.title,
            asked=found.asked,
            earlier=found.earlier,
            notes=notes,
            losses=found.losses,
        )

    return read_bytes


def _read_plain_or_transcript(text: str) -> FileText:
    return read_transcript(text) if is_transcript(text) else read_plain(text)


READERS: dict[str, tuple[str, Callable[[bytes], FileText]]] = {
    ".md": ("text/markdown", _text(read_markdown)),
    ".markdown": ("text/markdown", _text(read_markdown)),
    ".html": ("text/html", _text(read_html)),
    ".htm": ("text/html", _text(read_html)),
    ".xhtml": ("text/html", _text(read_html)),
    ".txt": ("text/plain", _text(_read_plain_or_transcript)),
    ".text": ("text/plain", _text(_read_plain_or_transcript)),
}
