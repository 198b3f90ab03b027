"""Blocks of printed text in the light of those around them: what goes on, what is a heading, a step, a reference."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from builder.readers.headings import is_references
from builder.records import Block, BlockKind
from builder.repair.words import UNDECIDED
from builder.text import COLUMN, is_ended

_SPEAKS_UP = re.compile(r"[^\W\d_]{4}")
# An entry of a list of works that passes for a heading: a number and names, or names with initials.
_NAMES_A_WORK = re.compile(r"\d{1,3}\.\s[^,]+,|(?:[^\W\d_][\w'’-]+ [A-Z]{1,3}, ){2}")
FLOATS = frozenset({"caption", "table", "formula"})
FEWEST_WORDS = 5  # of a paragraph that can begin or end in the middle of a sentence


def append(blocks: list[Block], block: Block, over_floats: bool = False, unfinished: int = -1) -> int:
    """Adds a block, or its words to the block whose sentence it goes on with; returns that block's place."""
    last = blocks[-1] if blocks else None
    place = len(blocks) - 1
    while over_floats and place > 0 and blocks[place].kind in FLOATS and not _goes_on(blocks[place], block.text):
        place -= 1
    before = blocks[place] if blocks else None
    if before and block.kind == "paragraph" and _goes_on(before, block.text, place == unfinished):
        blocks[place] = replace(before, text=_joined(before.text, block.text))
        return place
    together = last and block.kind == last.kind and block.kind in {"list", "formula", "table", "code"}
    # Loose cells above rows would pass for the names of their columns.
    names = last is not None and block.kind == "table" and " | " in block.text and " | " not in last.text
    if last and together and not names and not block.text.startswith("\n"):
        blocks[-1] = replace(last, text=f"{last.text}\n{block.text}")
    else:
        blocks.append(block)
    return len(blocks) - 1


def _goes_on(before: Block, words: str, full: bool = False) -> bool:
    open_end = before.kind in {"paragraph", "list", "caption"} and not is_ended(before.text)
    return open_end and (words[:1].islower() or (full and words[:1].isalnum() and before.kind == "paragraph"))


def _joined(before: str, words: str) -> str:
    return f"{before[:-1]}{UNDECIDED}{words}" if re.search(r"[^\W\d_]-$", before) else f"{before} {words}"


def with_small_headings(blocks: Sequence[Block], sound: bool = False) -> list[Block]:
    """A short line alone between prose and prose is a heading without a number; elsewhere it is a loose cell.

    Sound text has no loose cells, and a line in capitals is a heading whatever follows it.
    """
    found: list[Block] = []
    no_title = ",:" if sound else ","
    add: Callable[[Block], object] = found.append if sound else partial(append, found)
    for place, block in enumerate(blocks):
        words = block.text.split()
        small = block.kind == "paragraph" and len(words) <= 8 and not is_ended(block.text)
        if not small:
            add(block)
            continue
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if sound and following and block.text.isupper() and _SPEAKS_UP.search(block.text):
            found.append(replace(block, kind="heading", level=2))
            continue
        opens = following is not None and following.kind in {"paragraph", "list"} and len(following.text) > 80
        apart = not found or found[-1].kind in {"heading", "paragraph", "list"}
        titled = words[0][:1].isupper() and not any(one.isdigit() or one in no_title for one in block.text)
        if opens and apart and titled and following is not None and not following.text[:1].islower():
            found.append(replace(block, kind="heading", level=3))
        elif len(words) < FEWEST_WORDS and not sound:
            add(replace(block, kind="table"))
        else:
            add(block)
    return found


def with_steps(blocks: Sequence[Block], sound: bool = False) -> list[Block]:
    """Numbered headings of one level with nothing under them are the entries of a list.

    In sound text the last one is too where two or more came before it: what follows it belongs to no step.
    """
    found: list[Block] = []
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        step = block.kind == "heading" and block.text[:1].isdigit()
        followed = following is not None and (following.kind, following.level) == (block.kind, block.level)
        follows = place > 0 and blocks[place - 1].kind == "heading" and found[-1].kind == "list"
        last = follows and (following is None or (sound and "\n" in found[-1].text))
        if step and ((followed and following and following.text[:1].isdigit()) or last):
            append(found, replace(block, kind="list", level=0))
        else:
            found.append(block)
    return found


def with_references(blocks: Sequence[Block]) -> list[Block]:
    """What stands under the heading of the references is one of them, and so is what stands between two."""
    under = False
    found: list[Block] = []
    for place, block in enumerate(blocks):
        entry = under and block.kind == "heading" and bool(_NAMES_A_WORK.match(block.text))
        if block.kind == "heading" and not entry:
            under = is_references(block.text)
        between = 0 < place < len(blocks) - 1 and blocks[place - 1].kind == blocks[place + 1].kind == "reference"
        prose = block.kind in {"paragraph", "list", "table", "formula"}
        inside = entry or (prose and (under or (between and len(block.text) < 250)))
        found.append(replace(block, kind="reference", level=0) if inside else block)
    return found


def merged(blocks: Sequence[Block]) -> list[Block]:
    """References, loose cells and symbols that follow each other as one block."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        together = (
            before
            and before.page == block.page
            and (block.kind == before.kind == "reference" or (_is_loose(block) and _is_loose(before)))
        )
        if before and together:
            kind: BlockKind = before.kind if before.kind == block.kind else "table"
            found[-1] = replace(before, kind=kind, text=f"{before.text}\n{block.text}")
        else:
            found.append(block)
    return found


def is_loose_table(block: Block) -> bool:
    """Whether a table is cells that lost their rows."""
    return block.kind == "table" and COLUMN not in block.text


def _is_loose(block: Block) -> bool:
    return block.kind == "formula" or is_loose_table(block)


def with_ellipses(blocks: Sequence[Block]) -> list[Block]:
    return [_with_ellipsis(block) if block.kind == "paragraph" else block for block in blocks]


def _with_ellipsis(block: Block) -> Block:
    text = block.text
    words = text.split()
    begins = words[0].islower() and len(words) > 2
    ends = not is_ended(text) and len(words) >= FEWEST_WORDS
    return replace(block, text=("… " if begins else "") + text.rstrip(UNDECIDED) + (" …" if ends else ""))
