"""Since which version of the documents a sentence holds, and what older ones said instead."""

from pathlib import Path

import pytest

from builder.conflicts import find_lineages
from builder.records import Answer, Book, Citation, Claim, Lineage, Passage, Source

VERSIONS = ("1.0", "2.0", "3.0")
FIR = "The mast is made of Norwegian fir."
OAK = "The mast is made of Norwegian oak."
STEEL = "The mast is made of Swedish steel, and so are both of her anchors."
OTHER = "The hull is painted black."


def lineages(*said: str, newest: str = "3.0", refused: str = "") -> tuple[Lineage, ...]:
    """Each version says one sentence, the oldest first; the last answers."""
    book = Book(id="b", title="B", root=Path("b"), versions=tuple((name, (name,)) for name in VERSIONS))
    sources = tuple(
        Source(
            id=f"b/{name}",
            book="b",
            title=name,
            paths=(f"{name}.md",),
            media_type="text/markdown",
            sha256="",
            version=name if newest == "3.0" or name != "3.0" else "",
            older=name != "3.0",
        )
        for name in VERSIONS
    )
    passages = tuple(
        Passage(id=f"b/{name}.p", source=f"b/{name}", kind="paragraph", headings=(), text=text)
        for name, text in zip(VERSIONS, said, strict=True)
        if text
    )
    claim = Claim(text=said[-1], citations=(Citation(passage="b/3.0.p", quote=said[-1]),))
    answer = Answer(question="b/q", document=None, state="answered", claims=(claim,))
    return find_lineages((answer,), (book,), passages, sources, lambda side: side.quote != refused)


@pytest.mark.parametrize(
    ("said", "since", "before"),
    [
        ((FIR, FIR, FIR), "1.0", []),
        ((OTHER, FIR, FIR), "2.0", []),
        ((OTHER, OTHER, FIR), "3.0", []),
        (("", FIR, FIR), "2.0", []),
        ((FIR, FIR, OAK), "3.0", [("2.0", FIR)]),
        ((FIR, OAK, OAK), "2.0", [("1.0", FIR)]),
        ((FIR, OAK, FIR), "3.0", [("2.0", OAK), ("1.0", FIR)]),
        ((STEEL, STEEL, FIR), "3.0", []),  # too far from it to be what it was
        ((f"{OTHER} {FIR}", FIR, FIR), "1.0", []),
    ],
)
def test_a_sentence_is_followed_back(said: tuple[str, ...], since: str, before: list[tuple[str, str]]) -> None:
    (found,) = lineages(*said)
    assert (found.since, [(version, side.quote) for version, side in found.before]) == (since, before)


def test_what_may_not_be_shown_is_not_shown() -> None:
    (found,) = lineages(OTHER, OAK, FIR, refused=OAK)
    assert (found.since, found.before) == ("3.0", ())


def test_a_document_of_every_version_has_no_lineage() -> None:
    assert lineages(FIR, OAK, FIR, newest="") == ()
