"""Lines of justified text with such wide blanks that they look like cells: each is made one again. Pure.

Such a line fills its column as the line beside it does, and its blanks are all alike; those of a table's row are not.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from builder.readers.segments import Line, share_room

_WIDEST = 2.0  # of the size of letters, a blank between words
_ALIKE = 0.5  # of the same, by which blanks of a line, or edges of lines, may differ
_CLOSE = 1.6  # of the same, from line to line
_FEWEST_LETTERS = 18  # of a line of text


def join_stretched(lines: Sequence[Line]) -> list[Line]:
    """The lines of an area, those of them that are stretched text each in one piece."""
    around = zip([None, *lines[:-1]], lines, [*lines[1:], None], strict=True)
    return [_whole(line) if _is_stretched(line, above, below) else line for above, line, below in around]


def _is_stretched(line: Line, above: Line | None, below: Line | None) -> bool:
    if len(line) < 2 or any(one.mono for one in line):
        return False
    size = line[0].size
    blanks = [after.left - before.right for before, after in pairwise(line)]
    even = max(blanks) < _WIDEST * size and max(blanks) - min(blanks) < _ALIKE * size
    beside = [one for one in (above, below) if one is not None]
    row = any(_are_rows(line, one) for one in beside)
    return even and not row and any(_fill_one_column(line, one) for one in beside)


def _are_rows(line: Line, other: Line) -> bool:
    """Whether the pieces of two lines stand below each other, as cells do."""
    return len(line) == len(other) and all(share_room(*pair) for pair in zip(line, other, strict=True))


def _fill_one_column(line: Line, other: Line) -> bool:
    """Whether another line is text in one piece that reaches from the same edge to the same edge."""
    size = line[0].size
    near = max(abs(line[0].left - other[0].left), abs(line[-1].right - other[-1].right)) < _ALIKE * size
    text = len(other) == 1 and len(other[0].text) >= _FEWEST_LETTERS and not other[0].mono
    return text and near and abs(line[0].base - other[0].base) < _CLOSE * size


def _whole(line: Line) -> Line:
    first, last = line[0], line[-1]
    return [
        replace(
            first,
            text=" ".join(one.text.strip() for one in line),
            right=last.right,
            bottom=min(one.bottom for one in line),
            top=max(one.top for one in line),
            bold=all(one.bold for one in line),
        )
    ]
