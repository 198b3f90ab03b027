"""A protocol buffer's own structure: bytes come in, fields go out by number. Knows no schema, needs no library."""

from collections.abc import Iterator


def read_fields(message: memoryview) -> Iterator[tuple[int, memoryview | int]]:
    """Yield each field's number with its bytes, or with its value if it is a whole number."""
    at = 0
    while at < len(message):
        tag, at = _number(message, at)
        kind = tag & 7
        if kind == 0:
            value, at = _number(message, at)
            yield tag >> 3, value
            continue
        if kind == 2:
            length, at = _number(message, at)
        elif kind in (1, 5):
            length = 8 if kind == 1 else 4
        else:
            raise ValueError(f"no such kind of field: {kind}")
        if at + length > len(message):
            raise ValueError("the file ends in the middle of a field")
        yield tag >> 3, message[at : at + length]
        at += length


def _number(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 127) << shift
        at += 1
        if byte < 128:
            return value, at
        shift += 7
        if shift > 63:
            raise ValueError("a number without an end")
