"""Headings that are questions: blocks of a document come in, what they ask goes out."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.language import ASKING, count_words
from builder.records import DEEPEST, Block

_ASKING = frozenset(
    "what how why when where who which whose can could do does did is are was were may might must shall should will"
    " would has have".split()
)


def asked_by_headings(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """The questions that headings with something under them ask, each behind the word for where it stands."""
    for block, following in pairwise(blocks):
        if is_heading(block) and not is_heading(following) and _is_question(block.text):
            yield "heading", block.text


def is_heading(block: Block) -> bool:
    """Whether a block is a heading of the page, and no tab's label."""
    return block.kind == "heading" and block.level <= DEEPEST


def _is_question(heading: str) -> bool:
    count = count_words(heading)
    first = heading.split(maxsplit=1)[0].lstrip("¿").lower().replace("’", "'") if count else ""
    return heading.endswith(("?", "？")) and (count > 3 or (count > 1 and (first in _ASKING or first in ASKING)))
