"""An author's answer is said whole or not at all."""

import pytest

from builder.answers.authored import say_author_answer
from builder.records import BlockKind, Passage, Question
from builder.standing import AUTHOR

Part = tuple[BlockKind, str, bool]  # a passage's kind and text, and whether it may be cited


def say(*parts: Part) -> list[str] | None:
    passages = [
        Passage(id=f"b/faq.{number}", source="b/faq", kind=kind, headings=("How?",), text=text, citable=citable)
        for number, (kind, text, citable) in enumerate(parts)
    ]
    question = Question(id="b/how", book="b", text="How?", author_answer=tuple(passage.id for passage in passages))
    answer = say_author_answer(question, None, passages, AUTHOR)
    return None if answer is None else [claim.text for claim in answer.claims]


def test_a_command_is_said_between_its_sentences() -> None:
    said = say(
        ("paragraph", "Run this command:", True),
        ("code", "pip install answerbook", True),
        ("paragraph", "Never do so on Windows.", True),
    )
    assert said == ["Run this command:", "pip install answerbook", "Never do so on Windows."]


@pytest.mark.parametrize(
    "part",
    [
        ("code", "cache: true\nretries: 3", False),
        ("formula", "E = m c c", False),
        ("table", "Plan | Price\nBasic | 10 USD", True),
    ],
)
def test_an_answer_of_which_a_part_cannot_be_said_is_left_out(part: Part) -> None:
    lead: Part = ("paragraph", "Add this to the settings:", True)
    assert say(lead, part, ("paragraph", "Never do so on Windows.", True)) is None


def test_nothing_under_a_question_is_no_answer() -> None:
    assert say() is None
