"""Lines as they were printed on pages to blocks: paragraphs, headings, lists, captions, references told apart.

A paragraph that begins or ends in the middle of a sentence says so with a visible ellipsis.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from builder.records import Block, BlockKind
from builder.repair.leaves import is_running_head
from builder.repair.prose import is_loose, is_reference, is_soup
from builder.repair.words import UNDECIDED

_GAP = re.compile(r"\n[ \t]*(?:\n[ \t]*)+|\f")
_BLANKS = re.compile(r"[ \t\n]+")
_SPLIT = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
_SPLIT_WITH_BLANK = re.compile(r"(?<=[\w)])-[ \t]+\n[ \t]*(?=\w)")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}\.)\s+(?=[A-Z])[^.!?;]{3,110}$")
_LETTERED = re.compile(r"(?:[A-H]|[IVX]{1,4})\.\s+[A-Z][\w-]+ [A-Za-z][^.!?;]{3,80}$")
_NAMED = re.compile(
    r"(?:\d{1,2}\.?\s+)?(?:abstract|summary|introduction|background|related works?|materials? and methods?|methods?"
    r"|methodology|results?|discussions?|results and discussions?|experiments?|conclusions?"
    r"|conclusions? and future works?|acknowledge?ments?|references|bibliography|literature cited"
    r"|data availability(?: statement)?|appendix(?: [a-z])?"
    r"|funding|keywords|highlights|article info|author contributions?|declaration of competing interests?"
    r"|credit authorship contribution statement|supplementary (?:materials?|data)|study (?:area|site))[:.]?",
    re.IGNORECASE,
)
_REFERENCES = re.compile(r"(?:\d{1,2}\.?\s+)?(?:references|bibliography|literature cited)[:.]?", re.IGNORECASE)
_STEP = re.compile(r"\n*(?P<mark>[ \t]*\d{1,2}\.[ \t]+)\S.*\n(?P<indent>[ \t]+)\S")
_STEP_THAT_LEADS = re.compile(r"\d{1,2}\. .*:")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\^{3,}|\*{3,}")
_BULLET = re.compile(r"[•▪‣●■◦➢✓]\s*")
_BULLET_INSIDE = re.compile(r"\s+[•▪●■➢✓]\s+")
_ENTRY = re.compile(r"(?:[•▪‣●■◦➢✓]|[–-](?=\s)|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\)|\d{1,2}\.(?=\s+[A-Z]))\s*\S")
_CAPTION = re.compile(
    r"(?i:fig(?:ure|s?\.)|table|tab\.|scheme|algorithm|listing)\s*[A-Z]?\.?\d+[a-z]?(?:\s*[.:|–—-]|\s+(?=[A-Z(])|\s*$)"
)
_ENDS = re.compile(r"[.!?:;…。！？：；][\"'”’)\]]*$")
_NAMES_A_NUMBER = re.compile(
    r"\b(?:Figs?|Eqs?|Sects?|Tab|Refs?|No|Section|Table|Figure|Equation|Chapter|Step|and|to|of|in)\.?$"
)
_SPEAKS = re.compile(r"[^\W\d_]{3} [^\W\d_]{2}")  # two words
_BLANK_BEFORE_MARK = re.compile(r"(?<=[\w)]) (?=[,;.](?:\s|$))")
_FLOATS = frozenset({"caption", "table", "formula"})
_FEWEST_WORDS = 5  # of a paragraph that can begin or end in the middle of a sentence


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
    whole: bool = False  # of a document whose running heads are gone already: a line of names is its authors


def read_lines(text: str, hyphen_before_blank: bool = False, cut: bool = True) -> list[Block]:
    """The blocks of one stretch of printed text; `cut` where its paragraphs may have lost their beginnings and ends."""
    return read_parts(part_lines(text, hyphen_before_blank), cut=cut)


def part_lines(text: str, hyphen_before_blank: bool = False, whole: bool = False) -> list[Part]:
    """The parts of printed text: what stands between its gaps."""
    text = _SPLIT_WITH_BLANK.sub("-" if hyphen_before_blank else UNDECIDED, text)
    return [Part(text=part, whole=whole) for part in _GAP.split(text)]


def read_parts(parts: Iterable[Part], over_floats: bool = False, cut: bool = True) -> list[Block]:
    """The blocks of parts in reading order; `over_floats` where a sentence may go on behind a figure or table."""
    blocks: list[Block] = []
    unfinished = -1  # the place of a paragraph whose last line was full
    for part in parts:
        for block in _read_part(part):
            place = _append(blocks, replace(block, page=part.page), over_floats, unfinished)
            if block.kind not in _FLOATS:
                unfinished = place if part.full else -1
    finished = _merged(_with_references(_with_small_headings(_with_steps(blocks))))
    return _with_ellipses(finished) if cut else finished


def _append(blocks: list[Block], block: Block, over_floats: bool = False, unfinished: int = -1) -> int:
    """Adds a block, or its words to the block whose sentence it goes on with; returns that block's place."""
    last = blocks[-1] if blocks else None
    place = len(blocks) - 1
    while over_floats and place > 0 and blocks[place].kind in _FLOATS and not _goes_on(blocks[place], block.text):
        place -= 1
    before = blocks[place] if blocks else None
    if before and block.kind == "paragraph" and _goes_on(before, block.text, place == unfinished):
        blocks[place] = replace(before, text=_joined(before.text, block.text))
        return place
    together = last and block.kind == last.kind and block.kind in {"list", "formula", "table", "code"}
    if last and together and not block.text.startswith("\n"):
        blocks[-1] = replace(last, text=f"{last.text}\n{block.text}")
    else:
        blocks.append(block)
    return len(blocks) - 1


