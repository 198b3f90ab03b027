"""What tells what a thing is, and what only tells something of it."""

import pytest

from builder.answers.kinds import holds_what_is_asked

DEFINED = [
    "A custom field is a place for a note.",
    "Custom fields hold notes.",
    "A custom field typically holds a note.",
    "Custom field: a place for a note.",
    "Modelled on card indexes, a custom field is “a place for a note”.",
    "Notes have places of their own, called custom fields.",
    "It was a custom field (a place for a note) that was lost.",
    "Each note stands in a custom field, a place of its own.",
    "[[fields|Custom fields]] hold notes.",
    "You can think of custom fields as places for notes.",
]
NOT_DEFINED = [
    "In a nested custom field, notes are hidden.",
    "To switch on a custom field: open the drawer.",
    "A custom field can be hidden.",
    "A custom field is available in the shop.",
    "The drawer takes the following: custom_field: a custom field to set.",
    "Change the custom field in the drawer.",
    "There are four events that correspond to custom fields.",
    "A custom field is offered to every keeper.",
    "A custom field with the name of a flag was lost.",
    "Each drawer, door, or custom field opened by hand is counted.",
    "Make a custom field (under “Drawers”).",
]


@pytest.mark.parametrize("text", DEFINED)
def test_what_tells_what_a_thing_is(text: str) -> None:
    assert holds_what_is_asked(text, "What is a custom field?")


@pytest.mark.parametrize("text", NOT_DEFINED)
def test_what_only_tells_something_of_it(text: str) -> None:
    assert not holds_what_is_asked(text, "What is a custom field?")
    assert holds_what_is_asked(text, "How is a custom field used?")


def test_what_does_not_name_the_thing_may_stand_below_its_name() -> None:
    assert holds_what_is_asked("A place for a note.", "What is a custom field?")
    assert not holds_what_is_asked("To hide notes, lock the drawer.", "What is a custom field?")


def test_what_lacks_a_subject_tells_it_of_its_heading() -> None:
    text = "Includes all places for notes."
    assert holds_what_is_asked(text, "What is a custom field?", ("Drawers", "Custom fields"))
    assert not holds_what_is_asked(text, "What is a custom field?", ("Drawers",))


def test_what_to_do_with_a_thing_is_not_what_it_is() -> None:
    assert not holds_what_is_asked("Change the old log folder instead.", "What is the log folder?")
    assert holds_what_is_asked("In the log folder, all logs are kept.", "What is the log folder?")
    assert holds_what_is_asked("Set the default port 80.", "What is the default port?")


def test_what_is_asked_by_a_word_that_names_no_thing_is_told_by_anything() -> None:
    assert holds_what_is_asked("The following is needed: a drawer.", "What is needed?")


def test_an_abbreviation_is_told_by_what_it_stands_behind() -> None:
    text = "Look at the sea chest number (SCN) of each."
    assert holds_what_is_asked(text, "What is an SCN?")
    assert not holds_what_is_asked("Look at the SCN (sea chest number) of each.", "What is a sea chest number?")
