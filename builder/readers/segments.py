"""Words at a place on a page, and whether they stand below each other. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

_TOUCH = 0.6  # of the size of letters: nearer than two blanks
_TEXT = 30  # letters: shorter pieces may be cells of a narrow table


@dataclass(frozen=True, slots=True)
class Segment:
    """Words on one line without a wide gap between them; y grows upwards, as in a PDF."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    base: float  # where its letters stand; its bottom is lower where one of them reaches below
    size: float
    bold: bool = False
    mono: bool = False


Line = Sequence[Segment]


def share_room(one: Segment, other: Segment) -> bool:
    """Whether one stands above the other, at least in part."""
    return one.left < other.right and other.left < one.right


def join_touching(line: Line) -> Line:
    """A line from left to right, text in it one with what touches it: letters raised or lowered there part no cells."""
    joined: list[Segment] = []
    for one in line:
        before = joined[-1] if joined else None
        near = before is not None and abs(one.left - before.right) < _TOUCH * before.size and one.mono == before.mono
        larger = max([*joined[-1:], one], key=lambda piece: len(piece.text))
        if before is None or not near or len(larger.text) < _TEXT:
            joined.append(one)
            continue
        words = f"{before.text} {one.text}"
        ends = min(before.bottom, one.bottom), max(before.top, one.top)
        bold = before.bold and one.bold
        joined[-1] = replace(
            larger, text=words, left=before.left, right=one.right, bottom=ends[0], top=ends[1], bold=bold
        )
    return joined
