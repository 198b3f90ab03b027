"""The beginnings of words files, a section of the query box's head: records ⇄ bytes. Pure."""

from collections.abc import Sequence


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
