"""The words of a line of Markdown: no marks, and nothing that is struck out or hidden."""

import pytest
from markdown_texts import texts

from builder.readers.markdown import read_markdown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Breakfast is ~~not~~ included.", "Breakfast is included."),
        ("It costs <del>40 euros</del> <ins>50 euros</ins>.", "It costs 50 euros."),
        ("<s>Old.</s> <strike>Older <s>still</s>.</strike> New.", "New."),
        ('Seen <span style="display: none">not <b>seen</b></span>again.', "Seen again."),
        ("~~5 and ~~6 stay, and so does `~~this~~`.", "~~5 and ~~6 stay, and so does ~~this~~."),
        ("<del>\n\nOld.\n\n- older\n\n</del>\n\nNew.", "New."),
        ('<div style="display:none">\n\nSecret.\n\n<div>\n\n## No\n\n</div>\n\n</div>\nSeen.\n\n', "Seen."),
        ("<!-- <div hidden> -->\n\nSeen.\n\n<div></div>", "Seen."),
        ("<div hidden>\n\nNever closed.", "Never closed."),
        ("~~Gone.~~\n\n- ~~gone~~\n- kept\n\n| ~~A~~ |\n|---|\n| ~~1~~ |", "kept"),
    ],
)
def test_what_is_struck_out_or_hidden_is_not_read(source: str, shown: str) -> None:
    assert texts(source) == [shown]


def test_a_heading_keeps_the_anchor_that_its_struck_words_are_part_of() -> None:
    (block,) = read_markdown("## ~~Old~~ New\n").blocks
    assert (block.text, block.place) == ("New", "old-new")


@pytest.mark.parametrize(
    "text",
    [
        "Pin numpy==1.24 and scipy==1.10 in the file.",
        "Use a^^2 and b^^3.",
        "Where x == y and y ==z.",
        "One of (==1.24,==1.10).",
    ],
)
def test_signs_within_words_are_no_marks(text: str) -> None:
    assert texts(text) == [text]


@pytest.mark.parametrize("tag", ["<br>", "<br/>", "<BR />", '<br class="small">'])
def test_a_break_parts_words(tag: str) -> None:
    page = f"Open it.{tag}Then *wait*{tag}a day.\n\n| Step |\n|---|\n| Open it.{tag}Wait. |\n"
    assert texts(page) == ["Open it. Then wait a day.", "Step\nOpen it. Wait."]
    assert texts(f"Gone <del>one{tag}two</del> not.\n") == ["Gone not."]


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("**Notice period**\nGive us a month.", ["Notice period", "Give us a month."]),
        ("**Notice period**  \n“A month” is enough.", ["Notice period", "“A month” is enough."]),
        ("**Notice period**<br>\nGive us a month.", ["Notice period", "Give us a month."]),
        ("**Notice period.**\nGive us a month.", ["Notice period. Give us a month."]),
        ("**The host**\nlocks the door.", ["The host locks the door."]),
        ("**The host** locks\nAll doors.", ["The host locks All doors."]),
        ("Ask **the host**\nAnn.", ["Ask the host Ann."]),
    ],
)
def test_a_bold_first_line_is_a_title_of_what_stands_below(source: str, read: list[str]) -> None:
    assert texts(source) == read
