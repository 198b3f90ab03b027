"""Lines of a table on a page to its rows: cells in their columns, the lines of a cell joined. Pure.

What fits no columns, or may be only part of a row, is a line without cells: it is published as no row.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from builder.readers.printed import join_lines
from builder.readers.segments import Line, Segment, share_room
from builder.text import COLUMN, is_ended

_SENTENCE = re.compile(r"(?:\S+\s+){2,}\S*[.!?][\"'”’)\]]*")
_LISTS = re.compile(r"[^\W\d_]{2}, (?:\S+ )?[^\W\d_].*, \S")  # several things, as no name of a column does
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = re.compile(r"[-–−+±~≈<>≤≥]*\s*\d")
_LETTER = re.compile(r"[^\W\d_]")
_FEWEST_WORDS = 3  # of a cell's line that goes on in the next
_CLOSER = 0.85  # of the distance between rows: the lines of one cell
_APART = 1.5  # of the size of letters: no lines of one cell


def read_rows(lines: Sequence[Line]) -> list[str]:
    """The rows of a table; first the names of its columns, or nothing where it has none."""
    columns = _columns(lines)
    fitted = [_row(line, columns) for line in lines]
    pace = _pace(lines, fitted)
    rows = [fitted[0] or [_glued(lines[0])]]
    for (before, line), cells in zip(pairwise(lines), fitted[1:], strict=True):
        above, distance = rows[-1], before[0].base - line[0].base
        if not cells or _begins(above, cells, distance, pace):
            rows.append(cells or [_glued(line)])
        elif len(above) == len(cells) and _goes_on(above, cells, columns, distance < _CLOSER * pace):
            rows[-1] = [_joined(*pair) for pair in zip(above, cells, strict=True)]
        else:
            rows[-1:] = [[_glued(above)], [_glued(line)]]
    without_names = [""] if _are_values(rows[0], rows[1:]) else []
    return without_names + [COLUMN.join(cell.text.strip() for cell in row) for row in rows]


def _columns(lines: Sequence[Line]) -> list[Segment]:
    """An empty cell for each column, as wide as all of its cells; names of columns must fit the rest."""
    widest = max(lines, key=len)
    whole = [line for line in lines[1:] if len(line) == len(widest)] or [widest]
    return [_extent([line[place] for line in whole]) for place in range(len(widest))]


def _extent(cells: Sequence[Segment]) -> Segment:
    return replace(cells[0], text="", left=min(one.left for one in cells), right=max(one.right for one in cells))


def _glued(line: Line) -> Segment:
    return replace(line[0], text=" ".join(one.text for one in line if one.text), right=line[-1].right)


def _joined(above: Segment, below: Segment) -> Segment:
    text = join_lines([above.text, below.text]) if below.text else above.text
    return replace(above, text=text, right=below.right if below.text else above.right)


def _row(line: Line, columns: Sequence[Segment]) -> list[Segment]:
    """A line's cells in their columns; nothing where two share a column, or one reaches over several."""
    reached = [[place for place, one in enumerate(columns) if share_room(segment, one)] for segment in line]
    if len(line) == len(columns):
        fits = all(not below or place in below for place, below in enumerate(reached))
        return list(line) if fits else []
    cells = list(columns)
    for segment, below in zip(line, reached, strict=True):
        middle = (segment.left + segment.right) / 2
        nearest = min(
            range(len(columns)), key=lambda place: abs(columns[place].left + columns[place].right - 2 * middle)
        )
        place = below[0] if below else nearest
        if len(below) > 1 or cells[place].text:
            return []
        cells[place] = segment
    return cells


def _pace(lines: Sequence[Line], fitted: Sequence[Sequence[Segment]]) -> float:
    """How far rows are apart at least: where all cells of a line are filled, or else its first one, a row begins."""
    steps = [
        (before[0].base - line[0].base, cells)
        for (before, line), cells in zip(pairwise(lines), fitted[1:], strict=True)
    ]
    filled = [step for step, cells in steps if cells and all(cell.text for cell in cells)]
    return min(filled or [step for step, cells in steps if cells and cells[0].text], default=0.0)


def _begins(above: Line, cells: Line, distance: float, pace: float) -> bool:
    """Whether a line begins a row: by its first cell or its numbers, or because it stands apart."""
    if distance < _CLOSER * pace:
        return all(cell.text for cell in cells)
    if cells[0].text or distance > _APART * cells[0].size:
        return True
    pairs = zip(above, cells, strict=False)  # above may stand a line without cells
    return any(one.text and two.text and not _LETTER.search(one.text + two.text) for one, two in pairs)


def _goes_on(above: Line, cells: Line, columns: Sequence[Segment], close: bool) -> bool:
    """Whether a line holds more of the cells above it: it is close to them, or each breaks off at its column's edge."""
    pairs = [(*pair, column) for *pair, column in zip(above, cells, columns, strict=True) if pair[1].text]
    if close:
        return all(one.text for one, _, _ in pairs)
    return all(_breaks_off(*pair) for pair in pairs)


def _breaks_off(above: Segment, below: Segment, column: Segment) -> bool:
    word = (below.right - below.left) * len(below.text.split()[0]) / len(below.text)
    within = len(above.text.split()) >= _FEWEST_WORDS and not is_ended(above.text) and below.text[0].islower()
    return within and above.right + word > column.right


def _are_values(names: Line, rows: Sequence[Line]) -> bool:
    """Whether what stands above a table names no columns: it is a row like the others, with sentences or figures."""
    if len(names) == 1 or (all(one.bold for one in names) and not all(one.bold for row in rows for one in row)):
        return False
    if any(_SENTENCE.fullmatch(one.text) or _LISTS.search(one.text) for one in names):
        return True
    whole = [row for row in rows if len(row) == len(names)]
    return any(
        _FIGURE.match(one.text)
        and not _YEAR.fullmatch(one.text)
        and 2 * sum(bool(_FIGURE.match(row[place].text)) for row in whole) > len(whole)
        for place, one in enumerate(names)
    )
