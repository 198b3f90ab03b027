"""What every kind of file has in common, whichever module reads it."""

import json

import pytest

from builder.format import to_json
from builder.readers import READERS


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (".ipynb", json.dumps({"cells": [{"cell_type": "markdown", "source": "# T\n\nA \ud83d b"}]})),
        (".md", '---\ntitle: "A \\ud83d b"\nquestions: ["What is \\ud83d b?"]\n---\nText.\n'),
    ],
)
def test_no_half_of_a_character_comes_out(kind: str, content: str) -> None:
    found = READERS[kind][1](content.encode())
    assert "A \ufffd b" in to_json(found).decode()
