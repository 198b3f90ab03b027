"""Where words stand on a page to the order in which people read them."""

from printed_page import Text, lines, pdf

from builder.readers.pdf import read_pdf

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
