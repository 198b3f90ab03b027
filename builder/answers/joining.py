"""What an answer says together: one unit of sentences more comes in, the units with it go out. Pure."""

from collections.abc import Sequence

from builder.answers.units import Unit


def join_unit(units: Sequence[Unit], unit: Unit) -> list[Unit]:
    """The units with one more; it joins one that shares a sentence with it or that it points back to."""
    joined = list(units)
    for place, other in enumerate(joined):
        if set(other) & set(unit) or _touch(other, unit) or _touch(unit, other):
            together = dict.fromkeys((*other, *unit))
            same = len({sentence.passage.id for sentence in together}) == 1
            joined[place] = tuple(sorted(together, key=lambda one: one.number)) if same else tuple(together)
            return joined
    return [*joined, unit]


def _touch(first: Unit, second: Unit) -> bool:
    here, there = first[-1], second[0]
    return here.passage.id == there.passage.id and there.number == here.number + 1 and there.points_back
