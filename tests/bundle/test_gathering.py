"""What is searched: passages drawn towards their page, and what answers say beside the wordings of questions."""

from pathlib import Path

import numpy
import pytest

from builder.bundle.gathering import gather, in_context
from builder.engines.toy import ToyEncoder
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
