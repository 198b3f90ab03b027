"""Texts of a question's words that speak of something else."""

import pytest

from builder.answers.kinds import holds_what_is_asked


@pytest.mark.parametrize(
    ("question", "beside", "answer"),
    [
        ("Which plans does Crew have?", "Plans are a way to pay once a year.", "Crew has a small and a large plan."),
        ("Which plans are there?", "Plans are Crew's way of earning money.", "The plans are the following: S and L."),
        (
            "Does Crew support YAML?",
            "For now, crew import files doesn't support settings in YAML.",
            "Crew itself doesn't support YAML.",
        ),
        ("Can Crew read tar files?", "Crew's old reader cannot read tar files.", "Crew can't read tar files."),
        (
            "What is the difference between Sail and Oar?",
            "A boat has Sail, Mast and Oar.",
            "Sail is for wind, while Oar is for none.",
        ),
        ("How does Sail differ from Oar?", "Use Oar or Sail.", "Use Oar or Sail, but Oar is slower."),
        ("How much does Crew cost?", "You pay a few ms cost each time.", "You pay 5 euros each time."),
        ("What does the KEY variable do?", "Uses the KEY environment variable.", "KEY tells where the key lies."),
        ("What does KEY do?", "To skip the lock, run this:", "To skip the lock, set KEY:"),
        ("What does KEY do?", "Disable KEY for some ships by a list.", "Set KEY to 1 to keep the lock shut."),
        ("What does KEY do?", "The command reads KEY.", "The command reads KEY to find the lock."),
    ],
)
def test_what_speaks_beside_a_question(question: str, beside: str, answer: str) -> None:
    assert not holds_what_is_asked(beside, question)
    assert holds_what_is_asked(answer, question)


def test_a_denial_of_part_and_whole_is_one() -> None:
    assert holds_what_is_asked("Crew's tests don't run there, and Crew does not either.", "Does Crew run on Windows?")
    assert holds_what_is_asked("Tickets of children do not include meals.", "Do tickets include meals?")
    assert holds_what_is_asked("Crew currently doesn't run on Windows.", "Does Crew run on Windows?")
    assert holds_what_is_asked("Crew Care will not open a lock.", "Will Crew Care open my lock?")