def _goes_on(before: Block, words: str, full: bool = False) -> bool:
    open_end = before.kind in {"paragraph", "list", "caption"} and not _ENDS.search(before.text)
    return open_end and (words[:1].islower() or (full and words[:1].isalnum() and before.kind == "paragraph"))


def _joined(before: str, words: str) -> str:
    return f"{before[:-1]}{UNDECIDED}{words}" if re.search(r"[^\W\d_]-$", before) else f"{before} {words}"


def join_lines(lines: Iterable[str]) -> str:
    """Printed lines as one, with a mark where a hyphen at a line's end is still to be decided."""
    text = _BLANKS.sub(" ", _SPLIT.sub(UNDECIDED, "\n".join(lines))).strip()
    return _BLANK_BEFORE_MARK.sub("", text)


def _read_part(part: Part) -> list[Block]:
    if part.kind:
        return [Block(kind=part.kind, text=part.text)] if part.text.strip() else []
    lines = [_BLANKS.sub(" ", line).strip() for line in part.text.split("\n")]
    lines = [line for line in lines if line and not _BULLET.fullmatch(line)]
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]):
        heading = Block(kind="heading", text=lines[0], level=1 if lines[1][0] == "=" else 2)
        return [heading, *_prose(lines[2:])]
    if any(_SPEAKS.search(line) for line in lines):
        lines = [line for line in lines if any(map(str.isalnum, line))]
    if not lines or all(is_running_head(line, names=not part.whole) for line in lines):
        return []
    title = join_lines(lines)
    if part.level and not _CAPTION.match(title):
        return [Block(kind="heading", text=title, level=heading_level(title) or part.level)]
    for count in (1, 2):
        title = join_lines(lines[:count])
        step = part.whole and (goes_on_indented(part.text) or bool(_STEP_THAT_LEADS.fullmatch(title)))
        level = heading_level(title) if not step and (len(lines) == count or len(title) < 80) else 0
        if level and (len(lines) == count or (count == 1 and lines[1][:1].isupper())):
            return [Block(kind="heading", text=title, level=level), *_prose(lines[count:])]
    return _prose(lines)


def goes_on_indented(text: str) -> bool:
    """Whether a numbered line is a step of a list: the next line stands below its words, not below its number."""
    found = _STEP.match(text)
    return found is not None and len(found["indent"].expandtabs()) >= len(found["mark"].expandtabs())


