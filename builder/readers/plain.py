"""Plain text to blocks: paragraphs by blank lines, lists by their marks, headings by their numbers.

Text that bears the marks of printed pages is mended; sound text is left as its author wrote it.
"""

import re

from builder.readers.front import keep_authors, title_of, title_part
from builder.readers.numbered import part_headings
from builder.readers.printed import has_plain_splits, part_lines, read_parts, read_sound
from builder.records import FileText
from builder.repair.characters import mend_characters
from builder.repair.damage import describe_damage, is_printed
from builder.repair.leaves import drop_running_heads, drop_stamps

# As standards and manuals that were typed have it: `   o  Clients need no setup.`
_ROUND_BULLET = re.compile(r"^([ \t]+)o(?=[ \t]+(?:[\"“<(]|[A-Z\d]))", re.MULTILINE)


def read_plain(text: str) -> FileText:
    """The blocks of a plain text file."""
    sound = not is_printed(text)
    mended = _ROUND_BULLET.sub(r"\1•", drop_stamps(mend_characters(text, spaced=not sound)))
    if not sound:
        mended = drop_running_heads(mended, whole=True)
    parts = part_headings(title_part(part_lines(mended, has_plain_splits(text), whole=True)))
    blocks = keep_authors(read_sound(parts) if sound else read_parts(parts, cut=False))
    return FileText(blocks=tuple(blocks), title=title_of(blocks), notes=describe_damage(text))
