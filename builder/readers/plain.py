"""Plain text to blocks: paragraphs by blank lines, lists by their marks, headings by their numbers."""

from builder.readers.front import keep_authors, title_of, title_part
from builder.readers.numbered import part_headings
from builder.readers.printed import has_plain_splits, part_lines, read_parts
from builder.records import FileText
from builder.repair.characters import mend_characters
from builder.repair.damage import describe_damage
from builder.repair.leaves import drop_running_heads, drop_stamps


def read_plain(text: str) -> FileText:
    """The blocks of a plain text file."""
    mended = drop_running_heads(drop_stamps(mend_characters(text)), whole=True)
    parts = title_part(part_lines(mended, has_plain_splits(text), whole=True))
    blocks = keep_authors(read_parts(part_headings(parts), cut=False))
    return FileText(blocks=tuple(blocks), title=title_of(blocks), notes=describe_damage(text))
