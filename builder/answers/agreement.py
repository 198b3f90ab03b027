"""Readings of one passage for several wordings of a question, made one: what two wordings agree on counts. Pure."""

import math
from collections.abc import Sequence
from dataclasses import replace

from builder.engines import Reading

ALONE = 1.0  # log-odds by which one side must be surer where the other does not agree: the own words, or two others
LEAST = 0.001  # probabilities nearer to 0 or 1 count as this


def agree(readings: Sequence[Reading]) -> Reading:
    """One reading: in log-odds the mean of the own words and the best other, or what one side says less `ALONE`."""
    if len(readings) == 1:
        return readings[0]
    return replace(
        readings[0],
        answered=_mean_with_best([reading.answered for reading in readings]),
        sentences=tuple(_mean_with_best(scores) for scores in zip(*(one.sentences for one in readings), strict=True)),
    )


def _mean_with_best(probabilities: Sequence[float]) -> float:
    first, *others = (_log_odds(probability) for probability in probabilities)
    agreed = max((first + max(others)) / 2, first - ALONE, *(other - ALONE for other in sorted(others)[:-1]))
    return round(1 / (1 + math.exp(-agreed)), 4)


def _log_odds(probability: float) -> float:
    held = min(max(probability, LEAST), 1 - LEAST)
    return math.log(held / (1 - held))
