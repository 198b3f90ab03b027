"""Where words stand on a page to the order in which people read them."""

from printed_page import Text, lines, pdf

from builder.readers.layout import read_page
from builder.readers.pdf import read_pdf
from builder.readers.segments import Segment, join_touching

LEFT = [f"Left line {number} tells of a ship and of her crew" for number in range(1, 13)]
RIGHT = [f"Right line {number} tells of a port and its cranes" for number in range(1, 13)]


def test_a_gap_that_runs_across_both_columns_by_chance_does_not_part_them() -> None:
    left = [*lines(60, 690, *LEFT[:6]), *lines(60, 594, *LEFT[6:])]
    right = [*lines(310, 690, *RIGHT[:6]), Text(310, 594, "2 Cranes and their drivers"), *lines(310, 580, *RIGHT[6:])]
    content = pdf(
        [Text(60, 720, "Ships and ports of the north, and who is at work in all of them by day"), *left, *right]
    )
    said = " ".join(block.text for block in read_pdf(content).blocks)
    places = [said.index(line) for line in (*LEFT, *RIGHT)]
    assert places == sorted(places)


def test_authors_side_by_side_stand_above_both_columns() -> None:
    authors = [
        Text(x + 8 * place, 720 - 12 * place, line)
        for x, name in ((90, "Anna"), (340, "Ben"))
        for place, line in enumerate((f"{name} Rivera of the Department", "University of the Harbour", "Port Street 1"))
    ]
    title = Text(60, 745, "Ships and ports of the north, and who is at work in all of them by day")
    page = [title, *authors, *lines(60, 660, *LEFT), *lines(310, 660, *RIGHT)]
    said = " ".join(block.text for block in read_pdf(pdf(page)).blocks)
    places = [said.index(line) for line in ("Anna Rivera", "Ben Rivera", *LEFT, *RIGHT)]
    assert places == sorted(places)


def test_names_of_columns_and_rows_stay_together_wherever_the_page_is_widest_open() -> None:
    places = (60, 230, 300, 380)
    rows = [("Part", "Sign", "Most", "Unit"), ("Voltage at the gate", "Vg", "40", "V"), ("Heat lost", "Pd", "15", "W")]
    rows += [("Warmth in the store", "Ts", "0 to 85", "C"), ("Warmth at the gate", "Tg", "90", "C")]
    cells = [
        Text(x, 640 - 16 * place, word) for place, row in enumerate(rows) for x, word in zip(places, row, strict=True)
    ]
    page = [*lines(60, 700, "These values are never to be passed by anyone."), *cells]
    tables = [block.text for block in read_pdf(pdf(page)).blocks if block.kind == "table"]
    assert tables == ["\n".join(" | ".join(row) for row in rows)]


def test_three_columns_of_text_are_no_rows() -> None:
    first, second, third = (
        [f"{name} {number} told us what he saw" for number in range(1, 9)] for name in ("Anna", "Ben", "Cleo")
    )
    page = [*lines(40, 700, *first), *lines(220, 700, *second), *lines(400, 700, *third)]
    said = " ".join(block.text for block in read_pdf(pdf(page)).blocks)
    places = [said.index(line) for line in (*first, *second, *third)]
    assert places == sorted(places)


def test_names_a_little_further_above_their_table_stay_with_it_where_its_first_column_has_none() -> None:
    rows = [
        ("Harbour", "0.10", "0.12", "25 t"),
        ("Anchorage", "0.74", "0.76", "82 t"),
        ("Dock", "0.53", "0.65", "74 t"),
    ]
    names = [Text(x, 625, word) for x, word in zip((236, 306, 370), ("Ebb", "Flow", "all loads"), strict=True)]
    cells = [
        Text(x, 605 - 14 * place, word)
        for place, row in enumerate(rows)
        for x, word in zip((60, 230, 300, 380), row, strict=True)
    ]
    page = [*lines(60, 700, "These loads were weighed by hand in all of our harbours."), *names, *cells]
    tables = [block.text for block in read_pdf(pdf(page)).blocks if block.kind == "table"]
    assert tables == ["\n".join([" | Ebb | Flow | all loads", *(" | ".join(row) for row in rows)])]


def piece(text: str, left: float, right: float, base: float, size: float = 10) -> Segment:
    return Segment(text=text, left=left, right=right, bottom=base - 2, top=base + 0.7 * size, base=base, size=size)


def test_a_lowered_letter_within_a_line_of_text_makes_no_cells_of_it() -> None:
    page = [
        piece("The drift of every sensor was taken as the root of all that", 60, 360, 700),
        piece("it had drifted in the hours before, which is written as d", 60, 330, 688),
        piece("h", 330.5, 335, 686, 7),
        piece(", and halved.", 335.5, 360, 688),
        piece("Then it was set to nothing, and the hours were counted anew.", 60, 360, 676),
    ]
    lines = [line for paragraph in read_page(page) for line in paragraph.lines]
    assert lines[1] == "it had drifted in the hours before, which is written as d h , and halved."
    assert not any(paragraph.rows for paragraph in read_page(page))


def test_short_pieces_and_pieces_apart_stay_cells() -> None:
    short = [piece("Harbour", 60, 95, 700), piece("Anchorage", 97, 140, 700)]
    apart = [piece("The harbour of the town in the north", 60, 240, 700), piece("0.10", 250, 270, 700)]
    assert join_touching(short) == short
    assert join_touching(apart) == apart


def test_a_bullet_beside_a_label_is_no_cell() -> None:
    rows = [("Highlights", "Two of them came home."), ("Losses", "One of them was never seen again.")]
    page = [
        one
        for base, (label, words) in zip((700, 688), rows, strict=True)
        for one in (piece(label, 60, 110, base), piece("\uf0b7", 120, 124, base), piece(words, 150, 330, base))
    ]
    assert [paragraph.lines for paragraph in read_page(page)] == [
        ("", "Highlights | \uf0b7 Two of them came home.", "Losses | \uf0b7 One of them was never seen again.")
    ]
    alone = [piece("\uf0b7", 120, 124, 700), piece("Two of them came home in the autumn.", 150, 330, 700)]
    assert [paragraph.lines for paragraph in read_page(alone)] == [("\uf0b7 Two of them came home in the autumn.",)]
