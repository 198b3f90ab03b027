"""Lists that stand below a heading alone, and entries that only tell an amount of something."""

import pytest

from tests.answers.hand_scored import read, said

ENTRIES = "200 g of flour\nTwo eggs\nSalt"
NEEDED = ("Flat bread", "Ingredients")


def test_who_asks_for_what_a_heading_names_is_told_the_whole_list() -> None:
    few = read("1", ENTRIES, [0.9, 0.1, 0.2], kind="list", headings=NEEDED)
    assert said(few, question="What are the ingredients?", whole_book=True) == ENTRIES.split("\n")
    assert said(few, question="How much flour is needed?", whole_book=True) == ["200 g of flour"]
    assert said(few, question="Which spices are in it?", whole_book=True) == ["200 g of flour"]


def test_a_list_that_cannot_be_said_whole_is_not_said_in_part() -> None:
    torn = read("1", f"{ENTRIES}\nMilk (of a", [0.9, 0.1, 0.2, 0.1], kind="list", headings=NEEDED)
    assert said(torn, question="What are the ingredients?", whole_book=True) == []
    many = read("1", "\n".join(f"{row} cups of flour" for row in range(21)), [0.9] * 21, kind="list", headings=NEEDED)
    assert said(many, question="What are the ingredients?", whole_book=True) == []


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("How many people does the soup serve?", False),
        ("How do I cook the soup?", False),
        ("How many beans are in the soup?", True),
        ("What is in the soup?", True),
    ],
)
def test_an_amount_of_something_else_is_no_answer(question: str, answers: bool) -> None:
    soup = read("1", "2 cups of beans\nSalt", [0.9, 0.1], kind="list", headings=("Soup", "Needed"))
    assert said(soup, question=question, whole_book=True) == (["2 cups of beans"] if answers else [])


def test_an_amount_below_a_heading_that_names_it_is_one() -> None:
    serves = read("1", "2 or 3 of them\nMore with bread", [0.9, 0.1], kind="list", headings=("Soup", "People"))
    assert said(serves, question="How many people does it serve?", whole_book=True) == ["2 or 3 of them"]


def test_of_steps_that_nothing_announces_all_are_said_or_none() -> None:
    steps = "Open the hatch.\nIn the locker, choose a flag.\nNext to the mast, press Hoist.\nThe flag goes up."
    scores, asked = [0.1, 0.1, 0.9, 0.1], "How do I hoist a flag?"
    hoisting = read("1", steps, scores, kind="list", headings=("Flags",))
    assert said(hoisting, question=asked, whole_book=True) == steps.split("\n")
    assert said(hoisting, question="Where is the flag hoisted?", whole_book=True) == ["Next to the mast, press Hoist."]
    torn = read("1", steps.replace("the hatch.", "(the"), scores, kind="list", headings=("Flags",))
    assert said(torn, question=asked, whole_book=True) == []
    facts = read("1", "Flags are old.\nFlags are red.\nPress Hoist at the mast.", [0.1, 0.1, 0.9], kind="list")
    assert said(facts, question=asked, whole_book=True) == ["Press Hoist at the mast."]


def test_steps_below_a_paragraph_are_said_without_it() -> None:
    steps = ["Open the hatch.", "Choose a flag.", "A bell rings.", "Press the red knob."]
    asked = "How do I hoist a flag?"
    hoisting = read("1", "\n".join(("Flags stay in the locker.", *steps)), [0.1, 0.1, 0.1, 0.1, 0.9])
    assert said(hoisting, question=asked, whole_book=True) == steps
    few = read("1", "\n".join(("Flags stay in the locker.", *steps[2:])), [0.1, 0.1, 0.9])
    assert said(few, question=asked, whole_book=True) == ["Press the red knob."]
