"""English words near enough to a site's own to be mended into one: found by what remains of both, and only these."""

import numpy
from hypothesis import given
from hypothesis import strategies as st

from builder.bundle.mistaken import find_mistaken
from builder.rank.files import Term
from builder.rank.spelling import nearest_term

NONE = numpy.zeros(0, numpy.int32)


def known(**counts: int) -> dict[str, Term]:
    return {name: Term(count, None, NONE, NONE.astype(numpy.uint8)) for name, count in counts.items()}


def test_words_that_would_be_mended_are_found() -> None:
    terms = known(password=9, show=3, hidden=0)
    assert find_mistaken(["passport", "shoe", "hiddem", "show", "giraffe", "tv", "shoe >show"], terms) == [
        "passport",
        "shoe",
    ]


def test_nothing_is_known_nothing_is_found() -> None:
    assert find_mistaken([], known(password=9)) == []
    assert find_mistaken(["passport"], {}) == []


@given(st.lists(st.text("abc", max_size=11), max_size=6), st.lists(st.text("abc", max_size=11), max_size=6))
def test_they_are_those_that_the_box_would_mend(words: list[str], names: list[str]) -> None:
    terms = known(**dict.fromkeys(filter(None, names), 1))
    assert find_mistaken(words, terms) == [word for word in words if word not in terms and nearest_term(word, terms)]
