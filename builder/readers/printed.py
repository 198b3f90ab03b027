"""Lines as they were printed on pages to blocks: paragraphs, headings, lists, captions, references told apart.

A paragraph that begins or ends in the middle of a sentence says so with a visible ellipsis.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from builder.readers.blocks import (
    FEWEST_WORDS,
    FLOATS,
    append,
    merged,
    with_ellipses,
    with_references,
    with_small_headings,
    with_steps,
)
from builder.readers.headings import goes_on_indented, heading_level
from builder.records import Block, BlockKind
from builder.repair.leaves import is_running_head
from builder.repair.prose import is_loose, is_reference, is_soup
from builder.repair.words import UNDECIDED
from builder.text import is_ended

_GAP = re.compile(r"\n[ \t]*(?:\n[ \t]*)+|\f")
_BLANKS = re.compile(r"[ \t\n]+")
_SPLIT = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
_SPLIT_WITH_BLANK = re.compile(r"(?<=[\w)])-[ \t]+\n[ \t]*(?=\w)")
_STEP_THAT_LEADS = re.compile(r"\d{1,2}\. .*:")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\^{3,}|\*{3,}")
BULLETS = "•▪‣●■◦➢✓"
_BULLET = re.compile(rf"[{BULLETS}]\s*")
_BULLET_INSIDE = re.compile(r"\s+[•▪●■➢✓]\s+")
_NUMBER = r"\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\)|\d{1,2}\.(?=\s+[A-Z])"
_ENTRY = re.compile(rf"(?:[{BULLETS}]|[–-](?=\s)|{_NUMBER})\s*\S")
# A star and a plus are marks where people type; on pages they are signs.
_SOUND_ENTRY = re.compile(rf"(?P<mark>[{BULLETS}]|[*+–-](?=\s)|{_NUMBER})\s*\S")
_FIELD = re.compile(r"[^\W\d_][^:]{0,40}:\s\S")  # Telephone: +49 30 1234999
_APART = re.compile(r"\S(?:  |\t)\s*+\S")  # cells
_CAPTION = re.compile(
    r"(?i:fig(?:ure|s?\.)|table|tab\.|scheme|algorithm|listing)\s*[A-Z]?\.?\d+[a-z]?(?:\s*[.:|–—-]|\s+(?=[A-Z(])|\s*$)"
)
_NAMES_A_NUMBER = re.compile(
    r"\b(?:Figs?|Eqs?|Sects?|Tab|Refs?|No|Section|Table|Figure|Equation|Chapter|Step|and|to|of|in)\.?$"
)
_SPEAKS = re.compile(r"[^\W\d_]{3} [^\W\d_]{2}")  # two words
_BLANK_BEFORE_MARK = re.compile(r"(?<=[\w)]) (?=[,;.](?:\s|$))")


def has_plain_splits(text: str) -> bool:
    """Whether words are split at line ends by a bare hyphen; then a hyphen before a blank belongs to its word."""
    return bool(_SPLIT.search(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Lines that were printed together; who saw the page knows its number, headings, tables and code."""

    text: str
    page: int = 0
    level: int = 0
    kind: BlockKind | None = None
    full: bool = False  # its last line reaches the edge
    size: float = 0.0  # of its letters, where they were measured
    whole: bool = False  # of a document whose running heads are gone already: a line of names is its authors


def read_lines(text: str, hyphen_before_blank: bool = False) -> list[Block]:
    """The blocks of one stretch of printed text."""
    return read_parts(part_lines(text, hyphen_before_blank))


def part_lines(text: str, hyphen_before_blank: bool = False, whole: bool = False) -> list[Part]:
    """The parts of printed text: what stands between its gaps."""
    text = _SPLIT_WITH_BLANK.sub("-" if hyphen_before_blank else UNDECIDED, text)
    return [Part(text=part, whole=whole) for part in _GAP.split(text)]


def read_sound(parts: Iterable[Part]) -> list[Block]:
    """The blocks of a text as its author wrote it: nothing goes, and a short line is no debris of a page."""
    blocks: list[Block] = []
    for part in parts:
        for block in _read_part(part, sound=True):
            if blocks and _may_go_on(blocks[-1], block):
                append(blocks, block)
            else:
                blocks.append(block)
    return with_references(with_small_headings(with_steps(blocks, sound=True), sound=True))


def _may_go_on(before: Block, block: Block) -> bool:
    """Whether a block may belong to the one before it: a long line's sentence, or one more entry with a mark."""
    if before.kind == block.kind == "list":
        return bool(_SOUND_ENTRY.match(before.text) and _SOUND_ENTRY.match(block.text))
    return before.kind == "paragraph" and len(before.text.split()) >= FEWEST_WORDS


