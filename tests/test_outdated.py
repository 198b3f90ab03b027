"""Which passages say of themselves that they no longer hold."""

import pytest

from builder.outdated import asks_for_the_past, find_outdated
from builder.records import Passage


def passage(name: str, text: str, *headings: str) -> Passage:
    return Passage(id=f"b/{name}", source=f"b/{name[0]}", kind="paragraph", headings=headings, text=text)


@pytest.mark.parametrize(
    "heading",
    [
        "Changelog",
        "Release notes 3.0",
        "Rules of 2015 (no longer valid)",
        "Deprecated settings",
        "Old rules",
        "Obsolete",
    ],
)
def test_a_heading_says_so(heading: str) -> None:
    assert find_outdated([passage("a1", "A key costs 25 EUR.", heading, "Keys")]) == {"b/a1"}


@pytest.mark.parametrize("heading", ["Rules", "Old trees", "Archived schedules", "Windows is not supported", "3.0"])
def test_a_heading_does_not(heading: str) -> None:
    assert not find_outdated([passage("a1", "A key costs 25 EUR.", heading)])


def test_the_first_line_of_a_document_says_so_of_all_of_it() -> None:
    first = passage("a1", "LAB RULES OF 2015 (no longer valid)\nThe lab closes at 21:00.")
    later, other = passage("a2", "A key costs 25 EUR."), passage("c1", "A key costs 40 EUR.")
    assert find_outdated([first, later, other]) == {"b/a1", "b/a2"}
    assert not find_outdated([passage("a1", "The old rule is no longer valid.\nThe new one is."), later])


def test_questions_about_the_past() -> None:
    assert asks_for_the_past("What changed in 3.0?") and asks_for_the_past("When was the truck rented?")
    assert not asks_for_the_past("How many backups are kept?")
