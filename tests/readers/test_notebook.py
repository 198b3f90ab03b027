"""Notebooks: cells as written, outputs left out."""

import json
from typing import Any

import pytest

from builder.errors import SourceError
from builder.readers.notebook import read_notebook


def notebook(*cells: dict[str, Any]) -> str:
    return json.dumps({"cells": list(cells), "nbformat": 4})


def test_cells_with_their_numbers() -> None:
    found = read_notebook(
        notebook(
            {"cell_type": "markdown", "source": ["# What is it?\n", "\n", "A *tool*."]},
            {"cell_type": "code", "source": "print(1)\n", "outputs": [{"text": "1"}]},
            {"cell_type": "raw", "source": "nothing"},
            {"cell_type": "code", "source": "  "},
        )
    )
    assert [(block.kind, block.text, block.place) for block in found.blocks] == [
        ("heading", "What is it?", "cell 1"),
        ("paragraph", "A tool.", "cell 1"),
        ("code", "print(1)", "cell 2"),
    ]
    assert found.title == "What is it?"
    assert found.asked == (("heading", "What is it?"),)


def test_older_notebooks_are_read() -> None:
    old = json.dumps({"worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1"]}]}]})
    assert [block.text for block in read_notebook(old).blocks] == ["x = 1"]


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ('{"cells": [\n', "the notebook is not JSON", 2),
        ("[" * 100_000, "the notebook is not JSON", 0),
        ('{"a": 1}', "it has no list of `cells`", 0),
        ("[1, 2]", "it has no list of `cells`", 0),
        ('{"cells": 5}', "it has no list of `cells`", 0),
    ],
)
def test_what_is_no_notebook_is_refused(text: str, reason: str, line: int) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        read_notebook(text)
    assert caught.value.line == line


def test_odd_cells_are_passed_over() -> None:
    odd = json.dumps(
        {"cells": [None, 3, {}, {"cell_type": "code", "source": None}, {"cell_type": "markdown", "source": 4}]}
    )
    assert read_notebook(odd).blocks == ()


def test_halves_of_characters_are_put_together_or_replaced() -> None:
    cells = [
        {"cell_type": "markdown", "source": "# T\n\nA \ud83d b"},
        {"cell_type": "code", "source": ["x = '\ud83d", "\ude00'"]},
    ]
    found = read_notebook(json.dumps({"cells": cells}))
    assert [block.text for block in found.blocks] == ["T", "A \ufffd b", "x = '\U0001f600'"]


def test_a_cell_that_begins_with_a_rule_has_no_front_matter() -> None:
    cells = [{"cell_type": "markdown", "source": "---\nNote: 5 GB.\n\n---\nMore."}]
    assert [block.text for block in read_notebook(json.dumps({"cells": cells})).blocks] == ["Note: 5 GB.", "More."]
