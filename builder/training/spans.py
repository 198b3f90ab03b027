"""Found spans beside right ones: readings of held-out questions come in, the score from which to answer goes out."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.engines import Span
from builder.training.fitting import TRIED


@dataclass(frozen=True, slots=True)
class Read:
    """One passage read: its set, its target, and how much of the right span was found."""

    name: str
    target: float
    found: float


def overlap(one: Span | None, two: Span | None) -> float:
    """Return F1 of the characters of two spans."""
    if not one or not two:
        return 0.0
    shared = max(0, min(one[1], two[1]) - max(one[0], two[0]))
    return 2 * shared / (one[1] - one[0] + two[1] - two[0])


def reading_threshold(read: Sequence[tuple[float, Read]]) -> float:
    """Return the threshold where the F1 of abstaining and that of all answers are highest together."""

    def gain(threshold: float) -> float:
        silent = [one for said, one in read if said < threshold]
        right = sum(one.target < 0.5 for one in silent)
        abstaining = 2 * right / max(1, len(silent) + sum(one.target < 0.5 for _, one in read))
        return abstaining + (right + sum(one.found for said, one in read if said >= threshold)) / len(read)

    return float(max(TRIED, key=gain))
