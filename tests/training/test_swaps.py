"""Swaps: what is changed is changed everywhere, and never into itself."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builder.training.claims import alter
from builder.training.swaps import Swapper, negate, other_number, put

WORDS = ["river", "stream", "mountain", "rivers"]
TABLE = np.array([[1, 0, 0], [0.9, 0.4359, 0], [0, 0, 1], [1, 0, 0]], dtype=np.float32)


def make() -> Swapper:
    return Swapper(WORDS, TABLE)


def test_neighbours_leave_out_other_forms_of_the_word() -> None:
    assert make().neighbours("river") == ["stream", "mountain"]
    assert make().neighbours("unknown") == []


@given(st.integers(0, 10**6), st.integers(0, 99))
def test_another_number_is_another_and_keeps_its_length_or_more(value: int, seed: int) -> None:
    made = other_number(f"{value} km", Random(seed))
    assert made and made.endswith(" km") and made != f"{value} km"
    assert len(made) >= len(f"{value} km")


def test_opposites_come_first() -> None:
    assert make().replacement("largest", (), Random(1)) == "smallest"


def test_whole_words_are_put_in_any_case() -> None:
    assert put("The River and the riverbank", "river", "stream") == "The stream and the riverbank"


def test_negation_goes_in_and_comes_out() -> None:
    assert negate("It was not opened.", Random(0)) == "It was opened."
    assert negate("Birds fly.", Random(0)) is None
    made = negate("It was opened.", Random(0))
    assert made in {"It was not opened.", "It was never opened."}


def test_words_of_the_answer_are_spared() -> None:
    for seed in range(20):
        found = make().swap("Which river is it?", "The river Inn.", (), Random(seed), spare="river")
        assert found is None


def test_an_altered_claim_differs() -> None:
    for seed in range(30):
        made = alter("The river was 30 km long.", ("The river was 30 km long.",), make(), Random(seed))
        assert made != "The river was 30 km long."
