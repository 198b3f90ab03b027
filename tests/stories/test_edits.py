"""Whatever people do to their documents, step by step, the site becomes what a build from nothing makes of them."""

from pathlib import Path

from tenth import hold


def test_step_by_step_is_the_same_as_from_nothing_and_nothing_stale_is_shown(tmp_path: Path) -> None:
    assert hold("edits", tmp_path).startswith("edits: 50 cases, 0 broken")


def test_the_same_inputs_give_the_same_bytes_in_other_surroundings(tmp_path: Path) -> None:
    assert hold("variants", tmp_path).startswith("variants: 2 cases, 0 broken")
