"""Readings of one passage for several wordings of a question, made one: what two wordings agree on counts. Pure."""

import math
from collections.abc import Sequence
from dataclasses import replace

from builder.engines import Reading
from builder.engines.blend import log_odds

ALONE = 1.0  # log-odds by which one side must be surer where the other does not agree: the own words, or two others


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
    first, *others = (log_odds(probability) for probability in probabilities)
    agreed = max((first + max(others)) / 2, first - ALONE, *(other - ALONE for other in sorted(others)[:-1]))
    return round(1 / (1 + math.exp(-agreed)), 4)
