"""Where front matter ends and text begins, and what it tells of its page."""

from itertools import pairwise

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


@pytest.mark.parametrize(
    ("front", "mistake"),
    [
        ("title: [unclosed", "the front matter is not YAML in line 2"),
        ("date: 2026-02-30", "the front matter is not YAML"),
        ("questions: How?", "`questions` in the front matter is not a list"),
        ("questions: [1, How long]", "`questions` in the front matter holds more than plain sentences"),
        ("question: How?", "`question` in the front matter is not read: did you mean `questions`?"),
    ],
)
def test_wrong_front_matter_is_said_and_the_text_is_read(front: str, mistake: str) -> None:
    read = read_markdown(f"---\n{front}\n---\nText.\n")
    assert (read.losses, read.mistakes) == ((), (mistake,))
    assert [block.text for block in read.blocks] == ["Text."]


NO_YAML = "the front matter is not YAML"


def levels(form: str) -> str:
    return "\n".join(f"{new}: &{new} {form.format(old)}" for old, new in pairwise("abcdefghi"))


@pytest.mark.parametrize(
    ("front", "title", "mistakes"),
    [
        ("title: 1.1", "1.1", ()),
        ("title: 2026-02-03", "2026-02-03", ()),
        ("title: [A, B]", "Head", ()),
        (f"title: 0x{'f' * 9000}", "Head", ()),
        ("a: &a [x]\n" + levels("[" + "*{0}, " * 9 + "]") + "\ntitle: *i", "Head", ()),
        (
            "a: &a {x: y}\n" + levels("{{<<: [" + "*{0}, " * 9 + "]}}"),
            "Head",
            ("the front matter is not YAML in line 3",),
        ),
    ],
    ids=("number", "date", "list", "long number", "bomb of lists", "bomb of mappings"),
)
def test_a_title_is_words_a_number_or_a_date(front: str, title: str, mistakes: tuple[str, ...]) -> None:
    read = read_markdown(f"---\n{front}\n---\n# Head\n\nText.\n")
    assert (read.title, read.mistakes) == (title, mistakes)
