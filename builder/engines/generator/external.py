"""Where an ONNX file says its weights lie: its path comes in, file names go out; any outside its folder is refused.

Reads the file's own structure and nothing else, so it needs no library and runs before the runtime opens anything.
"""

from collections.abc import Iterator
from pathlib import Path

from builder.engines.generator.fields import read_fields
from builder.errors import EngineError

# Field numbers of onnx.proto: which fields of which message lead to a tensor.
_WAYS = {
    "model": {7: "graph", 25: "function"},
    "function": {7: "node"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
    "sparse": {1: "tensor", 2: "tensor"},
    "tensor": {13: "entry"},
}
_DEEPEST = 40


def check_external_data(path: Path) -> tuple[str, ...]:
    """Return the data files an ONNX file names, all of them inside its own folder."""
    try:
        found = sorted(set(_locations(memoryview(path.read_bytes()), "model", 0)))
    except (IndexError, ValueError) as error:
        raise EngineError("not an ONNX file", path=str(path)) from error
    folder = path.parent.resolve()
    for name in found:
        place = (folder / name).resolve()
        if not name or Path(name).is_absolute() or not place.is_relative_to(folder):
            raise EngineError(f"its weights would be read from outside its folder: {name!r}", path=str(path))
        if not place.is_file():
            raise EngineError(f"the file {name} is missing beside it", path=str(path), hint="copy the whole folder")
    return tuple(found)


def _locations(message: memoryview, kind: str, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    for field, value in read_fields(message):
        inner = _WAYS[kind].get(field)
        if inner is None or isinstance(value, int):
            continue
        if inner == "entry":
            entry = {number: bytes(word) for number, word in read_fields(value) if not isinstance(word, int)}
            if entry.get(1) == b"location":
                yield entry.get(2, b"").decode("utf-8")
        else:
            yield from _locations(value, inner, depth + 1)
