"""Which passages say of themselves that they no longer hold."""

import pytest

from builder.outdated import asks_for_the_past, find_outdated, tells_what_was
from builder.records import Passage


def passage(name: str, text: str, *headings: str) -> Passage:
    return Passage(id=f"b/{name}", source=f"b/{name[0]}", kind="paragraph", headings=headings, text=text)


@pytest.mark.parametrize(
    "heading",
    [
        "Changelog",
        "Release notes 3.0",
        "Version-history",
        "What’s new",
        "Rules of 2015 (no longer valid)",
        "Deprecated settings",
        "Old rules",
        "Obsolete",
        "Streaming port (removed in 4.3)",
        "Identity proofs (discontinued)",
        "2014",
        "Installing the 12.0 RC",
        "Nightly builds",
    ],
)
def test_a_heading_says_so(heading: str) -> None:
    assert find_outdated([passage("a1", "A key costs 25 EUR.", heading, "Keys")]) == {"b/a1"}


@pytest.mark.parametrize(
    "heading",
    [
        "Rules",
        "Rules of 2014",
        "Old trees",
        "Archived schedules",
        "Windows is not supported",
        "3.0",
        "Keys (removed by hand)",
        "Nightly rates",
        "Beta",
    ],
)
def test_a_heading_does_not(heading: str) -> None:
    assert not find_outdated([passage("a1", "A key costs 25 EUR.", heading)])


def test_the_first_line_of_a_document_says_so_of_all_of_it() -> None:
    first = passage("a1", "LAB RULES OF 2015 (no longer valid)\nThe lab closes at 21:00.")
    later, other = passage("a2", "A key costs 25 EUR."), passage("c1", "A key costs 40 EUR.")
    assert find_outdated([first, later, other]) == {"b/a1", "b/a2"}
    assert not find_outdated([passage("a1", "The old rule is no longer valid.\nThe new one is."), later])


def test_questions_about_the_past() -> None:
    assert asks_for_the_past("What changed in 3.0?") and asks_for_the_past("When was the truck rented?")
    assert asks_for_the_past("Which game is played in 2014?")
    assert not asks_for_the_past("How many backups are kept?")


@pytest.mark.parametrize(
    "text",
    [
        "Before 2020, dead letters were kept for 14 days.",
        "Until version 3, the client used a window of 64 messages.",
        "Until May 2019 the lab closed at 21:00.",
        "Formerly, a key cost 25 EUR.",
        "Previously the port was 80.",
        "Originally, it ran on one core.",
        "The port used to be 80.",
        "They used to pay in cash.",
    ],
)
def test_a_sentence_tells_what_was(text: str) -> None:
    assert tells_what_was(text)


@pytest.mark.parametrize(
    "text",
    [
        "Before 8:00 the gate is closed.",
        "Until 2030 the price is fixed.",
        "Before you start, install it.",
        "Previously saved files are listed.",
        "Originally published in 1999, the book is still read.",
        "The images used to train the network were cropped.",
        "A key is used to open the lab.",
    ],
)
def test_a_sentence_does_not(text: str) -> None:
    assert not tells_what_was(text)
