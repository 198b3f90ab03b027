"""Small sections of the query box's head: steps and the beginnings of words files, records ⇄ bytes. Pure."""

from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

STEP_ZERO = 128  # a step in halves of a doubling


def write_steps(steps: NDArray[numpy.float32]) -> bytes:
    """Steps are halves of a doubling apart: a byte each."""
    return (numpy.round(2 * numpy.log2(steps)) + STEP_ZERO).astype(numpy.uint8).tobytes()


def read_steps(data: bytes) -> NDArray[numpy.float32]:
    """The steps, read again."""
    halves = numpy.frombuffer(data, numpy.uint8).astype(numpy.float64) - STEP_ZERO
    return (2 ** (halves / 2)).astype(numpy.float32)


def write_edges(edges: Sequence[str]) -> bytes:
    """A line each: a digit for the ASCII letters shared with the line before, then the rest."""
    lines, before = [], ""
    for edge in edges:
        shared = 0
        while shared < min(15, len(edge), len(before)) and edge[shared] == before[shared] and edge[shared] < "\x7f":
            shared += 1
        lines.append(f"{shared:x}{edge[shared:]}")
        before = edge
    return "\n".join(lines).encode()


def read_edges(data: bytes) -> tuple[str, ...]:
    """Where the files begin, read again."""
    edges, before = [], ""
    for line in data.decode().split("\n") if data else ():
        before = before[: int(line[0], 16)] + line[1:]
        edges.append(before)
    return tuple(edges)
