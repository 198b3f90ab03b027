"""Lines without a full stop or with a small first letter that are sentences all the same."""

import pytest

from builder.answers.fitness import find_sentences
from builder.records import Passage


def whole(text: str, page: int = 0) -> list[str]:
    passage = Passage(id="b/d.1", source="b/d", kind="paragraph", headings=(), text=text, page=page)
    return [one.quote for one in find_sentences(passage) if one.whole]


@pytest.mark.parametrize("line", ["NO_PROXY disables the proxy for specific urls", "The lamp is green when ready"])
def test_a_last_line_with_a_verb_needs_no_full_stop(line: str) -> None:
    assert whole(line) == [line]
    assert whole(f"Valid values: a list of hosts\n{line}") == [line]
    assert whole(f"{line}\nand so on") == []
    assert whole(line, page=3) == []  # lines of a printed page end anywhere


@pytest.mark.parametrize(
    "line",
    ["Release notes of all versions", "How the cache is cleared", "the lamp is green when ready"],
)
def test_a_title_or_a_torn_line_is_no_sentence(line: str) -> None:
    assert whole(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "zlib doesn't support encryption.",
        "nginx makes use of a certificate.",
        "crew new adds a crew and its first ship.",
    ],
)
def test_a_line_may_open_with_a_name_in_small_letters(line: str) -> None:
    assert whole(line) == [line]
    assert whole(f"How is it encrypted?\n{line}") == [line]
    assert whole(f"How it is\n{line}") == []  # it may go on with what stands above
    assert whole(line, page=3) == []


@pytest.mark.parametrize(
    "line",
    [
        "where it is kept for a year.",
        "and so is the lamp.",
        "prints the help of a command.",
        "data that is kept for a year.",
    ],
)
def test_a_torn_line_is_no_sentence_by_its_full_stop(line: str) -> None:
    assert whole(line) == []
