"""Lines of justified text with such wide blanks that they look like cells."""

from builder.readers.justified import join_stretched
from builder.readers.segments import Segment

ABOVE = [(60, 306, "The crew was asked in port whether it had")]
BELOW = [(60, 306, "of the harbour before the fog came in that")]
STRETCHED = [(60, 97, "noticed"), (106, 152, "the small"), (161, 187, "lights"), (196, 306, "between the two towers")]


def _line(y: float, cells: list[tuple[float, float, str]]) -> list[Segment]:
    return [Segment(words, left, right, y - 2, y + 7, y, 10) for left, right, words in cells]


def _read(*lines: list[tuple[float, float, str]]) -> list[list[str]]:
    placed = [_line(700 - 12 * place, cells) for place, cells in enumerate(lines)]
    return [[one.text for one in line] for line in join_stretched(placed)]


def test_a_line_that_fills_its_column_with_even_blanks_is_one_piece() -> None:
    assert _read(ABOVE, STRETCHED, BELOW)[1] == ["noticed the small lights between the two towers"]


def test_two_such_lines_below_each_other_are_one_piece_each() -> None:
    second = [(60, 180, "while she was towed out"), (191, 306, "to the open sea")]
    assert _read(ABOVE, STRETCHED, second, BELOW)[1:3] == [
        ["noticed the small lights between the two towers"],
        ["while she was towed out to the open sea"],
    ]


def test_rows_stay_rows_below_a_line_that_is_as_wide_as_they_are() -> None:
    first, second = ([(60, 97, name), (106, 152, "12"), (161, 306, "tons of coal")] for name in ("Anna", "Berta"))
    assert [len(line) for line in _read(ABOVE, first, second, BELOW)] == [1, 3, 3, 1]


def test_a_row_with_uneven_or_very_wide_blanks_stays_one() -> None:
    uneven = [(60, 97, "Anna"), (106, 112, "12"), (128, 306, "tons of coal and of coke")]
    wide = [(60, 97, "Anna"), (130, 306, "tons of coal and of coke")]
    assert [len(_read(ABOVE, row, BELOW)[1]) for row in (uneven, wide)] == [3, 2]


def test_a_row_that_does_not_reach_the_edges_of_the_text_stays_one() -> None:
    assert len(_read(ABOVE, STRETCHED[:3], BELOW)[1]) == 3
    assert len(_read([(60, 250, "A line of another width than theirs")], STRETCHED)[1]) == 4
