"""Safetensors files: a folder comes in, arrays by name go out, one at a time; any other form of weights is refused.

Never unpickles and never runs anything that lies in the folder.
"""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from builder.errors import EngineError

_KINDS = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2", "I64": "<i8", "I32": "<i4", "U8": "u1"}
_UNSAFE = (".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".h5", ".msgpack")
_LONGEST_HEADER = 100_000_000


@dataclass(frozen=True, slots=True)
class _Place:
    path: Path
    start: int
    end: int
    kind: str
    shape: tuple[int, ...]


class Weights:
    """The tensors of a folder's safetensors files, read when asked for."""

    def __init__(self, folder: Path) -> None:
        """Read the headers of every safetensors file in the folder."""
        files = sorted(folder.glob("*.safetensors"))
        if not files:
            unsafe = sorted(path.name for path in folder.iterdir() if path.suffix in _UNSAFE)
            raise EngineError(
                f"the folder holds {unsafe[0]} but no safetensors file" if unsafe else "no safetensors file here",
                path=str(folder),
                hint="only safetensors can be read: other forms of weights can run code when they are opened",
            )
        self._places = {name: place for path in files for name, place in _read_header(path)}

    def read(self, name: str) -> NDArray[np.float32]:
        """Read one tensor as float32."""
        if name not in self._places:
            raise EngineError(f"the weights lack the tensor {name}", hint="is the download complete?")
        place = self._places[name]
        with place.path.open("rb") as file:
            file.seek(place.start)
            raw = np.frombuffer(file.read(place.end - place.start), dtype=_KINDS[place.kind]).reshape(place.shape)
        if place.kind == "BF16":
            return (raw.astype(np.uint32) << 16).view(np.float32)
        return raw.astype(np.float32)


def _read_header(path: Path) -> Iterator[tuple[str, _Place]]:
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(8)
        length = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
        if not 0 < length <= min(size - 8, _LONGEST_HEADER):
            raise EngineError("not a safetensors file", path=str(path))
        try:
            header = json.loads(file.read(length))
        except ValueError as error:
            raise EngineError("the safetensors header is broken", path=str(path)) from error
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        if entry["dtype"] not in _KINDS or not 0 <= begin <= end <= size - 8 - length:
            raise EngineError(f"the tensor {name} lies outside the file or has an unknown type", path=str(path))
        yield name, _Place(path, 8 + length + begin, 8 + length + end, entry["dtype"], tuple(entry["shape"]))