def heading_level(title: str) -> int:
    """The level of a heading that is one by its number, or by what papers call their sections; 0 of any other."""
    if numbered := _NUMBERED.match(title):
        return numbered.group("number").strip(".").count(".") + 1 if title.count(",") < 3 else 0
    if _NAMED.fullmatch(title):
        return 1
    return 2 if _LETTERED.match(title) and " et al" not in title else 0


def _prose(lines: Sequence[str]) -> list[Block]:
    """Lines between two gaps: entries of a list each by itself, else one block."""
    if not lines:
        return []
    if is_loose(list(lines)) and not _ENTRY.match(lines[0]):
        return [_loose(lines)]
    groups: list[list[str]] = [[]]
    for line in lines:
        if _ENTRY.match(line) and (not groups[-1] or _may_end(groups[-1][-1])):
            groups.append([])
        groups[-1].append(line)
    return [_block(group) for group in groups if group]


def _entries(text: str) -> str:
    """Bullets within a line begin a line of their own."""
    return _BULLET_INSIDE.sub("\n• ", text) if text.startswith("•") else text


def _may_end(line: str) -> bool:
    return bool(_ENDS.search(line) or line.endswith(",")) and not _NAMES_A_NUMBER.search(line)


def _block(lines: Sequence[str]) -> Block:
    text = join_lines(lines)
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


def _with_small_headings(blocks: Sequence[Block]) -> list[Block]:
    """A short line alone between prose and prose is a heading without a number; elsewhere it is a loose cell."""
    found: list[Block] = []
    for place, block in enumerate(blocks):
        words = block.text.split()
        small = block.kind == "paragraph" and len(words) <= 8 and not _ENDS.search(block.text)
        if not small:
            _append(found, block)
            continue
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        opens = following is not None and following.kind in {"paragraph", "list"} and len(following.text) > 80
        apart = not found or found[-1].kind in {"heading", "paragraph", "list"}
        titled = words[0][:1].isupper() and not any(character.isdigit() or character == "," for character in block.text)
        if opens and apart and titled and following is not None and not following.text[:1].islower():
            found.append(replace(block, kind="heading", level=3))
        elif len(words) < _FEWEST_WORDS:
            _append(found, replace(block, kind="table"))
        else:
            _append(found, block)
    return found


def _with_steps(blocks: Sequence[Block]) -> list[Block]:
    """Numbered headings of one level with nothing under them are the entries of a list."""
    found: list[Block] = []
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        step = block.kind == "heading" and block.text[:1].isdigit()
        followed = following is not None and (following.kind, following.level) == (block.kind, block.level)
        follows = bool(found) and place > 0 and blocks[place - 1].kind == "heading" and found[-1].kind == "list"
        if step and ((followed and following and following.text[:1].isdigit()) or (follows and following is None)):
            _append(found, replace(block, kind="list", level=0))
        else:
            found.append(block)
    return found


def _with_references(blocks: Sequence[Block]) -> list[Block]:
    """What stands under the heading of the references is one of them, and so is what stands between two."""
    under = False
    found: list[Block] = []
    for place, block in enumerate(blocks):
        if block.kind == "heading":
            under = bool(_REFERENCES.fullmatch(block.text))
        between = 0 < place < len(blocks) - 1 and blocks[place - 1].kind == blocks[place + 1].kind == "reference"
        prose = block.kind in {"paragraph", "list", "table", "formula"}
        inside = prose and (under or (between and len(block.text) < 250))
        found.append(replace(block, kind="reference") if inside else block)
    return found


def _merged(blocks: Sequence[Block]) -> list[Block]:
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


def _is_loose(block: Block) -> bool:
    return block.kind == "formula" or (block.kind == "table" and " | " not in block.text)


def _with_ellipses(blocks: Sequence[Block]) -> list[Block]:
    return [_with_ellipsis(block) if block.kind == "paragraph" else block for block in blocks]


def _with_ellipsis(block: Block) -> Block:
    text = block.text
    words = text.split()
    begins = words[0].islower() and len(words) > 2
    ends = not _ENDS.search(text) and len(words) >= _FEWEST_WORDS
    return replace(block, text=("… " if begins else "") + text.rstrip(UNDECIDED) + (" …" if ends else ""))
