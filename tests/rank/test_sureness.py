"""How sure a ranking is: leads, words held, words that nobody uses here, and names of what nobody writes about."""

import numpy
import pytest

from builder.bundle.choosing import DEFAULTS
from builder.rank.files import NO_SHARES, NO_UNITS, Term
from builder.rank.sureness import Found, Kind, asks_the_same, names_the_absent, sameness_of, strangeness_of, used_share

HERE = Term(2, None, numpy.array([1, 2], numpy.int32), numpy.array([9, 9], numpy.uint8))
TERMS: dict[str, Term | None] = {
    "install": HERE,
    "docker": None,
    "ubuntu": Term(0, None, NO_UNITS, NO_SHARES),
    "word": HERE,
    "wordpress": Term(1, None, numpy.array([5], numpy.int32), numpy.array([9], numpy.uint8)),
    "often": Term(900, None, numpy.array([5], numpy.int32), numpy.array([9], numpy.uint8)),
}


def found(*scores: float, words: float = 0.5) -> list[Found]:
    return [Found(number, score, score, words) for number, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("query", "absent"),
    [
        ("How do I install Docker?", True),
        ("How do I install on (Ubuntu)?", True),
        ("How do I install docker?", False),
        ("Docker install", False),
        ("How do I Install it?", False),
        ("How do I install Wordpress?", True),
        ("How do I install WordPress?", True),
        ("How do I install Often?", False),
        ("", False),
    ],
)
def test_names_of_what_is_not_written_about_here(query: str, absent: bool) -> None:
    assert names_the_absent(query, TERMS, lambda unit: unit < 5) is absent


def test_the_share_of_words_that_stand_here() -> None:
    assert used_share(TERMS, {}, 10) < 0.5
    assert used_share({"install": HERE}, {}, 10) == 1
    assert used_share({"install": HERE}, {"install"}, 10) == 0


def sameness(
    questions: list[Found], kind: Kind = "plain", *, near_by: float = 0.4, strange: float = 0.0, known: int = 50
) -> float:
    return sameness_of(questions, kind, near_by, 1.0, strange, DEFAULTS, known)


def test_a_lead_makes_sure() -> None:
    assert sameness(found(0.8, 0.79)) < sameness(found(0.8, 0.5)) == pytest.approx(sameness(found(0.8, 0.1)))


def test_a_lead_over_few_questions_tells_little() -> None:
    assert sameness(found(0.4), known=1) < sameness(found(0.4, 0.1), known=4) < sameness(found(0.4, 0.1))
    assert sameness(found(0.35, 0.1), known=3) < DEFAULTS["same"] < sameness(found(0.9, 0.1), known=3)


def test_strange_words_make_unsure() -> None:
    assert sameness(found(0.8), strange=2.0) < sameness(found(0.8))


def test_a_word_is_strange_that_nobody_uses_unless_it_means_something_near() -> None:
    near, far = (Term(0, numpy.array(row, numpy.float32), NO_UNITS, NO_SHARES) for row in ([2, 0], [0, 2]))
    centres = numpy.array([[1, 0]], numpy.float32)
    strange = [strangeness_of({"word": term}, {}, centres, 10) for term in (HERE, near, far, None)]
    assert strange[:2] == [0, 0]
    assert strange[2] == strange[3] > 0
    assert strangeness_of({"word": None}, {"word"}, centres, 10) == 0
    assert strangeness_of({"12": None, "5gb": None}, {}, centres, 10) == 0, "an amount is no strange word"
    assert strangeness_of({"e1043": None}, {}, centres, 10) > 0


def test_a_question_on_a_foreign_subject_is_not_the_same_however_alike_its_wording() -> None:
    settings = {"same": 0.6, "covered": 0.5, "nearly": 0.1}
    assert asks_the_same("plain", 0.7, 0.45, settings)
    assert not asks_the_same("plain", 0.7, 0.39, settings)
    assert not asks_the_same("plain", 0.5, 0.9, settings)
    assert asks_the_same("identifier", 0.7, 0.0, settings)


def test_a_name_of_code_is_held_or_not() -> None:
    assert sameness(found(0.9, words=0.0), "identifier", near_by=0.9) < DEFAULTS["same"]
    assert sameness(found(0.0, words=1.0), "identifier", near_by=0.0) >= 0.6


def test_common_words_alone_tell_nothing() -> None:
    assert sameness_of(found(0.5), "plain", 0.4, 0.0, 0.0, DEFAULTS, 50) < sameness(found(0.5))


def test_no_question_is_never_the_same() -> None:
    assert sameness([]) == 0
