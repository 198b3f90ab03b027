"""Sentences that state something, and those that only announce, ask, aim or suppose."""

import pytest

from builder.answers.stating import states_nothing


@pytest.mark.parametrize(
    "text",
    [
        "Our question is how often a network of such sensors must be recalibrated.",
        "We ask how long callers wait, why they cancel, and what a second vehicle would change.",
        "We also ask whether the fan or the laser ages first.",
        "In this paper, we investigate whether drift depends on the housing.",
        "We aim to find out why sensors drift.",
        "The aim of this study was to determine how often sensors drift.",
        "This paper examines whether sensors drift.",
        "It is still unknown whether the laser ages.",
        "Section 4 describes the calibration of the sensors.",
        "The next section explains how sensors are recalibrated.",
        "In section 5, we discuss the drift of the sensors.",
        "The other sections on this page go into further detail about sensors.",
        "Imagine the sensor had a cache of 5 MB.",
        "Assume that a sensor costs 2 cents.",
        "For example, suppose a sensor drifts by one percent.",
        "Say you have two sensors.",
        "If the sensor had a fan, it would drift less.",
    ],
)
def test_what_states_nothing(text: str) -> None:
    assert states_nothing(text, "How often should sensors be recalibrated?")


@pytest.mark.parametrize(
    "text",
    [
        "We asked the drivers for their names.",
        "We study kelp cover at 24 sites.",
        "We determined which sensors drift by co-location.",
        "The purpose of the cache is to keep pages near.",
        "It is known that lasers age.",
        "The page tells whether a sensor drifts.",
        "Section headings are read as questions.",
        "Assume the role of an owner to read it.",
        "If sensors were recalibrated, nobody is told.",
        "If you were to lose it, we would send another.",
    ],
)
def test_what_states_something(text: str) -> None:
    assert not states_nothing(text, "How often should sensors be recalibrated?")


def test_a_question_may_ask_for_the_aim() -> None:
    assert not states_nothing("We ask whether sensors drift.", "What is the aim of the study?")
    assert not states_nothing("We ask whether sensors drift.", "What did they study?")
    assert states_nothing("We ask whether sensors drift.", "What did the study find?")
    assert not states_nothing("It is unknown whether sensors drift.", "Is it known whether sensors drift?")
    assert not states_nothing("If it had a fan, it would drift less.", "Would it drift less with a fan?")


def test_what_a_table_shows_is_told_by_the_table() -> None:
    asked = "How was the drift of the sensors measured?"
    assert states_nothing("Table 2 shows the drift of the sensors.", asked)
    assert states_nothing("Notes: The figure displays the drift of sensors that were in the sun.", asked)
    assert states_nothing("From all of these sensors we conclude the following.", asked)
    assert states_nothing("Next, we turn to how the drift was measured.", asked)
    assert not states_nothing("Note: The table is locked while the drift is measured.", asked)
    assert not states_nothing("Table 2 shows that the sensors drift by the hour.", asked)
    assert not states_nothing("Table 2 shows a drift of 3 degrees.", asked)
    assert not states_nothing("Table 2 shows the drift of the sensors.", "Where is the drift shown?")


@pytest.mark.parametrize(
    "text",
    [
        "Berg et al. (2012) found that sensors drift.",
        "In Berg and Lund (2012), they found that sensors drift.",
        "Previous studies have found that sensors drift.",
        "² Previous studies have found that sensors drift.",
    ],
)
def test_what_others_found_is_no_result_of_the_study(text: str) -> None:
    assert states_nothing(text, "What is the main result of the study?")
    assert not states_nothing(text, "What did earlier studies find before the study?")
    assert not states_nothing(text, "Do sensors drift?")
    assert not states_nothing(f"Unlike others, we agree: {text}", "What is the main result of the study?")


@pytest.mark.parametrize("text", ["© 2019 Harbour Lamps, Inc.", "Fax: 555 0100. All rights reserved."])
def test_whose_the_text_is_answers_only_who_asks_for_it(text: str) -> None:
    assert states_nothing(text, "What is the lamp?")
    assert not states_nothing(text, "Who holds the rights?")
