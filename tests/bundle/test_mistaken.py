"""English words near enough to a site's own to be mended into one: found by what remains of both, and only these."""

from hypothesis import given
from hypothesis import strategies as st

from builder.bundle.mistaken import find_mistaken
from builder.rank.files import NO_SHARES, NO_UNITS, Term
from builder.rank.spelling import nearest_term

TEXTS = st.lists(st.text("abcs", min_size=1, max_size=11), max_size=6, unique=True)


def test_words_that_would_be_mended_are_found() -> None:
    words = ["passport", "shoe", "show", "giraffe", "tv", "shoe >show"]
    assert find_mistaken(words, ["password", "show", "tvs"]) == ["passport", "shoe"]


def test_nothing_is_known_nothing_is_found() -> None:
    assert find_mistaken([], ["password"]) == []
    assert find_mistaken(["passport"], []) == []


@given(TEXTS, TEXTS)
def test_they_are_those_that_the_box_would_mend(words: list[str], names: list[str]) -> None:
    terms = {name: Term(1, None, NO_UNITS, NO_SHARES) for name in names}
    assert find_mistaken(words, names) == [word for word in words if word not in terms and nearest_term(word, terms)]
