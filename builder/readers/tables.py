"""Cells to the lines of a table: one that spans columns or rows stands in each of them. Never makes up words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.text import COLUMN

_WIDEST = 100  # columns that a cell may span
_REPEATED = 20  # times the letters of a table that its spanning cells may repeat; past that their places stay empty
_INNER_BAR = re.compile(r"\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is written."""

    text: str
    columns: int = 1
    rows: int = 1


def row_line(cells: Sequence[str]) -> str:
    """A row as one line; a bar within a cell has no blanks around it, so that it parts no cells."""
    return COLUMN.join(_INNER_BAR.sub("|", cell) for cell in cells)


def span_number(written: str | None) -> int:
    """How many columns or rows a cell says that it spans."""
    return int(written) if written and written.isascii() and written.isdecimal() and len(written) < 6 else 1


def spread(rows: Sequence[Sequence[Cell]]) -> Iterator[list[str]]:
    """The texts of a group of rows, each under its column; rows without words of their own are left out."""
    spare = _REPEATED * sum(len(cell.text) for row in rows for cell in row)
    hanging: dict[int, Cell] = {}  # by column: what reaches down into the row
    for row in rows:
        above, hanging = hanging, {}
        cells = list(_widened(row if above or len(row) > 1 else [Cell(cell.text, 1, cell.rows) for cell in row]))
        cells.reverse()
        texts: list[str] = []
        while cells or len(texts) <= max(above, default=-1):
            column = len(texts)
            cell, is_repeated = (
                (above[column], True) if column in above else cells.pop() if cells else (Cell(""), False)
            )
            spare -= len(cell.text) if is_repeated else 0
            texts.append("" if is_repeated and spare < 0 else cell.text)
            if cell.rows > 1 and column < _WIDEST:
                hanging[column] = Cell(cell.text, 1, cell.rows - 1)
        if any(cell.text for cell in row):
            yield texts


def _widened(row: Sequence[Cell]) -> Iterator[tuple[Cell, bool]]:
    """A cell for each column, and whether it only repeats the one before."""
    for cell in row:
        for number in range(min(max(cell.columns, 1), _WIDEST)):
            yield cell, number > 0
