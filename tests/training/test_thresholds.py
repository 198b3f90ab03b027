"""Thresholds: what they are chosen for."""

import numpy as np

from builder.training.fitting import fairest_threshold


def test_no_set_is_given_up_for_the_sake_of_the_mean() -> None:
    easy = [(0.05 + 0.9 * place / 40, place >= 30) for place in range(40)]  # told apart at 0.72
    hard = [(0.2, False), (0.3, True), (0.4, True), (0.6, True)]  # told apart between 0.2 and 0.3
    made, targets = (np.array(column, dtype=float) for column in zip(*(easy + hard), strict=True))
    sets = np.array([0] * len(easy) + [1] * len(hard))
    chosen = fairest_threshold(made, targets, sets)
    assert 0.2 < chosen <= 0.6
    assert fairest_threshold(made[:40], targets[:40], sets[:40]) > 0.69
