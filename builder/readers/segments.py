"""Words at a place on a page, and whether they stand below each other. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """Words on one line without a wide gap between them; y grows upwards, as in a PDF."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    base: float  # where its letters stand; its bottom is lower where one of them reaches below
    size: float
    bold: bool = False
    mono: bool = False


Line = Sequence[Segment]


def share_room(one: Segment, other: Segment) -> bool:
    """Whether one stands above the other, at least in part."""
    return one.left < other.right and other.left < one.right
