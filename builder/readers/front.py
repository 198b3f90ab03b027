"""The front of a printed document: its title and who wrote it. Neither is lost or taken for something else."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from builder.readers.blocks import is_loose_table
from builder.readers.headings import heading_level
from builder.readers.printed import Part
from builder.records import Block

_TITLE = re.compile(r"(?=.*[^\W\d_]{2})[^\n]{3,150}(?<![.,;:])")
# What journals print above a title, often with blanks between its letters: the kind of text, and who may read it.
_KIND_OF_TEXT = re.compile(
    r"(?:openaccess)?(?:(?:original|full|short|brief|rapid|invited|regular|technical|systematic)?"
    r"(?:research|review|original|case)?(?:articles?|papers?|communications?|reports?|letters?|notes?|reviews?|study)"
    r"|research|original|editorial|commentary|perspective|correspondence)(?:openaccess)?",
    re.IGNORECASE,
)
_MOST_WORDS = 25
_YEAR = re.compile(r"\d{4}")


def title_part(parts: Sequence[Part]) -> list[Part]:
    """The parts of a text, its first line a heading where it is a title: short, alone, without a full stop."""
    filled = [part for part in parts if part.text.strip()]
    if len(filled) < 2 or not is_title(filled[0].text.strip()):
        return filled
    return [replace(filled[0], level=1), *filled[1:]]


def title_of(blocks: Sequence[Block]) -> str:
    """The title that a text begins with."""
    first = blocks[0] if blocks else None
    is_title = first is not None and first.kind == "heading" and first.level == 1 and not heading_level(first.text)
    return first.text if first is not None and is_title else ""


def first_title(headings: Iterable[str]) -> str:
    """The first heading that is a title: neither the kind of text that follows nor the name of one of its sections."""
    squashed = ((one, "".join(one.split())) for one in headings)
    return next((one for one, name in squashed if not heading_level(one) and not _KIND_OF_TEXT.fullmatch(name)), "")


def keep_authors(blocks: Sequence[Block]) -> list[Block]:
    """Names between the title and what follows are text: no entry of a bibliography, no loose cell of a table."""
    found = list(blocks)
    for place, block in enumerate(blocks):
        if (is_loose_table(block) or block.kind == "reference") and not _YEAR.search(block.text):
            found[place] = replace(block, kind="paragraph")
        elif block.kind != "heading" or heading_level(block.text):
            break
    return found


def is_title(line: str) -> bool:
    """Whether a line is a title: short, with no full stop, and no name of a section."""
    return bool(_TITLE.fullmatch(line)) and len(line.split()) <= _MOST_WORDS and not heading_level(line)
