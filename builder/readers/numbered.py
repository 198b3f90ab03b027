"""Numbered headings of a whole document: a line alone whose number follows on from the last heading's.

Headings that ran into the text around them become parts of their own; a number that does not follow is text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.readers.headings import goes_on_indented
from builder.readers.printed import Part

_HEADING = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?P<dot>\.?)[ \t]+(?=[^\W\d_a-z])(?!.*[.!?][ \t])[^!;]{2,80}(?<![.,:])"
)
_MOST_WORDS = 12
_ENDS = re.compile(r"[.!?:…。！？：][\"'”’)\]]*$")

Number = tuple[int, ...]


def part_headings(parts: Sequence[Part]) -> list[Part]:
    """The parts with every numbered heading in a part of its own, at the level of its number."""
    found: list[Part] = []
    last: Number = ()
    for place, part in enumerate(parts):
        following = parts[place + 1].text.strip() if place + 1 < len(parts) else ""
        for piece in [part] if part.kind else _styled(part) if part.level else _cut(part, following, last):
            found.append(piece)
            last = _number(piece.text.partition("\n")[0]) or last if piece.level else last
    return found


def _styled(part: Part) -> Iterator[Part]:
    """What the page prints as a heading: one for each number in it."""
    groups: list[list[str]] = [[]]
    for line in part.text.split("\n"):
        if _number(line) and groups[-1]:
            groups.append([])
        groups[-1].append(line)
    for group in groups:
        yield replace(part, text="\n".join(group), level=len(_number(group[0])) or part.level)


def _cut(part: Part, following: str, last: Number) -> Iterator[Part]:
    """Text cut before and behind its headings."""
    lines = part.text.split("\n")
    prose: list[str] = []
    for place, line in enumerate(lines):
        before = next((one.strip() for one in reversed(prose) if one.strip()), "")
        later = (lines[number].strip() for number in range(place + 1, len(lines)))  # seldom looked at beyond its first
        behind = next((one for one in later if one), following)
        step = part.whole and goes_on_indented("\n".join(lines[place : place + 2]))
        if not step and _is_heading(line.strip(), before, behind, last):
            if before:
                yield replace(part, text="\n".join(prose), full=False)
            last, prose = _number(line), []
            yield replace(part, text=line, level=len(last), full=False)
        else:
            prose.append(line)
    if prose:
        yield replace(part, text="\n".join(prose))


def _is_heading(line: str, before: str, behind: str, last: Number) -> bool:
    number = _number(line)
    if not number or not behind or not _follows(number, last):
        return False
    match = _HEADING.fullmatch(line)
    entry = bool(before) and match is not None and bool(match["dot"]) and len(number) == 1
    alone = not behind[:1].islower() and (not before or bool(_ENDS.search(before)))
    return alone and not entry and not 0 < len(_number(behind)) <= len(number)


def _number(line: str) -> Number:
    match = _HEADING.fullmatch(line.strip())
    if match is None or len(line.split()) > _MOST_WORDS:
        return ()
    return tuple(map(int, match["number"].split(".")))


def _follows(number: Number, last: Number) -> bool:
    """Whether a number opens the next depth, or is the next one at a depth that is open."""
    return number == (*last, 1) or any(number == (*last[:depth], last[depth] + 1) for depth in range(len(last)))
