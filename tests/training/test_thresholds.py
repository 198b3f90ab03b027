"""Thresholds: what they are chosen for."""

import numpy as np

from builder.training.fitting import fairest_threshold, precise_threshold


def test_no_set_is_given_up_for_the_sake_of_the_mean() -> None:
    easy = [(0.05 + 0.9 * place / 40, place >= 30) for place in range(40)]  # told apart at 0.72
    hard = [(0.2, False), (0.3, True), (0.4, True), (0.6, True)]  # told apart between 0.2 and 0.3
    made, targets = (np.array(column, dtype=float) for column in zip(*(easy + hard), strict=True))
    sets = np.array([0] * len(easy) + [1] * len(hard))
    chosen = fairest_threshold(made, targets, sets)
    assert 0.2 < chosen <= 0.6
    assert fairest_threshold(made[:40], targets[:40], sets[:40]) > 0.69


def test_where_nothing_is_precise_enough_the_most_precise_is_taken() -> None:
    made = np.linspace(0.05, 0.95, 100)
    shares = np.full(100, 0.01)
    clean = (made > 0.6).astype(float)
    assert 0.55 < precise_threshold(made, clean, shares, wanted=0.95, least=5) < 0.62
    noisy = clean * (np.arange(100) % 5 > 0)  # a fifth is wrong wherever one looks
    strict = precise_threshold(made, noisy, shares, wanted=0.95, least=5)
    passed = noisy[made >= strict]
    assert strict > 0.6 and len(passed) >= 5 and passed.mean() >= noisy[made > 0.6].mean()
