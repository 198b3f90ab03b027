"""Which questions ask the same: paraphrases and slips do, a swapped name or a denial does not."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from builder.engines.toy import ToyEncoder
from builder.likeness import RELATED, Known, ask_the_same, group_related, group_same, read_wording


@pytest.mark.parametrize(
    ("one", "other", "nearness", "same"),
    [
        ("How do I upload files?", "file upload", 0.84, True),
        ("How do I install FastAPI?", "how to instal fastapi", 0.92, True),
        ("How do I create a middleware?", "How do I create a custom middleware?", 0.95, True),
        ("How do I create a middleware?", "How do I create a custom middleware?", 0.8, False),
        ("How do I declare cookies?", "How do I declare headers?", 0.97, False),
        ("How do I install it on Linux?", "How do I uninstall it on Linux?", 0.97, False),
        ("How do I migrate to v1?", "How do I migrate to v2?", 0.98, False),
        ("How do I enable the docs?", "How do I run it without the docs?", 0.95, False),
        ("What is OAuth2?", "How do I use OAuth2?", 0.8, False),
        ("Can I install FastAPI?", "Can I not install FastAPI?", 1.0, False),
        ("Why does FastAPI start?", "Why doesn't FastAPI start?", 1.0, False),
        ("What is it?", "What is it?", 1.0, False),
        ("convert pdf to html", "convert html to pdf", 0.98, False),
        ("convert pdf to html", "how to convert from pdf into html", 0.9, True),
        ("html from pdf", "html to pdf", 0.95, False),
        ("html from pdf", "pdf to html", 0.95, True),
        ("how do i export to csv", "how do i export csv", 0.95, True),
        ("upgrade from 2 to 3", "upgrade from 3 to 2", 0.99, False),
        ("when is the pool open", "where is the pool open", 0.95, False),
        ("when is the pool open", "pool open", 0.8, True),
        ("when is the pool open", "what time is the pool open", 0.95, True),
        ("how do i delete a project", "who can delete a project", 0.95, False),
        ("scale up", "scale down", 0.97, False),
        ("run the tests before the build", "run the build before the tests", 0.98, False),
    ],
)
def test_two_questions(one: str, other: str, nearness: float, same: bool) -> None:
    assert ask_the_same(read_wording(one), read_wording(other), nearness) is same
    assert ask_the_same(read_wording(other), read_wording(one), nearness) is same


def test_the_words_of_the_whole_site_tell_nothing_apart() -> None:
    here, there = "How do I declare cookies?", "How do I declare cookies in FastAPI?"
    assert not ask_the_same(read_wording(here), read_wording(there), 0.78)
    assert ask_the_same(read_wording(here), read_wording(there, {"fastapi"}), 0.78)


def test_known_questions_are_found_again() -> None:
    encoder = ToyEncoder()
    known = Known(encoder.dimension)
    (cookies, wind) = encoder.encode(["declare a cookie", "where does the wind come from"])
    known.add("cookies", read_wording("declare a cookie"), cookies)
    assert known.find(read_wording("How do I declare cookies?"), cookies) == "cookies"
    assert known.find(read_wording("Where does the wind come from?"), wind) is None


def test_what_may_ask_both_makes_no_two_questions_one() -> None:
    texts = ["pool open", "when is the pool open", "where is the pool open", "pool open where"]
    assert group_same(texts, ToyEncoder().encode(texts)) == ((0, 1), (2, 3))


def test_groups_of_the_same_and_of_the_related() -> None:
    texts = ["sail the ship", "sail a ship", "the price of a ship", "an anchor"]
    vectors = ToyEncoder().encode(texts)
    assert group_same(texts, vectors) == ((0, 1), (2,), (3,))
    assert group_related(numpy.asarray(vectors @ vectors.T, dtype=float), 0.4) == ((0, 1, 2), (3,))
    assert group_related(numpy.zeros((0, 0))) == ()
    assert group_related(numpy.eye(3)) == ((0,), (1,), (2,))


def group_plainly(nearness: NDArray[numpy.float64]) -> tuple[tuple[int, ...], ...]:
    """The nearest two groups are joined again and again: the plain way, which looks at every pair each time."""
    groups = [[place] for place in range(len(nearness))]
    nearness = nearness.copy()
    numpy.fill_diagonal(nearness, -1.0)
    while len(groups) > 1:
        one, other = sorted(divmod(int(nearness.argmax()), len(groups)))
        if nearness[one, other] < RELATED:
            break
        here, there = len(groups[one]), len(groups[other])
        joined = (nearness[one] * here + nearness[other] * there) / (here + there)
        nearness[one], nearness[:, one] = joined, joined
        nearness[one, one] = -1.0
        nearness = numpy.delete(numpy.delete(nearness, other, 0), other, 1)
        groups[one] += groups.pop(other)
    return tuple(sorted(tuple(sorted(group)) for group in groups))


@given(st.integers(1, 9).flatmap(lambda size: st.lists(st.integers(0, 8), min_size=size**2, max_size=size**2)))
def test_groups_are_those_of_the_plain_way(numbers: list[int]) -> None:
    size = round(len(numbers) ** 0.5)
    half = numpy.array(numbers, dtype=float).reshape(size, size) / 8
    assert group_related((half + half.T) / 2) == group_plainly((half + half.T) / 2)


@given(st.lists(st.sampled_from(["sail a ship", "sail the ship", "sails", "an anchor", "no anchor", "ship"])))
def test_of_all_known_questions_the_nearest_is_found(texts: list[str]) -> None:
    vectors = ToyEncoder().encode([*texts, "sail a ship"])
    known = Known(vectors.shape[1])
    for number, (text, vector) in enumerate(zip(texts, vectors, strict=False)):
        known.add(str(number), read_wording(text), vector)
    wanted = read_wording("sail a ship")
    nearness = (vectors[:-1] @ vectors[-1]).tolist()
    same = [place for place, text in enumerate(texts) if ask_the_same(wanted, read_wording(text), nearness[place])]
    nearest = min(same, key=lambda place: (-nearness[place], place), default=None)
    assert known.find(wanted, vectors[-1]) == (None if nearest is None else str(nearest))
