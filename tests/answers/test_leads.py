"""Sentences that announce code or a list, and what is said with them."""

from functools import partial

import pytest

from builder.answers.fitness import find_sentences
from builder.records import Passage
from tests.answers import hand_scored
from tests.answers.hand_scored import read

QUESTION = "How do I disable verification?"
LINE = ["To disable the verification, run the following command.", "It cannot be undone."]
CODE = '>>> client.get("https://example.org", verify=False)'


said = partial(hand_scored.said, question=QUESTION, whole_book=True)


@pytest.mark.parametrize("end", ["...", "…", ":"])
def test_a_sentence_above_code_is_said_with_it(end: str) -> None:
    lead = f"You can disable the verification completely{end}"
    assert said(read("1", lead, [0.9]), read("2", CODE, [0.1], "code")) == [lead, CODE]
    assert said(read("1", lead, [0.1]), read("2", CODE, [0.9], "code")) == [lead, CODE]


@pytest.mark.parametrize("end", ["...", "…", ":"])
def test_without_code_that_can_be_said_the_end_is_left_out(end: str) -> None:
    lead, code = (
        read("1", f"You can disable the verification completely{end}", [0.9]),
        read("2", CODE, [0.1], "code", citable=False),
    )
    whether = "Can I disable verification?"
    assert said(lead, code, question=whether) == ["You can disable the verification completely"]
    assert said(lead, code) == []  # that tells not how


@pytest.mark.parametrize(
    "lead",
    [
        "We added a switch that disables the verification, which can be called like",
        "To disable the verification, pass an option to the client, e.g.,",
        "The verification of a client is disabled by options such as",
    ],
)
def test_a_sentence_that_ends_in_the_midst_is_said_with_what_ends_it_or_not_at_all(lead: str) -> None:
    spoken = lead.rstrip(",")
    assert said(read("1", lead, [0.9])) == []
    assert said(read("1", lead, [0.9]), read("2", "Certificates are files.", [0.1])) == []
    assert said(read("1", lead, [0.9]), read("2", CODE, [0.1], "code")) == [spoken, CODE]
    assert said(read("1", lead, [0.9]), read("2", "one\ntwo", [0.1, 0.1], "list")) == [spoken, "one", "two"]


def test_what_ends_in_the_midst_answers_nobody_to_whom_code_says_nothing() -> None:
    lead = "There are requests without any verification in the log, like"
    assert said(read("1", lead, [0.9]), read("2", CODE, [0.1], "code"), question="Why is the log full?") == []


@pytest.mark.parametrize("entries", ["a browser\nthe account you work with\na key", "a key\nthe account you work with"])
def test_an_entry_may_end_as_no_sentence_does(entries: str) -> None:
    listed = read("2", entries, [0.1] * (entries.count("\n") + 1), "list")
    wanted = ["To log in you need:", *entries.split("\n")]
    assert said(read("1", wanted[0], [0.9]), listed, question="What is needed to log in?") == wanted
    last = read("1", "A key is kept.\nThe lamp is started like", [0.1, 0.9], "list")
    assert said(last, question="How is the lamp started?") == []
    alone = read("1", "Choose the colour that the room is\nIt is kept.", [0.9, 0.1], "list")
    assert said(alone, question="Which colour do I choose?") == ["Choose the colour that the room is"]


def test_a_paragraph_that_ends_in_the_midst_is_no_entry_of_the_list_above_it() -> None:
    after = "The client also prints why it disabled the verification, e.g.,"
    reads = (read("1", "The client has two options:", [0.9]), read("2", "a switch\na file", [0.1, 0.1], "list"))
    assert said(*reads, read("3", after, [0.1])) == ["The client has two options:", "a switch", "a file"]


def test_a_full_stop_may_announce_code_as_well() -> None:
    lead = "To disable the verification, run the following command."
    assert said(read("1", lead, [0.9]), read("2", CODE, [0.1], "code")) == [lead, CODE]
    assert said(read("1", lead, [0.9]), read("2", CODE, [0.1], "code", citable=False)) == []
    assert said(read("1", lead, [0.9])) == []


def test_a_command_may_be_announced_before_its_line_ends() -> None:
    line = " ".join(LINE)
    for scores in ([0.9, 0.1], [0.1, 0.9]):
        assert said(read("1", line, scores), read("2", CODE, [0.1], "code")) == [*LINE, CODE]
        assert said(read("1", line, scores), read("2", CODE, [0.1], "code", citable=False)) == []
        assert said(read("1", line, scores)) == []
    assert said(read("1", line, [0.1, 0.1]), read("2", CODE, [0.9], "code")) == [*LINE, CODE]
    more = "It is described in two lines. The second stands below."
    assert said(read("1", f"{LINE[0]}\n{more}", [0.9, 0.1, 0.1]), read("2", CODE, [0.1], "code")) == LINE[:1]


def test_the_next_lead_of_its_kind_ends_what_a_lead_announces() -> None:
    text = "On Windows:\nRun setup.exe as an owner.\nReboot it.\nOn Linux:\nRun setup.sh as an owner.\nLog in again."
    windows = read("1", text, [0.1, 0.9, 0.1, 0.1, 0.1, 0.1])
    assert said(windows, question="How do I set it up on Windows?") == text.split("\n")[:3]
    linux = read("1", text, [0.1, 0.1, 0.1, 0.1, 0.9, 0.1])
    assert said(linux, question="How do I set it up on Linux?") == text.split("\n")[3:]
    nested = "You need these:\na lamp\nfor the hall:\na cable"
    assert said(read("1", nested, [0.9, 0.1, 0.1, 0.1])) == nested.split("\n")


