"""Blocks of printed text in the light of those around them: what goes on, what is a heading, a step, a reference."""

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from builder.readers.headings import is_references
from builder.records import Block, BlockKind
from builder.repair.prose import is_reference
from builder.repair.words import UNDECIDED
from builder.text import COLUMN, is_ended

_SPEAKS_UP = re.compile(r"[^\W\d_]{4}")
# An entry of a list of works that passes for a heading: a number and names, or names with initials.
_NAMES_A_WORK = re.compile(r"\d{1,3}\.\s[^,]+,|(?:[^\W\d_][\w'’-]+ [A-Z]{1,3}, ){2}")
# Words that within a sentence have no capital.
_OPENS = re.compile(
    r"(?:The|An|This|These|That|Those|We|Our|It|Its|They|There|In|On|At|By|For|From|To|With|As|After|Before|Among|During|When"
    r"|While|Although|Because|Since|If|However|Moreover|Furthermore|Thus|Therefore|Finally|First|Second|Using|Notes?)\b"
)
FLOATS = frozenset({"caption", "table", "formula"})
_ALIKE = 0.08  # of the size of letters, what those of one text may differ
_PROSE = frozenset({"paragraph", "list", "table", "formula"})
_SHORT = 250  # letters of what stands between two references and is one
_FEWEST_WORKS = 3  # that follow each other
FEWEST_WORDS = 5  # of a paragraph that can begin or end in the middle of a sentence


def append(
    blocks: list[Block],
    block: Block,
    over_floats: bool = False,
    unfinished: Container[int] = (),
    sizes: Sequence[float] = (),
) -> int:
    """Adds a block, or its words to the block whose sentence it goes on with; returns that block's place.

    `sizes` are those of the letters of each block and of the new one: a sentence goes on in letters of one size, over
    what stands in smaller ones.
    """
    last = blocks[-1] if blocks else None
    place = len(blocks) - 1
    while over_floats and place > 0 and _may_stand_between(blocks[place], block, _larger(sizes, place)):
        place -= 1
    before = blocks[place] if blocks else None
    of_one_size = not _larger(sizes, place)
    if before and block.kind == "paragraph" and of_one_size and _goes_on(before, block.text, place in unfinished):
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


def _may_stand_between(between: Block, block: Block, larger: float) -> bool:
    """Whether a block may stand in the middle of the sentence that the next one ends: a figure, table or footnote."""
    small = larger > 0 and between.kind in {"paragraph", "list", "reference"}
    return small or (between.kind in FLOATS and (larger != 0 or not _goes_on(between, block.text)))


def _larger(sizes: Sequence[float], place: int) -> float:
    """By how much the letters of the newest block are larger than those of another; 0 where they are alike."""
    if not sizes or place < 0:
        return 0.0
    larger = sizes[-1] - sizes[place]
    return larger if abs(larger) > _ALIKE * sizes[-1] else 0.0


def _goes_on(before: Block, words: str, full: bool = False) -> bool:
    if before.kind not in {"paragraph", "list", "caption"} or is_ended(before.text):
        return False
    may_be_name = words[:1].isalnum() and not _OPENS.match(words)
    return words[:1].islower() or (full and may_be_name and before.kind == "paragraph")


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
        inside = entry or (block.kind in _PROSE and (under or (between and len(block.text) < _SHORT)))
        found.append(replace(block, kind="reference", level=0) if inside else block)
    return found


def with_works(blocks: Sequence[Block]) -> list[Block]:
    """In text as its author wrote it, works that follow each other are references, and what is short between two.

    Under the heading of the references one work is enough, and then all that stands there is one.
    """
    counts = [_count_works(block) for block in blocks]
    between = [
        len(block.text) < _SHORT and 0 < place < len(blocks) - 1 and min(counts[place - 1], counts[place + 1]) > 0
        for place, block in enumerate(blocks)
    ]
    works: set[int] = set()
    for section in _sections(blocks):
        if is_references(blocks[section[0]].text) and any(counts[place] for place in section):
            works.update(section)
        runs = [[*run] for listed, run in groupby(section, key=lambda one: counts[one] > 0 or between[one]) if listed]
        works.update(place for run in runs if sum(counts[one] for one in run) >= _FEWEST_WORKS for place in run)
    return [
        replace(block, kind="reference") if place in works and block.kind in _PROSE else block
        for place, block in enumerate(blocks)
    ]


def _sections(blocks: Sequence[Block]) -> list[list[int]]:
    """The places of blocks, those under each heading together with it."""
    sections: list[list[int]] = []
    for place, block in enumerate(blocks):
        if block.kind == "heading" or not sections:
            sections.append([])
        sections[-1].append(place)
    return sections


def _count_works(block: Block) -> int:
    """How many lines of a block are entries of a list of works; 0 where most are none."""
    if block.kind not in {"paragraph", "list"}:
        return 0
    lines = block.text.split("\n")
    count = sum(map(is_reference, lines))
    return count if count * 2 > len(lines) else 0


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
