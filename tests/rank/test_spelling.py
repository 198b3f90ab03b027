"""Slips of the pen: how far two words are apart, and which known word was meant."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.rank.files import NO_SHARES, NO_UNITS, Term
from builder.rank.spelling import distance, nearest_term, slips_in


def known(**counts: int) -> dict[str, Term]:
    return {name: Term(count, None, NO_UNITS, NO_SHARES) for name, count in counts.items()}


def naive(one: str, other: str) -> int:
    """The definition, written as it is said."""

    @cache
    def apart(a: int, b: int) -> int:
        if not a or not b:
            return a + b
        best = min(apart(a - 1, b) + 1, apart(a, b - 1) + 1, apart(a - 1, b - 1) + (one[a - 1] != other[b - 1]))
        if a > 1 and b > 1 and one[a - 1] == other[b - 2] and one[a - 2] == other[b - 1]:
            best = min(best, apart(a - 2, b - 2) + 1)
        return best

    return apart(len(one), len(other))


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(min_value=0, max_value=3))
def test_distance_is_its_definition(one: str, other: str, most: int) -> None:
    assert distance(one, other, most) == min(naive(one, other), most + 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("uplaod", "upload"),
        ("dependanci", "dependency"),
        ("file", "file"),
        ("zebra", None),
        ("fil", None),
        ("bile", None),
        ("lisenc", "licens"),
        ("fiel", "file"),
        ("ohne", None),
    ],
)
def test_what_was_meant(typed: str, meant: str | None) -> None:
    terms = known(upload=4, dependency=9, file=3, unloved=0, licens=2, one=9)
    assert nearest_term(typed, terms) == meant


def test_of_equally_near_words_the_more_frequent_one() -> None:
    assert nearest_term("caste", known(caster=1, casta=5)) == "casta"


@pytest.mark.parametrize(
    ("typed", "term"),
    [("1043", "1042"), ("e1043", "e1042"), ("release12", "release13"), ("mpeg", "mpeg4"), ("१२३४", "१२३५")],
)
def test_numbers_are_neither_mended_nor_meant(typed: str, term: str) -> None:
    assert nearest_term(typed, known(**{term: 3})) is None
    assert slips_in(term) == 0


def test_words_that_stand_nowhere_are_not_meant() -> None:
    assert nearest_term("unlovd", known(unloved=0)) is None


def test_a_long_word_may_hold_two_slips() -> None:
    assert (slips_in("sevenle"), slips_in("eightlet")) == (1, 2)
