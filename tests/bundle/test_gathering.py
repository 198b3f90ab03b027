"""What is searched: passages drawn towards their page, and what answers say beside the wordings of questions."""

from dataclasses import replace
from pathlib import Path

import numpy
import pytest

from builder.bundle.gathering import gather, in_context, says_something
from builder.engines.toy import ToyEncoder
from builder.records import BlockKind, Passage, Source
from tests.bundle.little_site import LittleIndex, make_site


def test_a_passage_is_drawn_towards_its_page() -> None:
    vectors = numpy.eye(4, dtype=numpy.float32)
    drawn = in_context(vectors, numpy.array([2, 0, 1, 1]))
    assert drawn[0] @ vectors[1] > 0.2
    assert drawn[0] @ vectors[0] > drawn[0] @ vectors[1]
    assert drawn[0] @ drawn[2] == 0
    assert drawn[2:] == pytest.approx(vectors[2:])
    assert numpy.linalg.norm(drawn, axis=1) == pytest.approx(numpy.ones(4))


def test_no_passages_no_vectors() -> None:
    assert len(in_context(numpy.zeros((0, 4), numpy.float32), numpy.array([0]))) == 0


def test_a_question_has_the_words_of_its_answer(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    said = gather(site, LittleIndex(site, ToyEncoder())).searchable.said
    assert said[0] == "version It needs Python 3.11 or later."
    assert said[1] == "publish"


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("paragraph", "f (x; M) = Mconv(x)", False),
        ("paragraph", "(6)", False),
        ("table", "(9) ∑", False),
        ("formula", "where the mean of all the values is", False),
        ("caption", "Fig. 1. The Proposed Framework.", False),
        ("caption", "Fig. 1. The framework that we propose.", True),
        ("paragraph", "It runs on any processor.", True),
        ("paragraph", "東京の利用者", True),
        ("paragraph", "A. Rivera, B. Osei", True),
        ("code", "pip install", True),
    ],
)
def test_what_printed_pages_leave_behind_is_not_searched(kind: BlockKind, text: str, found: bool) -> None:
    passage = Passage(id="b/d.1", source="b/d", kind=kind, headings=(), text=text)
    printed = Source(id="b/d", book="b", title="D", paths=("d.pdf",), media_type="application/pdf", sha256="")
    assert says_something(passage, printed) is found
    written = replace(printed, media_type="text/markdown")
    assert says_something(passage, written) is (kind != "formula")
