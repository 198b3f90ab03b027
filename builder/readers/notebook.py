"""Jupyter notebooks to blocks: the Markdown cells as prose, the code cells as code. Outputs are not read."""

import json
from dataclasses import replace
from typing import Any

from builder.errors import SourceError
from builder.readers.markdown import read_markdown
from builder.records import Block, FileText
from builder.text import whole_characters


def read_notebook(text: str) -> FileText:
    """The blocks of a notebook, each with the number of its cell as place."""
    blocks: list[Block] = []
    asked: list[tuple[str, str]] = []
    losses: list[str] = []
    title = ""
    for number, cell in enumerate(_cells(text), start=1):
        source = _source(cell)
        if cell.get("cell_type") == "markdown":
            read = read_markdown(source, front_matter=False)
            blocks += [replace(block, place=f"cell {number}") for block in read.blocks]
            asked += read.asked
            losses += [f"cell {number}: {loss}" for loss in read.losses]
            title = title or next((block.text for block in read.blocks if block.kind == "heading"), "")
        elif cell.get("cell_type") == "code" and source.strip():
            blocks.append(Block(kind="code", text=source.strip("\n"), place=f"cell {number}"))
    return FileText(blocks=tuple(blocks), title=title, asked=tuple(asked), losses=tuple(losses))


def _cells(text: str) -> list[dict[str, Any]]:
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise SourceError("the notebook is not JSON", line=line) from error
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if cells is None and isinstance(notebook, dict):
        sheets = notebook.get("worksheets")
        first = sheets[0] if isinstance(sheets, list) and sheets else None
        cells = first.get("cells") if isinstance(first, dict) else None
    if not isinstance(cells, list):
        raise SourceError("this JSON is not a notebook: it has no list of `cells`")
    return [cell for cell in cells if isinstance(cell, dict)]


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return whole_characters(source) if isinstance(source, str) else ""
