"""A loss plot: a history of losses comes in, an SVG file with one smoothed line a head goes out."""

from collections.abc import Sequence
from pathlib import Path

COLOURS = ("#1b6ca8", "#b5452c", "#3a7d44", "#7a4f9e", "#c58f1d", "#555555")
WIDTH, HEIGHT, EDGE = 640, 320, 36


def write_plot(history: Sequence[dict[str, float]], path: Path) -> None:
    """Draw every head's loss over the steps."""
    names = list(history[-1])
    lines = {name: smooth([one[name] for one in history]) for name in names}
    top = max(max(line) for line in lines.values()) or 1.0
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-size="11">',
        f'<text x="{EDGE}" y="14">loss by step (0 to {len(history)}), highest {top:.2f}</text>',
    ]
    for place, name in enumerate(names):
        colour = COLOURS[place % len(COLOURS)]
        points = " ".join(points_of(lines[name], top))
        parts.append(f'<polyline fill="none" stroke="{colour}" points="{points}"/>')
        parts.append(
            f'<text x="{EDGE + 90 * place}" y="{HEIGHT - 6}" fill="{colour}">{name} {lines[name][-1]:.3f}</text>'
        )
    path.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


def points_of(line: Sequence[float], top: float) -> list[str]:
    """Return a line's points, at most one a pixel."""
    step = max(1, len(line) // (WIDTH - 2 * EDGE))
    return [
        f"{EDGE + (WIDTH - 2 * EDGE) * place / max(1, len(line) - 1):.1f},"
        f"{HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * line[place] / top:.1f}"
        for place in range(0, len(line), step)
    ]


def smooth(values: Sequence[float], keep: float = 0.97) -> list[float]:
    """Return the running mean of values."""
    made: list[float] = []
    for value in values:
        made.append(value if not made else keep * made[-1] + (1 - keep) * value)
    return made


def write_reliability(said: Sequence[float], so: Sequence[float], path: Path) -> None:
    """Draw how often what is said with a probability is so: on the diagonal, a number means what it says."""
    side = HEIGHT - 2 * EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{HEIGHT}" height="{HEIGHT}" font-size="11">',
        f'<path d="M{EDGE} {HEIGHT - EDGE}L{HEIGHT - EDGE} {EDGE}" stroke="#999"/>',
        f'<text x="{EDGE}" y="14">said (across) and so (up), 0 to 1</text>',
    ]
    for low in range(10):
        inside = [place for place, value in enumerate(said) if low <= 10 * value < low + 1 or (low == 9 and value == 1)]
        if inside:
            across = sum(said[place] for place in inside) / len(inside)
            up = sum(so[place] for place in inside) / len(inside)
            x, y = EDGE + side * across, HEIGHT - EDGE - side * up
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{COLOURS[0]}"/>')
            parts.append(f'<text x="{x + 6:.1f}" y="{y + 4:.1f}">{len(inside)}</text>')
    path.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")
