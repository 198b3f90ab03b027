"""An author's answer is said with all that it needs, or not at all."""

from dataclasses import replace

import pytest

from builder.answers.authored import find_unsaid, say_author_answer
from builder.outdated import find_over
from builder.records import Answer, BlockKind, Passage, Question, Source

Part = tuple[BlockKind, str, bool]  # a passage's kind and text, and whether it may be cited


def say(*parts: Part, ask: str = "How?", above: tuple[str, ...] = (), below: str = "") -> list[str] | None:
    passages = [
        Passage(id=f"b/faq.{number}", source="b/faq", kind=kind, headings=(*above, ask), text=text, citable=citable)
        for number, (kind, text, citable) in enumerate(parts)
    ]
    question = Question(id="b/how", book="b", text=ask, author_answer=tuple(passage.id for passage in passages))
    known = {passage.id: passage for passage in passages}
    if below:
        known["b/faq.9"] = replace(passages[0], id="b/faq.9", headings=(*above, ask, below), kind="paragraph")
    answer = say_author_answer(question, known, find_over(passages))
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
        ("table", "Plan | Price" + "\nBasic | 10 USD" * 9, True),
    ],
)
def test_an_answer_that_announces_what_cannot_be_said_is_left_out(part: Part) -> None:
    lead: Part = ("paragraph", "Add this to the settings:", True)
    assert say(lead, part, ("paragraph", "Never do so on Windows.", True)) is None


def test_an_answer_that_only_asks_what_stands_further_down_is_left_out() -> None:
    more: Part = ("paragraph", "Amounts are read as they stand. But there is another way. How?", True)
    assert say(more, below="By scale") is None
    assert say(more, ("list", "Open the settings.\nTurn on the scale.", True)) is not None


def test_an_answer_may_end_in_a_question_where_nothing_stands_below() -> None:
    asking: Part = ("paragraph", "Bread is baked at dawn. Is more needed? Why not ask the baker?", True)
    assert say(asking) == ["Bread is baked at dawn.", "Is more needed?", "Why not ask the baker?"]
    assert say(asking, below="Rolls") is None


def test_of_an_answer_that_is_too_long_no_list_is_said_by_half() -> None:
    first: Part = ("paragraph", "It is raised in the harbour.", True)
    lead: Part = ("paragraph", "Do it in this order:", True)
    steps: Part = ("list", "\n".join(f"Step {number} " + "hauls the rope " * 20 for number in range(5)), True)
    after: Part = ("paragraph", "That is all of it.", True)
    assert say(first, lead, steps, after) == [first[1], lead[1], *map(str.strip, steps[1].split("\n")), after[1]]
    assert say(first, lead, steps, steps, after) == [first[1]]
    assert say(lead, steps, steps) is None
    below: Part = ("paragraph", "A guest may come if the requirements below are met. They are few.", True)
    assert say(first, below, steps, steps) == [first[1]]
    merged: Part = ("paragraph", f"{below[1]}\nIt is one of these:\nA lamp.\nA rope.", True)
    assert say(merged, below, steps, steps) == [*say(below), "It is one of these:", "A lamp.", "A rope."]
    assert say(first, below, ("list", "A lamp.\nA rope.", True)) == [
        first[1],
        "A guest may come if the requirements below are met.",
        "They are few.",
        "A lamp.",
        "A rope.",
    ]
    words: Part = ("paragraph", " ".join(["The crew hauls the rope."] * 60), True)
    assert say(lead, steps, words) == [
        lead[1],
        *map(str.strip, steps[1].split("\n")),
        *["The crew hauls the rope."] * 17,
    ]


def test_whole_sentences_beside_a_listing_are_the_answer() -> None:
    listing: Part = ("code", "ssh server\npasswd admin\nexit\nlogout", False)
    run: Part = ("paragraph", "Run `passwd admin` on the server.", True)
    assert say(run, listing, ("paragraph", "Only an owner may.", True)) == [run[1], "Only an owner may."]
    assert say(run, listing, ("paragraph", "This takes a minute.", True)) is None
    assert say(("paragraph", "Use this command.", True), listing) is None
    assert say(listing) is None


