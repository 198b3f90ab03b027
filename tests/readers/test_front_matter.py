"""Where front matter ends and text begins."""

import pytest

from builder.readers.markdown import read_markdown


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("---\n\n# Welcome\n\nThe limit is 5 GB.\n\n---\n\nMore.\n", ["Welcome", "The limit is 5 GB.", "More."]),
        ("---\n\n# Hours\n\nNote: on Sundays: closed.\n\n---\n", ["Hours", "Note: on Sundays: closed."]),
        ("---\nNot a mapping\n---\nText.\n", ["Not a mapping", "Text."]),
        ("---\n- a\n- b\n\n---\n", ["a\nb"]),
        ("---\n\ntitle: Hours\n---\nText.\n", ["Text."]),
    ],
)
def test_text_after_a_rule_is_no_front_matter(page: str, shown: list[str]) -> None:
    read = read_markdown(page)
    assert ([block.text for block in read.blocks], read.mistakes) == (shown, ())
