"""What tells a way to do what is asked, and what only tells that it can be done or how to do something else."""

import pytest

from builder.answers.ways import tells_no_way

NO_WAY = [
    ("How do I add a keeper?", "There are two ways to add a keeper."),
    ("How do I add a keeper?", "Adding one by letter (or by telephone) is a quick way to add a keeper."),
    ("How do I add a keeper?", "It is also possible to add a keeper at night."),
    ("How do I light the lamp?", "The lamp is dark by default and needs to be lit, and must be watched."),
    ("How do I light the lamp?", "The lamp must be switched on."),
    ("How do I copy the log?", "The log is old and we strongly recommend to make a copy of it before you leave."),
    ("How do I lock the door?", "If you have a house you can lock the door to keep it safe."),
    ("How can I lock the door?", "The house has locks that keep thieves away."),
    ("How to lock the door?", "Since last year, the house supports locks of several makers."),
    ("How do I lock the door?", "Locking the door requires patience."),
    ("How do I check my logs?", "Crew has ways of its own that let you check the age and/or order of your logs."),
    ("How do I check my logs?", "A log is a book."),
    ("How do I light the lamp?", "Finally, light the lamp to see."),
    ("How do I contact the captain?", "Please contact [[The bridge#The captain|the captain]] so that we see."),
    ("How do I copy the log?", "We also recommend reading our [[Copies of logs|guide to copies]]."),
    ("How do I sell a boat?", "To allow sales, pass --sales:"),
    ("How do I use a flag of my own with Crew?", "To count visits, you need a mast."),
]
WAYS = [
    ("How do I add a keeper?", "There are two ways to add a keeper: by letter or by telephone."),
    ("How do I add a keeper?", "You can add a keeper by writing a letter."),
    ("How do I add a keeper?", "You can add a keeper from the crew's menu."),
    ("How do I add a keeper?", "It is possible to add a keeper with crew.add."),
    ("How do I light the lamp?", "The lamp must be lit using a match."),
    ("How do I light the lamp?", "The lamp needs to be lit. Press the red knob."),
    ("How do I lock the door?", "To lock the door, turn the key."),
    ("How do I lock the door?", "To shut a door, turn the key."),
    ("How do I replicate the log?", "To fully replicate a ship, copy the log and the flag."),
    ("How do you treat my data?", "We may share your data."),
    ("How do I report a leak?", "The bridge is a good place to report a leak."),
    ("How does the lamp work?", "The lamp requires oil."),
    ("How do I use Crew with Lamp?", "To use, add `lamp` to your list."),
]


@pytest.mark.parametrize(("question", "text"), NO_WAY)
def test_what_tells_no_way(question: str, text: str) -> None:
    assert tells_no_way(text, question)


@pytest.mark.parametrize(("question", "text"), WAYS)
def test_what_tells_a_way(question: str, text: str) -> None:
    assert not tells_no_way(text, question)
