"""Sentences put together as readers meet them."""

import pytest

from builder.text import breaks_between, running_text


@pytest.mark.parametrize(
    ("sentences", "running"),
    [
        ([], ""),
        (["It flies."], "It flies."),
        (["It flies.", "It “sings.”", "Why?"], "It flies. It “sings.” Why?"),
        (["Check these:", "the mast", "the sail", "Then go."], "Check these: the mast · the sail · Then go."),
        (["Open one for a fix", "Open one for a feature"], "Open one for a fix · Open one for a feature"),
    ],
)
def test_sentences_without_a_mark_at_their_end_are_set_apart(sentences: list[str], running: str) -> None:
    assert running_text(sentences) == running


def test_what_follows_such_a_sentence_begins_a_line_too() -> None:
    assert breaks_between(["Check:", "the mast", "Then go.", "Far."]) == (False, True, True, False)
