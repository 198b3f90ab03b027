"""Blocks to passages: a few sentences under one heading, tables and code by themselves.

Never changes a word, never merges over a break.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.digest import short
from builder.records import DEEPEST, Block, BlockKind, Passage, SourceText
from builder.text import COLUMN, is_lead, split_sentences
from builder.wording import LONGEST_LISTING

LONGEST = 900
_ALONE = frozenset({"table", "code", "caption", "formula", "reference"})
_END = Block(kind="break", text="")
_Line = tuple[BlockKind, str]  # a line, and the kind of the block it stands in


@dataclass(frozen=True, slots=True)
class _Part:
    """What becomes one passage."""

    kind: BlockKind
    lines: tuple[str, ...]
    headings: tuple[str, ...]
    page: int
    place: str

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def cut_passages(text: SourceText) -> tuple[Passage, ...]:
    """The passages of a document, in reading order."""
    seen: dict[str, int] = {}
    passages = []
    for part in _parts(text.blocks):
        stem = f"{text.source.id}.{short(part.text)}"
        seen[stem] = seen.get(stem, 0) + 1
        passages.append(
            Passage(
                id=stem if seen[stem] == 1 else f"{stem}.{seen[stem]}",
                source=text.source.id,
                kind=part.kind,
                headings=part.headings,
                text=part.text,
                page=part.page,
                place=part.place,
                citable=_is_citable(part),
            )
        )
    return tuple(passages)


def _is_citable(part: _Part) -> bool:
    if part.kind == "code":
        return part.text.count("\n") < LONGEST_LISTING and "</" not in part.text  # colours as tags
    if part.kind == "table":
        return COLUMN in part.text
    return part.kind not in {"reference", "formula"}


def _parts(blocks: Sequence[Block]) -> Iterator[_Part]:
    headings: list[tuple[int, str]] = []
    open_blocks: list[Block] = []
    for block in (*(block for block in blocks if block.text.strip() or block.kind in {"break", "heading"}), _END):
        alone = block.kind in _ALONE or block.kind in {"heading", "break"}
        if open_blocks and (alone or not _fits(open_blocks, block)):
            lead = _lead(open_blocks) if not alone else []
            yield from _merged(open_blocks[: len(open_blocks) - len(lead)], headings)
            open_blocks = lead
        if block.kind == "heading":
            headings = _headings_after(headings, block)
        elif block.kind in _ALONE:
            yield from _merged([block], headings)
        elif block.kind == "break":
            headings = []  # what comes next stood somewhere else
        else:
            open_blocks.append(block)


def _headings_after(headings: Sequence[tuple[int, str]], block: Block) -> list[tuple[int, str]]:
    """The headings of what follows a heading: one within a tab ends none around the tab, an empty one ends the tab."""
    tabs = [place for place, (level, _) in enumerate(headings, start=1) if level > DEEPEST >= block.level]
    start = tabs[-1] if tabs else 0
    end = next((place for place in range(start, len(headings)) if headings[place][0] >= block.level), len(headings))
    return [*headings[:end], *([(block.level, block.text)] if block.text.strip() else [])]


def _fits(open_blocks: Sequence[Block], block: Block) -> bool:
    size = sum(len(one.text) + 1 for one in open_blocks)
    last = open_blocks[-1]
    same_place = last.place == block.place and last.page == block.page
    # What follows a list is none of it; on printed pages a list's marks may be lost.
    list_ended = last.kind == "list" and block.kind == "paragraph" and not block.page
    return same_place and not list_ended and size + len(block.text) <= LONGEST


def _lead(open_blocks: Sequence[Block]) -> list[Block]:
    """The last block, where it announces the next one and is not all there is."""
    return [open_blocks[-1]] if len(open_blocks) > 1 and is_lead(open_blocks[-1].text) else []


def _merged(blocks: Sequence[Block], headings: Sequence[tuple[int, str]]) -> Iterator[_Part]:
    if not blocks:
        return
    first = blocks[0]
    names = tuple(text for _, text in headings)
    lines = [(block.kind, line) for block in blocks for line in block.text.split("\n")]
    for group in [lines] if first.kind in {"code", "table"} else _cut_lines(lines):
        kinds = {kind for kind, _ in group}
        kind: BlockKind = first.kind if kinds == {first.kind} else "list" if kinds == {"list"} else "paragraph"
        text = tuple(line for _, line in group)
        yield _Part(kind=kind, lines=text, headings=names, page=first.page, place=first.place)


def _cut_lines(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Lines in groups of at most the longest size, cut between lines, or between sentences where a line is too long."""
    pieces = [
        (kind, piece) for kind, line in lines for piece in (_cut_sentences(line) if len(line) > LONGEST else [line])
    ]
    total = sum(len(piece) + 1 for _, piece in pieces)
    wanted = total / max(1, -(-total // LONGEST))
    groups: list[list[_Line]] = [[]]
    size = 0
    for kind, piece in pieces:
        if groups[-1] and (size + len(piece) > LONGEST or size >= wanted):
            groups.append([])
            size = 0
        groups[-1].append((kind, piece))
        size += len(piece) + 1
    return groups


def _cut_sentences(line: str) -> list[str]:
    spans = split_sentences(line)
    if not spans:
        return []  # a line of blanks
    wanted = len(line) / -(-len(line) // LONGEST)
    pieces: list[str] = []
    start = spans[0][0]
    for (_, end), following in zip(spans, [*spans[1:], None], strict=True):
        if following is None or following[1] - start > LONGEST or end - start >= wanted:
            pieces.append(line[start:end])
            start = following[0] if following else end
    return pieces