@pytest.mark.parametrize(
    "lead", ["Add this to disable the verification:", "Disable the verification as in the example:"]
)
def test_what_points_at_code_is_not_said_without_it(lead: str) -> None:
    assert said(read("1", lead, [0.9]), read("2", CODE, [0.1], "code", citable=False)) == []


def test_a_label_above_its_answer_is_left_out() -> None:
    text = "Solution:\nThis happens where the verification is on. Turn it off."
    assert said(read("1", text, [0.1, 0.9, 0.1])) == ["This happens where the verification is on.", "Turn it off."]


def test_dots_above_anything_else_announce_nothing() -> None:
    lead, below = "You can disable the verification completely...", read("2", "Certificates are files.", [0.1])
    assert said(read("1", lead, [0.9]), below, question="Can I disable verification?") == [lead]
    assert said(read("1", "Use the option...", [0.9]), read("2", "one\ntwo", [0.1, 0.1], "list")) == []


def test_code_that_is_no_command_is_not_said_alone() -> None:
    assert said(read("1", CODE, [0.9], "code")) == []
    assert said(read("1", "Verification is a check of certificates.", [0.2]), read("2", CODE, [0.9], "code")) == []
    assert said(read("1", "$ client --no-verify", [0.9], "code")) == ["$ client --no-verify"]


@pytest.mark.parametrize(
    "text",
    [
        "Or disable the verification for one request.",
        "Or else disable the verification for all requests.",
        "And then instantiating a client without verification.",
        "Which now allows us to disable the verification.",
    ],
)
def test_what_goes_on_from_another_sentence_neither_comes_first_nor_stands_alone(text: str) -> None:
    assert said(read("1", text, [0.9])) == []
    assert said(read("1", f"Set the option for a client. {text}", [0.1, 0.9]))[0] == "Set the option for a client."


@pytest.mark.parametrize(
    "entry",
    ["def set_cookie(request)", "def __init__(cookies: [dict, Cookies]) -> None", "client.close()", "get(url, f(x))"],
)
def test_a_signature_says_nothing_by_itself(entry: str) -> None:
    assert said(read("1", f"{entry}\n.jar - the jar", [0.9, 0.1], "list")) == []


def test_a_sentence_with_a_call_is_no_signature() -> None:
    text = "Box.open(path) is the same as Box.read(path)."
    passage = Passage(id="b/d.1", source="b/d", kind="paragraph", headings=(), text=text)
    assert find_sentences(passage)[0].whole


@pytest.mark.parametrize(
    ("question", "entries", "spoken"),
    [
        ("What is the project?", 8, 9),
        ("What is the project?", 9, 0),
        ("Is it built on libraries?", 9, 0),
        ("How many libraries does it need?", 9, 0),
        ("Which libraries are used?", 9, 10),
        ("How do I install it?", 9, 10),
        ("What should be installed?", 9, 10),
        ("What is needed?", 9, 10),
    ],
)
def test_a_long_list_is_said_only_to_who_asks_for_several_things(question: str, entries: int, spoken: int) -> None:
    lead = read("1", "The project relies on these excellent libraries:", [0.9])
    names = "\n".join(f"library number {number} of the project" for number in range(entries))
    assert len(said(lead, read("2", names, [0.1] * entries, "list"), question=question)) == spoken


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Who maintains it?", False),
        ("What is it?", False),
        ("How many are there?", False),
        ("What does pip do?", False),
        ("What do I have to do to install it?", True),
        ("What do I have to do?", True),
        ("What is the command for it?", True),
        ("How do I install it?", True),
        ("Can I install it?", True),
    ],
)
def test_a_command_is_no_answer_to_who_asks_for_a_person_or_a_number(question: str, answers: bool) -> None:
    assert bool(said(read("1", "$ pip install it", [0.9], "code"), question=question)) == answers


def test_what_code_is_an_example_of_is_said_with_it() -> None:
    steps = ["Get the files from the shelf.", "For example:"]
    code = read("2", "curl -O shelf/files.zip", [0.9], "code")
    lead = read("1", " ".join(steps), [0.2, 0.1], "list")
    assert said(lead, code, question="How do I get the files?") == [*steps, "curl -O shelf/files.zip"]


def test_a_lead_that_only_asks_to_keep_things_in_mind_is_left_out_above_full_sentences() -> None:
    text = "Keep these points in mind:\nThe lamp needs a match to be lit.\nThe match is kept in the drawer below."
    lamp = read("1", text, [0.1, 0.9, 0.1])
    assert said(lamp, question="Does the lamp need a match?") == ["The lamp needs a match to be lit."]


def test_a_second_lead_is_not_said_without_the_code_that_it_announces() -> None:
    text = "You can disable the verification with an option:\nFor example, in a script:"
    long = read("2", "\n".join(f"line_{number} = {number}" for number in range(9)), [0.1], "code", citable=False)
    assert said(read("1", text, [0.9, 0.1]), long) == ["You can disable the verification with an option"]
    text = "Disable the verification by these steps:\nEdit the file of settings. In it you find these:"
    said_then = said(read("1", text, [0.9, 0.1, 0.1]), long)
    assert said_then == ["Disable the verification by these steps:", "Edit the file of settings."]
