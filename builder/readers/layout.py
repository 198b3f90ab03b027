"""Where words stand on a page to the order in which people read them: columns, lines, paragraphs, tables. Pure.

┌───────────────┐
│     title     │   a page is cut at the widest gap across it, but not
├───────┬───────┤   through columns, until a gap runs down between two;
│   1   │   2   │   then the left one is read before the right one
└───────┴───────┘
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from statistics import median

from builder.readers.justified import join_stretched
from builder.readers.printed import BULLETS
from builder.readers.rows import read_rows
from builder.readers.segments import Line, Segment, join_touching, share_room
from builder.text import COLUMN

_NARROWEST_COLUMN = 18  # characters a line: anything narrower is a table's column
_FEWEST_LINES = 4  # of a column
_FEWEST_CELLS = 3  # of lines that are rows and no columns of text
_FAR_ROW = 2.2  # of the size of letters, from a row to the next
_FAR = 60  # segments that a gutter is followed up and down from a cut
_BULLET = re.compile(rf"[{BULLETS}\uf020-\uf0ff]")  # or what symbol fonts show as one
_MARK = re.compile(rf"{_BULLET.pattern}|\d{{1,2}}[.)]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that stand together; rows where they form a table."""

    lines: tuple[str, ...]
    size: float
    bold: bool
    rows: bool = False
    mono: bool = False
    full: bool = False  # its last line reaches the edge, so its sentence may go on elsewhere


def read_page(segments: Sequence[Segment]) -> list[Paragraph]:
    """The paragraphs of a page in reading order."""
    found: list[Paragraph] = []
    for paragraph in (one for area in cut_areas(segments) for one in _paragraphs(join_stretched(_lines(area)))):
        cells = bool(found) and found[-1].rows and any(COLUMN in line for line in found[-1].lines)
        goes_on = paragraph.rows and not paragraph.lines[0] and cells
        found += [replace(paragraph, lines=paragraph.lines[1:])] if goes_on else _without_misfit_names(paragraph)
    return found


def _without_misfit_names(paragraph: Paragraph) -> list[Paragraph]:
    """Names of columns that fit no columns stand before their table, and an empty line in their place."""
    if not paragraph.rows or COLUMN in paragraph.lines[0] or not paragraph.lines[0]:
        return [paragraph]
    names, *rows = paragraph.lines
    return [replace(paragraph, lines=(names,)), replace(paragraph, lines=("", *rows))]


def cut_areas(segments: Sequence[Segment]) -> list[list[Segment]]:
    """The page as areas that are each read from top to bottom, in reading order."""
    areas: list[list[Segment]] = []
    waiting = [list(segments)] if segments else []
    while waiting:
        area = waiting.pop()
        columns = _columns(area)
        if columns:
            waiting += reversed(columns)
            continue
        halves = _halves(area)
        if halves and any(_may_hold_columns(half) for half in halves):
            waiting += reversed(halves)
        elif areas and not _may_hold_columns(area) and _continues(areas[-1], area):
            areas[-1] += area
        else:
            areas.append(area)
    return areas


def _columns(area: Sequence[Segment]) -> list[list[Segment]]:
    """Left and right of the widest gap that runs all the way down, where both sides are columns of text."""
    gap, middle = max(_gutters(area), key=lambda one: one[0], default=(0.0, 0.0))
    if gap < 0.6 * median(one.size for one in area):
        return []
    sides = _sides(area, middle)
    columns = [_is_column(side) for side in sides]
    return sides if all(columns) or (any(columns) and not _share_lines(*sides)) else []


