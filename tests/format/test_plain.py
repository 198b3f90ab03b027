"""Records become JSON and come back; anything of another shape is refused with its place."""

from pathlib import Path

import pytest

from builder.errors import FileError
from builder.format import from_json, to_json
from builder.records import Answer, Block, Citation, Claim, DocumentFolder, Page, Question, Source, SourceText

SOURCE = Source(id="b/a", book="b", title="A", paths=("a.md",), media_type="text/markdown", sha256="00")
TEXT = SourceText(
    source=SOURCE,
    blocks=(Block(kind="heading", text="Ä \ud800 \u2028", level=1), Block(kind="paragraph", text="x")),
    asked=(Question(id="b/q", book="b", text="Why?", also=("Wherefore?",)),),
)
ANSWER = Answer(
    question="b/q",
    document=None,
    state="answered",
    claims=(Claim(text="x", support=0.5, citations=(Citation(passage="b/a.1", quote="x"),)),),
)


def test_records_come_back() -> None:
    assert from_json(SourceText, to_json(TEXT)) == TEXT
    assert from_json(Answer, to_json(ANSWER)) == ANSWER
    assert from_json(tuple[Answer, ...], to_json((ANSWER, ANSWER))) == (ANSWER, ANSWER)
    folder = DocumentFolder(path=Path("a/b"))
    assert from_json(DocumentFolder, to_json(folder)) == folder
    page = Page(path="a.md", title="A", html="<p>", meta=(("hide", ["toc"]),))
    assert from_json(Page, to_json(page)) == page


def test_equal_records_have_equal_bytes() -> None:
    assert to_json(ANSWER) == to_json(from_json(Answer, to_json(ANSWER)))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[", "not JSON: Expecting value: line 1 column 2 (char 1)"),
        (b"[]", "the value has the wrong type: list"),
        (b'{"question":"q"}', "the value is no Answer"),
        (b'{"question":1,"document":null,"state":"answered"}', ".question has the wrong type: int"),
        (
            b'{"question":"q","document":null,"state":"answered","claims":[{"text":"x","support":true}]}',
            ".claims[0].support has the wrong type: bool",
        ),
        (b'{"question":"q","document":null,"state":"answred"}', ".state cannot be 'answred'"),
        (b'{"question":"q","document":null,"state":"answered","x":1}', ".x is unknown to Answer"),
        (
            b'{"question":"q","document":null,"state":"answered","claims":[{"text":"x","citations":[{"quote":1}]}]}',
            ".claims[0].citations[0].quote has the wrong type: int",
        ),
    ],
)
def test_other_shapes_are_refused_with_their_place(content: bytes, message: str) -> None:
    with pytest.raises(FileError) as caught:
        from_json(Answer, content)
    assert caught.value.message.startswith(message)
