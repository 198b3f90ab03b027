"""Lines as they were printed on pages to blocks: paragraphs, headings, lists, captions, references told apart."""

import re
from collections.abc import Sequence

from builder.records import Block, BlockKind
from builder.repair.words import UNDECIDED

_GAP = re.compile(r"\n[ \t]*(?:\n[ \t]*)+|\f")
_BLANKS = re.compile(r"[ \t\n]+")
_SPLIT = re.compile(r"(?<=[^\W\d_])-[ \t]*\n[ \t]*(?=[^\W\d_])")
_HEADING = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[A-Z])[^.!?]{3,100}$")
_ENTRY = re.compile(r"(?:[•▪‣·*–-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S")
_CAPTION = re.compile(
    r"(?:Fig(?:ure|s?\.)|Table|Tab\.|Scheme|Algorithm|Listing)\s*[A-Z]?\d+[a-z]?\s*[.:|–—-]?\s", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$")


def read_lines(text: str) -> list[Block]:
    """The blocks of one stretch of printed text."""
    blocks: list[Block] = []
    for part in _GAP.split(text):
        for kind, words, level in _split_part(part):
            if kind == "paragraph" and blocks and _goes_on(blocks[-1], words):
                before = blocks.pop()
                joined = before.text[:-1] + UNDECIDED + words if before.text.endswith("-") else f"{before.text} {words}"
                blocks.append(Block(kind=before.kind, text=joined))
            elif kind == "list" and blocks and blocks[-1].kind == "list":
                blocks[-1] = Block(kind="list", text=f"{blocks[-1].text}\n{words}")
            else:
                blocks.append(Block(kind=kind, text=words, level=level))
    return blocks


def _goes_on(before: Block, words: str) -> bool:
    return before.kind in {"paragraph", "list"} and not _ENDS.search(before.text) and words[:1].islower()


def join_lines(lines: str) -> str:
    """Printed lines as one, with a mark where a hyphen at a line's end is still to be decided."""
    return _BLANKS.sub(" ", _SPLIT.sub(UNDECIDED, lines)).strip()


def _split_part(part: str) -> list[tuple[BlockKind, str, int]]:
    lines = [line.strip() for line in part.strip().split("\n") if line.strip()]
    if not lines:
        return []
    if (heading := _HEADING.match(join_lines("\n".join(lines)))) and len(lines) <= 2:
        return [("heading", join_lines("\n".join(lines)), heading.group("number").count(".") + 1)]
    if (heading := _HEADING.match(lines[0])) and len(lines) > 1 and len(lines[0]) < 70:
        return [("heading", lines[0], heading.group("number").count(".") + 1), *_prose(lines[1:])]
    return _prose(lines)


def _prose(lines: Sequence[str]) -> list[tuple[BlockKind, str, int]]:
    found: list[tuple[BlockKind, list[str]]] = []
    for line in lines:
        if _ENTRY.match(line):
            found.append(("list", [line]))
        elif not found:
            found.append(("caption" if _CAPTION.match(line) else "paragraph", [line]))
        else:
            found[-1][1].append(line)
    return [(kind, join_lines("\n".join(words)), 0) for kind, words in found]
