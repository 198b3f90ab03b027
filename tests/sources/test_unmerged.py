"""A merge that was left half done is seen in prose; a page that tells of merges shows one as code."""

import pytest

from builder.sources.unmerged import find_unmerged

TORN = "<<<<<<< HEAD\nIt is 48 m tall.\n=======\nIt is 49 m tall.\n>>>>>>> other\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (TORN, 1),
        (f"# Mast\n\nA word.\n\n{TORN}", 5),
        (f"```\ncode\n```\n\n{TORN}", 5),
        ("<<<<<<< HEAD\n```\n=======\n>>>>>>> other\n", 1),
        (f"~~~~ text\n{TORN}~~~~\n", 0),
        (f"- So it looks:\n\n  ```text\n{TORN}\n  ```\n", 0),
        ("".join(f"    {line}\n" for line in TORN.splitlines()), 0),
        ("Heading\n=======\n\n>>>>>>> quoted\n", 0),
        ("<<<<<<< alone\n\nHeading\n=======\n", 0),
    ],
)
def test_only_a_whole_conflict_in_prose_is_one(text: str, line: int) -> None:
    assert find_unmerged(text) == line
