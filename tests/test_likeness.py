"""Which questions ask the same: paraphrases and slips do, a swapped name or a denial does not."""

import numpy
import pytest

from builder.engines.toy import ToyEncoder
from builder.likeness import Known, ask_the_same, group_related, group_same, read_wording


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
        ("What is it?", "What is it?", 1.0, False),
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


def test_groups_of_the_same_and_of_the_related() -> None:
    texts = ["sail the ship", "sail a ship", "the price of a ship", "an anchor"]
    vectors = ToyEncoder().encode(texts)
    assert group_same(texts, vectors) == ((0, 1), (2,), (3,))
    assert group_related(numpy.asarray(vectors @ vectors.T, dtype=float), 0.4) == ((0, 1, 2), (3,))
    assert group_related(numpy.zeros((0, 0))) == ()
    assert group_related(numpy.eye(3)) == ((0,), (1,), (2,))
