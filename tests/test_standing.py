"""What is said of an answer in every room: since which version of the documents all of it holds."""

from pathlib import Path

import pytest

from builder.records import Book, Citation, Lineage
from builder.standing import say_since

BOOK = Book(id="guide", title="The guide", root=Path("guide"), versions=(("1.0", ()), ("2.0", ()), ("10.0", ())))


def held(since: str, *before: tuple[str, Citation]) -> Lineage:
    return Lineage(question="guide/port", document=None, since=since, before=before)


@pytest.mark.parametrize(
    ("lineages", "said"),
    [
        ((), ""),
        ((held("1.0"),), "Holds since version 1.0 of the documents."),
        ((held("10.0"), held("2.0")), "Holds since version 10.0 of the documents."),
        (
            (held("2.0", ("1.0", Citation(passage="guide/old.1", quote="80"))), held("1.0")),
            "Changed in version 2.0 of the documents.",
        ),
    ],
)
def test_an_answer_holds_since_its_youngest_sentence_does(lineages: tuple[Lineage, ...], said: str) -> None:
    assert say_since(lineages, BOOK) == said
