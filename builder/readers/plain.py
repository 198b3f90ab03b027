"""Plain text to blocks: paragraphs by blank lines, lists by their marks."""

from builder.readers.printed import read_lines
from builder.records import FileText
from builder.repair.characters import mend_characters


def read_plain(text: str) -> FileText:
    """The blocks of a plain text file."""
    return FileText(blocks=tuple(read_lines(mend_characters(text))))