def test_a_small_table_is_said_row_by_row() -> None:
    assert say(("table", "Port | Used for\n443 | the web\n5432 | the database", True)) == [
        "Port: 443; Used for: the web",
        "Port: 5432; Used for: the database",
    ]


def test_a_heading_whose_text_cannot_be_quoted_is_told() -> None:
    passage = Passage(id="b/faq.0", source="b/faq", kind="code", headings=("FAQ", "How?"), text="x: 1", citable=False)
    question = Question(id="b/how", book="b", text="How?", author_answer=(passage.id,))
    source = Source(id="b/faq", book="b", title="FAQ", paths=("faq.md",), media_type="text/markdown", sha256="0")
    silent = Answer(question="b/how", document=None, state="abstained")
    (finding,) = find_unsaid([question], [silent], [passage], [source])
    assert (finding.rule, finding.subject, finding.severity) == ("question-without-answer", "faq.md", "note")
    assert "`How?`" in finding.message
    assert find_unsaid([question], [replace(silent, state="rejected")], [passage], [source]) == ()


def test_nothing_under_a_question_is_no_answer() -> None:
    assert say() is None


def test_labels_are_not_said() -> None:
    assert say(("paragraph", "TL;DR\nUse a client instead.", True)) == ["Use a client instead."]
    assert say(("paragraph", "Resolution: The proxy is not supported.", True)) == ["The proxy is not supported."]
    assert say(("paragraph", "Windows\nRun the setup again.", True)) == ["Windows", "Run the setup again."]


def test_an_author_who_only_says_where_to_read_on_has_not_answered() -> None:
    assert say(("paragraph", "See Pricing.", True)) is None
    assert say(("paragraph", "It is free for you. See Pricing.", True)) == ["It is free for you.", "See Pricing."]


@pytest.mark.parametrize("text", ["TODO", "TBD.", "FIXME: ask Anna who does it", "To be written.", "Coming soon."])
def test_an_author_who_only_says_that_it_is_to_be_written_has_not_answered(text: str) -> None:
    assert say(("paragraph", text, True), ask="Who repairs it?") is None


def test_an_author_who_says_not_yet_has_answered() -> None:
    assert say(("paragraph", "Not yet.", True), ask="Is there an app?") == ["Not yet."]
    assert say(("paragraph", "Coming soon.", True), ask="Is there an app?") == ["Coming soon."]
    assert say(("paragraph", "Todos are kept for a week.", True)) == ["Todos are kept for a week."]


def test_what_the_author_calls_outdated_is_no_answer_but_to_who_asks_for_the_past() -> None:
    paid: Part = ("paragraph", "A parking space costs 3 euros a day.", True)
    old = ("Old FAQ (no longer valid)",)
    assert say(paid, ask="What does parking cost?", above=("FAQ",)) is not None
    assert say(paid, ask="What does parking cost?", above=old) is None
    assert say(paid, ask="What does parking cost?", above=("What's new", "FAQ")) is not None
    assert say(paid, ask="What did parking cost?", above=old) is not None
    assert say(("paragraph", "Yes, since 2020.", True), ask="Is the map out of date?") is not None


def test_an_outdated_answer_is_no_fault_of_its_heading() -> None:
    headings = ("Old FAQ (no longer valid)", "How?")
    passage = Passage(id="b/faq.0", source="b/faq", kind="paragraph", headings=headings, text="So.")
    question = Question(id="b/how", book="b", text="How?", author_answer=(passage.id,))
    source = Source(id="b/faq", book="b", title="FAQ", paths=("faq.md",), media_type="text/markdown", sha256="0")
    silent = Answer(question="b/how", document=None, state="abstained")
    assert find_unsaid([question], [silent], [passage], [source]) == ()
