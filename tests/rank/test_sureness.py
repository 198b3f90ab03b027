"""How sure a ranking is: leads, words held, words that nobody uses here, and names of what nobody writes about."""

import numpy
import pytest

from builder.bundle.choosing import DEFAULTS
from builder.rank.files import Term
from builder.rank.sureness import Found, names_the_unknown, sameness_of, used_share

NONE = numpy.zeros(0, numpy.int32)
HERE = Term(2, None, numpy.array([1, 2], numpy.int32), numpy.array([9, 9], numpy.uint8))
TERMS: dict[str, Term | None] = {
    "install": HERE,
    "docker": None,
    "ubuntu": Term(0, None, NONE, NONE.astype(numpy.uint8)),
}


def found(*scores: float, words: float = 0.5) -> list[Found]:
    return [Found(number, score, score, words) for number, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("How do I install Docker?", True),
        ("How do I install on (Ubuntu)?", True),
        ("How do I install docker?", False),
        ("Docker install", False),
        ("How do I Install it?", False),
        ("", False),
    ],
)
def test_names_of_what_nobody_writes_about(query: str, unknown: bool) -> None:
    assert names_the_unknown(query, TERMS) is unknown


def test_the_share_of_words_that_stand_here() -> None:
    assert used_share(TERMS, {}, 10) < 0.5
    assert used_share({"install": HERE}, {}, 10) == 1
    assert used_share({"install": HERE}, {"install"}, 10) == 0


def test_a_lead_makes_sure() -> None:
    close, clear = (sameness_of(found(0.8, next_), "plain", 0.4, 1.0, DEFAULTS) for next_ in (0.79, 0.5))
    assert close < clear
    assert sameness_of(found(0.8, 0.1), "plain", 0.4, 1.0, DEFAULTS) == pytest.approx(clear)


def test_words_that_nobody_uses_make_unsure() -> None:
    assert sameness_of(found(0.8), "plain", 0.4, 0.2, DEFAULTS) < sameness_of(found(0.8), "plain", 0.4, 1.0, DEFAULTS)


def test_a_name_of_code_is_held_or_not() -> None:
    assert sameness_of(found(0.9, words=0.0), "identifier", 0.9, 1.0, DEFAULTS) < DEFAULTS["same"]
    assert sameness_of(found(0.0, words=1.0), "identifier", 0.0, 1.0, DEFAULTS) >= 0.6


def test_no_question_is_never_the_same() -> None:
    assert sameness_of([], "plain", 0.9, 1.0, DEFAULTS) == 0
