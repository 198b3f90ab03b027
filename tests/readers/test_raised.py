"""Letters of a run: small raised figures, and blanks within ligatures."""

import pytest

from builder.readers.raised import Character, Run, settle_raised
from builder.readers.runs import splits_ligature


def _run(text: str, left: float = 0, width: float = 5) -> Run:
    """Letters side by side; `^` raises the one behind it, which is small."""
    run: Run = []
    raised = False
    for letter in text:
        if letter == "^":
            raised = True
            continue
        base, size, wide = (704, 6, 3) if raised else (700, 10, width if letter.strip() else 3)
        run.append(Character(len(run), letter, left, left + wide, base, base + size, base, size, False))
        left, raised = left + wide, False
    return run


def _read(*runs: Run) -> list[str]:
    return ["".join(one.text for one in run) for run in settle_raised(runs) if run]


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ("3 x 10^9 per second", "3 x 10⁹ per second"),
        ("of 10^−^1^6 W per m^2", "of 10⁻¹⁶ W per m²"),
        ("at 0.5 ^1^3C", "at 0.5 ¹³C"),
        ("it was 88.85^7 then", "it was 88.85⁷ then"),
        ("as tanh^2 x is", "as tanh² x is"),
        ("in 4 metres^2 of reef", "in 4 metres² of reef"),
        ("some 12 kilometres^2 of sea", "some 12 kilometres² of sea"),
        ("it costs 19,^9^9 EUR", "it costs 19,⁹⁹ EUR"),
        ("the c^a and c^* terms", "the ca and c* terms"),
        ("it is 2^1/2 wide", "it is 21/2 wide"),
        ("^1^4From 1986 on", "¹⁴From 1986 on"),
        ("^2 Earlier ones", "² Earlier ones"),
        ("^1/2 wide", "1/2 wide"),
    ],
)
def test_raised_figures_stay_raised(page: str, read: str) -> None:
    assert _read(_run(page)) == [read]


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ("by a method^8 of ours", "by a method of ours"),
        ("free of bias^1^2 ^1^5 and so on", "free of bias  and so on"),
        ("It was deep.^1^2^,^1^4 We dived.", "It was deep. We dived."),
        ("It was so in 2019.^1^2 We dived.", "It was so in 2019. We dived."),
        ("Most were over 50.^2 We dived.", "Most were over 50. We dived."),
        ("Ana Mora^1^,^2^* and Ben", "Ana Mora and Ben"),
    ],
)
def test_the_numbers_of_references_go(page: str, read: str) -> None:
    assert _read(_run(page)) == [read]


def test_what_stands_in_a_run_of_its_own_belongs_to_the_word_before_it() -> None:
    assert _read(_run("It was deep."), [], _run("^3^9", left=54)) == ["It was deep."]
    assert _read(_run("ten is 10"), _run("^6", left=41), _run("deep", left=47)) == ["ten is 10⁶ deep"]


def test_small_words_beside_large_ones_are_not_raised() -> None:
    large = [one._replace(size=30) for one in _run("No")]
    small = [one._replace(base=708) for one in _run("open fire", left=12)]
    assert _read(large, small, _run("here", left=58)) == ["No", "open fire", "here"]


def test_figures_elsewhere_are_left_alone() -> None:
    assert _read(_run("It was deep."), _run("^3^9", left=90)) == ["It was deep.", "39"]
    assert _read(_run("It was 39 deep."), _run("39", left=75)) == ["It was 39 deep.", "39"]


def test_no_wide_blank_is_left_where_a_number_was() -> None:
    run = list(settle_raised([_run("It was deep.^1^2 We dived.")]))[-1]
    dot = next(one for one in run if one.text == ".")
    assert dot.right == 62


def test_a_blank_within_a_ligature_is_none() -> None:
    joined = [one._replace(left=5, right=13) for one in _run("fi")]
    within, behind = (joined[0]._replace(text=" ", left=left, right=left + 3) for left in (10, 13))
    near, far = (_run("t", left=left)[0] for left in (14, 16))
    assert splits_ligature([*joined, within], near)
    assert not splits_ligature([*joined, within], far)
    assert not splits_ligature([*joined, within._replace(size=1)], near)
    assert not splits_ligature([*joined, behind], near)
    assert not splits_ligature([*_run("of"), within], near)
