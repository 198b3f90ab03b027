"""Several wordings of one question, one reading."""

import pytest

from builder.answers.agreement import agree
from builder.engines import Reading


def test_one_wording_stays_as_it_is() -> None:
    reading = Reading(answered=0.7, sentences=(0.7, 0.2), span=(0, 3), span_score=0.5)
    assert agree([reading]) == reading


def test_one_other_that_agrees_is_enough() -> None:
    readings = [Reading(answered=score, sentences=(score,)) for score in (0.8, 0.01, 0.8)]
    assert agree(readings).sentences == (pytest.approx(0.8),)
    assert agree(readings).answered == pytest.approx(0.8)


def test_one_that_is_misled_does_not_decide() -> None:
    readings = [Reading(answered=score, sentences=(score,)) for score in (0.7, 0.1, 0.1)]
    assert agree(readings).answered < 0.5


def test_each_sentence_has_agreement_of_its_own() -> None:
    first = Reading(answered=0.6, sentences=(0.6, 0.4))
    second = Reading(answered=0.6, sentences=(0.4, 0.6))
    assert agree([first, second]).sentences == (0.5, 0.5)


def test_a_question_that_is_sure_enough_needs_no_other() -> None:
    readings = [Reading(answered=score, sentences=(score,)) for score in (0.95, 0.01)]
    assert agree(readings).answered > 0.8


def test_two_others_that_are_sure_outvote_the_question_s_own_words() -> None:
    readings = [Reading(answered=score, sentences=(score,)) for score in (0.05, 0.94, 0.87)]
    assert agree(readings).answered > 0.5
    readings = [Reading(answered=score, sentences=(score,)) for score in (0.05, 0.94, 0.6)]
    assert agree(readings).answered < 0.5
