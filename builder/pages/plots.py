"""Plots: counts come in, places of bars and columns go out, for a template to draw. Knows no colour and no SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.pages.standing import Tally
from builder.standing import Standing

WIDTH = 640
LABEL = 220
ROW = 26
BAR = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One stretch of a bar."""

    x: float
    width: float
    standing: Standing
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """One stacked bar with its label."""

    y: int
    label: str
    url: str
    total: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StackedPlot:
    """Bars below one another, all on one scale."""

    title: str
    height: int
    rows: tuple[BarRow, ...]
    width: int = WIDTH
    bar: int = BAR
    label: int = LABEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a histogram."""

    x: float
    y: float
    width: float
    height: float
    count: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """How often values fall into each of equal ranges."""

    title: str
    columns: tuple[Column, ...]
    width: int = WIDTH
    height: int = 170
    floor: int = 140


def stacked_plot(title: str, entries: Sequence[tuple[str, str, Tally]]) -> StackedPlot:
    """A stacked bar for each label, in the order given."""
    longest = max((counts.total for _, _, counts in entries), default=0) or 1
    scale = (WIDTH - LABEL - 48) / longest
    rows = []
    for place, (label, url, counts) in enumerate(entries):
        x = float(LABEL)
        bars = []
        for standing, _, number in counts.parts():
            if number:
                bars.append(Bar(x=round(x, 1), width=round(number * scale, 1), standing=standing, count=number))
                x += number * scale
        rows.append(BarRow(y=place * ROW, label=label, url=url, total=counts.total, bars=tuple(bars)))
    return StackedPlot(title=title, height=max(len(entries), 1) * ROW, rows=tuple(rows))


def histogram(title: str, values: Sequence[float], edges: Sequence[float], labels: Sequence[str]) -> Histogram:
    """Counts of values between edges; the last range includes its upper edge, and nothing is left out."""
    counts = [0] * (len(edges) - 1)
    for value in values:
        place = next((at for at, edge in enumerate(edges[1:]) if value < edge), len(counts) - 1)
        counts[place] += 1
    top = max(counts, default=0) or 1
    step = WIDTH / len(counts)
    columns = tuple(
        Column(
            x=round(place * step + 3, 1),
            y=round(140 - 110 * number / top, 1),
            width=round(step - 6, 1),
            height=round(110 * number / top, 1),
            count=number,
            label=label,
        )
        for place, (number, label) in enumerate(zip(counts, labels, strict=True))
    )
    return Histogram(title=title, columns=columns)