def read_parts(parts: Iterable[Part], over_floats: bool = False, cut: bool = True) -> list[Block]:
    """The blocks of parts in reading order.

    `over_floats` where a sentence may go on behind a figure, table or footnote, `cut` where paragraphs may have lost
    their beginnings and ends.
    """
    blocks: list[Block] = []
    sizes: list[float] = []  # of the letters of each block
    unfinished: set[int] = set()  # the places of paragraphs whose last line was full
    for part in parts:
        for block in _read_part(part):
            sizes.append(part.size)
            place = append(blocks, replace(block, page=part.page), over_floats, unfinished, sizes)
            del sizes[len(blocks) :]
            unfinished.discard(place)
            if part.full and block.kind not in FLOATS:
                unfinished.add(place)
    finished = merged(with_references(with_small_headings(with_steps(blocks))))
    return with_ellipses(finished) if cut else finished


def join_lines(lines: Iterable[str], sound: bool = False) -> str:
    """Printed lines as one, with a mark where a hyphen at a line's end is still to be decided."""
    text = _BLANKS.sub(" ", _SPLIT.sub(UNDECIDED, "\n".join(lines))).strip()
    return text if sound else _BLANK_BEFORE_MARK.sub("", text)


def _read_part(part: Part, sound: bool = False) -> list[Block]:
    if part.kind:
        return [Block(kind=part.kind, text=part.text)] if part.text.strip() else []
    prose = _sound_prose if sound else _prose
    lines = [_BLANKS.sub(" ", line).strip() for line in part.text.split("\n")]
    lines = [line for line in lines if line and not _BULLET.fullmatch(line)]
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]):
        heading = Block(kind="heading", text=lines[0], level=1 if lines[1][0] == "=" else 2)
        return [heading, *prose(lines[2:])]
    if any(_SPEAKS.search(line) for line in lines):
        lines = [line for line in lines if any(map(str.isalnum, line))]
    if not lines or (not sound and all(is_running_head(line, names=not part.whole) for line in lines)):
        return []
    cells = sound and len(lines) > 1 and all(map(_APART.search, part.text.strip().split("\n")))
    if cells and is_loose(lines) and not _SOUND_ENTRY.match(lines[0]) and not all(map(_FIELD.match, lines)):
        return [_loose(lines)]
    title = join_lines(lines)
    if part.level and not _CAPTION.match(title):
        return [Block(kind="heading", text=title, level=heading_level(title) or part.level)]
    for count in (1, 2):
        title = join_lines(lines[:count])
        step = part.whole and (goes_on_indented(part.text) or bool(_STEP_THAT_LEADS.fullmatch(title)))
        level = heading_level(title) if not step and (len(lines) == count or len(title) < 80) else 0
        if level and (len(lines) == count or (count == 1 and lines[1][:1].isupper())):
            return [Block(kind="heading", text=title, level=level), *prose(lines[count:])]
    return prose(lines)


def _prose(lines: Sequence[str]) -> list[Block]:
    """Lines between two gaps: entries of a list each by itself, else one block."""
    if not lines:
        return []
    if is_loose(lines) and not _ENTRY.match(lines[0]):
        return [_loose(lines)]
    groups: list[list[str]] = [[]]
    for line in lines:
        if _ENTRY.match(line) and (not groups[-1] or _may_end(groups[-1][-1])):
            groups.append([])
        groups[-1].append(line)
    return [_block(group) for group in groups if group]


def _sound_prose(lines: Sequence[str]) -> list[Block]:
    """Lines between two gaps: the entries of a list, lines that stand each for itself, or a paragraph."""
    groups: list[list[str]] = [[]]
    for line in lines:
        mark = _SOUND_ENTRY.match(line)
        first = _SOUND_ENTRY.match(groups[-1][0]) if groups[-1] else None
        alike = mark and first and mark["mark"][-1:] == first["mark"][-1:]
        if mark and (alike or not groups[-1] or _may_end(groups[-1][-1])):
            groups.append([])
        groups[-1].append(line)
    return [_sound_block(group) for group in groups if group]


def _sound_block(lines: Sequence[str]) -> Block:
    if _SOUND_ENTRY.match(lines[0]):
        return Block(kind="list", text=_entries(join_lines(lines, sound=True)))
    if len(lines) > 1 and (is_loose(lines) or all(map(_FIELD.match, lines))):
        return Block(kind="list", text="\n".join(lines))
    return _block(lines, sound=True)


def _entries(text: str) -> str:
    """Bullets within a line begin a line of their own."""
    return _BULLET_INSIDE.sub("\n• ", text) if text.startswith("•") else text


def _may_end(line: str) -> bool:
    return (is_ended(line) or line.endswith(",")) and not _NAMES_A_NUMBER.search(line)


def _block(lines: Sequence[str], sound: bool = False) -> Block:
    text = join_lines(lines, sound)
    if is_reference(text):
        return Block(kind="reference", text=text)
    if is_soup(text):
        return Block(kind="formula", text=text)
    if _CAPTION.match(text):
        return Block(kind="caption", text=text)
    if _ENTRY.match(lines[0]):
        return Block(kind="list", text=_entries(text))
    return Block(kind="paragraph", text=text)


def _loose(lines: Sequence[str]) -> Block:
    letters = sum(character.isalpha() for line in lines for character in line)
    solid = sum(not character.isspace() for line in lines for character in line)
    kind: BlockKind = "table" if letters * 3 > solid * 2 or len(lines) > 3 else "formula"
    return Block(kind=kind, text="\n".join(lines))
