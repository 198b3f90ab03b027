"""What stands below a heading that denies it, or tells that it is gone or still to come."""

import pytest

from tests.answers.hand_scored import read, said


def below(heading: str, text: str, question: str, *others: str) -> bool:
    """Whether the first line of a list below a heading is said."""
    lines = "\n".join([text, *others])
    one = read("1", lines, [0.9, *[0.1] * len(others)], kind="list", headings=("Manual", heading))
    return bool(said(one, question=question, whole_book=True))


@pytest.mark.parametrize(
    ("heading", "entry", "turned", "asked_so"),
    [
        (
            "What the warranty does not cover",
            "Scratches on the lid",
            "What does the warranty cover?",
            "What does the warranty not cover?",
        ),
        ("Not supported", "Windows 7", "Is Windows 7 supported?", "Which systems are not supported?"),
        ("Requirements you do not need", "Docker", "Do I need Docker?", "What don't I need?"),
        ("Exceptions", "Gift cards", "What can be returned?", "What are the exceptions?"),
        ("Unsupported browsers", "Mosaic", "Which browsers are there?", "Which browsers are unsupported?"),
        (
            "Call a doctor if",
            "you have asthma,",
            "Can I take it with asthma?",
            "Do I call a doctor if I am ill?",
        ),
    ],
)
def test_an_entry_below_a_heading_that_denies_it_is_said_only_to_who_asks_so(
    heading: str, entry: str, turned: str, asked_so: str
) -> None:
    assert not below(heading, entry, turned)
    assert below(heading, entry, asked_so)


@pytest.mark.parametrize(
    ("heading", "entry"),
    [
        ("Requirements", "Docker"),
        ("What you must bring", "A passport"),
        ("Before you start", "A Google account"),
        ("What you can pay with", "Cards of any bank"),
        ("The app does not start", "Open the log file of the app first."),
        ("No-code setup", "A browser"),
        ("Planned maintenance", "A passport"),
        ("Avoid downtime", "Two brokers"),
        ("Do not disturb", "The phone stays silent for all calls."),
    ],
)
def test_an_entry_below_any_other_heading_is_said(heading: str, entry: str) -> None:
    assert below(heading, entry, "What is needed?")


def test_an_entry_with_the_sentence_that_announces_it_says_itself_what_is_denied() -> None:
    lead = "The following systems are not supported:"
    one = read("1", f"{lead}\nWindows 7", [0.9, 0.8], headings=("Not supported",))
    assert said(one, question="Is Windows 7 supported?") == [lead, "Windows 7"]


@pytest.mark.parametrize(
    ("heading", "text", "turned", "asked_so"),
    [
        ("Don't do this", "Restart it with kill.", "How do I restart it?", "How should I not restart it?"),
        ("Things you should never do", "Restart it with kill.", "How do I restart it?", "What should I never do?"),
        ("Anti-patterns", "Keep one giant queue.", "How many queues do I keep?", "Which anti-patterns are there?"),
        ("Bad practice", "Keep one giant queue.", "How many queues do I keep?", "What is bad practice?"),
        ("Not recommended", "Name queues after people.", "How do I name them?", "What is not recommended?"),
        ("Rejected ideas", "The server stores files in Postgres.", "Where does it store files?", "What was rejected?"),
        (
            "Removed features",
            "The server draws charts as files.",
            "Does it draw charts?",
            "Which features were removed?",
        ),
        ("Removed in 3.0", "The server draws charts as files.", "Does it draw charts?", "What changed in 3.0?"),
        ("Planned", "The server copies files to Mars.", "Does it copy files?", "What is planned?"),
        ("Coming soon", "The server sends messages at night.", "Does it send messages?", "Will it send messages?"),
        ("Roadmap 2027", "The server sends messages at night.", "Does it send messages?", "What is on the roadmap?"),
    ],
)
def test_even_a_sentence_is_not_said_where_its_heading_tells_that_it_does_not_hold(
    heading: str, text: str, turned: str, asked_so: str
) -> None:
    one = read("1", text, [0.9], headings=("Manual", heading, "Queues"))
    assert said(one, question=turned, whole_book=True) == []
    assert said(one, question=asked_so, whole_book=True) == [text]


def test_a_label_that_calls_it_wrong_opens_no_answer() -> None:
    for label in ("Myth", "Wrong", "Bad", "Don't"):
        wrong = read("1", f"{label}: The lid keeps all water out.", [0.9])
        assert said(wrong, question="Does the lid keep water out?", whole_book=True) == []
    assert said(wrong, question="What is wrong with the lid?", whole_book=True) == [wrong.passage.text]