def _share_lines(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """Whether most of what stands on one side has its line on the other, as in a table."""
    few, many = sorted((left, right), key=len)
    bases = sorted(one.base for one in many)
    shared = sum(any(abs(one.base - base) < 0.15 * one.size for base in bases) for one in few)
    return len(few) < _FEWEST_LINES or shared * 2 > len(few)


def _is_column(side: Sequence[Segment]) -> bool:
    lines = {round(one.base / max(1.0, one.size / 2)) for one in side}
    return len(lines) >= _FEWEST_LINES and median(len(one.text) for one in side) >= _NARROWEST_COLUMN


def _may_hold_columns(area: Sequence[Segment]) -> bool:
    return len(area) >= 2 * _FEWEST_LINES


def _halves(area: Sequence[Segment]) -> list[list[Segment]]:
    """Above and below the widest gap that runs all the way across, but never across two columns that go on below it."""
    ordered = sorted(area, key=lambda one: -one.top)
    gaps: list[tuple[float, int]] = []
    bottom = ordered[0].bottom
    for place, segment in enumerate(ordered[1:], start=1):
        if bottom > segment.top:
            gaps.append((segment.top - bottom, place))
        bottom = min(bottom, segment.bottom)
    allowed = (
        place
        for _, place in sorted(gaps)
        if not _cuts_columns(ordered[max(0, place - _FAR) : place], ordered[place : place + _FAR])
        and not _cuts_rows(ordered[max(0, place - _FAR) : place], ordered[place : place + _FAR])
    )
    cut = next(allowed, 0)
    return [ordered[:cut], ordered[cut:]] if cut else []


def _cuts_columns(above: Sequence[Segment], below: Sequence[Segment]) -> bool:
    """Whether one gutter runs down above and below, between columns of text that begin at the same edges."""
    size = median(one.size for one in (above[-1], below[0]))
    floor, roof = min(one.bottom for one in above), max(one.top for one in below)
    near = [one for one in above if one.bottom < floor + 4 * size] + [one for one in below if one.top > roof - 4 * size]
    return any(
        gap > 0.6 * size and all(map(_is_one_column, _sides(above[::-1], middle), _sides(below, middle)))
        for gap, middle in _gutters(near)
    )


def _cuts_rows(above: Sequence[Segment], below: Sequence[Segment]) -> bool:
    """Whether the lines at a cut stand below each other in cells."""
    upper, lower = _line_of(above[-1], above), _line_of(below[0], below)
    near = above[-1].base - below[0].base < _FAR_ROW * below[0].size
    rows = _are_narrow(upper, lower) and _are_rows(upper, lower, opens=len(upper) == len(above))
    return near and rows and min(len(upper), len(lower)) >= _FEWEST_CELLS


def _are_rows(upper: Line, lower: Line, opens: bool) -> bool:
    """Whether two lines stand below each other in cells; the one that opens a table may be names that fit no cell."""
    if len(upper) == len(lower):
        return all(share_room(*pair) for pair in zip(upper, lower, strict=True))
    few, many = sorted((upper, lower), key=len)
    names = opens and len(few) >= _FEWEST_CELLS and _are_narrow(upper, lower)
    return names and all(any(share_room(one, other) for other in many) for one in few)


def _are_narrow(upper: Line, lower: Line) -> bool:
    """Whether the pieces of two lines are too short to be lines of columns of text."""
    return median(len(one.text) for one in (*upper, *lower)) < _NARROWEST_COLUMN


def _line_of(segment: Segment, area: Sequence[Segment]) -> list[Segment]:
    same = (one for one in area if abs(one.base - segment.base) < 0.15 * segment.size)
    return sorted(same, key=lambda one: one.left)


def _is_one_column(above: Line, below: Line) -> bool:
    if not above or not below:
        return False
    edges = [min(one.left for one in part) for part in (above, below)]
    length = median(len(one.text) for one in (*above, *below))
    return max(edges) - min(edges) < 0.5 * above[0].size and length >= _NARROWEST_COLUMN


def _sides(nearest: Sequence[Segment], middle: float) -> list[list[Segment]]:
    """What stands left and right of a gutter, as far as it runs."""
    clear = list(takewhile(lambda one: one.right <= middle or one.left >= middle, nearest))
    return [[one for one in clear if one.right <= middle], [one for one in clear if one.left >= middle]]


def _gutters(area: Sequence[Segment]) -> Iterator[tuple[float, float]]:
    """The gaps that run all the way down: how wide each is, and its middle."""
    ordered = sorted(area, key=lambda one: one.left)
    right = ordered[0].right
    for segment in ordered[1:]:
        if segment.left > right:
            yield segment.left - right, (segment.left + right) / 2
        right = max(right, segment.right)


def _continues(above: Sequence[Segment], below: Sequence[Segment]) -> bool:
    return min(one.bottom for one in above) >= max(one.top for one in below) - 1


def _lines(area: Sequence[Segment]) -> list[Line]:
    """Segments that share a line, lines from top to bottom."""
    lines: list[list[Segment]] = []
    for segment in sorted(area, key=lambda one: (-one.top, one.left)):
        middle = (segment.top + segment.bottom) / 2
        if lines and lines[-1][0].bottom <= middle <= lines[-1][0].top:
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return [_with_mark(join_touching(sorted(line, key=lambda one: one.left))) for line in lines]


def _with_mark(line: Line) -> Line:
    """A mark of a list is no cell of a table: it is one with its entry's words; a number only as the line's first."""
    marked: list[Segment] = []
    for place, one in enumerate(line):
        before = marked[-1] if marked else None
        if before and (_MARK if place == 1 else _BULLET).fullmatch(before.text):
            marked[-1] = replace(one, text=f"{before.text} {one.text}", left=before.left)
        else:
            marked.append(one)
    return marked


def _paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    if not lines:
        return []
    usual = _usual_distance(lines)
    groups: list[list[Line]] = [[lines[0]]]
    for line in lines[1:]:
        if _breaks(groups[-1], line, usual):
            groups.append([])
        groups[-1].append(line)
    rights = sorted(line[-1].right for line in lines)
    edge = rights[int(0.8 * (len(rights) - 1))]
    return [_paragraph(group, edge) for group in groups]


def _usual_distance(lines: Sequence[Line]) -> float:
    distances = [before[0].base - line[0].base for before, line in pairwise(lines)]
    close = [distance for distance, line in zip(distances, lines, strict=False) if 0 < distance < 2.5 * line[0].size]
    return median(close) if close else lines[0][0].size * 1.2


def _breaks(group: Sequence[Line], line: Line, usual: float) -> bool:
    before = group[-1]
    first, above = line[0], before[0]
    if abs(first.size - above.size) > 0.12 * above.size:
        return True
    mono = all(one.mono for one in line)
    if mono != all(one.mono for one in before):
        return True
    table = not mono and len(group[0]) > 1
    if table or (len(line) > 1 and not mono):
        return not table or not _is_in_table(group, line, above.base - first.base, usual)
    if above.base - first.base > 1.2 * max(usual, 0.9 * first.size) or first.bold != above.bold:
        return True
    if mono:
        return False
    ended = before[-1].text.rstrip().endswith((".", "!", "?", ":", ";"))
    return ended and first.left - above.left > 0.8 * first.size


def _is_in_table(group: Sequence[Line], line: Line, distance: float, usual: float) -> bool:
    """Whether a line has cells below those of a table's last row, or goes on with one that is not the first."""
    row = next(one for one in reversed(group) if len(one) > 1)
    below = _are_rows(row, line, opens=len(group) == 1)
    within = len(line) > 1 or line[0].left > row[1].left - 0.5 * line[0].size
    return within and distance < (2.2 if below else 1.35) * max(usual, 0.9 * line[0].size)


def _paragraph(lines: Sequence[Line], right: float) -> Paragraph:
    mono = all(segment.mono for line in lines for segment in line)
    rows = not mono and len(lines) > 1 and len(lines[0]) > 1
    segments = [segment for line in lines for segment in line]
    edge = min(segment.left for segment in segments)
    return Paragraph(
        lines=tuple(read_rows(lines) if rows else (_indent(line[0], edge, mono) + _words(line) for line in lines)),
        size=median(segment.size for segment in segments for _ in segment.text),
        bold=all(segment.bold for segment in segments),
        rows=rows,
        mono=mono,
        full=lines[-1][-1].right > right - 1.5 * lines[-1][-1].size,
    )


def _indent(first: Segment, edge: float, mono: bool) -> str:
    return " " * (round((first.left - edge) / (0.6 * first.size)) if mono else 0)


def _words(line: Line) -> str:
    return " ".join(segment.text.strip() for segment in line)
