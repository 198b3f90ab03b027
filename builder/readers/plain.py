"""Plain text to blocks: paragraphs by blank lines, lists by their marks."""

from builder.readers.printed import has_plain_splits, read_lines
from builder.records import FileText
from builder.repair.characters import mend_characters
from builder.repair.damage import describe_damage
from builder.repair.leaves import drop_running_heads, drop_stamps


def read_plain(text: str) -> FileText:
    """The blocks of a plain text file."""
    mended = drop_running_heads(drop_stamps(mend_characters(text)))
    return FileText(blocks=tuple(read_lines(mended, has_plain_splits(text), cut=False)), notes=describe_damage(text))
