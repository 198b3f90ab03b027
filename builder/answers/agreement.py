"""Readings of one passage for several wordings of a question, made one: what two wordings agree on counts. Pure."""

import math
from collections.abc import Sequence
from dataclasses import replace

from builder.engines import Reading

LEAST = 0.001  # probabilities nearer to 0 or 1 count as this


def agree(readings: Sequence[Reading]) -> Reading:
    """One reading: the mean, in log-odds, of the question's own words and of the best of its other wordings."""
    if len(readings) == 1:
        return readings[0]
    return replace(
        readings[0],
        answered=_mean_with_best([reading.answered for reading in readings]),
        sentences=tuple(_mean_with_best(scores) for scores in zip(*(one.sentences for one in readings), strict=True)),
    )


def _mean_with_best(probabilities: Sequence[float]) -> float:
    first, *others = (_log_odds(probability) for probability in probabilities)
    return round(1 / (1 + math.exp(-(first + max(others)) / 2)), 4)


def _log_odds(probability: float) -> float:
    held = min(max(probability, LEAST), 1 - LEAST)
    return math.log(held / (1 - held))
