"""Figures of benchmarks: shares and means, which nothing to measure them on leaves open. Pure."""

from collections.abc import Mapping, Sequence


def share(part: float, whole: float) -> float | None:
    """A part of a whole; of nothing there is none."""
    return part / whole if whole else None


def mean(values: Sequence[float]) -> float | None:
    """The mean; of nothing there is none."""
    return share(sum(values), len(values))


def in_percent(figures: Mapping[str, float | None]) -> dict[str, float | None]:
    """Every figure in percent, to two places."""
    return {name: None if value is None else round(100 * value, 2) for name, value in figures.items()}
