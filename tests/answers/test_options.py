"""What stands below an option's name is said where the name is told or asked for."""

import pytest

from tests.answers.hand_scored import read, said

HOW = "How do I keep the logs?"


def below(heading: str, text: str, question: str, *above: str) -> bool:
    """Whether what stands below a heading is said."""
    return bool(said(read("1", text, [0.9], headings=(*above, heading)), question=question, whole_book=True))


@pytest.mark.parametrize(
    "name",
    [
        "--logs-forever",
        "-f --logs-forever <DAYS>",
        "--logs-forever=<true|false>",
        "logs.forever",
        "LOGS_FOREVER",
        "logsForever",
        "logs_forever()",
        "forever: boolean",
        "[FOREVER]",
        "logs.<AGE>.forever",
    ],
)
def test_a_way_is_told_with_the_name_of_its_option(name: str) -> None:
    assert not below(name, "Logs are kept for good.", HOW)
    assert not below(name, "Logs are kept for good.", HOW, "Options")
    assert below(name, "Logs are kept for good.", "Are logs kept?")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("--logs-forever", "With --logs-forever, logs are kept for good."),
        ("--logs-forever", "Set CREW_LOGS_FOREVER, and logs are kept."),
        ("logs.forever", "Set forever to `yes`, and logs are kept."),
        ("logsForever", "Logs are kept where logsForever is on."),
    ],
)
def test_a_name_may_stand_in_the_text(name: str, text: str) -> None:
    assert below(name, text, HOW)


def test_a_name_may_stand_in_the_question_as_it_is() -> None:
    assert below("--tidy", "Old logs are deleted at noon.", "How do I use --tidy?")
    assert not below("--tidy", "Old logs are deleted at noon.", "How do I tidy logs?"), (
        "nobody learns that it is a flag"
    )


@pytest.mark.parametrize(
    "heading",
    ["Logs", "Node.js", "macOS", "Step 1: Keep", "logs.json", "1.2.0", "iPhone", "Keeping logs with logs_forever"],
)
def test_other_headings_name_no_option(heading: str) -> None:
    assert below(heading, "Logs are kept for good.", HOW)


def test_a_word_in_small_letters_is_a_name_below_a_heading_of_options() -> None:
    assert not below("forever", "Logs are kept for good.", HOW, "Task properties")
    assert below("forever", "Logs are kept for good.", HOW, "all options")
    assert below("forever", "Logs are kept for good.", HOW, "Logbooks")
    assert below("forever", "Logs are kept for good.", HOW)


def test_a_word_is_no_flag_and_no_place_for_a_value() -> None:
    assert not below("--tag <TAG>", "Logs are kept with the given tag.", HOW)
    assert not below("[LOGS]…", "Logs to keep, where none is given all of them are kept.", HOW)


def test_an_option_may_stand_further_up() -> None:
    assert not below("Details", "Logs are kept for good.", HOW, "logs.forever")


@pytest.mark.parametrize(
    "text",
    [
        "When true, logs are kept for a day.",
        "Unless set, logs are kept for a day.",
        "Keeps the logs for a day.",
        "Includes logs that are kept for a day.",
        "Whether logs should be kept for a day.",
        "Must be kept for a day.",
        "Folder in which logs are kept for a day.",
        "Controls logs of one day.",
    ],
)
def test_a_subject_that_only_the_heading_names_has_to_be_asked_for(text: str) -> None:
    assert not below("keepOldLogs", text, "How long are logs kept?")
    assert below("keepOldLogs", text, "How long does it keep old logs?")
    assert below("Logs", text, "How long are logs kept?")


def test_a_part_of_a_name_may_stand_for_a_word() -> None:
    assert below("log.maxAge", "When unset, logs stay for a day.", "What is the maximum age of a log?")


def test_a_value_alone_is_told_to_who_asks_for_half_of_the_name() -> None:
    line = "Default: 60 seconds"
    scores = [0.9]
    one = read("1", line, scores, kind="list", headings=("Network", "fetchTimeout"))
    assert said(one, question="What is the default network timeout?", whole_book=True) == [line]
    other = read("1", line, scores, kind="list", headings=("Network", "fetchPause"))
    assert said(other, question="What is the default network timeout?", whole_book=True) == []


def test_this_rule_is_none_in_general() -> None:
    text = "The severity of this rule is high."
    assert not below("Summary", text, "What is the severity of a rule?", "No loops")
    assert below("Summary", text, "What is the severity of the rule against no loops?", "No loops")
    assert below("Summary", "A rule is one of many, and the severity of this rule is high.", "How severe is a rule?")
    assert below("Summary", "Keep logs with Tar, as this method is quick.", HOW, "Tar")
    assert not below("Summary", "Staff can run this command so that logs are kept.", HOW, "crew tidy")
    assert below("Summary", "Logs are at /var/crew, where this command looks.", "Where are the logs?", "crew tidy")
