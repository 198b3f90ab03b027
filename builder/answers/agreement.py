"""Readings of one passage for several wordings of a question, made one: what two wordings agree on counts. Pure."""

import math
from collections.abc import Sequence
from dataclasses import replace

from builder.engines import Reading

AGREEING = 2  # wordings that have to find the same: one alone is misled by its own words
LEAST = 0.001  # probabilities nearer to 0 or 1 count as this


def agree(readings: Sequence[Reading]) -> Reading:
    """One reading: of each score the mean of its best two, in log-odds; a single reading stays as it is."""
    if len(readings) == 1:
        return readings[0]
    best = max(readings, key=lambda reading: reading.answered)
    return replace(
        best,
        answered=_mean_of_best([reading.answered for reading in readings]),
        sentences=tuple(_mean_of_best(scores) for scores in zip(*(one.sentences for one in readings), strict=True)),
    )


def _mean_of_best(probabilities: Sequence[float]) -> float:
    best = sorted((_log_odds(probability) for probability in probabilities), reverse=True)[:AGREEING]
    return round(1 / (1 + math.exp(-sum(best) / len(best))), 4)


def _log_odds(probability: float) -> float:
    held = min(max(probability, LEAST), 1 - LEAST)
    return math.log(held / (1 - held))
