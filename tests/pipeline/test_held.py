"""What became of a person's answers that nothing asks for any more is told as it is."""

import pytest

from builder.pipeline.held import find_orphans
from builder.records import Answer, Question, Scope


@pytest.mark.parametrize(
    ("document", "scope", "message", "hint"),
    [
        ("frigate", "book", " for ships/frigate, but it is asked of the whole book now", "set `scope: each` again"),
        (None, "each", " for the whole book, but it is asked of each document now", "set `scope: book` again"),
        ("frigate", "each", ", but its document ships/frigate is gone", "bring it back under its old name"),
        ("ships/frigate", None, ", but its question is gone", "bring it back under its old id"),
        (None, None, ", but its question is gone", "bring it back under its old id"),
    ],
)
def test_an_answer_without_its_place_says_what_changed(
    document: str | None, scope: Scope | None, message: str, hint: str
) -> None:
    document = document and f"ships/{document}"
    asked = [Question(id="ships/mast", book="ships", text="How tall?", scope=scope)] if scope else []
    (found,) = find_orphans([Answer(question="ships/mast", document=document, state="approved")], asked)
    assert found.message == f"approved by a person{message}"
    assert found.hint == f"{hint}, or delete the entry from the answers file"
