"""Logistic fits: scores and targets come in, weights go out, and what they are worth. Knows no model and no file."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
TRIED: Numbers = np.linspace(0.05, 0.95, 181)  # thresholds


def apply(weights: Numbers, scores: Numbers) -> Numbers:
    """Return the probabilities of a fit."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores @ weights, -30, 30))))


def fit(scores: Numbers, targets: Numbers, shares: Numbers, ridge: float = 1e-4) -> Numbers:
    """Fit a logistic regression by Newton's method; soft targets are welcome."""
    weights = np.zeros(scores.shape[1])
    for _ in range(50):
        made = apply(weights, scores)
        slope = scores.T @ (shares * (made - targets)) + ridge * weights
        bend = (scores * (shares * made * (1 - made))[:, None]).T @ scores + ridge * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


def calibration_error(made: Numbers, targets: Numbers, shares: Numbers) -> float:
    """Return the mean distance between what is said and what is so, over ten bins."""
    bins = np.minimum((made * 10).astype(int), 9)
    return float(
        sum(abs(float((shares * (made - targets))[bins == one].sum())) for one in range(10)) / float(shares.sum())
    )


def area(made: Numbers, targets: Numbers) -> float:
    """Return the area under the ROC curve, targets cut at a half."""
    order = np.argsort(np.argsort(made)) + 1.0
    true = targets > 0.5
    rest = len(made) - int(true.sum())
    return float((order[true].sum() - true.sum() * (true.sum() + 1) / 2) / max(1, int(true.sum()) * rest))


def best_threshold(made: Numbers, targets: Numbers, shares: Numbers) -> float:
    """Return the threshold where recall and specificity together are highest."""
    true = targets > 0.5
    gains = [
        (shares * true)[made >= one].sum() / (shares * true).sum()
        + (shares * ~true)[made < one].sum() / (shares * ~true).sum()
        for one in TRIED
    ]
    return float(TRIED[int(np.argmax(gains))])


def fairest_threshold(made: Numbers, targets: Numbers, sets: Numbers) -> float:
    """Return the threshold where the set that fares worst fares best, by recall and specificity."""
    true = targets > 0.5

    def worst(threshold: float) -> float:
        passed = made >= threshold
        return min(
            float(passed[true & (sets == one)].mean() - passed[~true & (sets == one)].mean()) for one in np.unique(sets)
        )

    return float(max(TRIED, key=worst))


def precise_threshold(made: Numbers, targets: Numbers, shares: Numbers, *, wanted: float, least: int) -> float:
    """Return the lowest threshold from which the wanted share of what passes is true, else the most precise.

    None is tried that fewer pass than tell anything.
    """
    true = targets > 0.5
    tried = [float(one) for one in TRIED if (made >= one).sum() >= least]
    precision = {one: float(np.average(true[made >= one], weights=shares[made >= one])) for one in tried}
    precise = [one for one in tried if precision[one] >= wanted]
    return min(precise) if precise else max(tried, key=lambda one: precision[one])
