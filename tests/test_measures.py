"""Units of measure: each name means one thing, in small letters too."""

from itertools import groupby, pairwise

from builder.measures import _ROWS, LOWER_UNITS, UNITS


def test_each_name_stands_once() -> None:
    assert len(UNITS) == sum(len(names.split()) for *_, names in _ROWS)


def test_a_measure_goes_from_small_to_large() -> None:
    measures = [[size for _, size, _ in rows] for _, rows in groupby(_ROWS, key=lambda row: row[0])]
    assert len(measures) == len({measure for measure, *_ in _ROWS})
    assert all(small < large for sizes in measures for small, large in pairwise(sizes))


def test_small_letters_mean_the_smaller_where_capitals_would_tell() -> None:
    assert UNITS["MW"] == ("watts", 1e6)
    assert LOWER_UNITS["mw"] == UNITS["mW"] == ("watts", 1e-3)
    assert LOWER_UNITS["mb"] == UNITS["MB"] == ("bytes", 1e6)
