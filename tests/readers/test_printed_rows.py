"""Tables on a page: a row is what stands in its cells, whole, and named only by what names columns."""

from printed_page import Text, lines, pdf

from builder.readers.pdf import read_pdf

COLUMNS = (60, 120, 300)
BEFORE = lines(60, 700, "The table lists the lights of the lamp, what they mean, and what to do.")


def table(*rows: tuple[float, tuple[str, ...]]) -> list[str]:
    """The tables of a page with these lines, each with the distance to the one above."""
    page, height = list(BEFORE), 660.0
    for distance, cells in rows:
        height -= distance
        page += [Text(x, height, words) for x, words in zip(COLUMNS, cells, strict=False) if words]
    page += lines(60, height - 40, "That is all there is to know about the lights of the lamp.")
    return [block.text for block in read_pdf(pdf(page)).blocks if block.kind == "table"]


NAMES = ("Light", "Meaning", "What to do")


def test_lines_that_stand_closer_than_rows_go_on_in_their_cells() -> None:
    assert table(
        (0, NAMES),
        (18, ("Red", "No contact for more than", "Call the Harbour")),
        (12, ("", "5 minutes, at any time", "Office, by day.")),
        (18, ("Blue", "Pairing", "Wait")),
    ) == [
        "Light | Meaning | What to do\n"
        "Red | No contact for more than 5 minutes, at any time | Call the Harbour Office, by day.\n"
        "Blue | Pairing | Wait"
    ]


def test_lines_as_far_apart_as_rows_go_on_where_each_cell_breaks_off_at_its_edge() -> None:
    assert table(
        (0, NAMES),
        (12, ("Red", "No contact for more than", "Call the harbour office,")),
        (12, ("", "five minutes, at any time", "and only by day.")),
        (12, ("Blue", "Pairing", "Wait")),
    ) == [
        "Light | Meaning | What to do\n"
        "Red | No contact for more than five minutes, at any time | Call the harbour office, and only by day.\n"
        "Blue | Pairing | Wait"
    ]


def test_a_row_that_may_go_on_in_the_next_line_has_no_cells() -> None:
    assert table(
        (0, NAMES), (12, ("Red", "Fire", "Leave")), (12, ("", "Smoke", "Look")), (12, ("Blue", "Pairing", "Wait"))
    ) == ["Light | Meaning | What to do\nRed Fire Leave\nSmoke Look\nBlue | Pairing | Wait"]


def test_figures_below_figures_are_a_row_of_the_same_group() -> None:
    assert table((0, ("Site", "Depth", "Kelp")), (12, ("North", "5 m", "61")), (12, ("", "9 m", "44"))) == [
        "Site | Depth | Kelp\nNorth | 5 m | 61\n | 9 m | 44"
    ]


def test_a_table_of_two_columns_goes_on_below_its_second_one() -> None:
    assert table(
        (0, ("Light", "Meaning")),
        (18, ("Red", "The lamp has no contact to")),
        (12, ("", "the harbour.")),
        (18, ("Blue", "Pairing")),
    ) == ["Light | Meaning\nRed | The lamp has no contact to the harbour.\nBlue | Pairing"]


def test_figures_and_sentences_above_figures_and_sentences_name_no_columns() -> None:
    assert table((0, ("Weight", "320 g")), (14, ("Range", "40 m indoors"))) == [
        "\nWeight | 320 g\nRange | 40 m indoors"
    ]
    assert table((0, ("E1", "The water is low.")), (14, ("E2", "Gas is leaking out."))) == [
        "\nE1 | The water is low.\nE2 | Gas is leaking out."
    ]
    assert table((0, ("Store", "-5 to 40 C")), (14, ("Use", "+2 to 35 C"))) == [
        "\nStore | -5 to 40 C\nUse | +2 to 35 C"
    ]
    assert table((0, ("Serial", "time, place, height")), (14, ("Weight", "twelve grams"))) == [
        "\nSerial | time, place, height\nWeight | twelve grams"
    ]
    assert table((0, ("Site", "2019", "2020")), (14, ("North", "61", "44"))) == ["Site | 2019 | 2020\nNorth | 61 | 44"]


def test_marks_of_a_list_are_no_column() -> None:
    marked = [
        Text(x, 700 - 14 * place, words)
        for place, entry in enumerate(("two lamps", "a rope", "some bread"))
        for x, words in ((60, "\x95"), (90, entry))
    ]
    assert [(block.kind, block.text) for block in read_pdf(pdf(marked)).blocks] == [
        ("list", "• two lamps\n• a rope\n• some bread")
    ]
