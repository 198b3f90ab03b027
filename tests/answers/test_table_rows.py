"""Which rows of a table a question may have for its answer."""

import pytest

from builder.answers.composition import compose, read_passage
from builder.engines import Reading
from builder.records import Passage

CITIES = "City | Inhabitants | Wells\n" + "\n".join(
    f"City {name}{10 * name} | {name}0,000 | {name}" for name in range(20)
)
PLANS = "Plan | Price | Support\nHome | 0 | forum\nOffice | 19 | e-mail\nCampus | 149 | telephone"
SETTINGS = "Setting | Default | Meaning\n" + "\n".join(
    f"opt.{name} | {name} | {meaning}"
    for name, meaning in enumerate(
        [
            "how long brew records are kept",
            "the port of the web page",
            "the most machines a server may have",
            *(f"the memory of cache {letter}" for letter in "abcdefgh"),
        ]
    )
)


def rows_said(text: str, question: str, scores: dict[int, float]) -> list[str]:
    """The first cells of the rows that are said, with the scores of some lines; the header is line 0."""
    passage = Passage(id="b/d.1", source="b/d", kind="table", headings=(), text=text)
    lines = tuple(scores.get(line, 0.1) for line in range(text.count("\n") + 1))
    read = read_passage(passage, 1, Reading(answered=max(lines), sentences=lines))
    found = compose([read], question, whole_book=True)
    return [claim.citations[0].quote.split(" | ")[0] for claim in found]


def test_a_named_row_is_said_and_none_beside_it() -> None:
    assert rows_said(CITIES, "How many wells has City 440?", {1: 0.7, 2: 0.7}) == ["City 440"]
    assert rows_said(CITIES, "How many wells has City 440?", {1: 0.4, 2: 0.4}) == []
    assert rows_said(CITIES, "Has City 440 more wells than City 550?", {1: 0.7, 5: 0.6}) == ["City 440", "City 550"]


def test_of_names_within_names_the_longest_is_meant() -> None:
    text = "Place | Wells\nYork | 3\nNew York | 8"
    assert rows_said(text, "How many wells has New York?", {1: 0.8, 2: 0.6}) == ["New York"]


@pytest.mark.parametrize("question", ["How many wells has City 999?", "How many wells does a city have?", "Who digs?"])
def test_of_a_long_table_no_row_is_said_that_the_question_does_not_name(question: str) -> None:
    assert rows_said(CITIES, question, {1: 0.9, 2: 0.9}) == []


def test_a_row_of_a_long_table_is_named_by_words_that_few_rows_hold() -> None:
    assert rows_said(SETTINGS, "How long are brew records kept?", {1: 0.9}) == ["opt.0"]
    assert rows_said(SETTINGS, "Where is the web page served?", {2: 0.9}) == ["opt.1"]
    assert rows_said(SETTINGS, "Which port has the web page?", {1: 0.9}) == ["opt.1"]


@pytest.mark.parametrize("extreme", ["most", "fewest", "oldest"])
def test_the_most_of_something_is_told_by_all_rows_or_none(extreme: str) -> None:
    assert rows_said(CITIES, f"Which city has the {extreme} wells?", {1: 0.9, 2: 0.9}) == []
    assert rows_said(PLANS, f"Which plan has the {extreme} support?", {1: 0.9}) == ["Home", "Office", "Campus"]


def test_a_row_that_says_itself_what_is_most_may_be_said() -> None:
    assert rows_said(SETTINGS, "What are the most machines of a server?", {3: 0.9}) == ["opt.2"]
    assert rows_said(CITIES, "Has City 440 at most ten wells?", {1: 0.9}) == ["City 440"]


def test_where_the_header_answers_the_row_that_is_asked_for_is_said() -> None:
    assert rows_said(PLANS, "Which plan has telephone support?", {0: 0.7}) == ["Campus"]
    assert rows_said(PLANS, "What does the Office plan cost?", {0: 0.7}) == ["Office"]
    assert rows_said(PLANS, "Which plan has chat support?", {0: 0.7}) == []
    assert rows_said(PLANS, "Which plan has telephone support?", {0: 0.4}) == []
